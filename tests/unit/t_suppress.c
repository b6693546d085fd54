/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small counts in a summary that is published, attacked by somebody who knows every formula and the
 * rule of suppression itself.
 *
 * The attack leaves nothing to ingenuity: it makes every table of a small world and suppresses each
 * with counts of 1 and 2 to be kept. What can be concluded from the numbers that are shown is what
 * all tables have in common that have the same numbers there. Among them a count that is 1 or 2
 * must be both, if any table has both. Who also knows how cells are chosen thinks only of the
 * tables that show the same cells: among them it must still have two values. */
#include <config.h>

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "fixture.h"
#include "painstat/summary.h"
#include "support.h"

enum { MOST_TYPES = 8, MOST_COUNTS = 900, MOST_NUMBERS = 900, FLOW_FIELDS = 16, SUPPRESS = 3 };

/* Patients as in fixture.h, without their names; a table has so many of each type. Every `share`
 * types are a group, of which a table has `least` to `most` patients. */
typedef struct world {
    const char *types[MOST_TYPES];
    size_t n_types, share;
    unsigned least[MOST_TYPES], most[MOST_TYPES];
    double near_zero[2];
    size_t n_near_zero, n_responder;
} world;

/* One table: its numbers, which of them are shown, and the counts that are to be kept. */
typedef struct view {
    uint16_t numbers[MOST_NUMBERS], counts[MOST_COUNTS];
    unsigned char shown[MOST_NUMBERS];
    char table[MOST_TYPES + 1]; /* patients of each type */
} view;

typedef struct views {
    view *view;
    size_t n, n_numbers, n_counts;
    const char *names[MOST_COUNTS];
    uint32_t possible[MOST_COUNTS]; /* values in any table, as bits */
} views;

/* As ck_assert, which writes something down each time, and so is too slow for this many. */
static void must_hold(bool condition, const char *what)
{
    if (!condition)
        ck_abort_msg("%s: it does not", what);
}

static pain_sessions *table_with(const world *w, const unsigned *of_type)
{
    pain_sessions *table = NULL;
    pain_scale scale;
    uint64_t line = 0;
    pain_error error;

    must_hold(pain_scale_parse("0:2:1", &scale) == PAIN_OK, "the scale is read");
    must_hold(pain_sessions_new(&table, &scale, NULL) == PAIN_OK, "a table is made");
    for (size_t t = 0; t < w->n_types; t++)
        for (unsigned i = 0; i < of_type[t]; i++) {
            char row[128];
            const char *text = w->types[t];

            for (size_t length; *text != '\0'; text += length + (text[length] == ';')) {
                length = strcspn(text, ";");
                (void)snprintf(row, sizeof row, "t%zu-%u %.*s", t, i, (int)length, text);
                must_hold(append_text(table, row, ++line, &error) == PAIN_OK, row);
            }
        }
    return table;
}

static pain_summary *summary_of(const world *w, const pain_sessions *table, uint64_t suppress)
{
    static const double responder[] = {50.0}, points[] = {1.0};
    const pain_summary_options options = {.size = sizeof options,
                                          .one_endpoint = 1,
                                          .proportion_method = PAIN_METHOD_WALD,
                                          .near_zero = w->near_zero,
                                          .n_near_zero = w->n_near_zero,
                                          .responder = responder,
                                          .n_responder = w->n_responder,
                                          .points = points,
                                          .n_points = 0,
                                          .suppress = suppress};
    pain_summary *summary = NULL;

    must_hold(pain_summary_new(&summary, table, &options, NULL, NULL) == PAIN_OK,
              "a summary is made");
    return summary;
}

static const uint64_t *counts_of(const pain_flow *flow)
{
    return (const uint64_t *)(const void *)((const char *)flow + offsetof(pain_flow, evaluated));
}

/* All counts that are published: of every row, and of the flow. Returns how many. */
static size_t list_numbers(const pain_summary *summary, uint64_t *numbers)
{
    size_t n = 0, listed = 0;
    const pain_summary_row *rows = pain_summary_rows(summary, &n);

    for (size_t i = 0; i < n; i++) {
        const pain_estimate *e = &rows[i].estimate;

        numbers[listed++] = e->numerator;
        numbers[listed++] = e->denominator;
        numbers[listed++] = e->n_missing;
        numbers[listed++] = e->n_excluded;
        must_hold(listed < MOST_NUMBERS - 4 * FLOW_FIELDS, "there is room");
        must_hold(e->reason != PAIN_ESUPPRESSED ||
                      (isnan(e->value) && isnan(e->lower) && isnan(e->upper) && e->flags == 0),
                  "a suppressed row has no numbers");
    }
    const pain_flow *flows = pain_summary_flows(summary, &n);

    for (size_t f = 0; f < n; f++)
        for (size_t i = 0; i < FLOW_FIELDS; i++)
            numbers[listed++] = counts_of(&flows[f])[i];
    return listed;
}

static const pain_summary_row *next_cut(const pain_summary_row *rows, size_t n, size_t i)
{
    for (size_t k = i + 1; k < n; k++)
        if (rows[k].group == rows[i].group && rows[k].measure == rows[i].measure &&
            rows[k].population == rows[i].population && rows[k].missing == rows[i].missing)
            return &rows[k];
    return NULL;
}

static const pain_summary_row *completers_of(const pain_summary_row *rows, size_t n, size_t i)
{
    for (size_t k = 0; k < n; k++)
        if (rows[k].group == rows[i].group && rows[k].measure == rows[i].measure &&
            rows[k].cut == rows[i].cut && rows[k].column == PAIN_COLUMN_COMPLETERS)
            return &rows[k];
    return NULL;
}

/* The counts that are kept: of each proportion k, n - k, n and who is missing or excluded; between
 * it and the next cut, and the completers; the flow but for its sessions. A group that is not there
 * has none. Returns how many. */
static size_t keep_counts(const pain_summary *summary, uint16_t *counts, const char **names)
{
    size_t n = 0, kept = 0;
    const pain_summary_row *rows = pain_summary_rows(summary, &n);

#define KEEP(what, value) (names[kept] = (what), counts[kept++] = (uint16_t)(value))
    for (size_t i = 0; i < n; i++) {
        const pain_estimate *e = &rows[i].estimate;

        if (pain_measure_unit((pain_measure)rows[i].measure) != PAIN_UNIT_PROPORTION ||
            e->reason == PAIN_EUNDEFINED)
            continue;
        must_hold(kept < MOST_COUNTS - 5 * FLOW_FIELDS, "there is room");
        KEEP("k", e->numerator);
        KEEP("n - k", e->denominator - e->numerator);
        KEEP("n", e->denominator);
        KEEP("missing", e->n_missing);
        KEEP("excluded", e->n_excluded);
        const pain_summary_row *next = next_cut(rows, n, i);
        const pain_summary_row *completers = completers_of(rows, n, i);

        if (next != NULL)
            KEEP("to the next cut", next->estimate.numerator - e->numerator);
        if (completers != NULL && rows[i].population == PAIN_POPULATION_STARTED &&
            completers->estimate.numerator <= e->numerator)
            KEEP("k but no completer", e->numerator - completers->estimate.numerator);
        else
            KEEP("k but no completer", 0);
    }
    size_t n_flows = 0;
    const pain_flow *flows = pain_summary_flows(summary, &n_flows);

    for (size_t f = 0; f < n_flows; f++)
        for (size_t i = 0; i + 1 < FLOW_FIELDS; i++)
            KEEP("flow", counts_of(&flows[f])[i]);
#undef KEEP
    return kept;
}

/* The next table whose groups have their sizes; false after the last. */
static bool advance(const world *w, unsigned *of_type)
{
    bool fits = false;

    while (!fits) {
        size_t t = 0;

        while (t < w->n_types && of_type[t] == w->most[t / w->share])
            of_type[t++] = 0;
        if (t == w->n_types)
            return false;
        of_type[t]++;
        fits = true;
        for (size_t first = 0; first < w->n_types; first += w->share) {
            unsigned size = 0;

            for (size_t k = first; k < first + w->share; k++)
                size += of_type[k];
            fits = fits && size >= w->least[first / w->share] && size <= w->most[first / w->share];
        }
    }
    return true;
}

static uint32_t bit_of(uint16_t count)
{
    return UINT32_C(1) << (count < SUPPRESS ? count : SUPPRESS);
}

static void look_at(const world *w, const unsigned *of_type, views *v, view *to)
{
    pain_sessions *table = table_with(w, of_type);
    pain_summary *plain = summary_of(w, table, 0), *shown = summary_of(w, table, SUPPRESS);
    uint64_t all[MOST_NUMBERS], some[MOST_NUMBERS];

    v->n_numbers = list_numbers(plain, all);
    must_hold(list_numbers(shown, some) == v->n_numbers, "as much is listed");
    for (size_t i = 0; i < v->n_numbers; i++) {
        to->numbers[i] = (uint16_t)all[i];
        to->shown[i] = some[i] != PAIN_SUPPRESSED;
        must_hold(!to->shown[i] || some[i] == all[i], "what is shown is so");
    }
    v->n_counts = keep_counts(plain, to->counts, v->names);
    for (size_t c = 0; c < v->n_counts; c++)
        v->possible[c] |= bit_of(to->counts[c]);
    for (size_t t = 0; t <= w->n_types; t++)
        to->table[t] = (char)(t < w->n_types ? '0' + of_type[t] : 0);
    pain_summary_free(plain);
    pain_summary_free(shown);
    pain_sessions_free(table);
}

static views look_at_all(const world *w)
{
    views v = {0};
    unsigned of_type[MOST_TYPES] = {0};
    size_t room = 0;

    while (advance(w, of_type)) {
        if (v.n == room) {
            room = room * 2 + 256;
            v.view = realloc(v.view, room * sizeof *v.view);
            ck_assert_ptr_nonnull(v.view);
        }
        look_at(w, of_type, &v, &v.view[v.n++]);
    }
    return v;
}

/* True when table b has the numbers that a shows. */
static bool agrees(const views *v, const view *a, const view *b)
{
    for (size_t i = 0; i < v->n_numbers; i++)
        if (a->shown[i] && a->numbers[i] != b->numbers[i])
            return false;
    return true;
}

/* How many counts of 1 or 2 the table `a` gives away: to one who knows the formulas, and to one who
 * also knows how cells are chosen. */
static size_t gives_away(const views *v, const view *a)
{
    uint32_t by_formula[MOST_COUNTS] = {0};
    bool is_certain[MOST_COUNTS];
    size_t given_away = 0;

    for (size_t c = 0; c < v->n_counts; c++)
        is_certain[c] = true;
    for (size_t i = 0; i < v->n; i++) {
        const view *b = &v->view[i];

        if (!agrees(v, a, b))
            continue;
        bool looks_same = memcmp(a->shown, b->shown, v->n_numbers) == 0;

        for (size_t c = 0; c < v->n_counts; c++) {
            by_formula[c] |= bit_of(b->counts[c]);
            if (looks_same && b->counts[c] != a->counts[c])
                is_certain[c] = false;
        }
    }
    for (size_t c = 0; c < v->n_counts; c++) {
        uint32_t seen = by_formula[c], small = v->possible[c] & (bit_of(1) | bit_of(2));

        if ((bit_of(a->counts[c]) & small) == 0 || ((seen & small) == small && !is_certain[c]))
            continue;
        if (given_away++ == 0 && getenv("PAIN_VERBOSE") != NULL)
            (void)fprintf(stderr, "%s (%zu) of \"%s\": 0x%x%s\n", v->names[c], c, a->table,
                          (unsigned)seen, is_certain[c] ? ", certain" : "");
    }
    return given_away;
}

/* True for a table at the edge of its world, which lacks some that have the same numbers. */
static bool is_at_edge(const world *w, const view *a)
{
    for (size_t first = 0; first < w->n_types; first += w->share) {
        unsigned size = 0;

        for (size_t t = first; t < first + w->share; t++)
            size += (unsigned)(a->table[t] - '0');
        if (w->share < w->n_types && size == w->most[first / w->share])
            return true;
    }
    return false;
}

/* How many counts are given away in all tables of a world. */
static size_t count_given_away(const world *w)
{
    views v = look_at_all(w);
    size_t given_away = 0, of_tables = 0;

    for (size_t i = 0; i < v.n; i++) {
        size_t n = is_at_edge(w, &v.view[i]) ? 0 : gives_away(&v, &v.view[i]);

        given_away += n;
        of_tables += n > 0;
    }
    if (getenv("PAIN_VERBOSE") != NULL)
        (void)fprintf(stderr, "%zu tables, %zu with %zu given away\n", v.n, of_tables, given_away);
    free(v.view);
    return given_away;
}

START_TEST(nothing_is_given_away_of_everyone)
{
    static const world w = {.types = {"s1 of=2 2>;s2 x=completed 0>",
                                      "s1 of=2 2>;s2 x=completed 1>",
                                      "s1 of=2 2>;s2 x=completed 2>", "s1 of=9 2>;s2 x=other 0>",
                                      "s1 of=9 2>;s2 x=other 2>", "s1 of=9 x=other 2>"},
                            .n_types = 6,
                            .share = 6,
                            .least = {1},
                            .most = {6},
                            .near_zero = {0.0, 1.0},
                            .n_near_zero = 2};

    ck_assert_uint_eq(count_given_away(&w), 0);
}
END_TEST

/* Groups of every size, so that a group that is too small, and those left out with it, may have any
 * other. */
START_TEST(nothing_is_given_away_of_small_groups)
{
    static const world w = {.types = {"s1 g=A of=2 2>;s2 g=A x=completed 0>",
                                      "s1 g=B of=2 2>;s2 g=B x=completed 0>",
                                      "s1 g=C of=2 2>;s2 g=C x=completed 0>"},
                            .n_types = 3,
                            .share = 1,
                            .least = {1, 1, 1},
                            .most = {9, 9, 9},
                            .near_zero = {0.0},
                            .n_near_zero = 1};

    ck_assert_uint_eq(count_given_away(&w), 0);
}
END_TEST

/* A summary of the table of sessions that a program made, with counts of 1 to 10 kept. */
static pain_summary *suppressed(const char *rows, uint64_t suppress)
{
    pain_sessions *table = table_of("nrs11", rows);
    const pain_summary_options options = {.size = sizeof options, .suppress = suppress};
    pain_summary *summary = NULL;

    ck_assert_int_eq(pain_summary_new(&summary, table, &options, NULL, NULL), PAIN_OK);
    pain_sessions_free(table);
    return summary;
}

START_TEST(a_suppressed_number_is_no_number)
{
    pain_summary *summary = suppressed("A s1 of=2 7>;A s2 3>", 11);
    size_t n = 0;
    const pain_summary_row *rows = pain_summary_rows(summary, &n);

    ck_assert_uint_gt(n, 0);
    for (size_t i = 0; i < n; i++) {
        const pain_estimate *e = &rows[i].estimate;

        ck_assert_int_eq(e->reason, PAIN_ESUPPRESSED);
        ck_assert(isnan(e->value) && isnan(e->lower) && isnan(e->upper) && e->level == 0.95);
        ck_assert(e->numerator == PAIN_SUPPRESSED && e->denominator == PAIN_SUPPRESSED);
        ck_assert(e->n_missing == PAIN_SUPPRESSED && e->n_excluded == PAIN_SUPPRESSED);
    }
    const pain_flow *flows = pain_summary_flows(summary, &n);

    ck_assert_uint_eq(n, 1);
    for (size_t i = 0; i < FLOW_FIELDS; i++)
        ck_assert(counts_of(&flows[0])[i] == PAIN_SUPPRESSED);
    ck_assert_uint_eq(pain_summary_suppress(summary), 11);
    pain_summary_free(summary);
}
END_TEST

START_TEST(nothing_is_suppressed_unasked)
{
    for (uint64_t suppress = 0; suppress < 2; suppress++) {
        pain_summary *summary = suppressed("A s1 of=2 7>;A s2 3>", suppress);
        size_t n = 0;
        const pain_summary_row *rows = pain_summary_rows(summary, &n);

        for (size_t i = 0; i < n; i++)
            ck_assert_int_ne(rows[i].estimate.reason, PAIN_ESUPPRESSED);
        pain_summary_free(summary);
    }
}
END_TEST

START_TEST(too_large_a_limit_is_refused)
{
    pain_sessions *table = table_of("nrs11", "A s1 7>");
    const pain_summary_options options = {.size = sizeof options, .suppress = 1000001};
    pain_summary *summary = NULL;

    ck_assert_int_eq(pain_summary_new(&summary, table, &options, NULL, NULL), PAIN_EINVAL);
    ck_assert_ptr_null(summary);
    pain_sessions_free(table);
}
END_TEST

START_TEST(every_allocation_may_fail)
{
    pain_sessions *table = table_of("nrs11", "A g=x s1 of=2 7>;A s2 3>;B g=y s1 of=2 5>");
    const pain_summary_options options = {.size = sizeof options, .suppress = 2};
    pain_status status = PAIN_ENOMEM;

    for (size_t fail_at = 1; status == PAIN_ENOMEM; fail_at++) {
        failing_allocator failing;
        pain_summary *summary = NULL;

        failing_allocator_init(&failing, fail_at);
        status = pain_summary_new(&summary, table, &options, &failing.allocator, NULL);
        ck_assert((status == PAIN_OK) == (summary != NULL));
        pain_summary_free(summary);
        ck_assert_uint_eq(failing.live, 0);
    }
    ck_assert_int_eq(status, PAIN_OK);
    pain_sessions_free(table);
}
END_TEST

START_TEST(nothing_is_given_away_of_two_groups)
{
    static const world w = {
        .types = {"s1 g=A of=2 2>;s2 g=A x=completed 0>", "s1 g=A of=2 2>;s2 g=A x=completed 2>",
                  "s1 g=B of=2 2>;s2 g=B x=completed 0>", "s1 g=B of=2 2>;s2 g=B x=completed 2>"},
        .n_types = 4,
        .share = 2,
        .least = {1, 1},
        .most = {7, 7},
        .near_zero = {0.0},
        .n_near_zero = 1};

    ck_assert_uint_eq(count_given_away(&w), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("suppress");
    TCase *tests = tcase_create("suppress");

    tcase_add_test(tests, a_suppressed_number_is_no_number);
    tcase_add_test(tests, nothing_is_suppressed_unasked);
    tcase_add_test(tests, too_large_a_limit_is_refused);
    tcase_add_test(tests, every_allocation_may_fail);
    tcase_add_test(tests, nothing_is_given_away_of_everyone);
    tcase_add_test(tests, nothing_is_given_away_of_small_groups);
    tcase_add_test(tests, nothing_is_given_away_of_two_groups);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
