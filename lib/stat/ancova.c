/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The endpoint on the baseline by least squares: H. White, Econometrica 48 (1980) 817-838; J. G.
 * MacKinnon and H. White, J. Econometrics 29 (1985) 305-325; K.-Y. Liang and S. L. Zeger,
 * Biometrika 73 (1986) 13-22.
 *
 * With u = x - mean(x), S = sum u^2 and the line at distance d from mean(x), a prediction is sum
 * z_i y_i with z_i = 1 / n + d u_i / S, the slope the same with z_i = u_i / S, and the variances
 * are sum w_i e_i^2 z_i^2, or sums over clusters of (sum e_i z_i)^2. The leverage is 1 / n + u^2 /
 * S. */
#include <config.h>

#include <float.h>
#include <math.h>
#include <string.h>

#include <painstat/ancova.h>

#include "num/distribution.h"
#include "num/sum.h"
#include "stat/interval.h"
#include "stat/parts.h"

/* The line y = mean_y + slope (x - mean_x). */
typedef struct line {
    const pain_counts *parts;
    size_t n_parts, clusters; /* clusters: those with pairs */
    uint64_t n, parameters;   /* 2; 1 where all baselines are equal and the line is a mean */
    double mean_x, mean_y, spread, slope, squares; /* spread: S; squares: sum e^2 */
    bool exact;                                    /* every point is on it */
} line;

/* What is estimated: constant / n + along u / S times the endpoints. */
typedef struct contrast {
    double constant, along;
} contrast;

static double residual(const line *l, pain_counts part, size_t i)
{
    double e = (part.y[i] - l->mean_y) - l->slope * (part.x[i] - l->mean_x);
    double size = fabs(part.y[i]) + fabs(l->mean_y) + fabs(l->slope * (part.x[i] - l->mean_x));

    /* What rounding leaves. */
    return fabs(e) > 4 * DBL_EPSILON * size ? e : 0;
}

static void find_slope(line *l)
{
    pain__sum xx = {0, 0}, xy = {0, 0};

    for (size_t p = 0; p < l->n_parts; p++)
        for (size_t i = 0; i < l->parts[p].distinct; i++) {
            double u = l->parts[p].x[i] - l->mean_x, v = l->parts[p].y[i] - l->mean_y;

            pain__sum_add_times(&xx, u * u, l->parts[p].count[i]);
            pain__sum_add_times(&xy, u * v, l->parts[p].count[i]);
        }
    l->spread = pain__sum_value(&xx);
    l->parameters = l->spread > 0 ? 2 : 1;
    l->slope = l->parameters == 2 ? pain__sum_value(&xy) / l->spread : 0;
    /* Only ever divides a u of 0. */
    if (l->parameters == 1)
        l->spread = 1;
}

static void find_squares(line *l)
{
    pain__sum ee = {0, 0};

    for (size_t p = 0; p < l->n_parts; p++)
        for (size_t i = 0; i < l->parts[p].distinct; i++) {
            double e = residual(l, l->parts[p], i);

            pain__sum_add_times(&ee, e * e, l->parts[p].count[i]);
        }
    l->squares = pain__sum_value(&ee);
    l->exact = l->squares == 0;
}

/* The factor of a squared residual; NaN where the leverage is 1. */
static double weight_at(const line *l, pain_method method, double u)
{
    double n = (double)l->n, rest = 1 - 1 / n - u * u / l->spread;

    if (method == PAIN_METHOD_HC0)
        return 1;
    if (method == PAIN_METHOD_HC1)
        return n / (n - (double)l->parameters);
    if (!(rest > 16 * DBL_EPSILON))
        return NAN;
    return method == PAIN_METHOD_HC2 ? 1 / rest : 1 / (rest * rest);
}

/* sum w e^2 z^2 over patients. */
static double variance_by_patient(const line *l, pain_method method, contrast c)
{
    pain__sum sum = {0, 0};

    for (size_t p = 0; p < l->n_parts; p++) {
        pain_counts part = l->parts[p];

        for (size_t i = 0; i < part.distinct; i++) {
            double u = part.x[i] - l->mean_x;
            double z = c.constant / (double)l->n + c.along * u / l->spread;
            double ez = residual(l, part, i) * z;

            if (part.count[i] > 0)
                pain__sum_add_times(&sum, weight_at(l, method, u) * ez * ez, part.count[i]);
        }
    }
    return pain__sum_value(&sum);
}

static double variance_by_cluster(const line *l, contrast c)
{
    pain__sum sum = {0, 0};
    double g = (double)l->clusters, n = (double)l->n;

    for (size_t p = 0; p < l->n_parts; p++) {
        pain_counts part = l->parts[p];
        pain__sum score = {0, 0};

        for (size_t i = 0; i < part.distinct; i++) {
            double u = part.x[i] - l->mean_x;
            double z = c.constant / n + c.along * u / l->spread;

            pain__sum_add_times(&score, residual(l, part, i) * z, part.count[i]);
        }
        pain__sum_add(&sum, pain__sum_value(&score) * pain__sum_value(&score));
    }
    return pain__sum_value(&sum) * g / (g - 1) * (n - 1) / (n - (double)l->parameters);
}

static double standard_error(const line *l, pain_method method, contrast c)
{
    double n = (double)l->n;

    if (method == PAIN_METHOD_CLUSTER)
        return sqrt(variance_by_cluster(l, c));
    if (method != PAIN_METHOD_OLS)
        return sqrt(variance_by_patient(l, method, c));
    return sqrt(l->squares / (n - (double)l->parameters) *
                (c.constant * c.constant / n + c.along * c.along / l->spread));
}

/* Sets the limits of an estimate whose value is there; returns its standard error. */
static double place(const line *l, contrast c, const pain_interval_options *known,
                    pain_estimate *estimate)
{
    bool by_cluster = estimate->method == PAIN_METHOD_CLUSTER;

    estimate->denominator = l->n;
    if (l->n <= l->parameters || (by_cluster && l->clusters < 2)) {
        (void)pain__interval_no_limits(estimate, PAIN_ETOOFEW);
        return NAN;
    }
    double df = by_cluster ? (double)l->clusters - 1 : (double)(l->n - l->parameters);
    double se = l->exact ? 0 : standard_error(l, (pain_method)estimate->method, c);
    double half = se * pain__t_quantile(pain__interval_tail(known), df, PAIN__UPPER);

    if (l->exact)
        estimate->flags |= PAIN_FLAG_NO_SPREAD;
    if (l->parameters == 1)
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

/* The reduction from a known baseline: the endpoint's estimate, turned round. */
static pain_estimate reduction_of(pain_estimate endpoint, double baseline, int32_t side)
{
    double lower = endpoint.lower, upper = endpoint.upper;

    endpoint.side = side;
    if (baseline == 0) {
        (void)pain__interval_fail(&endpoint, PAIN_EZEROBASE);
        return endpoint;
    }
    endpoint.value = 100 * (1 - endpoint.value / baseline);
    endpoint.lower = 100 * (1 - (baseline > 0 ? upper : lower) / baseline);
    endpoint.upper = 100 * (1 - (baseline > 0 ? lower : upper) / baseline);
    return endpoint;
}

/* The side that becomes `side` when an endpoint becomes a reduction. */
static int32_t side_before(int32_t side, double baseline)
{
    if (side == PAIN_TWO_SIDED || baseline < 0)
        return side;
    return side == PAIN_LOWER_BOUND ? PAIN_UPPER_BOUND : PAIN_LOWER_BOUND;
}

static void place_all(const line *l, double baseline, pain_interval_options *known,
                      pain_ancova_fit *fit)
{
    double distance = isnan(baseline) ? 0 : baseline - l->mean_x;
    const contrast at = {1, distance}, along = {0, 1};

    fit->baseline = isnan(baseline) ? l->mean_x : baseline;
    if (l->parameters == 1)
        (void)pain__interval_fail(&fit->slope, PAIN_EUNDEFINED);
    if (l->parameters == 1 && distance != 0) {
        (void)pain__interval_fail(&fit->endpoint, PAIN_EUNDEFINED);
        (void)pain__interval_fail(&fit->reduction, PAIN_EUNDEFINED);
        return;
    }
    fit->endpoint.value = l->mean_y + l->slope * distance;
    fit->reduction = fit->endpoint;
    fit->endpoint_se = place(l, at, known, &fit->endpoint);
    fit->reduction.side = side_before(known->side, fit->baseline);
    (void)place(l, at, known, &fit->reduction);
    fit->reduction = reduction_of(fit->reduction, fit->baseline, known->side);
    if (l->parameters == 1)
        return;
    fit->slope.value = l->slope;
    fit->slope_se = place(l, along, known, &fit->slope);
}

static pain_status fail(pain_ancova_fit *fit, pain_status status)
{
    (void)pain__interval_fail(&fit->endpoint, status);
    (void)pain__interval_fail(&fit->slope, status);
    (void)pain__interval_fail(&fit->reduction, status);
    return status;
}

static pain_status begin(const pain_interval_options *options, pain_method fallback,
                         pain_interval_options *known, pain_ancova_fit *fit)
{
    if (fit == NULL)
        return PAIN_EINVAL;
    memset(fit, 0, sizeof *fit);
    fit->baseline = fit->endpoint_se = fit->slope_se = NAN;
    pain_status status = pain__interval_begin(options, fallback, known, &fit->endpoint);

    fit->slope = fit->reduction = fit->endpoint;
    return status;
}

static pain_status fit_line(const pain_counts *parts, size_t n, double baseline,
                            pain_interval_options *known, pain_ancova_fit *fit)
{
    line l = {.parts = parts, .n_parts = n};
    pain_status status =
        isinf(baseline) ? PAIN_EINVAL : pain__parts_check(parts, n, true, &l.n, &l.clusters);

    if (status != PAIN_OK)
        return fail(fit, status);
    l.mean_x = pain__parts_mean(parts, n, false);
    l.mean_y = pain__parts_mean(parts, n, true);
    if (!isfinite(l.mean_x) || !isfinite(l.mean_y))
        return fail(fit, PAIN_EOVERFLOW);
    find_slope(&l);
    find_squares(&l);
    place_all(&l, baseline, known, fit);
    return PAIN_OK;
}

pain_status pain_ancova(pain_counts pairs, double baseline, const pain_interval_options *options,
                        pain_ancova_fit *fit)
{
    pain_interval_options known;
    pain_status status = begin(options, PAIN_METHOD_HC3, &known, fit);

    if (status != PAIN_OK)
        return status;
    if (known.method < (int32_t)PAIN_METHOD_OLS || known.method > (int32_t)PAIN_METHOD_HC3)
        return fail(fit, PAIN_EINVAL);
    return fit_line(&pairs, 1, baseline, &known, fit);
}

pain_status pain_ancova_clustered(const pain_counts *clusters, size_t n, double baseline,
                                  const pain_interval_options *options, pain_ancova_fit *fit)
{
    pain_interval_options known;
    pain_status status = begin(options, PAIN_METHOD_CLUSTER, &known, fit);

    if (status != PAIN_OK)
        return status;
    if (known.method != (int32_t)PAIN_METHOD_CLUSTER)
        return fail(fit, PAIN_EINVAL);
    return fit_line(clusters, n, baseline, &known, fit);
}
