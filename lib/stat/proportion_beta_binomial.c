/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The beta-binomial model of clusters: D. A. Williams, Biometrics 31 (1975) 949-952; D. A.
 * Griffiths, Biometrics 29 (1973) 637-648. With mean mu and correlation rho the likelihood of k of
 * n is, but for a constant,
 *
 *     prod_{j<k} (mu (1 - rho) + j rho) prod_{j<n-k} ((1 - mu) (1 - rho) + j rho) / prod_{j<n} (1 -
 *     rho + j rho),
 *
 * so that its logarithm for all clusters is a sum over j, each term with the number of clusters
 * that reach it. For a given rho it is concave in mu. In rho the highest of a grid is taken, and
 * the root of the derivative beside it. The factors for j = 0 that vanish at rho = 1 are taken out:
 * there is one in excess for each cluster of both. */
#include <config.h>

#include <float.h>
#include <math.h>
#include <stdbool.h>

#include "base/base.h"
#include "num/distribution.h"
#include "num/root.h"
#include "num/sum.h"
#include "stat/interval.h"
#include "stat/proportion_parts.h"

#define LARGEST_CLUSTER 1000000

/* yes[j], no[j], any[j]: of how many clusters k, n - k, n is above j. */
typedef struct likelihood {
    double *yes, *no, *any;
    size_t largest;
    double mixed;       /* clusters of both */
    double mu, rho;     /* what is not being varied */
    double best, mu_at; /* the greatest log-likelihood, and where */
    double z;
} likelihood;

static double log_likelihood(const likelihood *l, double mu, double rho)
{
    pain__sum sum = {0, 0};

    if (l->yes[0] > 0)
        pain__sum_add(&sum, l->yes[0] * log(mu));
    if (l->no[0] > 0)
        pain__sum_add(&sum, l->no[0] * log1p(-mu));
    if (l->mixed > 0)
        pain__sum_add(&sum, l->mixed * log1p(-rho));
    for (size_t j = 1; j < l->largest; j++) {
        double along = (double)j * rho;
        double all = 1 - rho + along;

        if (l->yes[j] > 0)
            pain__sum_add(&sum, l->yes[j] * log((mu * (1 - rho) + along) / all));
        if (l->no[j] > 0)
            pain__sum_add(&sum, l->no[j] * log(((1 - mu) * (1 - rho) + along) / all));
        double excess = l->yes[j] + l->no[j] - l->any[j];

        if (excess != 0)
            pain__sum_add(&sum, excess * log(all));
    }
    return pain__sum_value(&sum);
}

/* The derivative by rho for l->mu. */
static double slope_in_rho(double rho, void *context)
{
    const likelihood *l = context;
    double mu = l->mu;
    pain__sum sum = {0, 0};

    if (l->mixed > 0)
        pain__sum_add(&sum, -l->mixed / (1 - rho));
    for (size_t j = 1; j < l->largest; j++) {
        double step = (double)j, along = step * rho;

        pain__sum_add(&sum, l->yes[j] * (step - mu) / (mu * (1 - rho) + along));
        pain__sum_add(&sum, l->no[j] * (step - (1 - mu)) / ((1 - mu) * (1 - rho) + along));
        pain__sum_add(&sum, -l->any[j] * (step - 1) / (1 - rho + along));
    }
    return pain__sum_value(&sum);
}

/* The derivative by mu for l->rho, times mu (1 - mu) to keep it finite. */
static double slope_in_mu(double mu, void *context)
{
    const likelihood *l = context;
    double share = 1 - l->rho;
    pain__sum sum = {0, 0};

    for (size_t j = 0; j < l->largest; j++) {
        double along = (double)j * l->rho;

        if (j == 0) {
            pain__sum_add(&sum, l->yes[0] * (1 - mu));
            pain__sum_add(&sum, -l->no[0] * mu);
            continue;
        }
        pain__sum_add(&sum, l->yes[j] * share * mu * (1 - mu) / (mu * share + along));
        pain__sum_add(&sum, -l->no[j] * share * mu * (1 - mu) / ((1 - mu) * share + along));
    }
    return pain__sum_value(&sum);
}

/* The best mu for rho; some but not all have the property, so it is inside. */
static double best_mu(likelihood *l, double rho)
{
    double mu;

    l->rho = rho;
    if (pain__root(slope_in_mu, l, DBL_MIN, 1 - DBL_EPSILON / 2, &mu) != PAIN_OK)
        return NAN;
    return mu;
}

static double slope_along_best(double rho, void *context)
{
    likelihood *l = context;

    l->mu = best_mu(l, rho);
    return isnan(l->mu) ? NAN : slope_in_rho(rho, l);
}

enum { GRID = 31 };

/* 0, odds e^-14 ... e^14, 1 */
static double grid_rho(int i)
{
    if (i == 0)
        return 0;
    return i == GRID - 1 ? 1 : 1 / (1 + exp(15.0 - i));
}

/* The rho with the greatest likelihood, for l->mu (`fixed`) or with the best mu for it. */
static double best_rho(likelihood *l, bool fixed)
{
    double greatest = -INFINITY, rho, root;
    int at = 0, last = l->mixed > 0 ? GRID - 2 : GRID - 1;

    for (int i = 0; i <= last; i++) {
        double here = grid_rho(i);
        double value = log_likelihood(l, fixed ? l->mu : best_mu(l, here), here);

        if (value > greatest) {
            greatest = value;
            at = i;
        }
    }
    rho = grid_rho(at);
    double low = grid_rho(at > 0 ? at - 1 : 0);
    double high = at < last ? grid_rho(at + 1) : l->mixed > 0 ? 1 - DBL_EPSILON / 2 : 1;

    if (pain__root(fixed ? slope_in_rho : slope_along_best, l, low, high, &root) == PAIN_OK)
        rho = root;
    return rho;
}

/* The signed root of the likelihood ratio less z: falling. */
static double profile_excess(double mu, void *context)
{
    likelihood *l = context;

    l->mu = mu;
    double value = log_likelihood(l, mu, best_rho(l, true));

    return copysign(sqrt(2 * fmax(l->best - value, 0)), l->mu_at - mu) - l->z;
}

static double profile_limit(likelihood *l, double z)
{
    double root;

    l->z = z;
    if (pain__root(profile_excess, l, DBL_MIN, 1 - DBL_EPSILON / 2, &root) != PAIN_OK)
        return NAN;
    return root;
}

static void fit(likelihood *l, const pain__parts_total *total, double z, pain_estimate *estimate)
{
    double rho = best_rho(l, false);

    l->mu_at = best_mu(l, rho);
    l->best = log_likelihood(l, l->mu_at, rho);
    if (total->largest > 1)
        estimate->reserved[0] = rho;
    estimate->reserved[3] = l->mu_at;
    estimate->lower = profile_limit(l, z);
    estimate->upper = profile_limit(l, -z);
}

/* Everybody or nobody: the likelihood is greatest at rho = 1 whatever mu, where each cluster counts
 * as one. */
static void fit_end(const pain__parts_total *total, double z, pain_estimate *estimate)
{
    double root = fmax(z, 0), far = root * root / 2 / (double)total->parts;
    bool none = total->k == 0;

    estimate->reserved[3] = none ? 0 : 1;
    estimate->lower = none ? 0 : exp(-far);
    estimate->upper = none ? -expm1(-far) : 1;
}

/* Fills the counts of clusters that reach j, from those that end there. */
static void count_clusters(likelihood *l, const pain_k_of_n *clusters, size_t n)
{
    for (size_t j = 0; j < l->largest; j++)
        l->yes[j] = l->no[j] = l->any[j] = 0;
    for (size_t i = 0; i < n; i++) {
        uint64_t k = clusters[i].k, m = clusters[i].n;

        if (m > 0)
            l->any[m - 1]++;
        if (k > 0)
            l->yes[k - 1]++;
        if (k < m)
            l->no[m - k - 1]++;
        if (k > 0 && k < m)
            l->mixed++;
    }
    for (size_t j = l->largest - 1; j-- > 0;) {
        l->yes[j] += l->yes[j + 1];
        l->no[j] += l->no[j + 1];
        l->any[j] += l->any[j + 1];
    }
}

pain_status pain__beta_binomial(const pain_k_of_n *clusters, size_t n,
                                const pain__parts_total *total, const pain_interval_options *known,
                                pain_estimate *estimate)
{
    double z = pain__normal_quantile(pain__interval_tail(known), PAIN__UPPER);
    const pain_allocator allocator = pain__allocator(known->allocator);
    likelihood l = {NULL, NULL, NULL, (size_t)total->largest, 0, 0, 0, 0, 0, 0};

    estimate->reserved[0] = NAN;
    estimate->reserved[3] = NAN;
    if (total->k == 0 || total->k == total->n) {
        fit_end(total, z, estimate);
        return PAIN_OK;
    }
    if (total->largest > LARGEST_CLUSTER)
        return pain__interval_no_limits(estimate, PAIN_EOVERFLOW);
    l.yes = pain__alloc(&allocator, 3 * l.largest, sizeof *l.yes);
    if (l.yes == NULL)
        return pain__interval_fail(estimate, PAIN_ENOMEM);
    l.no = l.yes + l.largest;
    l.any = l.no + l.largest;
    count_clusters(&l, clusters, n);
    fit(&l, total, z, estimate);
    pain__free(&allocator, l.yes);
    return PAIN_OK;
}
