/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scales, and the scores on them. */
#include <config.h>

#include <math.h>

#include "base/floats.h"
#include "data/scale.h"

#define MAX_STEPS    1000000
#define MAX_DECIMALS 6
#define MAX_END      INT64_C(1000000000000)
/* How near to a step, in steps, a double is that step. */
#define TOLERANCE 1e-9

pain_scale pain_scale_nrs11(void)
{
    return (pain_scale){0, 10, 1, 0, PAIN_HIGHER_IS_WORSE};
}

pain_status pain_scale_check(const pain_scale *scale)
{
    if (scale == NULL)
        return PAIN_OK;
    if (scale->lowest < -MAX_END || scale->highest > MAX_END || scale->lowest >= scale->highest)
        return PAIN_EINVAL;
    int64_t range = scale->highest - scale->lowest;

    if (scale->step <= 0 || range % scale->step != 0 || range / scale->step > MAX_STEPS)
        return PAIN_EINVAL;
    if (scale->decimals < 0 || scale->decimals > MAX_DECIMALS)
        return PAIN_EINVAL;
    if (scale->direction != PAIN_HIGHER_IS_WORSE && scale->direction != PAIN_LOWER_IS_WORSE)
        return PAIN_EINVAL;
    return PAIN_OK;
}

int32_t pain_scale_steps(const pain_scale *scale)
{
    pain_scale s = scale != NULL ? *scale : pain_scale_nrs11();

    if (pain_scale_check(&s) != PAIN_OK)
        return 0;
    return (int32_t)((s.highest - s.lowest) / s.step);
}

double pain_scale_step(const pain_scale *scale)
{
    PAIN__FLOATS;
    pain_scale s = scale != NULL ? *scale : pain_scale_nrs11();

    if (pain_scale_check(&s) != PAIN_OK)
        return NAN;
    return (double)s.step / (double)pain__power_of_ten(s.decimals);
}

/* The score at `steps` from the lowest value. */
static pain_score from_lowest(const pain_scale *scale, int64_t steps)
{
    int64_t top = pain_scale_steps(scale);

    return (pain_score)(scale->direction == PAIN_HIGHER_IS_WORSE ? steps : top - steps);
}

/* The double nearest to the value at `steps` from the lowest: both sides of the division are whole
 * numbers below 2^53. */
static double value_at(const pain_scale *scale, int64_t steps)
{
    return (double)(scale->lowest + steps * scale->step) /
           (double)pain__power_of_ten(scale->decimals);
}

pain_score pain_scale_score(const pain_scale *scale, double value)
{
    PAIN__FLOATS;
    pain_scale s = scale != NULL ? *scale : pain_scale_nrs11();
    int32_t top = pain_scale_steps(&s);

    if (isnan(value) || top == 0)
        return PAIN_SCORE_NONE;
    double steps = (value - value_at(&s, 0)) / pain_scale_step(&s);
    int64_t nearest = steps <= 0.0 ? 0 : steps >= top ? top : (int64_t)round(steps);

    if (fabs(value - value_at(&s, nearest)) <= TOLERANCE * pain_scale_step(&s))
        return from_lowest(&s, nearest);
    return value < value_at(&s, 0) || value > value_at(&s, top) ? PAIN_SCORE_OFF_SCALE
                                                                : PAIN_SCORE_OFF_STEP;
}

double pain_scale_value(const pain_scale *scale, pain_score score)
{
    PAIN__FLOATS;
    pain_scale s = scale != NULL ? *scale : pain_scale_nrs11();
    int32_t top = pain_scale_steps(&s);

    if (score < 0 || score > top || top == 0)
        return NAN;
    return value_at(&s, s.direction == PAIN_HIGHER_IS_WORSE ? score : top - score);
}

/* The largest whole number of units that is not above the value, held within twice the ends of any
 * scale; `*whole` tells whether it is the value itself. */
static int64_t floor_units(const pain__decimal *value, int32_t decimals, bool *whole)
{
    *whole = value->places <= decimals;
    if (!*whole) {
        int64_t divisor = pain__power_of_ten(value->places - decimals);

        return value->digits / divisor - (value->digits % divisor < 0);
    }
    if (value->digits > MAX_END || value->digits < -MAX_END)
        return value->digits > 0 ? 2 * MAX_END : -2 * MAX_END;
    return value->digits * pain__power_of_ten(decimals - value->places);
}

pain_score pain__scale_score_decimal(const pain_scale *scale, const pain__decimal *value)
{
    pain_scale s = scale != NULL ? *scale : pain_scale_nrs11();
    bool whole;
    int64_t units = floor_units(value, s.decimals, &whole);

    if (units < s.lowest || units > s.highest || (units == s.highest && !whole))
        return PAIN_SCORE_OFF_SCALE;
    if (!whole || (units - s.lowest) % s.step != 0)
        return PAIN_SCORE_OFF_STEP;
    return from_lowest(&s, (units - s.lowest) / s.step);
}

pain_status pain__scale_score_text(const pain_scale *scale, const char *text, size_t length,
                                   const char *marks, pain_score *score)
{
    pain__decimal value;
    pain_status status = pain__decimal_parse(text, length, marks, &value);

    *score = PAIN_SCORE_NONE;
    if (status == PAIN_EVALUE)
        return status;
    *score = pain__scale_score_decimal(scale, &value);
    if (status == PAIN_EOVERFLOW && *score >= 0) {
        /* It was cut towards zero, so that what was cut at an end is beyond it. */
        const pain_scale s = scale != NULL ? *scale : pain_scale_nrs11();
        bool below = *text == '-';
        pain_score end = below == (s.direction == PAIN_HIGHER_IS_WORSE) ? 0 : pain_scale_steps(&s);

        *score = *score == end ? PAIN_SCORE_OFF_SCALE : PAIN_SCORE_OFF_STEP;
    }
    return PAIN_OK;
}

bool pain__scale_equal(const pain_scale *a, const pain_scale *b)
{
    /* An end is at most 10^12, so that 10^6 times as much still fits. */
    int64_t per_a = pain__power_of_ten(MAX_DECIMALS - a->decimals);
    int64_t per_b = pain__power_of_ten(MAX_DECIMALS - b->decimals);

    return a->lowest * per_a == b->lowest * per_b && a->highest * per_a == b->highest * per_b &&
           a->step * per_a == b->step * per_b && a->direction == b->direction;
}
