/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The furthest median of percentages over the pairings of two known distributions.
 *
 * 100 (1 - E / B) is ordered by the ratio E / B. An odd number of patients has a median of c or
 * better when a majority has, so the best c is found by halving. Of an even number, 2 h, the median
 * lies halfway between two ratios: h patients reach the far one and one more the near one. From the
 * nearest "near" outwards, "far" only moves on while "near" gives way, so each is looked at once.
 * Whether both can be had: h + 1 reach the far one; or just h do, and one patient, of each score in
 * turn, is content with the near one. */
#include <config.h>

#include "claim/exact.h"
#include "claim/pairings.h"

/* Two ratios of scores up to 100 differ by 1 / (100 x 99) or more: of such parts, each holds one at
 * most. */
enum { PARTS = 10000 };

/* An endpoint over a baseline, or a number between such. */
typedef struct ratio {
    int64_t top, bottom;
} ratio;

typedef struct search {
    const pain_pairings *counts;
    bool upper;      /* the largest median: the smallest ratios */
    int64_t without; /* patients with baseline 0 */
    int64_t half;    /* of the others */
} search;

static int compare(ratio a, ratio b)
{
    int64_t left = a.top * b.bottom, right = b.top * a.bottom;

    return (left > right) - (left < right);
}

static ratio sum(ratio a, ratio b)
{
    return (ratio){a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom};
}

/* Whether a is a smaller ratio, where these are wanted, or a larger. */
static bool is_further(const search *s, ratio a, ratio b)
{
    return s->upper ? compare(a, b) < 0 : compare(a, b) > 0;
}

/* Low is E / B <= q where small ratios are wanted; else E / B < q, and not low is wanted. */
static pain__limits limits_at(const search *s, ratio q)
{
    pain__limits limits = {.limit = {-1}};

    for (int32_t b = 1; b <= s->counts->steps; b++) {
        int64_t most = s->upper ? pain__floor_div(q.top * b, q.bottom)
                                : pain__ceil_div(q.top * b, q.bottom) - 1;

        limits.limit[b] = (int32_t)(most < s->counts->steps ? most : s->counts->steps);
    }
    return limits;
}

/* How many patients can reach the ratio. Those with baseline 0 are never low. */
static int64_t reach(const search *s, ratio q)
{
    const pain__limits limits = limits_at(s, q);
    int64_t content = pain__pair_low(s->counts, &limits, NULL, s->upper, NULL);

    return s->upper ? content : content - s->without;
}

/* The next ratio of an endpoint and a baseline that patients have, nearer or further than q; false
 * when there is none. */
static bool step(const search *s, ratio q, bool nearer, ratio *next)
{
    bool larger = s->upper == nearer, found = false;

    for (int32_t b = 1; b <= s->counts->steps; b++)
        for (int32_t e = 0; e <= s->counts->steps && s->counts->before[b] > 0; e++) {
            const ratio r = {e, b};
            int way = larger ? 1 : -1;

            if (s->counts->after[e] == 0 || way * compare(r, q) <= 0 ||
                (found && way * compare(r, *next) >= 0))
                continue;
            *next = r;
            found = true;
        }
    return found;
}

/* The furthest ratio that so many patients can reach, at least 1 and no more than there are. */
static ratio furthest(const search *s, int64_t patients)
{
    int64_t end = (int64_t)s->counts->steps * PARTS;
    int64_t reached = s->upper ? end : 0, missed = s->upper ? -1 : end + 1;
    ratio found = {0, 1};

    while (reached - missed > 1 || missed - reached > 1) {
        int64_t middle = (reached + missed) / 2;

        if (reach(s, (ratio){middle, PARTS}) >= patients)
            reached = middle;
        else
            missed = middle;
    }
    (void)step(s, (ratio){missed, PARTS}, true, &found);
    return found;
}

/* Whether half of the patients can reach `far` and one more `near`, which half and one can reach;
 * `exception` is then the one who does. */
static bool reach_both(const search *s, ratio far, ratio near, pain__exception *exception)
{
    const int64_t *choosing = s->upper ? s->counts->after : s->counts->before;
    const pain__limits limits = limits_at(s, far);
    int64_t reached = reach(s, far);

    *exception = (pain__exception){.score = -1, .limits = limits_at(s, near)};
    if (reached != s->half)
        return reached > s->half;
    for (int32_t score = s->upper ? 0 : 1; score <= s->counts->steps; score++) {
        exception->score = score;
        if (choosing[score] > 0 && pain__pair_low(s->counts, &limits, exception, s->upper, NULL) >=
                                       s->half + (s->upper ? 0 : s->without))
            return true;
    }
    return false;
}

/* The two middle ratios of an even number of patients. */
static void pair_even(const search *s, pain_pairings_end *end)
{
    const ratio beyond = furthest(s, s->half);
    ratio near = furthest(s, s->half + 1), far = near, next, best_far = far, best = sum(near, far);
    pain__exception tried, exception = {.score = -1};

    do {
        while (is_further(s, beyond, far) && step(s, far, false, &next) &&
               reach_both(s, next, near, &tried)) {
            far = next;
            if (is_further(s, sum(near, far), best)) {
                best = sum(near, far);
                best_far = far;
                exception = tried;
            }
        }
    } while (step(s, near, true, &near) && is_further(s, sum(near, beyond), best));
    const pain__limits limits = limits_at(s, best_far);

    (void)pain__pair_low(s->counts, &limits, &exception, s->upper, end);
}

void pain__pair_median(const pain_pairings *counts, bool upper, pain_pairings_end *end)
{
    int64_t with = 0;

    for (int32_t b = 1; b <= counts->steps; b++)
        with += counts->before[b];
    const search s = {counts, upper, counts->before[0], with / 2};

    if (with % 2 == 0) {
        pair_even(&s, end);
        return;
    }
    const pain__limits limits = limits_at(&s, furthest(&s, s.half + 1));

    (void)pain__pair_low(counts, &limits, NULL, upper, end);
}
