/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verdict on one cell: its estimate and interval against the set of the claim. */
#include <config.h>

#include <math.h>

#include "claim/range.h"
#include "claim/verify.h"
#include "painstat/proportion.h"

/* A set as doubles; infinite where it has no end. */
typedef struct bounds {
    double lower, upper;
    bool lower_open, upper_open;
} bounds;

/* How many patients of `of` are in the set: multiplied by `times`, over `over`. */
typedef struct share {
    int64_t times, over;
    double unit; /* what a share of 1 is in the claim's unit */
    bool exact;  /* the products fit */
} share;

bool pain__verify_one_end(const pain_range *range)
{
    return (range->lower_end == PAIN_END_NONE) != (range->upper_end == PAIN_END_NONE);
}

static bounds bounds_of(const pain_range *range)
{
    double unit = 2.0 * pow(10.0, range->decimals);
    bounds b = {-INFINITY, INFINITY, range->lower_end == PAIN_END_OPEN,
                range->upper_end == PAIN_END_OPEN};

    if (range->lower_end != PAIN_END_NONE)
        b.lower = (double)range->lower / unit;
    if (range->upper_end != PAIN_END_NONE)
        b.upper = (double)range->upper / unit;
    return b;
}

static bool is_below(const bounds *b, double x)
{
    return x < b->lower || (x == b->lower && b->lower_open);
}

static bool is_above(const bounds *b, double x)
{
    return x > b->upper || (x == b->upper && b->upper_open);
}

/* The end of the set that a mean, which is rounded, is taken for. */
static double settle(const bounds *b, double x)
{
    if (isfinite(b->lower) && fabs(x - b->lower) <= 1e-12 * fabs(b->lower))
        return b->lower;
    if (isfinite(b->upper) && fabs(x - b->upper) <= 1e-12 * fabs(b->upper))
        return b->upper;
    return x;
}

static share share_of(const pain_claim *claim, uint64_t denominator)
{
    int64_t most = PAIN__MOST_DIGITS * 1000;
    share s = {1, 1, (double)denominator, denominator <= (uint64_t)most / 100};

    if (claim->unit == PAIN_CLAIM_PERCENT)
        s = (share){100, (int64_t)denominator, 100.0, s.exact};
    else if (claim->of > 0)
        s = (share){claim->of, (int64_t)denominator, (double)claim->of,
                    s.exact && denominator <= (uint64_t)(most / claim->of)};
    return s;
}

/* The first count from 0 to n whose place (-1, 0, 1) in the set is `side` or more; n + 1 for none.
 */
static uint64_t first_at(const pain_range *range, const share *s, uint64_t n, int side)
{
    uint64_t low = 0, high = n + 1;

    while (low < high) {
        uint64_t middle = low + (high - low) / 2;

        if (pain__range_side(range, (int64_t)middle * s->times, s->over) >= side)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* Whether so many of n put their whole interval into the set. */
static bool is_enough(uint64_t k, uint64_t n, const bounds *b, double unit,
                      const pain_interval_options *options)
{
    pain_estimate e;

    return pain_proportion(k, n, options, &e) == PAIN_OK && !is_below(b, unit * e.lower) &&
           !is_above(b, unit * e.upper);
}

/* Of a set with one end: from (to) which count the claim would be supported. The more patients, the
 * higher both limits. */
static void find_needs(pain_verify_cell *cell, uint64_t n, const pain_range *range, const bounds *b,
                       const share *s, const pain_interval_options *options)
{
    bool above = range->lower_end != PAIN_END_NONE;
    uint64_t low = 0, high = n + 1;

    /* The first count that is enough for a set above; the first that is not, for a set below. */
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;

        if (is_enough(middle, n, b, s->unit, options) == above)
            high = middle;
        else
            low = middle + 1;
    }
    cell->needs_from = above ? low : 0;
    cell->needs_to = n;
    if (!above && low == 0)
        cell->needs_from = n + 1;
    else if (!above)
        cell->needs_to = low - 1;
}

/* No counts: from > to. */
static void fit_none(pain_verify_cell *cell)
{
    cell->fits_from = cell->needs_from = cell->estimate.denominator + 1;
    cell->fits_to = cell->needs_to = cell->estimate.denominator;
}

static bool judge_share(pain_verify_cell *cell, const pain_claim *claim, const pain_range *range,
                        const bounds *b, const pain_interval_options *options)
{
    uint64_t n = cell->estimate.denominator, k = cell->estimate.numerator;
    share s = share_of(claim, n);

    fit_none(cell);
    cell->value *= s.unit;
    cell->lower *= s.unit;
    cell->upper *= s.unit;
    if (!s.exact)
        return false;
    uint64_t from = first_at(range, &s, n, 0), beyond = first_at(range, &s, n, 1);

    if (claim->of > 0 && (uint64_t)claim->of != n)
        return false;
    if (from < beyond) {
        cell->fits_from = cell->needs_from = from;
        cell->fits_to = cell->needs_to = beyond - 1;
    }
    if (pain__verify_one_end(range))
        find_needs(cell, n, range, b, &s, options);
    return k >= from && k < beyond;
}

/* Whether the limits say something. */
static bool has_interval(const pain_estimate *e)
{
    return !isnan(e->lower) && !isnan(e->upper) &&
           (e->flags & (PAIN_FLAG_UNBOUNDED | PAIN_FLAG_EXCLUSIVE | PAIN_FLAG_NO_SPREAD)) == 0;
}

void pain__verify_judge(pain_verify_cell *cell, const pain_claim *claim, const pain_range *range,
                        const pain_interval_options *options)
{
    const pain_estimate *e = &cell->estimate;
    const bounds b = bounds_of(range);
    bool is_in;

    cell->value = e->value;
    cell->lower = e->lower;
    cell->upper = e->upper;
    cell->nearest = NAN;
    fit_none(cell);
    cell->support = PAIN_SUPPORT_NONE;
    if (isnan(e->value))
        return;
    if (pain__verify_is_share(claim)) {
        is_in = judge_share(cell, claim, range, &b, options);
    } else {
        double value = settle(&b, cell->value);

        if (cell->lower == cell->value && cell->upper == cell->value) /* a fact */
            cell->lower = cell->upper = value;
        is_in = !is_below(&b, value) && !is_above(&b, value);
    }
    cell->nearest = fmin(fmax(cell->value, b.lower), b.upper);
    cell->support = PAIN_SUPPORT_UNDECIDED;
    if (pain__verify_one_end(range)) {
        if (has_interval(e) && !is_below(&b, cell->lower) && !is_above(&b, cell->upper))
            cell->support = PAIN_SUPPORT_YES;
    } else if (is_in) {
        cell->support = PAIN_SUPPORT_YES;
    }
    if (cell->support != PAIN_SUPPORT_YES && !is_in && has_interval(e) &&
        (is_below(&b, cell->upper) || is_above(&b, cell->lower)))
        cell->support = PAIN_SUPPORT_NO;
}
