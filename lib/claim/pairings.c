/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The extremes of what is asked of two known distributions, over their pairings: a pairing that has
 * it, and its value. */
#include <config.h>

#include <math.h>
#include <string.h>

#include "base/base.h"
#include "base/floats.h"
#include "claim/exact.h"
#include "claim/grid.h"
#include "claim/paired.h"
#include "claim/pairings.h"

/* The patients, when the counts are from 0 up, none beyond the scale, and as many as allowed; else
 * 0. */
static int64_t total(const int64_t count[101], int32_t steps)
{
    int64_t n = 0;

    for (int32_t v = 0; v <= 100; v++) {
        if (count[v] < 0 || count[v] > PAIN__MOST_N || (v > steps && count[v] > 0))
            return 0;
        n += count[v];
    }
    return n <= PAIN__MOST_N ? n : 0;
}

static pain_status read_counts(pain_pairings *to, const pain_pairings *from)
{
    if (from == NULL)
        return PAIN_EINVAL;
    pain_status status = pain__options(to, sizeof *to, from);

    if (status != PAIN_OK)
        return status;
    if (to->steps < 1 || to->steps > 100 || to->cut < 0 || to->cut > to->steps || to->percent < 0 ||
        to->percent > 100)
        return PAIN_EINVAL;
    if (to->percent == 0)
        to->percent = 30;
    int64_t n = total(to->before, to->steps);

    return n > 0 && n == total(to->after, to->steps) ? PAIN_OK : PAIN_EINVAL;
}

/* The lowest score at or below which more began than ended, so that somebody got worse; -1: none.
 */
static int32_t forced_worse(const pain_pairings *counts)
{
    int64_t began = 0, ended = 0;

    for (int32_t v = 0; v <= counts->steps; v++) {
        began += counts->before[v];
        ended += counts->after[v];
        if (began > ended)
            return v;
    }
    return -1;
}

pain_status pain_pairings_check(const pain_pairings *counts, int32_t *verdict, int32_t *score)
{
    pain_pairings read;

    if (verdict != NULL)
        *verdict = PAIN_UNDECIDED;
    if (score != NULL)
        *score = -1;
    if (verdict == NULL || score == NULL)
        return PAIN_EINVAL;
    pain_status status = read_counts(&read, counts);

    if (status != PAIN_OK)
        return status;
    *score = read.nobody_worse ? forced_worse(&read) : -1;
    *verdict = *score < 0 ? PAIN_POSSIBLE : PAIN_IMPOSSIBLE;
    return PAIN_OK;
}

/* Low pairs are those of responders or of those who were better; for those who were worse, of all
 * others. With 100 (B - E) >= percent B, E is at most (100 - percent) B / 100. */
static pain__limits limits_of(const pain_pairings *counts, int32_t quantity)
{
    pain__limits limits = {.limit = {quantity == PAIN_PAIRED_WORSE ? 0 : -1}};

    for (int32_t b = 1; b <= counts->steps; b++) {
        int32_t kept = (100 - counts->percent) * b;

        limits.limit[b] = quantity == PAIN_PAIRED_WORSE    ? b
                          : quantity == PAIN_PAIRED_BETTER ? b - 1
                          : counts->above                  ? (kept + 99) / 100 - 1
                                                           : kept / 100;
    }
    return limits;
}

/* Shares: the value follows from the pairs that are low. */
static void bound_share(const pain_pairings *counts, int32_t quantity, bool upper,
                        pain_pairings_end *end)
{
    const pain__limits limits = limits_of(counts, quantity);
    bool is_worse = quantity == PAIN_PAIRED_WORSE;
    int64_t patients = 0, n = 0;

    (void)pain__pair_low(counts, &limits, NULL, upper != is_worse, end);
    for (size_t i = 0; i < end->n_cells; i++) {
        const pain_paired_cell *c = &end->cell[i];

        n += c->patients;
        if ((c->endpoint <= limits.limit[c->baseline]) != is_worse)
            patients += c->patients;
    }
    end->numerator = 100 * patients;
    end->denominator = n;
}

/* The mean of percentages as a double: whole parts of the sums of E / B are kept apart. */
static double mean_percent(const pain_pairings_end *end)
{
    int64_t n = 0, whole = 0, sum = 0;
    double rest = 0;

    for (size_t i = 0; i < end->n_cells; i++) {
        const pain_paired_cell *c = &end->cell[i];

        if (c->baseline == 0)
            continue;
        n += c->patients;
        sum += c->patients * c->endpoint;
        if (i + 1 == end->n_cells || c[1].baseline != c->baseline) {
            whole += sum / c->baseline;
            rest += (double)(sum % c->baseline) / (double)c->baseline;
            sum = 0;
        }
    }
    return 100 * ((double)(n - whole) - rest) / (double)n;
}

/* Means and near zero, of the cells. */
static pain_status value_of(const pain_pairings *counts, int32_t quantity, pain_pairings_end *end)
{
    const pain_paired_figures figures = {.cut = counts->cut};
    pain_status status = pain__cells_value(&figures, end->cell, end->n_cells, quantity,
                                           &end->numerator, &end->denominator);

    if (status == PAIN_EOVERFLOW) {
        end->value = mean_percent(end);
        return PAIN_OK;
    }
    return status;
}

static pain_status bound(const pain_pairings *counts, int32_t quantity, bool upper,
                         pain_pairings_end *end)
{
    pain_status status = PAIN_OK;
    int64_t n = 0;

    for (int32_t b = 1; b <= counts->steps; b++)
        n += counts->before[b];
    if ((counts->nobody_worse && forced_worse(counts) >= 0) ||
        (n == 0 &&
         (quantity <= PAIN_PAIRED_PERCENT_OF_MEANS || quantity == PAIN_PAIRED_MEDIAN_PERCENT)))
        return PAIN_EUNDEFINED;
    if (quantity == PAIN_PAIRED_MEDIAN_PERCENT) {
        pain__pair_median(counts, upper, end);
        status = pain__cells_median(end->cell, end->n_cells, &end->numerator, &end->denominator);
    } else if (quantity <= PAIN_PAIRED_NEAR_ZERO) {
        pain__pair_mean(counts, upper, end);
        status = value_of(counts, quantity, end);
    } else
        bound_share(counts, quantity, upper, end);
    if (status == PAIN_OK && end->denominator > 0)
        end->value = (double)end->numerator / (double)end->denominator;
    return status;
}

pain_status pain_pairings_bound(const pain_pairings *counts, int32_t quantity, bool upper,
                                pain_pairings_end *end)
{
    PAIN__FLOATS;
    pain_pairings read;

    if (end == NULL)
        return PAIN_EINVAL;
    memset(end, 0, sizeof *end);
    end->value = NAN;
    pain_status status = read_counts(&read, counts);

    if (status == PAIN_OK)
        status = quantity >= 0 && quantity < PAIN_PAIRINGS_QUANTITIES
                     ? bound(&read, quantity, upper, end)
                     : PAIN_EINVAL;
    return status;
}
