/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports as text, JSON and CSV: the same numbers as the summary's rows, whoever writes them down.
 */
#include <config.h>

#include <jansson.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "fixture.h"
#include "painstat/report.h"
#include "support.h"

typedef pain_status (*report_fn)(const pain_summary *summary, const pain_report_options *options,
                                 pain_write_fn write, void *context);

static const report_fn reports[] = {pain_report_text, pain_report_json, pain_report_csv};

enum { REPORTS = sizeof reports / sizeof *reports };

/* What a report wrote; the call number `fail_at` fails, 0 for none. */
typedef struct sink {
    char *text;
    size_t length, capacity, calls, fail_at;
} sink;

static pain_status take(void *context, const char *text, size_t length)
{
    sink *s = context;

    if (++s->calls == s->fail_at)
        return PAIN_EIO;
    if (s->length + length >= s->capacity) { /* JSON comes in very many pieces */
        s->capacity = 2 * (s->length + length) + 1;
        s->text = realloc(s->text, s->capacity);
        ck_assert_ptr_nonnull(s->text);
    }
    memcpy(s->text + s->length, text, length);
    s->length += length;
    s->text[s->length] = '\0';
    return PAIN_OK;
}

/* Two groups and one without: a course to the end, one that ended early, one from baseline 0 and
 * one of a single session, so that numbers are there, undefined and of nobody. Labels need quotes.
 */
static const char rows[] = "p g=a,b s1 of=2 7>5; p s2 3>1;"
                           "q g=a,b s1 of=2 8>8;"
                           "r g=\"c\" s1 of=2 0>0; r s2 0>2;"
                           "t s1 of=2 6>5; t s2 6>";

static pain_summary *summary_of(const char *text)
{
    pain_sessions *sessions = table_of("nrs11", text);
    pain_summary *summary = NULL;

    ck_assert_int_eq(pain_summary_new(&summary, sessions, NULL, NULL, NULL), PAIN_OK);
    pain_sessions_free(sessions);
    return summary;
}

static char *text_of(report_fn report, const pain_summary *summary,
                     const pain_report_options *options)
{
    sink s = {0};

    ck_assert_int_eq(report(summary, options, take, &s), PAIN_OK);
    ck_assert_uint_eq(s.length, strlen(s.text));
    return s.text;
}

static const pain_csv_counts counts = {
    .bytes = 99, .records = 7, .rejected = 1, .empty_scores = 2, .off_scale = 3, .off_step = 4};

static pain_report_options page_with(int color)
{
    return (pain_report_options){.size = sizeof(pain_report_options),
                                 .source = "clinic.csv",
                                 .counts = &counts,
                                 .group = "site",
                                 .color = color};
}

START_TEST(a_write_that_fails_ends_the_report_with_its_status)
{
    pain_summary *summary = summary_of(rows);

    for (int i = 0; i < REPORTS; i++) {
        sink whole = {0};

        ck_assert_int_eq(reports[i](summary, NULL, take, &whole), PAIN_OK);
        free(whole.text);
        const size_t failing[] = {1, 2, 3, whole.calls / 2, whole.calls - 1, whole.calls};

        for (size_t k = 0; k < sizeof failing / sizeof *failing; k++) {
            sink s = {.fail_at = failing[k]};

            if (s.fail_at == 0 || s.fail_at > whole.calls)
                continue;
            ck_assert_int_eq(reports[i](summary, NULL, take, &s), PAIN_EIO);
            ck_assert_uint_eq(s.calls, s.fail_at);
            free(s.text);
        }
    }
    pain_summary_free(summary);
}
END_TEST

START_TEST(nothing_to_report_or_to_write_to_is_refused)
{
    pain_summary *summary = summary_of(rows);
    const struct {
        pain_report_options known;
        uint64_t unknown; /* a member of a later version */
    } newer = {{.size = sizeof newer}, 1};
    sink s = {0};

    for (int i = 0; i < REPORTS; i++) {
        ck_assert_int_eq(reports[i](NULL, NULL, take, &s), PAIN_EINVAL);
        ck_assert_int_eq(reports[i](summary, NULL, NULL, NULL), PAIN_EINVAL);
    }
    ck_assert_int_eq(pain_report_text(summary, &newer.known, take, &s), PAIN_EINVAL);
    ck_assert_int_eq(pain_report_json(summary, &newer.known, take, &s), PAIN_EINVAL);
    ck_assert_uint_eq(s.calls, 0);
    pain_summary_free(summary);
}
END_TEST

START_TEST(older_options_say_what_they_know)
{
    pain_summary *summary = summary_of(rows);
    const pain_report_options old = {.size = offsetof(pain_report_options, group),
                                     .source = "clinic.csv",
                                     .counts = &counts,
                                     .group = "not read",
                                     .color = 1};

    for (int i = 0; i < REPORTS; i++) {
        char *without = text_of(reports[i], summary, NULL);
        char *with = text_of(reports[i], summary, &old);

        ck_assert_ptr_null(strstr(with, "not read"));
        ck_assert_ptr_null(strchr(with, '\033'));
        if (reports[i] == pain_report_csv)
            ck_assert_str_eq(with, without);
        else
            ck_assert_ptr_nonnull(strstr(with, "clinic.csv"));
        free(with);
        free(without);
    }
    pain_summary_free(summary);
}
END_TEST

/* A number of a JSON object; null is NaN. */
static double number_of(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);

    ck_assert_msg(json_is_number(value) || json_is_null(value), "%s", key);
    return json_is_null(value) ? NAN : json_number_value(value);
}

static const char *string_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));

    ck_assert_msg(text != NULL, "%s", key);
    return text;
}

/* Equal, where NaN is null and an infinity its name. */
static void same_number(const json_t *object, const char *key, double want)
{
    if (isinf(want)) {
        ck_assert_str_eq(string_of(object, key), want > 0 ? "inf" : "-inf");
        return;
    }
    double got = number_of(object, key);

    ck_assert_msg(isfinite(want) ? got == want : isnan(got), "%s: %.17g is not %.17g", key, got,
                  want);
}

static void same_row(const pain_summary *summary, const json_t *object, const pain_summary_row *row)
{
    const pain_estimate *e = &row->estimate;

    ck_assert_str_eq(string_of(object, "measure"), pain_measure_key((pain_measure)row->measure));
    ck_assert_str_eq(string_of(object, "group"), pain_summary_group(summary, row->group));
    ck_assert_str_eq(string_of(object, "reason"), pain_status_name((pain_status)e->reason));
    ck_assert_str_eq(string_of(object, "missing"),
                     pain_missing_key((pain_missing_rule)row->missing));
    same_number(object, "cut", row->cut);
    same_number(object, "value", e->value);
    same_number(object, "lower", e->lower);
    same_number(object, "upper", e->upper);
    same_number(object, "level", e->level);
    same_number(object, "numerator", (double)e->numerator);
    same_number(object, "denominator", (double)e->denominator);
    same_number(object, "n_missing", (double)e->n_missing);
    same_number(object, "n_excluded", (double)e->n_excluded);
}

START_TEST(json_holds_the_numbers_of_the_rows)
{
    pain_summary *summary = summary_of(rows);
    const pain_report_options page = page_with(1);
    char *text = text_of(pain_report_json, summary, &page);
    json_t *report = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    size_t n = 0;
    const pain_summary_row *row = pain_summary_rows(summary, &n);

    ck_assert_ptr_nonnull(report);
    const json_t *results = json_object_get(report, "results");

    ck_assert_uint_gt(n, 100);
    ck_assert_uint_eq(json_array_size(results), n);
    for (size_t i = 0; i < n; i++)
        same_row(summary, json_array_get(results, i), &row[i]);
    const pain_flow *flow = pain_summary_flows(summary, &n);
    const json_t *flows = json_object_get(report, "flow");

    ck_assert_uint_eq(n, 4); /* all, a,b, "c" and none */
    ck_assert_uint_eq(json_array_size(flows), n);
    for (size_t i = 0; i < n; i++) {
        same_number(json_array_get(flows, i), "started", (double)flow[i].started);
        same_number(json_array_get(flows, i), "zero_baseline", (double)flow[i].zero_baseline);
        same_number(json_array_get(flows, i), "completers", (double)flow[i].completers);
    }
    same_number(json_object_get(report, "read"), "records", 7);
    same_number(json_object_get(report, "read"), "scores_between_steps", 4);
    ck_assert_str_eq(string_of(report, "group_column"), "site");
    json_decref(report);
    free(text);
    pain_summary_free(summary);
}
END_TEST

/* Splits a line of CSV in place, quotes undone; returns how many fields. `*line` goes to the next.
 */
static size_t split(char **line, char **fields, size_t most)
{
    size_t n = 0;
    char *from = *line, *to = from;

    for (int quoted = 0; n < most; from++) {
        if (quoted == 0 && (*from == ',' || *from == '\n')) {
            char end = *from;

            fields[n++] = *line;
            *to++ = '\0';
            *line = to = from + 1;
            if (end == '\n')
                break;
        } else if (*from == '"' && from[1] == '"' && quoted != 0) {
            *to++ = *from++;
        } else if (*from == '"') {
            quoted = !quoted;
        } else {
            ck_assert_int_ne(*from, '\0');
            *to++ = *from;
        }
    }
    return n;
}

/* A field is the number exactly; empty is NaN. */
static void reads_back(const char *field, double want)
{
    if (isnan(want))
        ck_assert_str_eq(field, "");
    else
        ck_assert_msg(strtod(field, NULL) == want, "%s is not %.17g", field, want);
}

START_TEST(csv_reads_back_as_the_rows)
{
    enum { FIELDS = 17 };
    pain_summary *summary = summary_of(rows);
    char *text = text_of(pain_report_csv, summary, NULL), *line = text, *field[FIELDS + 1];
    size_t n = 0;
    const pain_summary_row *row = pain_summary_rows(summary, &n);

    ck_assert_uint_eq(split(&line, field, FIELDS + 1), FIELDS);
    ck_assert_str_eq(field[6], "value");
    ck_assert_str_eq(field[FIELDS - 1], "reason");
    for (size_t i = 0; i < n; i++) {
        const pain_estimate *e = &row[i].estimate;

        ck_assert_uint_eq(split(&line, field, FIELDS + 1), FIELDS);
        ck_assert_str_eq(field[1], pain_summary_group(summary, row[i].group));
        ck_assert_str_eq(field[2], pain_measure_key((pain_measure)row[i].measure));
        reads_back(field[6], e->value);
        reads_back(field[7], e->lower);
        reads_back(field[8], e->upper);
        reads_back(field[9], e->level);
        reads_back(field[11], (double)e->numerator);
        reads_back(field[12], (double)e->denominator);
        ck_assert_str_eq(field[16], pain_status_name((pain_status)e->reason));
    }
    ck_assert_str_eq(line, "");
    free(text);
    pain_summary_free(summary);
}
END_TEST

/* No trailing blanks, no number that is none, no control character but line ends, one at the end.
 */
static void is_clean(const char *text)
{
    ck_assert_ptr_null(strstr(text, " \n"));
    ck_assert_ptr_null(strstr(text, "nan"));
    ck_assert_ptr_null(strstr(text, "inf"));
    ck_assert_ptr_null(strstr(text, "-0.0%"));
    for (const char *c = text; *c != '\0'; c++)
        ck_assert_msg(*c == '\n' || ((unsigned char)*c >= ' ' && *c != 127), "byte %d", *c);
    ck_assert_int_eq(text[strlen(text) - 1], '\n');
}

START_TEST(text_is_clean_whatever_is_undefined)
{
    static const char *const tables[] = {rows,
                                         "p s1 of=3 7>5",
                                         "p e 5",
                                         "p s1 0>0; p s2 0>0",
                                         "p a v=x 7; p a v=y 3",
                                         "p s1 g=\033[31m 7>1; p s2 3>2"};

    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        pain_summary *summary = summary_of(tables[i]);
        const pain_report_options page = page_with(0);
        char *text = text_of(pain_report_text, summary, &page);

        is_clean(text);
        free(text);
        text = text_of(pain_report_text, summary, NULL);
        is_clean(text);
        free(text);
        pain_summary_free(summary);
    }
}
END_TEST

START_TEST(color_adds_terminal_attributes_alone)
{
    pain_summary *summary = summary_of(rows);
    const pain_report_options with = page_with(1), without = page_with(0);
    char *color = text_of(pain_report_text, summary, &with);
    char *plain = text_of(pain_report_text, summary, &without), *to = color;

    for (const char *from = color; *from != '\0';) {
        if (strncmp(from, "\033[1m", 4) == 0 || strncmp(from, "\033[0m", 4) == 0)
            from += 4;
        else
            *to++ = *from++;
    }
    ck_assert_uint_gt(strlen(to), 0);
    *to = '\0';
    ck_assert_str_eq(color, plain);
    free(color);
    free(plain);
    pain_summary_free(summary);
}
END_TEST

/* Equal values have limits equal to them, which say nothing of uncertainty: both reductions are 50
 * %. */
START_TEST(equal_values_are_told_and_not_given_an_interval)
{
    pain_summary *summary = summary_of("p s1 8>8; p s2 4>4; q s1 6>6; q s2 3>3");
    char *text = text_of(pain_report_text, summary, NULL);

    ck_assert_ptr_nonnull(strstr(text, "  mean of percentages        50.0% n=2 (all equal)  "));
    ck_assert_ptr_null(strstr(text, "(50.0 to 50.0)"));
    free(text);
    pain_summary_free(summary);
}
END_TEST

/* The first locale with a decimal comma that is installed; NULL for none. */
static const char *comma_locale(void)
{
    static const char *const names[] = {"de_DE.UTF-8", "de_DE.utf8", "de_DE", "fr_FR.UTF-8",
                                        "nl_NL.UTF-8"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (setlocale(LC_ALL, names[i]) != NULL && *localeconv()->decimal_point == ',')
            return names[i];
    return NULL;
}

START_TEST(a_decimal_comma_of_the_locale_changes_no_byte)
{
    pain_summary *summary = summary_of(rows);
    char *here[REPORTS];

    for (int i = 0; i < REPORTS; i++)
        here[i] = text_of(reports[i], summary, NULL);
    const char *name = comma_locale();

    for (int i = 0; i < REPORTS; i++) {
        char *there = text_of(reports[i], summary, NULL);

        ck_assert_str_eq(there, here[i]);
        free(there);
        free(here[i]);
    }
    if (name == NULL)
        printf("# no locale with a decimal comma is installed\n");
    (void)setlocale(LC_ALL, "C");
    pain_summary_free(summary);
}
END_TEST

START_TEST(keys_of_numbers_that_are_none_say_so)
{
    ck_assert_str_eq(pain_population_key((pain_population)-1), "unknown");
    ck_assert_str_eq(pain_population_key((pain_population)4), "unknown");
    ck_assert_str_eq(pain_missing_key((pain_missing_rule)7), "unknown");
    ck_assert_str_eq(pain_endpoint_key((pain_endpoint_rule)7), "unknown");
    ck_assert_str_eq(pain_population_key(PAIN_POPULATION_COMPLETERS), "completers");
    ck_assert_str_eq(pain_missing_key(PAIN_MISSING_BOCF), "bocf");
    ck_assert_str_eq(pain_endpoint_key(PAIN_ENDPOINT_LAST_BEFORE), "last-before");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("report");
    TCase *tests = tcase_create("report");

    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, a_write_that_fails_ends_the_report_with_its_status);
    tcase_add_test(tests, nothing_to_report_or_to_write_to_is_refused);
    tcase_add_test(tests, older_options_say_what_they_know);
    tcase_add_test(tests, json_holds_the_numbers_of_the_rows);
    tcase_add_test(tests, csv_reads_back_as_the_rows);
    tcase_add_test(tests, text_is_clean_whatever_is_undefined);
    tcase_add_test(tests, color_adds_terminal_attributes_alone);
    tcase_add_test(tests, equal_values_are_told_and_not_given_an_interval);
    tcase_add_test(tests, a_decimal_comma_of_the_locale_changes_no_byte);
    tcase_add_test(tests, keys_of_numbers_that_are_none_say_so);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
