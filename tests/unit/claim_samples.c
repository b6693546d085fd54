/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "claim_samples.h"

void enumerate_samples(int64_t n, int32_t k, sample_list *all)
{
    int32_t score[16] = {0};

    all->n = 0;
    for (;;) {
        one_sample made = {0, 0, score[0], score[n - 1], score[(n - 1) / 2] + score[n / 2], {0}};
        int64_t q = 0;

        for (int64_t i = 0; i < n; i++) {
            made.sum += score[i];
            q += score[i] * score[i];
            made.count[score[i]]++;
        }
        made.squares = n * q - made.sum * made.sum;
        all->sample[all->n++] = made;
        int64_t i = n - 1;

        while (i >= 0 && score[i] == k)
            i--;
        if (i < 0)
            return;
        score[i]++;
        for (int64_t j = i + 1; j < n; j++)
            score[j] = score[i];
    }
}

int64_t round_root(int64_t numerator, int64_t denominator, int32_t decimals, int32_t rounding)
{
    int64_t scale = decimals == 0 ? 1 : decimals == 1 ? 100 : 10000;
    int64_t floor = 0;

    while ((floor + 1) * (floor + 1) * denominator <= numerator * scale)
        floor++;
    int64_t half = (2 * floor + 1) * (2 * floor + 1) * denominator - 4 * numerator * scale;
    bool rest = floor * floor * denominator < numerator * scale;

    switch (rounding) {
    case PAIN_ROUNDING_TRUNCATED:
        return floor;
    case PAIN_ROUNDING_UP:
        return floor + rest;
    case PAIN_ROUNDING_HALF_DOWN:
        return floor + (half < 0);
    case PAIN_ROUNDING_HALF_EVEN:
        return floor + (half < 0 || (half == 0 && floor % 2 == 1));
    default:
        return floor + (half <= 0);
    }
}

int64_t spread_divisor(int64_t n, int32_t kind)
{
    int64_t by = kind == PAIN_SPREAD_SD || kind == PAIN_SPREAD_SE ? n * (n - 1) : n * n;

    return kind == PAIN_SPREAD_SE || kind == PAIN_SPREAD_SE_N ? by * n : by;
}

bool prints_ratio(int64_t numerator, int64_t denominator, int32_t decimals, int32_t rounding,
                  int64_t digits)
{
    return round_ratio(numerator, denominator, decimals, rounding) == digits ||
           (rounding == PAIN_ROUNDING_UNKNOWN &&
            round_ratio(numerator, denominator, decimals, PAIN_ROUNDING_HALF_DOWN) == digits);
}

bool prints_root(int64_t numerator, int64_t denominator, int32_t decimals, int32_t rounding,
                 int64_t digits)
{
    return round_root(numerator, denominator, decimals, rounding) == digits ||
           (rounding == PAIN_ROUNDING_UNKNOWN &&
            round_root(numerator, denominator, decimals, PAIN_ROUNDING_HALF_DOWN) == digits);
}

bool prints_as(const one_sample *s, const sample_print *p)
{
    return prints_ratio(s->sum, p->n, p->mean_places, p->rounding, p->mean) &&
           (p->minimum < 0 || s->minimum == p->minimum) &&
           (p->maximum < 0 || s->maximum == p->maximum) &&
           (p->median < 0 || round_ratio(s->middle, 2, 1, PAIN_ROUNDING_HALF_UP) == p->median) &&
           prints_root(s->squares, spread_divisor(p->n, p->kind), p->sd_places, p->rounding, p->sd);
}

/* Near a sample, so that about half of the cases are possible. */
sample_print random_print(int64_t n, const sample_list *all, uint64_t *state)
{
    const one_sample *s = &all->sample[next_case(state, all->n)], *t = s;
    sample_print p = {.n = n, .median = -1, .minimum = -1, .maximum = -1};

    if (next_case(state, 2) == 0)
        t = &all->sample[next_case(state, all->n)];
    p.mean_places = (int32_t)next_case(state, 3);
    p.sd_places = (int32_t)next_case(state, 3);
    p.rounding = (int32_t)next_case(state, PAIN_ROUNDINGS);
    p.kind = (int32_t)next_case(state, PAIN_SPREADS);
    p.mean = round_ratio(s->sum, n, p.mean_places, p.rounding);
    p.sd = round_root(t->squares, spread_divisor(n, p.kind), p.sd_places, p.rounding) +
           (int64_t)next_case(state, 3) - 1;
    if (p.sd < 0)
        p.sd = 0;
    if (next_case(state, 3) == 0)
        p.median = round_ratio(t->middle, 2, 1, PAIN_ROUNDING_HALF_UP);
    if (next_case(state, 4) == 0)
        p.minimum = t->minimum;
    if (next_case(state, 4) == 0)
        p.maximum = s->maximum;
    return p;
}

pain_range printed_digits(int64_t digits, int32_t decimals, int32_t rounding)
{
    pain_printed printed = {digits, decimals};
    pain_range range = {0};

    if (digits >= 0)
        ck_assert_int_eq(pain_printed_range(&printed, rounding, &range), PAIN_OK);
    return range;
}

pain_figures printed_figures(const sample_print *p, int32_t k)
{
    return (pain_figures){.size = sizeof(pain_figures),
                          .grid = pain_grid_whole(k),
                          .n = p->n,
                          .mean = printed_digits(p->mean, p->mean_places, p->rounding),
                          .spread = printed_digits(p->sd, p->sd_places, p->rounding),
                          .median = printed_digits(p->median, 1, PAIN_ROUNDING_HALF_EVEN),
                          .minimum = printed_digits(p->minimum, 0, PAIN_ROUNDING_UNKNOWN),
                          .maximum = printed_digits(p->maximum, 0, PAIN_ROUNDING_UNKNOWN),
                          .spread_kind = p->kind};
}
