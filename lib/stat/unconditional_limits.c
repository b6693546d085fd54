/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exact unconditional limits of a difference: the ends of the range of the D that are not rejected.
 *
 *   Santner-Snell   both one-sided tests, tables ordered by the observed difference: T. J. Santner
 *                   and M. K. Snell, J. Am. Stat. Assoc. 75 (1980) 386-394
 *   Chan-Zhang      both one-sided tests, ordered by the score: I. S. F. Chan and Z. Zhang,
 *                   Biometrics 55 (1999) 1202-1209
 *   Agresti-Min     the two-sided test by the squared score: A. Agresti and Y. Min, Biometrics 57
 *                   (2001) 963-971
 *
 * The p-value jumps where tables change places and need not rise steadily. The walk towards the
 * estimate starts where the score test's tail is a thousandth of the one asked for, or at the end
 * of the range, in 64 steps, each in 16 smaller ones (4 in large groups) where the p-value is above
 * half the tail: there a jump may lift it over the tail for a short way. In groups of up to 40
 * together, such a step is looked at beside every jump. The first D that is not
 * rejected is then narrowed down by halving. The upper limit is the negated lower one of the
 * exchanged groups. */
#include <config.h>

#include <math.h>

#include "stat/unconditional.h"

#define STEPS               64
#define SMALLER_STEPS       16
#define SMALLER_STEPS_LARGE 4
#define LARGE               128
#define EVERY_JUMP          40

/* Looks on both sides of every jump between `low` and `high` for a p-value above `tail`: a window
 * may be narrower than any step. The limit is between the two then. */
static bool jumps_above(pain__unconditional *work, double tail, double *low, double *high)
{
    double from = *low, before, after;

    while (pain__unconditional_change(work, from, *high, &before, &after)) {
        if (before > from && pain__unconditional_p(work, before, tail) > tail) {
            *low = from;
            *high = before;
            return true;
        }
        if (pain__unconditional_p(work, after, tail) > tail) {
            *low = before;
            *high = after;
            return true;
        }
        from = after;
    }
    return false;
}

/* Walks from `low` to `high` until the p-value is above `tail`; the last step has the limit then.
 */
static bool walk(pain__unconditional *work, double tail, int steps, double *low, double *high)
{
    double from = *low, to = *high;

    for (int i = 1; i <= steps; i++) {
        double at = i == steps ? to : from + (to - from) * i / steps;

        *high = at;
        if (work->groups->n1 + work->groups->n2 <= EVERY_JUMP && jumps_above(work, tail, low, high))
            return true;
        if (pain__unconditional_p(work, at, tail) > tail)
            return true;
        *low = at;
    }
    return false;
}

/* The same in steps that are divided where it matters. */
static void walk_carefully(pain__unconditional *work, double tail, double *low, double *high)
{
    double from = *low, to = *high, before = 0;
    bool is_large = work->groups->n1 + work->groups->n2 > LARGE;
    int smaller = is_large ? SMALLER_STEPS_LARGE : SMALLER_STEPS;

    for (int i = 1; i <= STEPS; i++) {
        double at = i == STEPS ? to : from + (to - from) * i / STEPS;
        double p = pain__unconditional_p(work, at, tail);

        *high = at;
        if (fmax(p, before) > tail / 2 && walk(work, tail, smaller, low, high))
            return;
        *low = at;
        before = p;
    }
    /* At such levels even the estimate is rejected. */
    *low = *high = to;
}

/* The lowest D with p(D) > tail. */
static double lowest_kept(pain__unconditional *work, double tail)
{
    double start[2] = {-1, 1}, d = pain__observed_difference(work->groups);

    if (d == -1)
        return -1;
    if (work->ordering == PAIN__ORDER_DIFFERENCE ||
        pain__difference_mee(work->groups, tail * 1e-3, start) != PAIN_OK ||
        pain__unconditional_p(work, start[0], tail) > tail)
        start[0] = -1;
    double low = start[0], high = d;

    walk_carefully(work, tail, &low, &high);
    for (int i = 0; i < 60; i++) {
        double middle = low + (high - low) / 2;

        if (middle <= low || middle >= high)
            break;
        if (pain__unconditional_p(work, middle, tail) > tail)
            high = middle;
        else
            low = middle;
    }
    return high;
}

static pain_status lower_limit(const pain__two_groups *g, pain__ordering ordering,
                               pain__extremes extremes, double tail, double *limit)
{
    pain__unconditional work;
    pain_status status = pain__unconditional_begin(&work, g, ordering, extremes);

    if (status != PAIN_OK)
        return status;
    *limit = lowest_kept(&work, tail);
    pain__unconditional_end(&work);
    return PAIN_OK;
}

static pain_status limits_by(const pain__two_groups *g, pain__ordering ordering,
                             pain__extremes extremes, double tail, double limits[2])
{
    pain__two_groups swapped = pain__groups_swapped(g);
    pain_status status = PAIN_EUNDEFINED;

    /* At such levels the estimate itself may be rejected. */
    if (tail >= 0.5)
        return status;
    if (extremes == PAIN__EXTREME_BOTH)
        tail *= 2;
    status = lower_limit(g, ordering, extremes, tail, &limits[0]);
    if (status == PAIN_OK)
        status = lower_limit(&swapped, ordering, extremes, tail, &limits[1]);
    limits[1] = -limits[1];
    return status;
}

pain_status pain__difference_santner_snell(const pain__two_groups *g, double tail, double limits[2])
{
    return limits_by(g, PAIN__ORDER_DIFFERENCE, PAIN__EXTREME_HIGH, tail, limits);
}

pain_status pain__difference_chan_zhang(const pain__two_groups *g, double tail, double limits[2])
{
    return limits_by(g, PAIN__ORDER_SCORE, PAIN__EXTREME_HIGH, tail, limits);
}

pain_status pain__difference_agresti_min(const pain__two_groups *g, double tail, double limits[2])
{
    return limits_by(g, PAIN__ORDER_SCORE, PAIN__EXTREME_BOTH, tail, limits);
}
