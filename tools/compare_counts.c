/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Proportions compared from their counts: one with a stated one, two of independent groups, and two
 * of the same patients. */
#include <config.h>

#include <inttypes.h>

#include "compare.h"

/* Groups of more than this many together: the exact unconditional methods take seconds each. */
enum { QUICK = 200 };

typedef pain_status (*groups_function)(uint64_t x1, uint64_t n1, uint64_t x2, uint64_t n2,
                                       const pain_interval_options *options,
                                       pain_estimate *estimate);
typedef pain_status (*paired_function)(pain_paired_counts counts,
                                       const pain_interval_options *options,
                                       pain_estimate *estimates, size_t *count);

static bool is_slow_method(int32_t method)
{
    return method == PAIN_METHOD_SANTNER_SNELL || method == PAIN_METHOD_CHAN_ZHANG ||
           method == PAIN_METHOD_AGRESTI_MIN_EXACT;
}

static bool is_slow_test(int32_t method)
{
    return method == PAIN_TEST_BOSCHLOO || method == PAIN_TEST_BARNARD ||
           method == PAIN_TEST_CHAN || method == PAIN_TEST_SANTNER_SNELL;
}

/* Every method that a quantity has; one that is for something else is passed over. */
static pain_status add_methods(quantity *s, groups_function function, const uint64_t x[4],
                               const quantity_layout *layout, bool quick)
{
    static const int32_t methods[] = {
#define METHOD(name, number, key, label, source) name,
        PAIN_METHOD_LIST(METHOD)
#undef METHOD
    };
    pain_interval_options options = layout->interval;

    s->count = 0;
    for (size_t i = 1; i < sizeof methods / sizeof *methods && s->count < QUANTITY_METHODS; i++) {
        pain_estimate *e = &s->estimates[s->count];

        options.method = methods[i];
        if (quick && is_slow_method(methods[i]))
            continue;
        pain_status status = function(x[0], x[1], x[2], x[3], &options, e);

        /* An alias of a method gives what that gives. */
        if (status == PAIN_OK && e->method == methods[i])
            s->count++;
        else if (status != PAIN_OK && status != PAIN_EINVAL)
            return status;
    }
    return s->count > 0 ? PAIN_OK : PAIN_EINVAL;
}

/* A margin is of the difference; the tests of ratios would read it as one of a ratio. */
static bool takes_margin(int32_t method)
{
    return method == PAIN_TEST_SCORE || method == PAIN_TEST_SCORE_MN ||
           method == PAIN_TEST_BARNARD || method == PAIN_TEST_CHAN ||
           method == PAIN_TEST_SANTNER_SNELL;
}

static pain_status test_once(const uint64_t x[4], const quantity_layout *layout,
                             const pain_test_options *options, pain_test *test)
{
    if (layout->has_equivalence)
        return pain_two_proportions_equivalence(x[0], x[1], x[2], x[3], layout->equivalence[0],
                                                layout->equivalence[1], options, test);
    return pain_two_proportions_test(x[0], x[1], x[2], x[3], options, test);
}

/* Every test that takes the counts; ENOMEM. */
static pain_status test_groups(const uint64_t x[4], const quantity_layout *layout, bool quick,
                               quantities *c)
{
    static const int32_t methods[] = {
#define METHOD(name, number, key, label, source) name,
        PAIN_TEST_METHOD_LIST(METHOD)
#undef METHOD
    };
    pain_test_options one = layout->test;

    c->preferred_test = PAIN_TEST_SCORE_MN;
    for (size_t i = 1; i < sizeof methods / sizeof *methods && c->n_tests < QUANTITY_TESTS; i++) {
        one.method = methods[i];
        if (quick && is_slow_test(methods[i]))
            continue;
        if ((layout->has_margin || layout->has_equivalence) && !takes_margin(methods[i]))
            continue;
        pain_status status = test_once(x, layout, &one, &c->tests[c->n_tests]);

        if (status == PAIN_ENOMEM)
            return status;
        c->n_tests += status == PAIN_OK;
    }
    return PAIN_OK;
}

static void write_proportion(FILE *file, const char *who, uint64_t x, uint64_t n)
{
    char text[TOOL_NUMBER_SIZE];

    (void)fprintf(file, "%s %" PRIu64 " of %" PRIu64 " = %s %%", who, x, n,
                  tool_percent((double)x / (double)n, 2, text));
}

int compare_proportion(uint64_t x, uint64_t n, const quantity_layout *layout, quantities *c)
{
    FILE *heading = fmemopen(c->heading, sizeof c->heading, "w");
    char text[TOOL_NUMBER_SIZE];

    if (heading == NULL)
        return tool_fail(TOOL_NO_IO, "out of memory");
    if (n > 0)
        write_proportion(heading, "Seen:  ", x, n);
    (void)fprintf(heading, "\nStated: %s %%", tool_percent(layout->test.null_value, 2, text));
    (void)fclose(heading);
    quantity *s = quantities_new(c, "proportion", "Proportion, in percent", 100, PAIN_METHOD_MIDP);

    s->count = QUANTITY_METHODS;
    pain_status status = pain_proportion_all(x, n, &layout->interval, s->estimates, &s->count);

    c->preferred_test = PAIN_TEST_BINOMIAL_MIDP;
    c->n_tests = QUANTITY_TESTS;
    if (status == PAIN_OK)
        status = pain_proportion_test_all(x, n, &layout->test, c->tests, &c->n_tests);
    return quantities_report(status);
}

int compare_groups(const uint64_t x[4], const quantity_layout *layout, quantities *c)
{
    static const struct {
        const char *key, *title;
        double factor;
        groups_function function;
    } all[] = {
        {"difference", "Difference, in percentage points", 100, pain_proportion_difference},
        {"ratio", "Ratio of the proportions", 1, pain_proportion_ratio},
        {"odds-ratio", "Odds ratio", 1, pain_odds_ratio},
        {"number-needed", "Number needed to treat", 1, pain_number_needed},
    };
    FILE *heading = fmemopen(c->heading, sizeof c->heading, "w");
    pain_status status = PAIN_OK;

    if (heading == NULL)
        return tool_fail(TOOL_NO_IO, "out of memory");
    bool quick = !layout->unconditional && layout->only == NULL && x[1] + x[3] > QUICK;

    if (quick)
        c->note = "The exact unconditional methods take long at this size; --unconditional adds "
                  "them.";
    write_proportion(heading, "Group 1:", x[0], x[1]);
    write_proportion(heading, "\nGroup 2:", x[2], x[3]);
    (void)fclose(heading);
    for (size_t i = 0; status == PAIN_OK && i < sizeof all / sizeof *all; i++) {
        quantity *s = quantities_new(c, all[i].key, all[i].title, all[i].factor,
                                     PAIN_METHOD_MIETTINEN_NURMINEN);

        status = add_methods(s, all[i].function, x, layout, quick);
    }
    if (status == PAIN_OK)
        status = test_groups(x, layout, quick, c);
    return quantities_report(status);
}

int compare_paired_counts(const uint64_t x[4], const quantity_layout *layout, quantities *c)
{
    static const struct {
        const char *key, *title;
        double factor;
        int preferred;
        paired_function every;
    } all[] = {
        {"paired-difference", "Difference, first minus second, in percentage points", 100,
         PAIN_METHOD_TANGO, pain_paired_difference_all},
        {"paired-ratio", "Ratio, first to second", 1, PAIN_METHOD_TANG, pain_paired_ratio_all},
        {"conditional-odds-ratio", "Conditional odds ratio", 1, PAIN_METHOD_CONDITIONAL_MIDP,
         pain_paired_odds_ratio_all},
    };
    const pain_paired_counts counts = {x[0], x[1], x[2], x[3]};
    const uint64_t n = x[0] + x[1] + x[2] + x[3];
    FILE *heading = fmemopen(c->heading, sizeof c->heading, "w");
    pain_status status = PAIN_OK;

    if (heading == NULL)
        return tool_fail(TOOL_NO_IO, "out of memory");
    if (n > 0) {
        write_proportion(heading, "First: ", x[0] + x[1], n);
        write_proportion(heading, "\nSecond:", x[0] + x[2], n);
    }
    (void)fclose(heading);
    for (size_t i = 0; status == PAIN_OK && i < sizeof all / sizeof *all; i++) {
        quantity *s = quantities_new(c, all[i].key, all[i].title, all[i].factor, all[i].preferred);

        s->count = QUANTITY_METHODS;
        status = all[i].every(counts, &layout->interval, s->estimates, &s->count);
    }
    c->preferred_test = PAIN_TEST_MCNEMAR_MIDP;
    c->n_tests = QUANTITY_TESTS;
    if (status == PAIN_OK)
        status = pain_mcnemar_all(counts, &layout->test, c->tests, &c->n_tests);
    return quantities_report(status);
}
