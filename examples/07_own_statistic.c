/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bootstrap interval for a statistic of one's own: the share of all pain that went away. */
#include <math.h>
#include <stdio.h>

#include <painstat.h>

/* 100 (sum of reductions) / (sum of baselines), with worsening counted as no reduction. */
static double pain_removed(pain_counts counts, void *context)
{
    double removed = 0.0, total = 0.0;

    (void)context;
    for (size_t i = 0; i < counts.distinct; i++) {
        removed += (double)counts.count[i] * fmax(0.0, counts.x[i] - counts.y[i]);
        total += (double)counts.count[i] * counts.x[i];
    }
    return total > 0.0 ? 100.0 * removed / total : NAN;
}

int main(void)
{
    static const double before[] = {8, 7, 6, 9, 5, 6, 4, 10, 7, 8, 3, 5};
    static const double after[] = {1, 0, 0, 2, 5, 0, 0, 1, 3, 0, 4, 1};
    const pain_interval_options options = {.size = sizeof options, .seed = 7};
    pain_pairs *pairs = NULL;
    pain_estimate e;
    pain_status status = pain_pairs_new(&pairs, NULL);

    if (status == PAIN_OK)
        status = pain_pairs_add_arrays(pairs, before, after, sizeof before / sizeof *before);
    if (status == PAIN_OK)
        status = pain_bootstrap(pain_pairs_counts(pairs), pain_removed, NULL, &options, &e);
    if (status == PAIN_OK)
        printf("%.1f %% of all pain went away (%.1f to %.1f, %s, n = %d)\n", e.value, e.lower,
               e.upper, pain_method_label((pain_method)e.method), (int)e.denominator);
    else
        fprintf(stderr, "%s\n", pain_status_text(status));
    pain_pairs_free(pairs);
    return status == PAIN_OK ? 0 : 1;
}
