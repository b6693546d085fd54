/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hypergeometric: the probability of a fourfold table with fixed margins is a product of
 * factorials; with Stirling's powers joined in deviances of the cells from their expectations, it
 * keeps its digits for any population. Tails are sums of terms away from the mode, each from the
 * one before. */
#include <config.h>

#include <math.h>
#include <stdbool.h>

#include "num/count.h"
#include "num/saddle.h"
#include "num/sum.h"

typedef struct hypergeometric {
    uint64_t marked, unmarked, drawn;
    uint64_t lowest, highest; /* the counts that are possible */
} hypergeometric;

static bool make(hypergeometric *law, uint64_t marked, uint64_t unmarked, uint64_t drawn)
{
    if (marked > PAIN__MAX_COUNT || unmarked > PAIN__MAX_COUNT - marked ||
        drawn > marked + unmarked)
        return false;
    *law = (hypergeometric){
        marked,
        unmarked,
        drawn,
        drawn > unmarked ? drawn - unmarked : 0,
        drawn < marked ? drawn : marked,
    };
    return true;
}

/* a b - c d, exact but for the last rounding. */
static double product_difference(double a, double b, double c, double d)
{
    double first = a * b, second = c * d;

    return (first - second) + (fma(a, b, -first) - fma(c, d, -second));
}

/* log P(X = k) for a possible k. */
static double log_term(const hypergeometric *law, uint64_t k)
{
    const double all = (double)(law->marked + law->unmarked);
    const double rows[2] = {(double)law->marked, (double)law->unmarked};
    const double columns[2] = {(double)law->drawn, all - (double)law->drawn};
    const double first = (double)k;
    const double cells[2][2] = {
        {first, rows[0] - first},
        {columns[0] - first, rows[1] - (columns[0] - first)},
    };

    if (all == 0)
        return 0;
    double shift = product_difference(first, all, rows[0], columns[0]) / all;
    pain__sum sum = {-pain__log_factorial_rest(all), 0};

    for (int i = 0; i < 2; i++) {
        pain__sum_add(&sum, pain__log_factorial_rest(rows[i]));
        pain__sum_add(&sum, pain__log_factorial_rest(columns[i]));
        for (int j = 0; j < 2; j++) {
            double expected = rows[i] * (columns[j] / all);

            pain__sum_add(&sum, -pain__log_factorial_rest(cells[i][j]));
            pain__sum_add(&sum, -pain__deviance(cells[i][j], expected, i == j ? shift : -shift));
        }
    }
    return pain__sum_value(&sum);
}

/* The mode: terms fall on both sides of it. */
static uint64_t mode(const hypergeometric *law)
{
    double all = (double)(law->marked + law->unmarked);
    double at = ((double)law->drawn + 1) * (((double)law->marked + 1) / (all + 2));

    return (uint64_t)fmin(fmax(floor(at), (double)law->lowest), (double)law->highest);
}

/* P(X = k - 1) / P(X = k) */
static double ratio_down(const hypergeometric *law, double k)
{
    double rest = (double)law->unmarked - (double)law->drawn;

    return k / ((double)law->marked - k + 1) * ((rest + k) / ((double)law->drawn - k + 1));
}

/* The sum of terms from k outwards, over the term of k; k lies at or beyond the mode. */
static double outward_sum(const hypergeometric *law, uint64_t k, pain__tail tail)
{
    double term = 1, at = (double)k;
    pain__sum sum = {1, 0};
    uint64_t left = tail == PAIN__LOWER ? k - law->lowest : law->highest - k;

    /* Terms fall ever faster, so what is left out is below the last term times its ratio / (1 -
     * ratio). */
    for (; left > 0; left--) {
        double ratio = tail == PAIN__LOWER ? ratio_down(law, at) : 1 / ratio_down(law, at + 1);

        at += tail == PAIN__LOWER ? -1 : 1;
        term *= ratio;
        pain__sum_add(&sum, term);
        if (term * ratio < (1 - ratio) * 1e-17)
            break;
    }
    return pain__sum_value(&sum);
}

static double tail_of(const void *parameters, uint64_t k, pain__tail tail)
{
    const hypergeometric *law = parameters;

    if (tail == PAIN__LOWER ? k >= law->highest : k <= law->lowest)
        return 1;
    if (tail == PAIN__LOWER ? k < law->lowest : k > law->highest)
        return 0;
    if (tail == PAIN__LOWER ? k <= mode(law) : k >= mode(law))
        return fmin(exp(log_term(law, k)) * outward_sum(law, k, tail), 1);
    return tail == PAIN__LOWER ? 1 - tail_of(law, k + 1, PAIN__UPPER)
                               : 1 - tail_of(law, k - 1, PAIN__LOWER);
}

double pain__hypergeometric_pmf(uint64_t k, uint64_t marked, uint64_t unmarked, uint64_t drawn)
{
    hypergeometric law;

    if (!make(&law, marked, unmarked, drawn))
        return NAN;
    return k < law.lowest || k > law.highest ? 0 : exp(log_term(&law, k));
}

double pain__hypergeometric_tail(uint64_t k, uint64_t marked, uint64_t unmarked, uint64_t drawn,
                                 pain__tail tail)
{
    hypergeometric law;

    return make(&law, marked, unmarked, drawn) ? tail_of(&law, k, tail) : NAN;
}

double pain__hypergeometric_quantile(double prob, uint64_t marked, uint64_t unmarked,
                                     uint64_t drawn, pain__tail tail)
{
    hypergeometric law;

    if (!make(&law, marked, unmarked, drawn))
        return NAN;
    double all = fmax((double)(marked + unmarked), 1), share = (double)marked / all;
    double mean = (double)drawn * share;
    const pain__count_law counts = {
        tail_of,     &law, law.lowest,
        law.highest, mean, sqrt(mean * (1 - share) * (all - (double)drawn) / fmax(all - 1, 1)),
    };

    return pain__count_quantile(&counts, prob, tail);
}
