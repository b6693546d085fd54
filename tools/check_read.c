/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Claims, and what is known besides, from text. */
#include <config.h>

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "recalculate.h"

const char *const check_key_names[CHECK_KEYS] = {
    "n", "scale", "items", "rounding", "spread", "nobody-worse", "least-baseline"};

int check_fail(const check_place *place, const char *format, ...)
{
    char text[512];
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (place->line > 0)
        return tool_fail_at(TOOL_BAD_DATA, place->source, place->line, "%s", text);
    return tool_usage("%s", text);
}

int check_set(check_sample *sample, check_key key, const char *text, const check_place *place)
{
    if (strlen(text) >= CHECK_TEXT)
        return check_fail(place, "%s is too long", check_key_names[key]);
    if (*text == '\0')
        return check_fail(place, "%s is empty", check_key_names[key]);
    if (place->line > 0 && sample->at[key].line > 0 && *sample->value[key] != '\0')
        return check_fail(place, "%s is given twice for one sample", check_key_names[key]);
    (void)snprintf(sample->value[key], CHECK_TEXT, "%s", text);
    sample->at[key] = *place;
    return TOOL_DONE;
}

int check_claim(check_sample *sample, const char *text, const check_place *place)
{
    pain_error error;

    if (sample->n_claims == CHECK_MOST_CLAIMS)
        return check_fail(place, "more than %d claims of one sample", CHECK_MOST_CLAIMS);
    if (pain_claim_parse(text, &sample->claims[sample->n_claims], &error) == PAIN_OK) {
        sample->claim_at[sample->n_claims++] = *place;
        return TOOL_DONE;
    }
    if (error.column == 0)
        return check_fail(place, "'%s': %s", text, error.text);
    if (place->line > 0 && place->column != CHECK_NO_COLUMN)
        return check_fail(place, "column %u: %s", (unsigned)(place->column + error.column),
                          error.text);
    return check_fail(place, "'%s', column %u: %s", text, (unsigned)error.column, error.text);
}

/* "0..10" as "0:10:1", "0..10 by 0.5" as "0:10:0.5". */
static void spell_scale(const char *text, char scale[CHECK_TEXT])
{
    const char *dots = strstr(text, ".."), *by = strstr(text, " by ");
    const char *end = strstr(text, ":reversed");

    if (dots == NULL)
        (void)snprintf(scale, CHECK_TEXT, "%s", text);
    else
        (void)snprintf(scale, CHECK_TEXT, "%.*s:%.*s:%s", (int)(dots - text), text,
                       by != NULL    ? (int)(by - dots - 2)
                       : end != NULL ? (int)(end - dots - 2)
                                     : (int)strlen(dots + 2),
                       dots + 2,
                       by != NULL    ? by + 4
                       : end != NULL ? "1:reversed"
                                     : "1");
}

int check_read_grid(const char *text, const char *items, const check_place *place, pain_grid *grid)
{
    char spelled[CHECK_TEXT];
    pain_scale scale = pain_scale_nrs11();
    uint64_t n = 1;

    if (*text != '\0') {
        spell_scale(text, spelled);
        if (pain_scale_parse(spelled, &scale) != PAIN_OK)
            return check_fail(place, "the scale is such as 0..10, 0..10 by 0.5 or vas100, not '%s'",
                              text);
    }
    if (scale.direction != PAIN_HIGHER_IS_WORSE)
        return check_fail(place, "figures of a reversed scale are not checked; turn them round: "
                                 "HIGHEST + LOWEST less a mean or median");
    if (*items != '\0' &&
        (tool_read_count(items, strlen(items), 100, &n) != TOOL_NUMBER_OK || n < 1))
        return check_fail(place, "items is a number of answers from 1 to 100, not '%s'", items);
    if (pain_grid_of_scale(&scale, (int32_t)n, true, grid) != PAIN_OK || grid->steps > 100)
        return check_fail(place, "the scale has more than 100 steps, items counted");
    return TOOL_DONE;
}

/* One of "52", "40-60". */
static bool read_range(const char *text, size_t length, pain_study_n *range)
{
    const char *dash = memchr(text, '-', length);
    uint64_t first = 0, last = 0;
    size_t n = dash != NULL ? (size_t)(dash - text) : length;

    while (length > 0 && text[length - 1] == ' ')
        length--;
    if (tool_read_count(text, dash != NULL ? n : length, 1000000, &first) != TOOL_NUMBER_OK)
        return false;
    last = first;
    if (dash != NULL && tool_read_count(dash + 1, length - n - 1, 1000000, &last) != TOOL_NUMBER_OK)
        return false;
    *range = (pain_study_n){(int64_t)first, (int64_t)last};
    return first >= 1 && last >= first;
}

/* "52", "40-60", "30,40-44", "unknown", "unknown up to 500". */
static int read_n(check_sample *sample)
{
    const char *text = sample->value[CHECK_N];
    const char *unknown = "unknown", *up_to = "unknown up to ";
    pain_study_n most;

    if (*text == '\0' || strcmp(text, unknown) == 0)
        return TOOL_DONE;
    if (strncmp(text, up_to, strlen(up_to)) == 0 &&
        read_range(text + strlen(up_to), strlen(text + strlen(up_to)), &most) &&
        most.first == most.last) {
        sample->options.most_n = most.last;
        return TOOL_DONE;
    }
    for (size_t length; *text != '\0'; text += length + (text[length] == ',')) {
        while (*text == ' ')
            text++;
        length = strcspn(text, ",");
        if (sample->options.n_count == CHECK_MOST_RANGES ||
            !read_range(text, length, &sample->n[sample->options.n_count]))
            return check_fail(&sample->at[CHECK_N],
                              "n is such as 52, 40-60, 30,40,50 or 'unknown up to 500', not '%s'",
                              sample->value[CHECK_N]);
        sample->options.n_count++;
    }
    sample->options.n = sample->n;
    return TOOL_DONE;
}

/* One of `names`; 0 when it is not given. */
static int read_word(const check_sample *sample, check_key key, const char *const *names, int n,
                     const char *list, int32_t *choice)
{
    const char *text = sample->value[key];
    int found = *text == '\0' ? 0 : tool_choice(text, names, n);

    if (found < 0)
        return check_fail(&sample->at[key], "%s is %s, not '%s'", check_key_names[key], list, text);
    *choice = found;
    return TOOL_DONE;
}

/* A list of points on the scale, as steps. */
static int read_least(check_sample *sample)
{
    const char *text = sample->value[CHECK_LEAST_BASELINE];
    const pain_grid *grid = &sample->grid;
    size_t n = 0;

    for (size_t length; *text != '\0'; text += length + (text[length] == ',')) {
        char one[CHECK_TEXT];
        pain_printed printed;
        int64_t tens = 1;

        length = strcspn(text, ",");
        (void)snprintf(one, sizeof one, "%.*s", (int)length, text);
        bool is_number = pain_printed_parse(one, &printed, NULL) == PAIN_OK &&
                         printed.decimals <= 6 && printed.digits < 1000000000;

        for (int32_t i = 0; is_number && i < printed.decimals; i++)
            tens *= 10;
        int64_t from = is_number ? printed.digits * grid->unit - grid->lowest * tens : -1;

        if (!is_number || n == PAIN_STUDY_MOST_VALUES || from < 0 ||
            from % (grid->step * tens) != 0 || from / (grid->step * tens) > grid->steps)
            return check_fail(&sample->at[CHECK_LEAST_BASELINE],
                              "least-baseline is a score on the scale, or several such as 0,4, "
                              "not '%s'",
                              one);
        sample->least_baselines[n++] = (int32_t)(from / (grid->step * tens));
    }
    sample->options.least_baselines = n > 0 ? sample->least_baselines : NULL;
    sample->options.n_least_baselines = n;
    return TOOL_DONE;
}

int check_arguments(const check_sample *given, char **claims, int n, check_sample **samples,
                    size_t *count)
{
    const check_place place = {"", 0, 0};
    int status = TOOL_DONE;

    *samples = malloc(sizeof **samples);
    if (*samples == NULL)
        return tool_fail(TOOL_NO_IO, "out of memory");
    **samples = *given;
    *count = 1;
    for (int i = 0; i < n && status == TOOL_DONE; i++)
        status = check_claim(*samples, claims[i], &place);
    return status;
}

int check_prepare(check_sample *sample)
{
    static const char *const roundings[] = {"unknown",   "half-up",   "half-even",
                                            "half-down", "truncated", "up"};
    static const char *const spreads[] = {"unknown", "n-1", "n"};
    static const char *const tried[] = {"unknown", "yes", "no"};
    pain_study_options *o = &sample->options;
    const check_place *place =
        &sample->at[*sample->value[CHECK_SCALE] != '\0' ? CHECK_SCALE : CHECK_ITEMS];

    memset(o, 0, sizeof *o);
    o->size = sizeof *o;
    int status = check_read_grid(sample->value[CHECK_SCALE], sample->value[CHECK_ITEMS], place,
                                 &sample->grid);

    o->grid = &sample->grid;
    if (status == TOOL_DONE)
        status = read_n(sample);
    if (status == TOOL_DONE)
        status = read_word(sample, CHECK_ROUNDING, roundings, 6,
                           "unknown, half-up, half-even, half-down, truncated or up", &o->rounding);
    if (status == TOOL_DONE)
        status = read_word(sample, CHECK_SPREAD, spreads, 3, "unknown, n-1 or n", &o->spread);
    if (status == TOOL_DONE)
        status =
            read_word(sample, CHECK_NOBODY_WORSE, tried, 3, "unknown, yes or no", &o->nobody_worse);
    return status == TOOL_DONE ? read_least(sample) : status;
}

/* Whether there is a figure, not only results, of the patients of one sample. */
static bool has_figures(const check_sample *sample)
{
    for (size_t i = 0; i < sample->n_claims; i++)
        if (pain_claim_result(&sample->claims[i]) < 0)
            return !sample->is_split;
    return false;
}

int check_run(check_sample *sample)
{
    pain_error error;
    int again = recalculate_run(sample, false);

    if (again != TOOL_DONE || !has_figures(sample))
        return again;
    pain_status status = pain_study_check(&sample->study, sample->claims, sample->n_claims,
                                          &sample->options, &error);
    char text[160];

    if (status == PAIN_OK)
        return TOOL_DONE;
    if (status == PAIN_ENOMEM)
        return tool_fail(TOOL_NO_IO, "out of memory");
    if (error.record == 0)
        return check_fail(&(check_place){"", 0, 0}, "%s", error.text);
    pain_claim_format(&sample->claims[error.record - 1], text, sizeof text);
    return check_fail(&sample->claim_at[error.record - 1], "'%s': %s", text, error.text);
}

void check_free(check_sample *samples, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        pain_study_free(samples[i].study);
        for (size_t j = 0; j <= CHECK_MOST_CLAIMS; j++)
            pain_recalculation_free(samples[i].again[j]);
    }
    free(samples);
}

int check_status(const check_sample *samples, size_t n)
{
    static const int statuses[] = {TOOL_DONE, CHECK_ONLY_UNDER, CHECK_INCONSISTENT, TOOL_DONE,
                                   CHECK_UNDECIDED};
    int worst = TOOL_DONE;

    for (size_t i = 0; i < n; i++) {
        int status =
            samples[i].study != NULL ? statuses[pain_study_outcome(samples[i].study)] : TOOL_DONE;
        int again = recalculate_status(&samples[i]);

        if (status == TOOL_DONE || (again != TOOL_DONE && again < status))
            status = again;
        if (worst == TOOL_DONE || (status != TOOL_DONE && status < worst))
            worst = status;
    }
    return worst;
}
