/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reference rows about paired 2x2 tables. */
#include <config.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "painstat/paired_proportions.h"
#include "paired_golden.h"
#include "support.h"

static pain_paired_counts table_named(const char *name)
{
    uint64_t cell[4];
    char *rest = (char *)(uintptr_t)name + strlen("tab");

    for (size_t i = 0; i < 4; i++)
        cell[i] = strtoull(rest + 1, &rest, 10);
    return (pain_paired_counts){cell[0], cell[1], cell[2], cell[3]};
}

typedef pain_status (*paired_interval)(pain_paired_counts, const pain_interval_options *,
                                       pain_estimate *);

static double limit_of(paired_interval interval, const char *table, const char *quantity,
                       const char *method, const char *conf)
{
    pain_interval_options options = {.size = sizeof options, .level = strtod(conf, NULL)};
    pain_estimate estimate;
    pain_method number;

    ck_assert_int_eq(pain_method_parse(method, &number), PAIN_OK);
    options.method = number;
    ck_assert_int_eq(interval(table_named(table), &options, &estimate), PAIN_OK);
    return strstr(quantity, "lower") != NULL ? estimate.lower : estimate.upper;
}

static double mcnemar_p(const char *table, const char *option)
{
    static const struct {
        const char *option;
        pain_test_method method;
    } methods[] = {{"exact", PAIN_TEST_MCNEMAR_EXACT},
                   {"midp", PAIN_TEST_MCNEMAR_MIDP},
                   {"asymptotic", PAIN_TEST_MCNEMAR},
                   {"asymptotic_cc", PAIN_TEST_MCNEMAR_CC}};
    pain_test_options options = {.size = sizeof options};
    pain_test test;

    for (size_t i = 0; i < 4; i++)
        if (strcmp(option, methods[i].option) == 0)
            options.method = methods[i].method;
    ck_assert_int_ne(options.method, 0);
    ck_assert_int_eq(pain_mcnemar(table_named(table), &options, &test), PAIN_OK);
    return test.p_value;
}

double golden_table_value(const char *table, const char *quantity, const char *option,
                          const char *conf)
{
    if (strcmp(quantity, "mcnemar_p") == 0)
        return mcnemar_p(table, option);
    if (strncmp(quantity, "paired_rr", 9) == 0 && strcmp(option, "tang_score") == 0)
        return limit_of(pain_paired_ratio, table, quantity, "tang", conf);
    ck_assert_msg(strncmp(quantity, "paired_rd", 9) == 0, "unknown quantity %s", quantity);
    if (strcmp(option, "newcombe_method10") == 0)
        option = "newcombe-10";
    else if (strcmp(option, "newcombe_method8") == 0)
        option = "newcombe-8";
    return limit_of(pain_paired_difference, table, quantity, option, conf);
}
