/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of the interval methods. */
#include <config.h>

#include <string.h>

#include "painstat/estimate.h"
#include "support.h"

static const struct {
    pain_method method;
    const char *key, *label, *source;
} methods[] = {
#define ROW(name, number, key, label, source) {name, key, label, source},
    PAIN_METHOD_LIST(ROW)
#undef ROW
};

enum { METHODS = sizeof methods / sizeof *methods };

START_TEST(every_method_has_a_key_a_label_and_a_source)
{
    for (size_t i = 0; i < METHODS; i++) {
        ck_assert_str_eq(pain_method_key(methods[i].method), methods[i].key);
        ck_assert_str_eq(pain_method_label(methods[i].method), methods[i].label);
        ck_assert_str_eq(pain_method_source(methods[i].method), methods[i].source);
        ck_assert_uint_gt(strlen(methods[i].label), 0);
        if (methods[i].method != PAIN_METHOD_DEFAULT)
            ck_assert_uint_gt(strlen(methods[i].source), 4);
        for (size_t j = 0; j < i; j++)
            ck_assert_str_ne(methods[i].key, methods[j].key);
    }
}
END_TEST

/* Callers keep these numbers in files: they never change. */
START_TEST(the_numbers_are_those_of_the_first_release)
{
    ck_assert_int_eq(PAIN_METHOD_DEFAULT, 0);
    ck_assert_int_eq(PAIN_METHOD_MIDP, 1);
    ck_assert_int_eq(PAIN_METHOD_CLOPPER_PEARSON, 2);
    ck_assert_int_eq(PAIN_METHOD_WILSON, 3);
    ck_assert_int_eq(PAIN_METHOD_WILSON_CC, 4);
    ck_assert_int_eq(PAIN_METHOD_JEFFREYS, 5);
    ck_assert_int_eq(PAIN_METHOD_AGRESTI_COULL, 6);
    ck_assert_int_eq(PAIN_METHOD_WALD, 7);
    ck_assert_int_eq(PAIN_METHOD_WALD_CC, 300);
    ck_assert_int_eq(PAIN_METHOD_SCAS, 310);
    ck_assert_int_eq(PAIN_METHOD_HPD, 20);
    ck_assert_int_eq(PAIN_METHOD_T, 100);
    ck_assert_int_eq(PAIN_METHOD_ORDER_STATISTIC, 101);
    ck_assert_int_eq(PAIN_METHOD_FIELLER, 102);
    ck_assert_int_eq(PAIN_METHOD_DELTA, 103);
    ck_assert_int_eq(PAIN_METHOD_PERCENTILE, 200);
    ck_assert_int_eq(PAIN_METHOD_BCA, 201);
    ck_assert_int_eq(PAIN_METHOD_LOG_DELTA, 110);
    ck_assert_int_eq(PAIN_METHOD_WELCH, 117);
    ck_assert_int_eq(PAIN_METHOD_HC3, 124);
    ck_assert_int_eq(PAIN_METHOD_ABC, 204);
    ck_assert_int_eq(PAIN_METHOD_DOUBLE, 207);
}
END_TEST

START_TEST(a_number_that_is_no_method_is_unknown)
{
    ck_assert_str_eq(pain_method_key((pain_method)99), "unknown");
    ck_assert_str_eq(pain_method_label((pain_method)99), "unknown");
    ck_assert_str_eq(pain_method_source((pain_method)-1), "unknown");
}
END_TEST

START_TEST(every_key_is_read_back)
{
    for (size_t i = 0; i < METHODS; i++) {
        pain_method method = PAIN_METHOD_BCA;

        ck_assert_int_eq(pain_method_parse(methods[i].key, &method), PAIN_OK);
        ck_assert_int_eq(method, methods[i].method);
    }
}
END_TEST

START_TEST(usual_other_names_are_read)
{
    static const struct {
        const char *text;
        pain_method method;
    } names[] = {
        {"exact", PAIN_METHOD_CLOPPER_PEARSON},
        {"cp", PAIN_METHOD_CLOPPER_PEARSON},
        {"score", PAIN_METHOD_WILSON},
        {"midp", PAIN_METHOD_MIDP},
        {"ac", PAIN_METHOD_AGRESTI_COULL},
        {"simple", PAIN_METHOD_WALD},
        {"student", PAIN_METHOD_T},
        {"logdelta_t", PAIN_METHOD_LOG_DELTA},
        {"beta", PAIN_METHOD_CLOPPER_PEARSON},
        {"newcomb", PAIN_METHOD_NEWCOMBE},
        {"Hybrid score", PAIN_METHOD_NEWCOMBE},
        {"scorecc", PAIN_METHOD_NEWCOMBE_CC},
        {"newcombe_method8", PAIN_METHOD_NEWCOMBE_8},
        {"tang_score", PAIN_METHOD_TANG},
        {"delta_t", PAIN_METHOD_DELTA},
        {"fieller_t", PAIN_METHOD_FIELLER},
        {"HC3", PAIN_METHOD_HC3},
        {"cluster", PAIN_METHOD_CLUSTER},
        {"bca_z0_strict", PAIN_METHOD_BCA_STRICT},
        {"bca_z0_mid", PAIN_METHOD_BCA},
        {"lr", PAIN_METHOD_LIKELIHOOD_RATIO},
        {"lik", PAIN_METHOD_LIKELIHOOD_RATIO},
        {"complementary log-log", PAIN_METHOD_CLOGLOG},
        {"wang_exact", PAIN_METHOD_WANG},
        {"bsc", PAIN_METHOD_BLYTH_STILL_CASELLA},
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        pain_method method;

        ck_assert_int_eq(pain_method_parse(names[i].text, &method), PAIN_OK);
        ck_assert_int_eq(method, names[i].method);
    }
}
END_TEST

START_TEST(case_hyphens_underscores_and_blanks_do_not_matter)
{
    static const char *const texts[] = {
        "Clopper-Pearson", "clopper_pearson", "CLOPPERPEARSON", " clopper pearson ", "C-P",
        "--Exact_"};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        pain_method method;

        ck_assert_int_eq(pain_method_parse(texts[i], &method), PAIN_OK);
        ck_assert_int_eq(method, PAIN_METHOD_CLOPPER_PEARSON);
    }
}
END_TEST

START_TEST(other_texts_are_not_found)
{
    static const char *const texts[] = {"",        " ",     "-",  "unknown", "wilso",
                                        "wilsons", "mid.p", "tt", "0",       "1"};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        pain_method method = PAIN_METHOD_BCA;

        ck_assert_int_eq(pain_method_parse(texts[i], &method), PAIN_ENOTFOUND);
        ck_assert_int_eq(method, PAIN_METHOD_DEFAULT);
    }
}
END_TEST

START_TEST(parsing_nothing_is_an_error)
{
    pain_method method = PAIN_METHOD_BCA;

    ck_assert_int_eq(pain_method_parse(NULL, &method), PAIN_EINVAL);
    ck_assert_int_eq(method, PAIN_METHOD_DEFAULT);
    ck_assert_int_eq(pain_method_parse("wilson", NULL), PAIN_EINVAL);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("estimate");
    TCase *tests = tcase_create("methods");

    tcase_add_test(tests, every_method_has_a_key_a_label_and_a_source);
    tcase_add_test(tests, the_numbers_are_those_of_the_first_release);
    tcase_add_test(tests, a_number_that_is_no_method_is_unknown);
    tcase_add_test(tests, every_key_is_read_back);
    tcase_add_test(tests, usual_other_names_are_read);
    tcase_add_test(tests, case_hyphens_underscores_and_blanks_do_not_matter);
    tcase_add_test(tests, other_texts_are_not_found);
    tcase_add_test(tests, parsing_nothing_is_an_error);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
