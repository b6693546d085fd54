/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Score limits: the parameters at which the deviate of the score is z and -z, each by a bracketed
 * root.
 *
 *   Mee, Koopman, uncorrected   S = departure / sqrt(V)
 *   Miettinen-Nurminen          V times N / (N - 1)
 *   SCAS                        the s with A s^2 + s = S + A, A = third moment / (6 V^(3/2)): J. J.
 *                               Gart and J. Nam, Biometrics 44 (1988) 323-338; P. J. Laud, Pharm.
 *                               Stat. 16 (2017) 334-348. For the odds ratio the departure is first
 *                               freed of its bias, (p1 - p2) / (n1 p1 q1 + n2 p2 q2): P. J. Laud,
 *                               Pharm. Stat. 17 (2018) 290-293.
 *
 * Where no data speak against a ratio of 0 (x1 = 0) or of infinity (x2 = 0), that is the limit; for
 * odds ratios also at y2 = 0 and y1 = 0. */
#include <config.h>

#include <math.h>

#include "num/distribution.h"
#include "num/root.h"
#include "stat/two_score.h"

/* The s with A s^2 + s = S + A, the root that goes to S as A goes to 0; the solution at s = z where
 * there is none. */
static double without_skewness(double deviate, double skewness, double z)
{
    double c = deviate + skewness, discriminant = 1 + 4 * skewness * c;

    if (discriminant < 0)
        return deviate - (z * z - 1) * skewness;
    return 2 * c / (1 + sqrt(discriminant));
}

double pain__score_deviate(const pain__score *score, double variance_factor, pain__score_form form,
                           double z)
{
    double variance = score->variance * variance_factor;

    if (score->departure == 0 && (variance == 0 || form != PAIN__SCORE_SKEWNESS))
        return 0;
    if (variance == 0)
        return score->departure > 0 ? INFINITY : -INFINITY;
    double deviate = score->departure / sqrt(variance);

    if (form != PAIN__SCORE_SKEWNESS)
        return deviate;
    return without_skewness(deviate, score->third / (6 * variance * sqrt(variance)), z);
}

typedef struct search {
    const pain__two_groups *g;
    pain__score_at score_at;
    double variance_factor, z;
    pain__score_form form;
} search;

/* The deviate's distance from z, squeezed so that it is finite. */
static double missing(double parameter, void *context)
{
    const search *of = context;
    pain__score score = of->score_at(of->g, parameter);
    double deviate = pain__score_deviate(&score, of->variance_factor, of->form, of->z);

    if (isinf(deviate))
        return deviate > 0 ? 1 : -1;
    return (deviate - of->z) / (1 + fabs(deviate));
}

static search search_for(const pain__two_groups *g, pain__score_at score_at, pain__score_form form)
{
    double all = g->n1 + g->n2;

    return (search){g, score_at, form == PAIN__SCORE_PLAIN ? 1 : all / (all - 1), 0, form};
}

static pain_status difference(const pain__two_groups *g, pain__score_form form, double tail,
                              double limits[2])
{
    search of = search_for(g, pain__score_difference, form);
    double z = pain__normal_quantile(tail, PAIN__UPPER);
    pain_status status = PAIN_OK;

    limits[0] = -1;
    limits[1] = 1;
    of.z = z;
    if (g->x1 > 0 || g->y2 > 0)
        status = pain__root(missing, &of, -1, 1, &limits[0]);
    of.z = -z;
    if (status == PAIN_OK && (g->y1 > 0 || g->x2 > 0))
        status = pain__root(missing, &of, -1, 1, &limits[1]);
    return status == PAIN_OK ? PAIN_OK : PAIN_ENOCONV;
}

/* The logarithm of the ratio has its limits between -BEYOND and BEYOND. */
#define BEYOND 300.0

/* `is_open[i]`: the limit i is the end of the range. */
static pain_status ratio(search *of, const bool is_open[2], double tail, double limits[2])
{
    double z = pain__normal_quantile(tail, PAIN__UPPER);

    limits[0] = 0;
    limits[1] = INFINITY;
    for (int i = 0; i < 2; i++) {
        of->z = i == 0 ? z : -z;
        if (is_open[i])
            continue;
        if (pain__root(missing, of, -BEYOND, BEYOND, &limits[i]) != PAIN_OK)
            return PAIN_ENOCONV;
        limits[i] = exp(limits[i]);
    }
    return PAIN_OK;
}

static pain_status risk_ratio(const pain__two_groups *g, pain__score_form form, double tail,
                              double limits[2])
{
    search of = search_for(g, pain__score_ratio, form);

    return ratio(&of, (const bool[2]){g->x1 == 0, g->x2 == 0}, tail, limits);
}

/* The score of the odds ratio without its bias. */
static pain__score unbiased_odds(const pain__two_groups *g, double log_odds_ratio)
{
    pain__score score = pain__score_odds(g, log_odds_ratio);
    double p1 = score.p1, p2 = score.p2;

    score.departure -= (p1 - p2) / (g->n1 * p1 * (1 - p1) + g->n2 * p2 * (1 - p2));
    return score;
}

static pain_status odds_ratio(const pain__two_groups *g, pain__score_form form, double tail,
                              double limits[2])
{
    search of =
        search_for(g, form == PAIN__SCORE_SKEWNESS ? unbiased_odds : pain__score_odds, form);

    return ratio(&of, (const bool[2]){g->x1 == 0 || g->y2 == 0, g->y1 == 0 || g->x2 == 0}, tail,
                 limits);
}

pain_status pain__difference_mee(const pain__two_groups *g, double tail, double limits[2])
{
    return difference(g, PAIN__SCORE_PLAIN, tail, limits);
}

pain_status pain__difference_mn(const pain__two_groups *g, double tail, double limits[2])
{
    return difference(g, PAIN__SCORE_N_1, tail, limits);
}

pain_status pain__difference_scas(const pain__two_groups *g, double tail, double limits[2])
{
    return difference(g, PAIN__SCORE_SKEWNESS, tail, limits);
}

pain_status pain__ratio_koopman(const pain__two_groups *g, double tail, double limits[2])
{
    return risk_ratio(g, PAIN__SCORE_PLAIN, tail, limits);
}

pain_status pain__ratio_mn(const pain__two_groups *g, double tail, double limits[2])
{
    return risk_ratio(g, PAIN__SCORE_N_1, tail, limits);
}

pain_status pain__ratio_scas(const pain__two_groups *g, double tail, double limits[2])
{
    return risk_ratio(g, PAIN__SCORE_SKEWNESS, tail, limits);
}

pain_status pain__odds_score(const pain__two_groups *g, double tail, double limits[2])
{
    return odds_ratio(g, PAIN__SCORE_PLAIN, tail, limits);
}

pain_status pain__odds_mn(const pain__two_groups *g, double tail, double limits[2])
{
    return odds_ratio(g, PAIN__SCORE_N_1, tail, limits);
}

pain_status pain__odds_scas(const pain__two_groups *g, double tail, double limits[2])
{
    return odds_ratio(g, PAIN__SCORE_SKEWNESS, tail, limits);
}
