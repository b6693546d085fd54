/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Percent reduction from two arrays, by the three definitions that are all called "reduction". */
#include <math.h>
#include <stdio.h>

#include <painstat.h>

static const double baseline[] = {7, 5, 8, 6, 9, 4, 10, 0, 7};
static const double endpoint[] = {2, 1, 0, 3, 1, 0, 4, 0, NAN};

static void show(const char *definition, pain_status status, const pain_estimate *e)
{
    if (status != PAIN_OK) {
        printf("%-26s %s\n", definition, pain_status_text(status));
        return;
    }
    printf("%-26s %5.1f %%  (%.1f to %.1f)  n = %d, missing %d, baseline 0: %d\n", definition,
           e->value, e->lower, e->upper, (int)e->denominator, (int)e->n_missing,
           (int)e->n_excluded);
}

int main(void)
{
    pain_cohort *cohort = NULL;
    pain_estimate e;
    pain_status status =
        pain_cohort_from_arrays(&cohort, baseline, endpoint, sizeof baseline / sizeof *baseline,
                                NULL, PAIN_MISSING_OBSERVED, NULL);

    if (status != PAIN_OK) {
        fprintf(stderr, "%s\n", pain_status_text(status));
        return 1;
    }
    status = pain_mean_percent_reduction(cohort, NULL, &e);
    show("mean of percentages", status, &e);
    status = pain_percent_reduction_of_means(cohort, NULL, &e);
    show("reduction of the means", status, &e);
    status = pain_median_percent_reduction(cohort, NULL, &e);
    show("median of percentages", status, &e);
    pain_cohort_free(cohort);
    return 0;
}
