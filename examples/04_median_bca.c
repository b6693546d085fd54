/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The median reduction in points with a BCa interval: one seed, one answer, on every machine. */
#include <stdio.h>

#include <painstat.h>

int main(void)
{
    /* in mm of a visual analogue scale */
    static const double reduction[] = {52, 41, 78, 33, 80, 44, 61, 70, 3,  58,
                                       24, 91, 49, 37, -8, 30, 69, 63, 40, 55};
    const pain_interval_options bca = {
        .size = sizeof bca, .method = PAIN_METHOD_BCA, .seed = 2022, .resamples = 20000};
    pain_tally *tally = NULL;
    pain_estimate e;
    pain_status status = pain_tally_new(&tally, NULL);

    if (status == PAIN_OK)
        status = pain_tally_add_array(tally, reduction, sizeof reduction / sizeof *reduction);
    if (status == PAIN_OK)
        status = pain_bootstrap(pain_tally_counts(tally), pain_statistic_median, NULL, &bca, &e);
    if (status == PAIN_OK)
        printf("median reduction %.1f mm, %.0f %% %s interval %.2f to %.2f, n = %d\n", e.value,
               100 * e.level, pain_method_label((pain_method)e.method), e.lower, e.upper,
               (int)e.denominator);
    if (status == PAIN_OK)
        status = pain_median_interval(pain_tally_counts(tally), NULL, &e);
    if (status == PAIN_OK)
        printf("the same by %s: %.1f to %.1f, attained coverage %.4f\n",
               pain_method_label((pain_method)e.method), e.lower, e.upper, e.attained);
    if (status != PAIN_OK)
        fprintf(stderr, "%s\n", pain_status_text(status));
    pain_tally_free(tally);
    return status == PAIN_OK ? 0 : 1;
}
