/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two proportions of the same pairs: what the difference, the ratio and the odds ratio share. */
#include <config.h>

#include <math.h>

#include "stat/interval.h"
#include "stat/paired.h"

/* Counts above this are not all doubles. */
#define MAX_EXACT_COUNT (UINT64_C(1) << 53)

pain_status pain__paired_read(pain_paired_counts counts, pain__paired *t)
{
    const uint64_t cells[] = {counts.yes_yes, counts.yes_no, counts.no_yes, counts.no_no};
    uint64_t n = 0;

    for (size_t i = 0; i < 4; i++) {
        if (cells[i] > MAX_EXACT_COUNT - n)
            return PAIN_EOVERFLOW;
        n += cells[i];
    }
    *t = (pain__paired){(double)counts.yes_yes, (double)counts.yes_no, (double)counts.no_yes,
                        (double)counts.no_no, (double)n};
    return n == 0 ? PAIN_EEMPTY : PAIN_OK;
}

static pain__paired_limit find_method(const pain__paired_quantity *quantity, int32_t number)
{
    for (size_t i = 0; i < quantity->n_methods; i++)
        if ((int32_t)quantity->methods[i].method == number)
            return quantity->methods[i].lower;
    return NULL;
}

/* Rounding, and the methods that know no range, can pass its ends. A NaN stays one. */
static double cut(double limit, double lowest, double highest)
{
    if (limit < lowest)
        return lowest;
    return limit > highest ? highest : limit;
}

static double upper_limit(const pain__paired_quantity *quantity, pain__paired_limit lower,
                          const pain__paired *t, double tail)
{
    const pain__paired mirrored = {t->a, t->c, t->b, t->d, t->n};
    double limit = lower(&mirrored, tail);

    return quantity->is_ratio ? 1 / limit : 0 - limit;
}

static pain_status set_limits(const pain__paired_quantity *quantity, pain__paired_limit lower,
                              const pain__paired *t, double tail, pain_estimate *estimate)
{
    double lowest = quantity->is_ratio ? 0 : -1;
    double highest = quantity->is_ratio ? INFINITY : 1;

    if (estimate->side != PAIN_UPPER_BOUND)
        estimate->lower = cut(lower(t, tail), lowest, highest);
    if (estimate->side != PAIN_LOWER_BOUND)
        estimate->upper = cut(upper_limit(quantity, lower, t, tail), lowest, highest);
    pain__interval_open(estimate, lowest, highest);
    if (isnan(estimate->lower) || isnan(estimate->upper)) {
        estimate->flags = 0;
        return pain__interval_no_limits(estimate, PAIN_EUNDEFINED);
    }
    if (estimate->lower == lowest && estimate->upper == highest)
        estimate->flags |= PAIN_FLAG_UNBOUNDED;
    return PAIN_OK;
}

/* `method` PAIN_METHOD_DEFAULT: the one in the options. */
static pain_status paired_by(const pain__paired_quantity *quantity, pain_paired_counts counts,
                             const pain_interval_options *options, pain_method method,
                             pain_estimate *estimate)
{
    pain_interval_options known;
    pain__paired t;
    pain_status status = pain__interval_begin(options, quantity->fallback, &known, estimate);

    if (status != PAIN_OK)
        return status;
    if (method != PAIN_METHOD_DEFAULT)
        estimate->method = (int32_t)method;
    pain__paired_limit lower = find_method(quantity, estimate->method);

    if (lower == NULL)
        return pain__interval_fail(estimate, PAIN_EINVAL);
    status = pain__paired_read(counts, &t);
    if (status != PAIN_OK)
        return pain__interval_fail(estimate, status);
    quantity->describe(&t, estimate);
    return set_limits(quantity, lower, &t, pain__interval_tail(&known), estimate);
}

pain_status pain__paired_one(const pain__paired_quantity *quantity, pain_paired_counts counts,
                             const pain_interval_options *options, pain_estimate *estimate)
{
    return paired_by(quantity, counts, options, PAIN_METHOD_DEFAULT, estimate);
}

pain_status pain__paired_all(const pain__paired_quantity *quantity, pain_paired_counts counts,
                             const pain_interval_options *options, pain_estimate *estimates,
                             size_t *count)
{
    pain_status status = pain__interval_room(quantity->n_methods, estimates, count);

    if (status != PAIN_OK)
        return status;
    for (size_t i = 0; i < quantity->n_methods; i++) {
        pain_status one =
            paired_by(quantity, counts, options, quantity->methods[i].method, &estimates[i]);

        if (status == PAIN_OK)
            status = one;
    }
    return status;
}
