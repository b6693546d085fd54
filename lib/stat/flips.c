/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The distribution of a randomly chosen sum of scores, by dynamic programming: with f_i(s) the
 * number of choices among the first i scores that sum to s,
 *
 *   f_i(s) = f_{i-1}(s) + f_{i-1}(s - score_i),   P(S <= m) = sum of f_n(0 .. m) / 2^n.
 *
 * Only additions of positive numbers, so every digit stands; only sums up to m, so the cost is that
 * of the smaller tail; the other tail is 1 minus its neighbour. B. Streitberg and J. Roehmel, Stat.
 * Softw. Newsl. 12 (1986) 10-17. */
#include <config.h>

#include <math.h>

#include "base/base.h"
#include "num/sum.h"
#include "stat/flips.h"

#define MAX_STATES (UINT64_C(1) << 23)
#define MAX_WORK   0x1p34

/* A pass doubles the numbers at most, and a scaled sum of 2^23 of them is finite. */
enum { PASSES_BETWEEN_SCALINGS = 512 };

/* The numbers of choices are ways[s] * 2^exponent. */
typedef struct choices {
    double *ways;
    uint64_t last;  /* the largest sum that is kept */
    uint64_t reach; /* the largest sum so far, up to `last` */
    int64_t exponent;
    unsigned passes;
} choices;

static void scale(choices *c)
{
    double largest = 0;
    int exponent;

    for (uint64_t s = 0; s <= c->reach; s++)
        largest = fmax(largest, c->ways[s]);
    (void)frexp(largest, &exponent);
    for (uint64_t s = 0; s <= c->reach; s++)
        c->ways[s] = ldexp(c->ways[s], -exponent);
    c->exponent += exponent;
    c->passes = 0;
}

static void add_score(choices *c, uint64_t score)
{
    if (c->passes++ == PASSES_BETWEEN_SCALINGS)
        scale(c);
    c->reach = score < c->last - c->reach ? c->reach + score : c->last;
    for (uint64_t s = c->reach; s >= score; s--)
        c->ways[s] += c->ways[s - score];
}

/* 1 where all scores are 0. */
static uint64_t common_divisor(pain__scores scores)
{
    uint64_t divisor = 0;

    for (size_t i = 0; i < scores.rows; i++)
        for (uint64_t b = scores.score[i]; b != 0;) {
            uint64_t rest = divisor % b;

            divisor = b;
            b = rest;
        }
    return divisor > 0 ? divisor : 1;
}

/* How many additions the sums up to `last` take. */
static double work_for(pain__scores scores, uint64_t divisor, uint64_t last)
{
    double work = 0, reach = 0;

    for (size_t i = 0; i < scores.rows && scores.score[i] / divisor <= last; i++) {
        double count = (double)scores.count[i];
        uint64_t units = scores.score[i] / divisor;

        reach = fmin(reach + count * (double)units, (double)last);
        work += count * (reach + 1);
    }
    return work;
}

/* Fills c->ways[0 .. last], which the caller frees. */
static pain_status count_choices(pain__scores scores, uint64_t divisor, uint64_t last,
                                 const pain_allocator *allocator, choices *c)
{
    *c = (choices){.last = last};
    if (last >= MAX_STATES || work_for(scores, divisor, last) > MAX_WORK)
        return PAIN_EOVERFLOW;
    c->ways = pain__alloc(allocator, (size_t)last + 1, sizeof *c->ways);
    if (c->ways == NULL)
        return PAIN_ENOMEM;
    c->ways[0] = 1;
    for (size_t i = 0; i < scores.rows; i++) {
        uint64_t score = scores.score[i] / divisor;

        c->exponent -= (int64_t)scores.count[i];
        for (uint64_t j = 0; j < scores.count[i] && score <= last; j++)
            add_score(c, score);
    }
    return PAIN_OK;
}

static double to_probability(const choices *c, double ways)
{
    return c->exponent < -4000 ? 0 : ldexp(ways, (int)c->exponent);
}

/* The scores' sum; UINT64_MAX when it is larger. */
static uint64_t sum_of(pain__scores scores)
{
    uint64_t sum = 0;

    for (size_t i = 0; i < scores.rows; i++) {
        if (scores.count[i] > (UINT64_MAX - sum) / scores.score[i])
            return UINT64_MAX;
        sum += scores.count[i] * scores.score[i];
    }
    return sum;
}

pain_status pain__flip_tails(pain__scores scores, uint64_t observed,
                             const pain_allocator *allocator, double *lower, double *upper)
{
    uint64_t divisor = common_divisor(scores), total = sum_of(scores);
    bool below = observed <= total - observed;
    choices c;

    *lower = *upper = NAN;
    if (total == UINT64_MAX)
        return PAIN_EOVERFLOW;
    uint64_t last = (below ? observed : total - observed) / divisor;
    pain_status status = count_choices(scores, divisor, last, allocator, &c);

    if (status == PAIN_OK) {
        pain__sum sum = {0, 0};

        for (uint64_t s = 0; s < last; s++)
            pain__sum_add(&sum, c.ways[s]);
        double rest = 1 - to_probability(&c, pain__sum_value(&sum));

        pain__sum_add(&sum, c.ways[last]);
        double small = to_probability(&c, pain__sum_value(&sum));

        *lower = below ? small : rest;
        *upper = below ? rest : small;
    }
    pain__free(allocator, c.ways);
    return status;
}

pain_status pain__flip_quantile(pain__scores scores, double tail, const pain_allocator *allocator,
                                uint64_t *k, double *below)
{
    const double wanted = tail * (1 + 1.4e-14);
    uint64_t divisor = common_divisor(scores), total = sum_of(scores);
    choices c;

    *k = 0;
    *below = NAN;
    if (total == UINT64_MAX)
        return PAIN_EOVERFLOW;
    uint64_t end = total / divisor;
    /* Below the middle, half of the sums will do. */
    pain_status status = count_choices(scores, divisor, tail < 0.5 ? end / 2 : end, allocator, &c);

    if (status == PAIN_OK) {
        pain__sum sum = {0, 0};
        uint64_t s = 0;

        for (*below = 0; s <= c.last; s++) {
            pain__sum_add(&sum, c.ways[s]);
            double so_far = to_probability(&c, pain__sum_value(&sum));

            if (so_far > wanted)
                break;
            *below = so_far;
        }
        *k = s * divisor;
    }
    pain__free(allocator, c.ways);
    return status;
}
