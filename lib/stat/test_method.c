/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of the tests, from the one list in the public header, and their other names. */
#include <config.h>

#include <painstat/test.h>

#include "stat/name.h"

static const pain__name names[] = {
#define NAME(name, number, key, label, source) {number, key, label, source},
    PAIN_TEST_METHOD_LIST(NAME)
#undef NAME
};

static const pain__other_name other_names[] = {
    {"minlike", PAIN_TEST_FISHER},
    {"central", PAIN_TEST_FISHER_CENTRAL},
    {"midp", PAIN_TEST_FISHER_MIDP},
    {"pearson", PAIN_TEST_CHI_SQUARED},
    {"chisq", PAIN_TEST_CHI_SQUARED},
    {"yates", PAIN_TEST_CHI_SQUARED_CC},
    {"chisq-cc", PAIN_TEST_CHI_SQUARED_CC},
    {"farrington-manning", PAIN_TEST_SCORE},
    {"mantel-haenszel", PAIN_TEST_CMH},
    {"binom", PAIN_TEST_BINOMIAL},
    {"wilson", PAIN_TEST_PROPORTION_SCORE},
    {"fisher-exact", PAIN_TEST_FISHER},
    {"paired-t", PAIN_TEST_T},
    {"wilcoxon-rank-sum", PAIN_TEST_MANN_WHITNEY_EXACT},
    {"u-test", PAIN_TEST_MANN_WHITNEY_EXACT},
};

static const pain__name_table table = {names, sizeof names / sizeof *names, other_names,
                                       sizeof other_names / sizeof *other_names};

const char *pain_test_method_key(pain_test_method method)
{
    return pain__name_of(&table, (int)method)->key;
}

const char *pain_test_method_label(pain_test_method method)
{
    return pain__name_of(&table, (int)method)->label;
}

const char *pain_test_method_source(pain_test_method method)
{
    return pain__name_of(&table, (int)method)->source;
}

pain_status pain_test_method_parse(const char *text, pain_test_method *method)
{
    int number = 0;
    pain_status status = PAIN_EINVAL;

    if (method == NULL)
        return PAIN_EINVAL;
    status = pain__name_parse(&table, text, &number);
    *method = (pain_test_method)number;
    return status;
}
