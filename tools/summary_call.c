/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line of painstat summary. */
#include <config.h>

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "summary.h"

enum { MOST_THREADS = 64 };

static const struct option options[] = {
    {"allowance", required_argument, NULL, SUMMARY_OPT_ALLOWANCE},
    {"baseline", required_argument, NULL, SUMMARY_OPT_BASELINE},
    {"by", required_argument, NULL, 'b'},
    {"color", required_argument, NULL, SUMMARY_OPT_COLOR},
    {"column", required_argument, NULL, SUMMARY_OPT_COLUMN},
    {"courses", required_argument, NULL, SUMMARY_OPT_COURSES},
    {"decimal", required_argument, NULL, SUMMARY_OPT_DECIMAL},
    {"delimiter", required_argument, NULL, SUMMARY_OPT_DELIMITER},
    {"endpoint", required_argument, NULL, SUMMARY_OPT_ENDPOINT},
    {"format", required_argument, NULL, 'f'},
    {"layout", required_argument, NULL, SUMMARY_OPT_LAYOUT},
    {"lenient", no_argument, NULL, SUMMARY_OPT_LENIENT},
    {"level", required_argument, NULL, SUMMARY_OPT_LEVEL},
    {"method", required_argument, NULL, SUMMARY_OPT_METHOD},
    {"missing", required_argument, NULL, SUMMARY_OPT_MISSING},
    {"na", required_argument, NULL, SUMMARY_OPT_NA},
    {"near-zero", required_argument, NULL, SUMMARY_OPT_NEAR_ZERO},
    {"output", required_argument, NULL, 'o'},
    {"planned", required_argument, NULL, SUMMARY_OPT_PLANNED},
    {"points", required_argument, NULL, SUMMARY_OPT_POINTS},
    {"rejects", required_argument, NULL, SUMMARY_OPT_REJECTS},
    {"resamples", required_argument, NULL, SUMMARY_OPT_RESAMPLES},
    {"responder", required_argument, NULL, SUMMARY_OPT_RESPONDER},
    {"scale", required_argument, NULL, SUMMARY_OPT_SCALE},
    {"seed", required_argument, NULL, SUMMARY_OPT_SEED},
    {"suppress", required_argument, NULL, SUMMARY_OPT_SUPPRESS},
    {"threads", required_argument, NULL, SUMMARY_OPT_THREADS},
    {"where", required_argument, NULL, SUMMARY_OPT_WHERE},
    {NULL, 0, NULL, 0}};

/* The option's index among `names`; a usage error names the choices. */
static int read_choice(const char *option, const char *text, const char *const *names, int n,
                       int32_t *value)
{
    char all[256] = "";
    int i = tool_choice(text, names, n);

    *value = i;
    if (i >= 0)
        return TOOL_DONE;
    for (i = 0; i < n; i++) {
        (void)strncat(all, i > 0 ? ", " : "", sizeof all - strlen(all) - 1);
        (void)strncat(all, names[i], sizeof all - strlen(all) - 1);
    }
    return tool_usage("--%s takes one of %s, not '%s'", option, all, text);
}

static int read_number(const char *option, const char *text, uint64_t least, uint64_t most,
                       uint64_t *value)
{
    if (tool_read_count(text, strlen(text), most, value) == TOOL_NUMBER_OK && *value >= least)
        return TOOL_DONE;
    return tool_usage("--%s takes a whole number from %llu to %llu, not '%s'", option,
                      (unsigned long long)least, (unsigned long long)most, text);
}

static int read_small(const char *option, const char *text, uint64_t least, uint64_t most,
                      int32_t *value)
{
    uint64_t number = 0;
    int status = read_number(option, text, least, most, &number);

    *value = (int32_t)number;
    return status;
}

/* A list of cuts, separated by commas. */
static int read_cuts(const char *option, const char *text, double cuts[SUMMARY_MOST],
                     const double **list, size_t *n)
{
    const char *all = text;
    char one[64];

    *list = cuts;
    for (*n = 0; *n < SUMMARY_MOST; (*n)++) {
        size_t length = strcspn(text, ",");

        (void)snprintf(one, sizeof one, "%.*s", (int)(length < sizeof one ? length : 0), text);
        if (strchr(one, '%') != NULL || tool_read_fraction(one, &cuts[*n]) != TOOL_NUMBER_OK)
            return tool_usage("--%s takes numbers separated by commas, such as 0,1,2; not '%s'",
                              option, all);
        if (text[length] == '\0') {
            (*n)++;
            return TOOL_DONE;
        }
        text += length + 1;
    }
    return tool_usage("--%s takes at most %d numbers", option, SUMMARY_MOST);
}

static int add_text(const char *option, const char *text, const char **list, size_t *n)
{
    if (*n == SUMMARY_MOST)
        return tool_usage("--%s may be given %d times at most", option, SUMMARY_MOST);
    list[(*n)++] = text;
    return TOOL_DONE;
}

static int read_character(const char *option, const char *text, const char *allowed, char *value)
{
    *value = strcmp(text, "tab") == 0 || strcmp(text, "\\t") == 0 ? '\t' : text[0];
    if (*value != '\0' && strchr(allowed, *value) != NULL && (text[1] == '\0' || *value == '\t'))
        return TOOL_DONE;
    return tool_usage("--%s takes %s, not '%s'", option,
                      strchr(allowed, ';') != NULL ? "',', ';', '|' or tab" : "'.' or ','", text);
}

/* The value behind "NAME:"; NULL when the text does not begin so or has none. */
static const char *after_name(const char *text, const char *name)
{
    size_t length = strlen(name);

    if (strncmp(text, name, length) != 0 || text[length] != ':' || text[length + 1] == '\0')
        return NULL;
    return text + length + 1;
}

static int read_baseline(const char *text, pain_course_rules *rules)
{
    const char *value = after_name(text, "mean");

    if (value != NULL) {
        rules->baseline = PAIN_BASELINE_MEAN;
        return read_small("baseline mean", value, 1, 100, &rules->baseline_scores);
    }
    rules->baseline_visit = after_name(text, "visit");
    rules->baseline = rules->baseline_visit != NULL ? PAIN_BASELINE_VISIT : PAIN_BASELINE_FIRST;
    if (rules->baseline_visit != NULL || strcmp(text, "first") == 0)
        return TOOL_DONE;
    return tool_usage("--baseline takes first, mean:K or visit:NAME, not '%s'", text);
}

/* "follow-up:FROM-TO" in days. */
static int read_window(const char *text, pain_course_rules *rules)
{
    const char *dash = strchr(text, '-');
    uint64_t from = 0, to = 0;

    rules->endpoint = PAIN_ENDPOINT_FOLLOW_UP;
    if (dash == NULL ||
        tool_read_count(text, (size_t)(dash - text), INT_MAX, &from) != TOOL_NUMBER_OK ||
        tool_read_count(dash + 1, strlen(dash + 1), INT_MAX, &to) != TOOL_NUMBER_OK || from > to)
        return tool_usage("--endpoint follow-up takes a window of days, such as "
                          "follow-up:60-120, not '%s'",
                          text);
    rules->window_from = (int32_t)from;
    rules->window_to = (int32_t)to;
    return TOOL_DONE;
}

static int read_endpoint(const char *text, pain_course_rules *rules)
{
    static const pain_endpoint_rule plain[] = {PAIN_ENDPOINT_LAST_BEFORE, PAIN_ENDPOINT_LAST_AFTER,
                                               PAIN_ENDPOINT_LAST_VISIT};
    const char *value;

    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (strcmp(text, pain_endpoint_key(plain[i])) == 0) {
            rules->endpoint = (int32_t)plain[i];
            return TOOL_DONE;
        }
    if ((value = after_name(text, "session")) != NULL) {
        rules->endpoint = PAIN_ENDPOINT_SESSION;
        return read_small("endpoint session", value, 1, INT_MAX, &rules->endpoint_session);
    }
    if ((value = after_name(text, "session-after")) != NULL) {
        rules->endpoint = PAIN_ENDPOINT_SESSION_AFTER;
        return read_small("endpoint session-after", value, 1, INT_MAX, &rules->endpoint_session);
    }
    if ((value = after_name(text, "follow-up")) != NULL)
        return read_window(value, rules);
    rules->endpoint = PAIN_ENDPOINT_VISIT;
    rules->endpoint_visit = after_name(text, "visit");
    if (rules->endpoint_visit != NULL)
        return TOOL_DONE;
    return tool_usage("--endpoint takes last-before, last-after, session:K, session-after:K, "
                      "visit:NAME, last-visit or follow-up:FROM-TO, not '%s'",
                      text);
}

static int read_missing(const char *text, pain_summary_options *summary)
{
    const char *names[PAIN_MISSING_WORST + 1];
    int status;

    for (int i = 0; i <= PAIN_MISSING_WORST; i++)
        names[i] = pain_missing_key((pain_missing_rule)i);
    status = read_choice("missing", text, names, PAIN_MISSING_WORST + 1, &summary->missing);
    summary->missing++;
    return status;
}

/* A method stands for the kinds of estimate that it can make an interval for. */
static int read_method(const char *text, pain_summary_options *summary)
{
    pain_method named;

    if (pain_method_parse(text, &named) != PAIN_OK || named == PAIN_METHOD_DEFAULT)
        return tool_usage("--method takes mid-p, clopper-pearson, wilson, wilson-cc, jeffreys, "
                          "agresti-coull or wald for proportions, t for means, fieller or delta "
                          "for their ratio, order-statistic for medians, bca or percentile for "
                          "all three; not '%s'",
                          text);
    const int32_t method = (int32_t)named;

    switch (method) {
    case PAIN_METHOD_T:
        summary->mean_method = method;
        break;
    case PAIN_METHOD_FIELLER:
    case PAIN_METHOD_DELTA:
        summary->ratio_method = method;
        break;
    case PAIN_METHOD_ORDER_STATISTIC:
        summary->median_method = method;
        break;
    case PAIN_METHOD_PERCENTILE:
    case PAIN_METHOD_BCA:
        summary->mean_method = summary->ratio_method = summary->median_method = method;
        break;
    default:
        summary->proportion_method = method;
    }
    return TOOL_DONE;
}

static int read_rule_option(summary_call *call, int c, const char *value)
{
    static const char *const choices[] = {"first", "last", "all"};

    switch (c) {
    case SUMMARY_OPT_BASELINE:
        return read_baseline(value, &call->rules);
    case SUMMARY_OPT_ENDPOINT:
        call->summary.one_endpoint = 1;
        return read_endpoint(value, &call->rules);
    case SUMMARY_OPT_COURSES:
        return read_choice("courses", value, choices, 3, &call->rules.choice);
    case SUMMARY_OPT_PLANNED:
        return read_small("planned", value, 1, INT_MAX, &call->rules.planned);
    case SUMMARY_OPT_ALLOWANCE:
        return read_small("allowance", value, 0, INT_MAX, &call->rules.allowance);
    case SUMMARY_OPT_MISSING:
        return read_missing(value, &call->summary);
    case SUMMARY_OPT_NEAR_ZERO:
        return read_cuts("near-zero", value, call->near_zero, &call->summary.near_zero,
                         &call->summary.n_near_zero);
    case SUMMARY_OPT_RESPONDER:
        return read_cuts("responder", value, call->responder, &call->summary.responder,
                         &call->summary.n_responder);
    default:
        return read_cuts("points", value, call->points, &call->summary.points,
                         &call->summary.n_points);
    }
}

static int read_threads(const char *text, summary_call *call)
{
    int status = read_number("threads", text, 1, MOST_THREADS, &call->csv.threads);

    call->summary.threads = call->csv.threads;
    return status;
}

/* As many threads as processors, which is what is best with nothing else to do. */
static size_t default_threads(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);

    return n < 1 ? 1 : n > MOST_THREADS ? MOST_THREADS : (size_t)n;
}

static int read_file_option(summary_call *call, int c, const char *value)
{
    static const char *const layouts[] = {"auto", "sessions", "long", "wide"};

    switch (c) {
    case 'b':
        call->csv.group = value;
        return TOOL_DONE;
    case SUMMARY_OPT_COLUMN:
        return add_text("column", value, call->columns, &call->csv.n_columns);
    case SUMMARY_OPT_NA:
        return add_text("na", value, call->missing, &call->csv.n_missing);
    case SUMMARY_OPT_WHERE:
        return add_text("where", value, call->where, &call->csv.n_where);
    case SUMMARY_OPT_LAYOUT:
        return read_choice("layout", value, layouts, 4, &call->csv.layout);
    case SUMMARY_OPT_DELIMITER:
        return read_character("delimiter", value, ",;|\t", &call->csv.delimiter);
    case SUMMARY_OPT_DECIMAL:
        return read_character("decimal", value, ".,", &call->csv.decimal);
    case SUMMARY_OPT_LENIENT:
        call->csv.lenient = 1;
        return TOOL_DONE;
    case SUMMARY_OPT_REJECTS:
        call->rejects = value;
        return TOOL_DONE;
    case SUMMARY_OPT_THREADS:
        return read_threads(value, call);
    default:
        if (pain_scale_parse(value, &call->scale) == PAIN_OK)
            return TOOL_DONE;
        return tool_usage("--scale takes nrs11, vas100, vas10, 0-1 or LOWEST:HIGHEST:STEP, "
                          "such as 0:10:0.5, not '%s'",
                          value);
    }
}

int summary_read_option(summary_call *call, int c, const char *value)
{
    static const char *const formats[] = {"text", "json", "csv"};
    int32_t format = 0;
    int status;

    switch (c) {
    case 'f':
        status = read_choice("format", value, formats, 3, &format);
        call->format = (summary_format)format;
        return status;
    case 'o':
        call->output = value;
        return TOOL_DONE;
    case SUMMARY_OPT_COLOR:
        return tool_color_read(value, &call->color) ? TOOL_DONE : TOOL_BAD_USAGE;
    case SUMMARY_OPT_LEVEL:
        return tool_read_part("level", value, &call->summary.level) ? TOOL_DONE : TOOL_BAD_USAGE;
    case SUMMARY_OPT_METHOD:
        return read_method(value, &call->summary);
    case SUMMARY_OPT_SEED:
        return read_number("seed", value, 0, UINT64_MAX, &call->summary.seed);
    case SUMMARY_OPT_RESAMPLES:
        return read_number("resamples", value, 100, 100000000, &call->summary.resamples);
    case SUMMARY_OPT_SUPPRESS:
        return read_number("suppress", value, 2, 1000000, &call->summary.suppress);
    case SUMMARY_OPT_BASELINE:
    case SUMMARY_OPT_ENDPOINT:
    case SUMMARY_OPT_COURSES:
    case SUMMARY_OPT_PLANNED:
    case SUMMARY_OPT_ALLOWANCE:
    case SUMMARY_OPT_MISSING:
    case SUMMARY_OPT_NEAR_ZERO:
    case SUMMARY_OPT_RESPONDER:
    case SUMMARY_OPT_POINTS:
        return read_rule_option(call, c, value);
    default:
        return read_file_option(call, c, value);
    }
}

/* Cuts are checked when the scale is known. */
static int check_cuts(const char *option, const double *cuts, size_t n, bool zero_too, double most,
                      const char *unit)
{
    char text[TOOL_NUMBER_SIZE];

    for (size_t i = 0; i < n; i++)
        if (cuts[i] > most || (cuts[i] == 0.0 && !zero_too))
            return tool_usage("--%s takes cuts %s 0 up to %s %s, not %s", option,
                              zero_too ? "from" : "above", tool_exact(most, text), unit,
                              tool_exact(cuts[i], (char[TOOL_NUMBER_SIZE]){""}));
    return TOOL_DONE;
}

int summary_check_cuts(const summary_call *call)
{
    const pain_summary_options *s = &call->summary;
    double range = pain_scale_steps(&call->scale) * pain_scale_step(&call->scale);
    int status = check_cuts("near-zero", s->near_zero, s->n_near_zero, true, range,
                            "points from free of pain");

    if (status == TOOL_DONE)
        status = check_cuts("responder", s->responder, s->n_responder, false, 100.0, "percent");
    if (status == TOOL_DONE)
        status = check_cuts("points", s->points, s->n_points, false, range, "points");
    return status;
}

void summary_begin_call(summary_call *call)
{
    *call = (summary_call){.scale = pain_scale_nrs11()};
    call->csv.size = sizeof call->csv;
    call->csv.threads = call->summary.threads = default_threads();
    call->csv.scale = &call->scale;
    call->csv.columns = call->columns;
    call->csv.missing = call->missing;
    call->csv.where = call->where;
    call->rules.size = sizeof call->rules;
    call->summary.size = sizeof call->summary;
    call->summary.rules = &call->rules;
}

int summary_read_call(summary_call *call, int argc, char **argv)
{
    int c;

    summary_begin_call(call);
    while ((c = tool_option(argc, argv, ":b:f:o:", options)) != -1) {
        int status = c == '?' ? TOOL_BAD_USAGE : summary_read_option(call, c, optarg);

        if (status != TOOL_DONE)
            return status;
    }
    call->files = argv + optind;
    call->n_files = argc - optind;
    if (call->n_files == 0)
        return tool_usage("which file? '-' is standard input");
    return summary_check_cuts(call);
}
