/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The endpoint on the baseline by least squares: H. White, Econometrica 48 (1980) 817-838; J. G.
 * MacKinnon and H. White, J. Econometrics 29 (1985) 305-325; K.-Y. Liang and S. L. Zeger,
 * Biometrika 73 (1986) 13-22.
 *
 * With u = x - mean(x) within the group, S = sum u^2 over all groups and residuals e, an estimate
 * is sum z_i y_i with z_i = c_g / n_g + d u_i / S, and its variance sum w_i e_i^2 z_i^2, or the sum
 * over clusters of (sum e_i z_i)^2. The leverage is 1 / n_g + u^2 / S. A prediction at distance d
 * from mean(x) has c = 1 for its group; the slope c = 0, d = 1. */
#include <config.h>

#include <float.h>
#include <math.h>

#include "num/distribution.h"
#include "num/sum.h"
#include "stat/ancova_line.h"
#include "stat/interval.h"
#include "stat/parts.h"

static double residual(const pain__line *l, size_t g, pain_counts part, size_t i)
{
    double along = l->slope * (part.x[i] - l->mean_x[g]), e = (part.y[i] - l->mean_y[g]) - along;
    double size = fabs(part.y[i]) + fabs(l->mean_y[g]) + fabs(along);

    /* What rounding leaves. */
    return fabs(e) > 4 * DBL_EPSILON * size ? e : 0;
}

static void find_slope(pain__line *l)
{
    pain__sum xx = {0, 0}, xy = {0, 0};

    for (size_t g = 0; g < l->groups; g++)
        for (size_t p = 0; p < l->n_parts; p++) {
            pain_counts part = l->parts[g][p];

            for (size_t i = 0; i < part.distinct; i++) {
                double u = part.x[i] - l->mean_x[g], v = part.y[i] - l->mean_y[g];

                pain__sum_add_times(&xx, u * u, part.count[i]);
                pain__sum_add_times(&xy, u * v, part.count[i]);
            }
        }
    l->spread = pain__sum_value(&xx);
    l->parameters = l->groups + (l->spread > 0);
    l->slope = l->spread > 0 ? pain__sum_value(&xy) / l->spread : 0;
    /* Only ever divides a u of 0. */
    if (!pain__line_has_slope(l))
        l->spread = 1;
}

static void find_squares(pain__line *l)
{
    pain__sum ee = {0, 0};

    for (size_t g = 0; g < l->groups; g++)
        for (size_t p = 0; p < l->n_parts; p++)
            for (size_t i = 0; i < l->parts[g][p].distinct; i++) {
                double e = residual(l, g, l->parts[g][p], i);

                pain__sum_add_times(&ee, e * e, l->parts[g][p].count[i]);
            }
    l->squares = pain__sum_value(&ee);
    l->exact = l->squares == 0;
}

bool pain__line_has_slope(const pain__line *l)
{
    return l->parameters > l->groups;
}

static size_t count_clusters(const pain__line *l)
{
    size_t clusters = 0;

    for (size_t p = 0; p < l->n_parts; p++) {
        bool full = false;

        for (size_t g = 0; g < l->groups; g++)
            full = full || l->parts[g][p].n > 0;
        clusters += full;
    }
    return clusters;
}

pain_status pain__line_fit(pain__line *l, const pain_counts *const *parts, size_t groups,
                           size_t n_parts)
{
    *l = (pain__line){.groups = groups, .n_parts = n_parts};
    for (size_t g = 0; g < groups; g++) {
        size_t full;
        pain_status status = pain__parts_check(parts[g], n_parts, true, &l->n_of[g], &full);

        if (status != PAIN_OK)
            return status;
        if (l->n_of[g] > INT64_MAX - l->n)
            return PAIN_EINVAL;
        l->parts[g] = parts[g];
        l->n += l->n_of[g];
        l->mean_x[g] = pain__parts_mean(parts[g], n_parts, false);
        l->mean_y[g] = pain__parts_mean(parts[g], n_parts, true);
        if (!isfinite(l->mean_x[g]) || !isfinite(l->mean_y[g]))
            return PAIN_EOVERFLOW;
    }
    l->clusters = count_clusters(l);
    find_slope(l);
    find_squares(l);
    return PAIN_OK;
}

/* The factor of a squared residual; NaN where the leverage is 1. */
static double weight_at(const pain__line *l, pain_method method, size_t g, double u)
{
    double n = (double)l->n, rest = 1 - 1 / (double)l->n_of[g] - u * u / l->spread;

    if (method == PAIN_METHOD_HC0)
        return 1;
    if (method == PAIN_METHOD_HC1)
        return n / (n - (double)l->parameters);
    if (!(rest > 16 * DBL_EPSILON))
        return NAN;
    return method == PAIN_METHOD_HC2 ? 1 / rest : 1 / (rest * rest);
}

/* z_i of the patients with u in group g. */
static double share_at(const pain__line *l, const pain__contrast *c, size_t g, double u)
{
    return c->constant[g] / (double)l->n_of[g] + c->along * u / l->spread;
}

/* sum w e^2 z^2 over patients. */
static double variance_by_patient(const pain__line *l, pain_method method, const pain__contrast *c)
{
    pain__sum sum = {0, 0};

    for (size_t g = 0; g < l->groups; g++)
        for (size_t p = 0; p < l->n_parts; p++) {
            pain_counts part = l->parts[g][p];

            for (size_t i = 0; i < part.distinct; i++) {
                double u = part.x[i] - l->mean_x[g];
                double ez = residual(l, g, part, i) * share_at(l, c, g, u);

                if (part.count[i] > 0)
                    pain__sum_add_times(&sum, weight_at(l, method, g, u) * ez * ez, part.count[i]);
            }
        }
    return pain__sum_value(&sum);
}

static double variance_by_cluster(const pain__line *l, const pain__contrast *c)
{
    pain__sum sum = {0, 0};
    double clusters = (double)l->clusters, n = (double)l->n;

    for (size_t p = 0; p < l->n_parts; p++) {
        pain__sum score = {0, 0};

        for (size_t g = 0; g < l->groups; g++) {
            pain_counts part = l->parts[g][p];

            for (size_t i = 0; i < part.distinct; i++) {
                double z = share_at(l, c, g, part.x[i] - l->mean_x[g]);

                pain__sum_add_times(&score, residual(l, g, part, i) * z, part.count[i]);
            }
        }
        double s = pain__sum_value(&score);

        pain__sum_add(&sum, s * s);
    }
    return pain__sum_value(&sum) * clusters / (clusters - 1) * (n - 1) /
           (n - (double)l->parameters);
}

static double standard_error(const pain__line *l, pain_method method, const pain__contrast *c)
{
    double squares = c->along * c->along / l->spread;

    if (method == PAIN_METHOD_CLUSTER)
        return sqrt(variance_by_cluster(l, c));
    if (method != PAIN_METHOD_OLS)
        return sqrt(variance_by_patient(l, method, c));
    for (size_t g = 0; g < l->groups; g++)
        squares += c->constant[g] * c->constant[g] / (double)l->n_of[g];
    return sqrt(l->squares / (double)(l->n - l->parameters) * squares);
}

double pain__line_place(const pain__line *l, pain__contrast contrast,
                        const pain_interval_options *known, pain_estimate *estimate)
{
    bool by_cluster = estimate->method == PAIN_METHOD_CLUSTER;

    estimate->denominator = l->n;
    if (l->n <= l->parameters || (by_cluster && l->clusters < 2)) {
        (void)pain__interval_no_limits(estimate, PAIN_ETOOFEW);
        return NAN;
    }
    double df = by_cluster ? (double)l->clusters - 1 : (double)(l->n - l->parameters);
    double se = l->exact ? 0 : standard_error(l, (pain_method)estimate->method, &contrast);
    double half = se * pain__t_quantile(pain__interval_tail(known), df, PAIN__UPPER);

    if (l->exact)
        estimate->flags |= PAIN_FLAG_NO_SPREAD;
    if (!pain__line_has_slope(l))
        estimate->flags |= PAIN_FLAG_FALLBACK;
    estimate->lower = estimate->value - half;
    estimate->upper = estimate->value + half;
    if (isnan(se))
        (void)pain__interval_no_limits(estimate, PAIN_EUNDEFINED);
    else if (!isfinite(half))
        (void)pain__interval_no_limits(estimate, PAIN_EOVERFLOW);
    else
        pain__interval_open(estimate, -INFINITY, INFINITY);
    return se;
}
