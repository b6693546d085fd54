/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Near zero in two arms of a trial (Ashar and others 2022): 33 of 50 against 10 of 51. */
#include <stdio.h>

#include <painstat.h>

enum { X1 = 33, N1 = 50, X2 = 10, N2 = 51 };

static int show(const char *what, pain_status status, const pain_estimate *e, double unit)
{
    if (status == PAIN_OK)
        printf("%-20s %6.2f (%.2f to %.2f), %s\n", what, unit * e->value, unit * e->lower,
               unit * e->upper, pain_method_label((pain_method)e->method));
    else
        fprintf(stderr, "%s: %s\n", what, pain_status_text(status));
    return status != PAIN_OK;
}

static int show_test(pain_test_method method, double null_value, pain_alternative alternative)
{
    const pain_test_options options = {.size = sizeof options,
                                       .null_value = null_value,
                                       .method = (int32_t)method,
                                       .alternative = (int32_t)alternative};
    pain_test test;
    pain_status status = pain_two_proportions_test(X1, N1, X2, N2, &options, &test);

    if (status == PAIN_OK)
        printf("p = %.3g, null value %g: %s\n", test.p_value, null_value,
               pain_test_method_label(method));
    else
        fprintf(stderr, "%s\n", pain_status_text(status));
    return status != PAIN_OK;
}

int main(void)
{
    const pain_interval_options exact = {.size = sizeof exact,
                                         .method = PAIN_METHOD_CORNFIELD_EXACT};
    pain_estimate e;
    int failed = 0;

    printf("%d of %d against %d of %d\n", X1, N1, X2, N2);
    failed |=
        show("difference, points", pain_proportion_difference(X1, N1, X2, N2, NULL, &e), &e, 100);
    failed |= show("ratio", pain_proportion_ratio(X1, N1, X2, N2, NULL, &e), &e, 1);
    failed |= show("odds ratio", pain_odds_ratio(X1, N1, X2, N2, &exact, &e), &e, 1);
    failed |= show("number needed", pain_number_needed(X1, N1, X2, N2, NULL, &e), &e, 1);
    failed |= show_test(PAIN_TEST_SCORE_MN, 0, PAIN_ALTERNATIVE_TWO_SIDED);
    failed |= show_test(PAIN_TEST_FISHER_CENTRAL, 0, PAIN_ALTERNATIVE_TWO_SIDED);
    failed |= show_test(PAIN_TEST_SCORE_MN, 0.2, PAIN_ALTERNATIVE_GREATER); /* by 20 points? */
    return failed;
}
