/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much of what could have been printed a check finds impossible. */
#include <config.h>

#include <math.h>

#include "claim/study.h"

enum { MOST_PRINTED = 20000 };

/* Of the SDs of these decimals from 0 to half the scale, with the mean that is claimed beside. */
static double power_of_spread(const pain__case *c, const pain_claim *claim)
{
    pain__at_time at;
    int64_t one = 1, impossible = 0, last;
    pain_printed printed = {0, claim->value.decimals};

    pain__figures_at(c, NULL, claim->time, &at);
    if (claim->value.decimals > 4 || at.figures.grid.steps == 0 || at.contradicted ||
        claim->comparator != PAIN_IS)
        return NAN;
    for (int32_t i = 0; i < claim->value.decimals; i++)
        one *= 10;
    last = (int64_t)((double)one * at.figures.grid.steps * (double)at.figures.grid.step /
                     (2 * (double)at.figures.grid.unit));
    if (last < 1 || last > MOST_PRINTED)
        return NAN;
    at.figures.median = at.figures.minimum = at.figures.maximum = (pain_range){0};
    for (printed.digits = 0; printed.digits <= last; printed.digits++) {
        int32_t verdict;

        if (pain_printed_range(&printed, c->known->rounding, &at.figures.spread) != PAIN_OK ||
            pain_figures_possible(&at.figures, &verdict) != PAIN_OK)
            return NAN;
        impossible += verdict == PAIN_IMPOSSIBLE;
    }
    return (double)impossible / (double)(last + 1);
}

double pain__power(const pain__case *c, const pain_claim *claim)
{
    pain_grid percent = pain_grid_percent();
    pain__at_time at;
    pain_range range;
    pain_grim grim;

    if (claim->comparator != PAIN_IS ||
        pain_claim_range(claim, c->known->rounding, &range) != PAIN_OK)
        return NAN;
    if (claim->statistic >= PAIN_CLAIM_NEAR_ZERO && claim->unit == PAIN_CLAIM_PERCENT)
        return pain_grim_check(&percent, &range, c->n, &grim) == PAIN_OK ? grim.power : NAN;
    if (claim->statistic == PAIN_CLAIM_SD || claim->statistic == PAIN_CLAIM_SE)
        return power_of_spread(c, claim);
    if (claim->statistic != PAIN_CLAIM_MEAN && claim->statistic != PAIN_CLAIM_MEAN_REDUCTION)
        return NAN;
    pain__figures_at(c, claim, claim->statistic == PAIN_CLAIM_MEAN ? claim->time : PAIN_TIME_CHANGE,
                     &at);
    return pain_grim_check(&at.figures.grid, &range, c->n, &grim) == PAIN_OK ? grim.power : NAN;
}
