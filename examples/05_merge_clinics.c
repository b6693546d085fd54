/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two clinics send tallies, not patients: merged, they are one cohort. */
#include <stdio.h>

#include <painstat.h>

static pain_status show(const char *who, const pain_cohort *cohort)
{
    pain_estimate reduction, near_zero;
    pain_status status = pain_percent_reduction_of_means(cohort, NULL, &reduction);

    if (status == PAIN_OK)
        status = pain_near_zero(cohort, 1, NULL, &near_zero);
    if (status == PAIN_OK)
        printf("%-6s n = %2d  reduction of the means %.1f %% (%.1f to %.1f), "
               "<= 1: %d/%d = %.1f %% (%.1f to %.1f)\n",
               who, (int)reduction.denominator, reduction.value, reduction.lower, reduction.upper,
               (int)near_zero.numerator, (int)near_zero.denominator, 100 * near_zero.value,
               100 * near_zero.lower, 100 * near_zero.upper);
    return status;
}

int main(void)
{
    static const double north_before[] = {7, 5, 8, 6, 9, 4, 10},
                        north_end[] = {2, 1, 0, 3, 1, 0, 4};
    static const double south_before[] = {8, 7, 6, 9, 5}, south_end[] = {1, 0, 6, 2, 5};
    pain_cohort *north = NULL, *south = NULL;
    pain_status status = pain_cohort_from_arrays(&north, north_before, north_end, 7, NULL,
                                                 PAIN_MISSING_OBSERVED, NULL);

    if (status == PAIN_OK)
        status = pain_cohort_from_arrays(&south, south_before, south_end, 5, NULL,
                                         PAIN_MISSING_OBSERVED, NULL);
    if (status == PAIN_OK)
        status = show("north", north);
    if (status == PAIN_OK)
        status = show("south", south);
    if (status == PAIN_OK)
        status = pain_cohort_merge(north, south);
    if (status == PAIN_OK)
        status = show("both", north);
    if (status != PAIN_OK)
        fprintf(stderr, "%s\n", pain_status_text(status));
    pain_cohort_free(north);
    pain_cohort_free(south);
    return status == PAIN_OK ? 0 : 1;
}
