/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quantiles of counts: a bracket grown from the normal approximation, then bisection. Each
 * comparison is made in the tail that is small. */
#include <config.h>

#include <float.h>
#include <math.h>
#include <stdbool.h>

#include "num/count.h"

/* A tail this much short of prob, relatively, still counts as prob: both carry roundings. */
#define TIE (64 * DBL_EPSILON)

typedef struct search {
    const pain__count_law *law;
    double prob;
    pain__tail tail;
    bool failed;
} search;

/* The count that lies i steps from the end at which the tail begins. */
static uint64_t count_at(const search *s, uint64_t i)
{
    return s->tail == PAIN__LOWER ? s->law->lowest + i : s->law->highest - i;
}

/* Whether the tail up to step i holds prob; true at the last step. */
static bool reached(search *s, uint64_t i)
{
    const pain__count_law *law = s->law;
    pain__tail rest = s->tail == PAIN__LOWER ? PAIN__UPPER : PAIN__LOWER;
    double p;

    if (i >= law->highest - law->lowest)
        return true;
    if (s->prob <= 0.5) {
        p = law->tail(law->parameters, count_at(s, i), s->tail);
        s->failed |= isnan(p);
        return p >= s->prob * (1 - TIE);
    }
    p = law->tail(law->parameters, count_at(s, i + 1), rest);
    s->failed |= isnan(p);
    return p <= (1 - s->prob) * (1 + TIE);
}

/* The smallest step that is reached, in (below, at]; below may be -1, written as UINT64_MAX. */
static uint64_t first_reached(search *s, uint64_t guess, uint64_t stride)
{
    const uint64_t last = s->law->highest - s->law->lowest;
    uint64_t low, high;

    if (reached(s, guess)) {
        for (high = guess; high > stride && reached(s, high - stride); stride *= 2)
            high -= stride;
        low = high > stride ? high - stride + 1 : 0;
    } else {
        for (low = guess + 1; stride < last - low && !reached(s, low + stride - 1); stride *= 2)
            low += stride;
        high = stride < last - low ? low + stride : last;
    }
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;

        if (reached(s, middle))
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

double pain__count_quantile(const pain__count_law *law, double prob, pain__tail tail)
{
    search s = {law, prob, tail, false};
    double last = (double)(law->highest - law->lowest);

    if (!(prob >= 0 && prob <= 1))
        return NAN;
    if (prob == 0 || prob == 1)
        return (double)count_at(&s, prob == 0 ? 0 : law->highest - law->lowest);
    double distance =
        tail == PAIN__LOWER ? law->mean - (double)law->lowest : (double)law->highest - law->mean;
    double guess = distance + law->sd * pain__normal_quantile(prob, PAIN__LOWER);

    guess = fmin(fmax(guess, 0), last);
    uint64_t step = first_reached(&s, (uint64_t)guess, 1 + (uint64_t)(fmin(law->sd, last) / 64));

    return s.failed ? NAN : (double)count_at(&s, step);
}
