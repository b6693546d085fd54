/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walsh averages by counting. How many are at most d takes one walk over the values; the k-th
 * smallest is the smallest double with a count of at least k, found by halving the range of
 * doubles. So a limit is a Walsh average to the last bit, and no average is stored. Tukey's
 * identity, with ties: the signed-rank statistic of x - d is
 *
 *   W(d) = #{averages > d} + #{averages of two different values = d} / 2.
 *
 * J. W. Tukey, Memorandum Report 17, Statistical Research Group, Princeton, 1949; J. L. Hodges and
 * E. L. Lehmann, Ann. Math. Stat. 34 (1963) 598-611. */
#include <config.h>

#include <stdbool.h>
#include <string.h>

#include "stat/walsh.h"

uint64_t pain__walsh_number(pain_counts counts)
{
    return counts.n * (counts.n + 1) / 2;
}

/* Monotone in both, without overflow. */
static double average(double a, double b)
{
    return 0.5 * a + 0.5 * b;
}

static bool is_within(double x, double d, bool strictly)
{
    return strictly ? x < d : x <= d;
}

/* How many averages are at most d, or below it. Ordered pairs count each i < j twice and each i = j
 * once. */
static uint64_t averages_within(pain_counts counts, double d, bool strictly)
{
    uint64_t ordered = 0, single = 0, partners = counts.n;
    size_t end = counts.distinct;

    for (size_t i = 0; i < counts.distinct; i++) {
        while (end > 0 && !is_within(average(counts.x[i], counts.x[end - 1]), d, strictly))
            partners -= counts.count[--end];
        ordered += counts.count[i] * partners;
        if (is_within(average(counts.x[i], counts.x[i]), d, strictly))
            single += counts.count[i];
    }
    return (ordered + single) / 2;
}

static uint64_t how_many_are(pain_counts counts, double d)
{
    for (size_t i = 0; i < counts.distinct; i++)
        if (counts.x[i] == d)
            return counts.count[i];
    return 0;
}

static uint64_t doubled_statistic(pain_counts counts, double d)
{
    uint64_t at_most = averages_within(counts, d, false);
    uint64_t below = averages_within(counts, d, true);
    uint64_t zeros = how_many_are(counts, d);

    return 2 * (pain__walsh_number(counts) - at_most) + (at_most - below) - zeros * (zeros + 1) / 2;
}

/* Doubles as whole numbers in the same order. */
static uint64_t to_ordinal(double x)
{
    const uint64_t sign = UINT64_C(1) << 63;
    uint64_t bits;

    memcpy(&bits, &x, sizeof bits);
    return (bits & sign) != 0 ? ~bits : bits | sign;
}

static double to_double(uint64_t ordinal)
{
    const uint64_t sign = UINT64_C(1) << 63;
    uint64_t bits = (ordinal & sign) != 0 ? ordinal & ~sign : ~ordinal;
    double x;

    memcpy(&x, &bits, sizeof x);
    return x;
}

typedef bool (*walsh_condition)(pain_counts counts, double d, uint64_t limit);

static bool has_count(pain_counts counts, double d, uint64_t limit)
{
    return averages_within(counts, d, false) >= limit;
}

static bool has_small_statistic(pain_counts counts, double d, uint64_t limit)
{
    return doubled_statistic(counts, d) <= limit;
}

/* The smallest double that meets a condition which larger ones meet, too, and the largest value
 * meets. */
static double first_double(pain_counts counts, walsh_condition is_met, uint64_t limit)
{
    uint64_t low = to_ordinal(counts.x[0]), high = to_ordinal(counts.x[counts.distinct - 1]);

    while (low < high) {
        uint64_t middle = low + (high - low) / 2;

        if (is_met(counts, to_double(middle), limit))
            high = middle;
        else
            low = middle + 1;
    }
    return to_double(high);
}

double pain__walsh_kth(pain_counts counts, uint64_t k)
{
    /* -0 is a double of its own, but not a value. */
    return first_double(counts, has_count, k) + 0.0;
}

double pain__walsh_first_at_most(pain_counts counts, uint64_t w2)
{
    double d = first_double(counts, has_small_statistic, w2);

    return pain__walsh_kth(counts, averages_within(counts, d, true) + 1);
}

double pain__walsh_last_above(pain_counts counts, uint64_t w2)
{
    uint64_t below = averages_within(counts, first_double(counts, has_small_statistic, w2), true);

    return pain__walsh_kth(counts, below > 0 ? below : 1);
}
