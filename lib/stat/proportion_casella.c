/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The interval of Blyth, Still and Casella for a proportion: G. Casella, Refining binomial
 * confidence intervals, Canad. J. Stat. 14 (1986) 113-129; C. R. Blyth and H. A. Still, JASA 78
 * (1983) 108-116.
 *
 * From Clopper-Pearson's intervals, for i = n down to 1 and again until nothing moves: the lower
 * limit for i (and, in the mirror, the upper one for n - i) moves up until it meets another limit
 * or the coverage falls to the level. One that has met the upper limit for j < i, neither of which
 * could move alone, moves on with it, up to where they can part. Limits that stay together do not
 * move the total length: of their common range, cut where limits would cross, they get the middle.
 */
#include <config.h>

#include <math.h>

#include "stat/exact_set.h"
#include "stat/proportion.h"

/* The last j < i whose upper limit is the lower one for i; -1 when there is none. */
static int met_by(const pain__exact_set *set, int i)
{
    int j = i - 1;

    while (j >= 0 && pain__exact_upper(set, j) > set->lower[i])
        j--;
    return j >= 0 && pain__exact_upper(set, j) == set->lower[i] ? j : -1;
}

static bool can_part(const pain__exact_set *set, int i, int j)
{
    return j < i - 1 && pain__covers(set, j + 1, i - 1, set->lower[i]);
}

/* One move of the lower limit for i by itself; whether to look at it again. */
static bool move_alone(pain__exact_set *set, int i)
{
    int n = set->n, j = 0;
    double at = set->lower[i], low, high;

    while (j < i && pain__exact_upper(set, j) <= at)
        j++;
    if (j == i)
        return false;
    double touch = pain__exact_upper(set, j);

    if (i < n)
        touch = fmin(touch, set->lower[i + 1]);
    if (i + j == n)
        touch = fmin(touch, 0.5);
    if (pain__covers(set, j, i - 1, touch)) {
        set->lower[i] = fmax(at, touch);
        return at < touch;
    }
    if (pain__covered_range(set, j, i - 1, &low, &high))
        set->lower[i] = fmax(at, high);
    return false;
}

static void set_together(pain__exact_set *set, int i, int j, double p)
{
    set->lower[i] = p;
    set->lower[set->n - j] = 1 - p;
}

/* Where the lower limit for i and the upper one for j, moving together, meet something. */
static double next_touch(const pain__exact_set *set, int i, int j)
{
    double touch = pain__exact_upper(set, j + 1), low, high;

    if (i < set->n)
        touch = fmin(touch, set->lower[i + 1]);
    if (i + j == set->n - 1)
        touch = fmin(touch, 0.5);
    if (j < i - 1 && pain__covered_range(set, j + 1, i - 1, &low, &high) && low > set->lower[i])
        touch = fmin(touch, low);
    return touch;
}

static bool move_together(pain__exact_set *set, int i, int j)
{
    double at = set->lower[i], low, high, low_next, high_next;
    bool several = j > 0 && pain__exact_upper(set, j - 1) == at;

    if ((several && !pain__covers(set, j, i - 1, at)) || j == set->n - i)
        return false;
    double touch = next_touch(set, i, j);

    if (pain__covers(set, j, i - 1, touch) && pain__covers(set, j + 1, i, touch)) {
        if (at < touch)
            set_together(set, i, j, touch);
        return at < touch;
    }
    if (pain__covered_range(set, j, i - 1, &low, &high) &&
        pain__covered_range(set, j + 1, i, &low_next, &high_next) && high >= low_next && high > at)
        set_together(set, i, j, high);
    return false;
}

static bool move_up(pain__exact_set *set, int i)
{
    int j = met_by(set, i);

    return j < 0 || can_part(set, i, j) ? move_alone(set, i) : move_together(set, i, j);
}

/* One round; whether anything is elsewhere than before: what one count moves another may move back.
 */
static bool refine(pain__exact_set *set)
{
    const pain__exact_set before = *set;

    for (int i = set->n; i > 0; i--)
        while (move_up(set, i))
            ;
    for (int i = 1; i <= set->n; i++)
        if (set->lower[i] != before.lower[i])
            return true;
    return false;
}

/* For the lower limits that have met an upper one for good: whose, and how far both could move. */
typedef struct meetings {
    int partner[PAIN__EXACT_SET_MOST + 1]; /* -1 for the others */
    double low[PAIN__EXACT_SET_MOST + 1], high[PAIN__EXACT_SET_MOST + 1];
} meetings;

static void note_meeting(const pain__exact_set *set, meetings *met, int i, int j)
{
    double low, high, low_next, high_next, at = set->lower[i];
    bool known = pain__covered_range(set, j, i - 1, &low, &high) &&
                 pain__covered_range(set, j + 1, i, &low_next, &high_next) && low_next <= high;

    met->partner[i] = j;
    met->low[i] = known ? low_next : at;
    met->high[i] = known ? high : at;
}

static void find_meetings(const pain__exact_set *set, meetings *met)
{
    const int n = set->n;

    for (int i = 0; i <= n; i++) {
        met->partner[i] = -1;
        met->low[i] = set->lower[i];
        met->high[i] = set->lower[i];
    }
    for (int i = n; i > 0; i--) {
        int j = met->partner[i] < 0 ? met_by(set, i) : -1;

        /* An upper limit has one partner: in the mirror it is a lower one that may have its own. */
        while (j >= 0 && met->partner[n - j] >= 0)
            j--;
        if (j < 0 || pain__exact_upper(set, j) != set->lower[i])
            continue;
        if (i + j == n || can_part(set, i, j))
            continue;
        note_meeting(set, met, i, j);
        note_meeting(set, met, n - j, n - i);
    }
}

/* Cuts the range of one meeting at those of its neighbours and at 1/2; whether that changed it. */
static bool cut_range(meetings *met, int n, int i)
{
    int j = met->partner[i];
    double low = met->low[i], high = met->high[i];

    low = fmax(low, met->low[i - 1]);
    if (j > 0)
        low = fmax(low, 1 - met->high[n - j + 1]);
    if (i < n)
        high = fmin(high, met->high[i + 1]);
    high = fmin(high, 1 - met->low[n - j - 1]);
    if (i + j > n)
        low = fmax(low, 0.5);
    else
        high = fmin(high, 0.5);
    if (low == met->low[i] && high == met->high[i])
        return false;
    met->low[i] = low;
    met->high[i] = high;
    met->low[n - j] = 1 - high;
    met->high[n - j] = 1 - low;
    return true;
}

static void take_middles(pain__exact_set *set)
{
    meetings met;
    bool changed = true;

    find_meetings(set, &met);
    while (changed) {
        changed = false;
        for (int i = 1; i <= set->n; i++)
            changed = (met.partner[i] >= 0 && cut_range(&met, set->n, i)) || changed;
    }
    for (int i = 1; i <= set->n; i++)
        if (i + met.partner[i] > set->n && met.partner[i] >= 0)
            set_together(set, i, met.partner[i], pain__on_grid((met.low[i] + met.high[i]) / 2));
}

/* Far more rounds than occur. */
#define MAX_ROUNDS 1000

bool pain__casella_set(pain__exact_set *set, uint64_t n, double alpha)
{
    int rounds = 0;

    pain__exact_set_begin(set, n, alpha);
    while (refine(set))
        if (++rounds > MAX_ROUNDS)
            return false;
    take_middles(set);
    return true;
}

bool pain__casella(uint64_t k, uint64_t n, double alpha, double *lower, double *upper)
{
    pain__exact_set set;

    if (!pain__casella_set(&set, n, alpha))
        return false;
    *lower = set.lower[k];
    *upper = pain__exact_upper(&set, (int)k);
    return true;
}
