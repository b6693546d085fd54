/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One sample, five "percent reductions": which was meant? 25 patients' scores from 0 to 10. */
#include <stdio.h>

#include <painstat.h>

static int show(const char *what, pain_status status, const pain_estimate *e)
{
    if (status == PAIN_OK)
        printf("%-28s %6.2f %% (%6.2f to %6.2f), %s\n", what, e->value, e->lower, e->upper,
               pain_method_label((pain_method)e->method));
    else
        fprintf(stderr, "%s: %s\n", what, pain_status_text(status));
    return status != PAIN_OK;
}

int main(void)
{
    static const double before[] = {8, 7, 6, 9, 10, 5,  8, 7, 4, 6, 8, 9, 7,
                                    5, 6, 8, 7, 9,  10, 3, 6, 7, 8, 5, 4};
    static const double after[] = {0, 1, 0, 2, 1, 0, 0, 5, 3, 0, 1, 0, 2,
                                   1, 0, 0, 1, 3, 0, 4, 0, 1, 2, 0, 1};
    enum { N = sizeof before / sizeof *before };
    const pain_interval_options bounded = {.size = sizeof bounded, .method = PAIN_METHOD_ANDERSON};
    pain_tally *percent = NULL;
    pain_pairs *pairs = NULL;
    pain_ancova_fit fit;
    pain_estimate e;
    int failed = pain_tally_new(&percent, NULL) != PAIN_OK ||
                 pain_pairs_new(&pairs, NULL) != PAIN_OK ||
                 pain_pairs_add_arrays(pairs, before, after, N) != PAIN_OK;

    for (int i = 0; i < N && !failed; i++)
        failed = pain_tally_add(percent, pain_percent_reduction(before[i], after[i]), 1) != PAIN_OK;
    if (!failed) {
        pain_counts p = pain_tally_counts(percent), scores = pain_pairs_counts(pairs);

        failed |= show("mean of percentages", pain_mean_interval(p, NULL, &e), &e);
        failed |=
            show("the same, never over 100", pain_bounded_mean(p, -100, 100, &bounded, &e), &e);
        failed |= show("median of percentages", pain_median_interval(p, NULL, &e), &e);
        pain_status status = pain_ratio_of_means(scores, NULL, &e);
        e = (pain_estimate){.value = 100 * (1 - e.value),
                            .lower = 100 * (1 - e.upper),
                            .upper = 100 * (1 - e.lower),
                            .method = e.method};
        failed |= show("reduction of the means", status, &e);
        status = pain_ancova(scores, 7, NULL, &fit);
        failed |= show("at a baseline of 7, by line", status, &fit.reduction);
    }
    pain_tally_free(percent);
    pain_pairs_free(pairs);
    return failed;
}
