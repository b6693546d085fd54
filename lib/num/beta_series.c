/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The beta distribution as a normal one. With the logit as variable its density is highest at the
 * mean and
 *
 *     density = C exp(-v^2 / 2),  lambda = a - (a + b) x of the sign of v,
 *
 * so that the lower tail is C times the integral of exp(-u^2 / 2) u / lambda(u) over u > v: N. M.
 * Temme, The uniform asymptotic expansion of a class of integrals related to cumulative
 * distribution functions, SIAM J. Math. Anal. 13 (1982) 239-253. Here lambda(v) is no expansion in
 * 1 / n but its own power series, which comes from
 *
 *     lambda lambda' = v (a - lambda) (b + lambda) / (a + b)
 *
 * and converges for v^2 < 4 pi min(a, b), the next zero of the exponential; so few terms are enough
 * for shapes of a dozen as for those of a billion. As C follows from a total of 1, there is no
 * gamma function. */
#include <config.h>

#include <math.h>

#include "num/beta_series.h"

#define PI          3.14159265358979323846
#define LOG_TWO_PI  1.83787706640934548356
#define ROOT_TWO_PI 2.50662827463100050242

/* The next coefficient of `rise`. `square` is that of rise^2, made by the differential equation. In
 * each sum the newest factor comes last, so that the sums need not wait for one another. */
static double next_rise(const double *rise, int k, double square)
{
    int i = k / 2, j = k - i;
    double sum = 0;

    if (i == j)
        sum = 0.5 * rise[i--] * rise[j++];
    for (; i > 0; i--, j++)
        sum += rise[i] * rise[j];
    return 0.5 * square - sum;
}

static double next_slow(const double *rise, const double *slow, int k)
{
    double sum = 0;

    for (int i = k; i > 0; i--)
        sum += rise[i] * slow[k - i];
    return -sum;
}

/* From slow(v), `mass` by the moments of the normal distribution, and `rest` by
 * rest' = v rest + 1 - slow / mass, from the last term on. */
static void integrate(pain__beta_series *s)
{
    double above = 0, here = 0, mass = 0;

    for (int k = s->terms & ~1; k >= 2; k -= 2)
        mass = (k - 1) * (mass + s->slow[k]);
    s->mass = 1 + mass;
    mass = 1 / s->mass;
    for (int k = s->terms; k >= 1; k--) {
        s->rest[k - 1] = (k + 1) * above + s->slow[k] * mass;
        above = here;
        here = s->rest[k - 1];
    }
}

/* As fmax, but no call. */
static inline double larger(double a, double b)
{
    return a > b ? a : b;
}

bool pain__beta_series_make(pain__beta_series *series, double a, double b, double reach,
                            double accuracy)
{
    const double n = a + b, scale = sqrt(a / n * b), skewness = (a - b) / n / scale;
    const double ratio = larger(reach, 2.5) / sqrt(4 * PI * fmin(a, b));
    double square = 1, before = 0, last = 1, power = 1, term = 1;
    double moment = 1, earlier = 1; /* of the order k, and of k - 1: 1, 1, 1, 2, 3, 8, 15 ... */
    int k = 0;

    series->a = a;
    series->b = b;
    series->scale = scale;
    series->rise[0] = series->slow[0] = 1;
    /* The terms fall by `ratio`, but every other one can vanish. */
    while (k < PAIN__BETA_TERMS && larger(term, last * ratio) * ratio >= accuracy) {
        double next = (skewness * series->rise[k] - before / n) * (2.0 / (k + 3));

        k++;
        series->rise[k] = next_rise(series->rise, k, next);
        series->slow[k] = next_slow(series->rise, series->slow, k);
        before = square;
        square = next;
        double grown = (k > 1 ? k - 1 : 1) * earlier;

        earlier = moment;
        moment = grown;
        power *= reach;
        last = term;
        term = larger(fabs(series->rise[k]), fabs(series->slow[k])) * larger(power, moment);
    }
    series->terms = k;
    integrate(series);
    return larger(term, last * ratio) * ratio < accuracy;
}

double pain__beta_series_ratio(const pain__beta_series *series, double v, double *log_density)
{
    double rest = 0, density = exp(-0.5 * v * v);

    for (int k = series->terms - 1; k >= 0; k--)
        rest = rest * v + series->rest[k];
    *log_density = log(series->scale / series->mass) - 0.5 * (LOG_TWO_PI + v * v);
    return (pain__normal_tail(v, PAIN__UPPER) / density * ROOT_TWO_PI + rest) * series->mass /
           series->scale;
}
