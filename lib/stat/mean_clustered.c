/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The mean of clustered values: K.-Y. Liang and S. L. Zeger, Biometrika 73 (1986) 13-22. */
#include <config.h>

#include <math.h>

#include <painstat/parts.h>

#include "base/floats.h"
#include "num/distribution.h"
#include "num/sum.h"
#include "stat/interval.h"
#include "stat/parts.h"

/* sum over clusters of (sum of x - mean)^2; `spread` says whether any x differs from another. */
static double squares_of(const pain_counts *clusters, size_t n, double mean, bool *spread)
{
    pain__sum squares = {0, 0};
    const double *first = NULL;

    *spread = false;
    for (size_t p = 0; p < n; p++) {
        pain__sum sum = {0, 0};

        for (size_t i = 0; i < clusters[p].distinct; i++) {
            if (clusters[p].count[i] == 0)
                continue;
            if (first == NULL)
                first = &clusters[p].x[i];
            *spread = *spread || clusters[p].x[i] != *first;
            pain__sum_add_times(&sum, clusters[p].x[i] - mean, clusters[p].count[i]);
        }
        pain__sum_add(&squares, pain__sum_value(&sum) * pain__sum_value(&sum));
    }
    return pain__sum_value(&squares);
}

/* s^2 / N, the variance that the mean of N patients of no cluster would have. */
static double variance_without_clusters(const pain_counts *clusters, size_t n, double mean,
                                        uint64_t total)
{
    pain__sum squares = {0, 0};

    for (size_t p = 0; p < n; p++)
        for (size_t i = 0; i < clusters[p].distinct; i++) {
            double d = clusters[p].x[i] - mean;

            pain__sum_add_times(&squares, d * d, clusters[p].count[i]);
        }
    return pain__sum_value(&squares) / ((double)total - 1) / (double)total;
}

pain_status pain_mean_clustered(const pain_counts *clusters, size_t n,
                                const pain_interval_options *options, pain_estimate *estimate)
{
    PAIN__FLOATS;
    pain_interval_options known;
    uint64_t total;
    size_t full;
    bool spread;
    pain_status status = pain__interval_begin(options, PAIN_METHOD_CLUSTER, &known, estimate);

    if (status != PAIN_OK)
        return status;
    if (known.method != (int32_t)PAIN_METHOD_CLUSTER)
        return pain__interval_fail(estimate, PAIN_EINVAL);
    status = pain__parts_check(clusters, n, false, &total, &full);
    if (status != PAIN_OK)
        return pain__interval_fail(estimate, status);
    double mean = pain__parts_mean(clusters, n, false), g = (double)full;

    if (!isfinite(mean))
        return pain__interval_fail(estimate, PAIN_EOVERFLOW);
    estimate->value = mean;
    estimate->denominator = total;
    estimate->reserved[0] = estimate->reserved[2] = NAN;
    estimate->reserved[1] = g;
    if (full < 2)
        return pain__interval_no_limits(estimate, PAIN_ETOOFEW);
    double se = sqrt(squares_of(clusters, n, mean, &spread) * g / (g - 1)) / (double)total;
    double half =
        spread ? se * pain__t_quantile(pain__interval_tail(&known), g - 1, PAIN__UPPER) : 0;

    estimate->reserved[0] = spread ? se : 0;
    if (spread)
        estimate->reserved[2] = se / variance_without_clusters(clusters, n, mean, total) * se;
    estimate->flags |= spread ? 0 : PAIN_FLAG_NO_SPREAD;
    if (!isfinite(half))
        return pain__interval_no_limits(estimate, PAIN_EOVERFLOW);
    estimate->lower = mean - half;
    estimate->upper = mean + half;
    pain__interval_open(estimate, -INFINITY, INFINITY);
    return PAIN_OK;
}
