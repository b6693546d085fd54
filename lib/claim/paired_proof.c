/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bounds proved in whole numbers.
 *
 * Whatever numbers y are given to the rows, a sample with patients x has
 *
 *   sum over rows of y times row . x  <=  sum of y times upper (y > 0) or lower (y < 0)  =:  B,
 *
 * and, with n patients in all, sum over cells of w x <= n max w. So numerator - U denominator,
 * which is the sum of (w + y . column) x, is at most n max w + B: if that is at most e D, and every
 * sample's denominator is D or more, no sample has more than U + e. Likewise n max(y . column)
 * below the least that the bounds leave proves that there is none. The y come from the simplex
 * method in floating point; the proof does not ask how good they are. A. Neumaier and O.
 * Shcherbina, Math. Programming 99 (2004) 283-296. */
#include <config.h>

#include <math.h>

#include "claim/exact.h"
#include "claim/paired.h"

#ifdef __SIZEOF_INT128__
__extension__ typedef __int128 wide;
#else
typedef int64_t wide;
#endif

/* a + b c; false beyond what `wide` holds. */
static bool add_product(wide *a, wide b, wide c)
{
    wide product;

    return !__builtin_mul_overflow(b, c, &product) && !__builtin_add_overflow(*a, product, a);
}

/* Multipliers to the nearest multiple of 2^-exponent of the largest, as whole numbers; 0 where the
 * row has no bound on the side that the multiplier needs. */
typedef struct whole {
    int64_t y[PAIN__PAIRED_ROWS];
    int64_t unit; /* what 1 has become */
} whole;

static bool has_bound(const pain__paired *p, size_t i, bool upper)
{
    return upper ? p->upper[i] != INT64_MAX : p->lower[i] != INT64_MIN;
}

static whole rounded(const pain__paired *p, const double *multiplier, int sign)
{
    double largest = 1;
    whole r = {.unit = 1};

    for (size_t i = 0; i < p->n_rows; i++)
        largest = fmax(largest, fabs(multiplier[i]));
    if (!(largest < 0x1p40))
        return r;
    r.unit = (int64_t)(0x1p40 / exp2(ceil(log2(largest))));
    for (size_t i = 0; i < p->n_rows; i++) {
        r.y[i] = llround(multiplier[i] * (double)r.unit);
        if (r.y[i] != 0 && !has_bound(p, i, sign * multiplier[i] > 0))
            r.y[i] = 0;
    }
    return r;
}

/* The sum of y times the bound it faces: the most (sign 1) or the least (-1) that y . rows can be.
 */
static bool faced(const pain__paired *p, const whole *r, int sign, wide *sum)
{
    *sum = 0;
    for (size_t i = 0; i < p->n_rows; i++)
        if (r->y[i] != 0 &&
            !add_product(sum, r->y[i], (sign > 0) == (r->y[i] > 0) ? p->upper[i] : p->lower[i]))
            return false;
    return true;
}

/* max(baseline, 1) times the sum of y times the column. */
static bool priced(const pain__paired *p, const whole *r, size_t j, wide *sum)
{
    *sum = 0;
    for (size_t i = 0; i < p->n_rows; i++)
        if (!add_product(sum, r->y[i], p->entry[i * p->n_cells + j]))
            return false;
    return true;
}

static int64_t scale_of(const pain__paired *p, size_t j)
{
    return p->baseline[j] > 0 ? p->baseline[j] : 1;
}

pain_status pain__paired_proves_none(const pain__paired *p, const double *multiplier, bool *proved)
{
    whole r = rounded(p, multiplier, -1);
    wide least;

    *proved = false;
    if (!faced(p, &r, -1, &least))
        return PAIN_EOVERFLOW;
    for (size_t j = 0; j < p->n_cells; j++) {
        wide column, excess = 0;

        if (!priced(p, &r, j, &column) || !add_product(&excess, column, p->figures.n) ||
            !add_product(&excess, -least, scale_of(p, j)))
            return PAIN_EOVERFLOW;
        if (excess >= 0)
            return PAIN_OK;
    }
    *proved = true;
    return PAIN_OK;
}

/* A denominator is a whole number, 0 where a quantity is not defined. Patients with a baseline
 * above 0 have no more than all steps each. */
static int64_t least_denominator(const pain__paired *p, int32_t quantity)
{
    int64_t least = INT64_MAX;

    for (size_t j = 0; j < p->n_cells; j++) {
        pain__share s = pain__paired_share(&p->figures, quantity, p->baseline[j], p->endpoint[j]);

        least = s.denominator < least ? s.denominator : least;
    }
    least *= p->figures.n;
    int64_t known = quantity == PAIN_PAIRED_PERCENT_OF_MEANS ? p->before.first
                    : quantity == PAIN_PAIRED_MEAN_PERCENT
                        ? pain__ceil_div(p->before.first, p->figures.grid.steps)
                        : 0;

    least = known > least ? known : least;
    return least > 1 ? least : 1;
}

pain_status pain__paired_proves_bound(const pain__paired *p, int32_t quantity, int way,
                                      int64_t bound, int64_t room, const double *multiplier,
                                      bool *proved)
{
    whole r = rounded(p, multiplier, 1);
    wide most, free = 0;

    *proved = false;
    if (!faced(p, &r, 1, &most) || !add_product(&free, room, least_denominator(p, quantity)))
        return PAIN_EOVERFLOW;
    for (size_t j = 0; j < p->n_cells; j++) {
        pain__share s = pain__paired_share(&p->figures, quantity, p->baseline[j], p->endpoint[j]);
        wide objective = 0, column, excess = 0;

        /* In millionths, times max(baseline, 1), as the multipliers expect. */
        if (!add_product(&objective, s.numerator, way * INT64_C(1000000)) ||
            !add_product(&objective, -(wide)way * bound, (wide)s.denominator * scale_of(p, j)) ||
            !priced(p, &r, j, &column) ||
            !add_product(&excess, objective, (wide)r.unit * p->figures.n) ||
            !add_product(&excess, -column, p->figures.n) ||
            !add_product(&excess, most, scale_of(p, j)) ||
            !add_product(&excess, -free, (wide)r.unit * scale_of(p, j)))
            return PAIN_EOVERFLOW;
        if (excess > 0)
            return PAIN_OK;
    }
    *proved = true;
    return PAIN_OK;
}
