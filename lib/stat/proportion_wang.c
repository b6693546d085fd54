/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Wang's exact interval for a proportion, which no shorter exact one lies within: W. Wang,
 * Statistica Sinica 24 (2014) 1389-1410.
 *
 * From Clopper-Pearson's intervals, for k = n / 2 down to 0: raise the lower limit for k (and, in
 * the mirror, lower the upper one for n - k) as far as the coverage just below it stays at the
 * level; then lower the upper limit for k likewise. Neither passes the limit of the one-sided exact
 * interval. Between the limits of others the coverage of the counts left is a probability P(first
 * <= X <= last), so that the end is found from a few tails, without steps: at the limit of another
 * count, or where the coverage of first ... last is the level. */
#include <config.h>

#include <math.h>

#include "stat/exact_set.h"
#include "stat/proportion.h"

/* The greatest p that the lower limit for k can have: below it, the counts from the first whose
 * upper limit is not passed to k - 1 must do. */
static double highest_lower(const pain__exact_set *set, int k)
{
    double most =
        pain__on_grid(pain__clopper_pearson_lower((uint64_t)k, (uint64_t)set->n, set->alpha));
    double from = set->lower[k];

    for (int first = 0; from < most; first++) {
        double limit = fmin(pain__exact_upper(set, first), most), low, high;

        if (limit <= from)
            continue;
        if (!pain__covers(set, first, k - 1, from))
            return from;
        if (!pain__covers(set, first, k - 1, limit))
            return pain__covered_range(set, first, k - 1, &low, &high) ? fmax(high, from) : from;
        from = limit;
    }
    return from;
}

/* The least p that the upper limit for k < n / 2 can have. Below 1/2 it takes n - k with it, whose
 * lower limit is then above 1/2. */
static double lowest_upper(const pain__exact_set *set, int k)
{
    double least = 1 - pain__on_grid(pain__clopper_pearson_lower((uint64_t)(set->n - k),
                                                                 (uint64_t)set->n, set->alpha));
    double from = pain__exact_upper(set, k);

    for (int last = set->n; from > least; last--) {
        bool above = from > 0.5;
        double limit = fmax(set->lower[last], least), low, high;

        if (above)
            limit = fmax(limit, 0.5);
        else if (last >= set->n - k)
            continue;
        if (limit >= from)
            continue;
        if (!pain__covers(set, k + 1, last, from))
            return from;
        if (!pain__covers(set, k + 1, last, limit))
            return pain__covered_range(set, k + 1, last, &low, &high) ? fmin(low, from) : from;
        from = limit;
        /* The same counts may go on below 1/2. */
        if (above && from == 0.5)
            last++;
    }
    return from;
}

static void raise_lower(pain__exact_set *set, int k, double p)
{
    for (int i = k; i <= set->n && (i == k || set->lower[i] < p); i++)
        set->lower[i] = p;
}

void pain__wang_set(pain__exact_set *set, uint64_t n, double alpha, uint64_t k)
{
    int smaller = (int)(k < n - k ? k : n - k);

    pain__exact_set_begin(set, n, alpha);
    for (int i = set->n / 2; i >= smaller; i--) {
        if (i > 0)
            raise_lower(set, i, highest_lower(set, i));
        if (2 * i < set->n)
            raise_lower(set, set->n - i, 1 - lowest_upper(set, i));
    }
}

bool pain__wang(uint64_t k, uint64_t n, double alpha, double *lower, double *upper)
{
    pain__exact_set set;

    pain__wang_set(&set, n, alpha, k);
    *lower = set.lower[k];
    *upper = pain__exact_upper(&set, (int)k);
    return true;
}
