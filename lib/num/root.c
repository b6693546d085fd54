/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bracketed roots to the last digit: inverse quadratic interpolation where it is safe (T. R.
 * Chandrupatla, A new hybrid quadratic/bisection algorithm, Advances in Engineering Software 28
 * (1997) 145-149), guarded by halving the number of doubles in the bracket, so that a root at
 * 1e-300 costs no more steps than one at 1. */
#include <config.h>

#include <math.h>
#include <string.h>

#include "num/root.h"

/* The position of x among the doubles, in order. */
static int64_t position(double x)
{
    int64_t bits;

    memcpy(&bits, &x, sizeof bits);
    return bits >= 0 ? bits : INT64_MIN - bits;
}

static double at_position(int64_t place)
{
    int64_t bits = place >= 0 ? place : INT64_MIN - place;
    double x;

    memcpy(&x, &bits, sizeof x);
    return x;
}

/* The number of steps from one double to another; it fits, since both are finite. */
static uint64_t doubles_between(double a, double b)
{
    int64_t i = position(a), j = position(b);

    return i < j ? (uint64_t)j - (uint64_t)i : (uint64_t)i - (uint64_t)j;
}

static double middle_double(double a, double b)
{
    int64_t i = position(a), j = position(b), low = i < j ? i : j;

    return at_position(low + (int64_t)(doubles_between(a, b) / 2));
}

typedef struct place {
    double x, f;
} place;

/* The next x from the newest point `a`, the other end `b` of the bracket, and the point `c` before
 * them. */
static double interpolated(place a, place b, place c)
{
    double xi = (a.x - b.x) / (c.x - b.x), phi = (a.f - b.f) / (c.f - b.f);
    double t = 0.5;

    if (phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi)
        t = a.f / (b.f - a.f) * c.f / (b.f - c.f) +
            (c.x - a.x) / (b.x - a.x) * a.f / (c.f - a.f) * b.f / (c.f - b.f);
    return a.x + t * (b.x - a.x);
}

/* x moved into the inside of the bracket; the middle double when it is no number. */
static double inside(double x, double a, double b)
{
    double low = fmin(a, b), high = fmax(a, b);

    if (isnan(x))
        return middle_double(a, b);
    if (x <= low)
        return at_position(position(low) + 1);
    if (x >= high)
        return at_position(position(high) - 1);
    return x;
}

pain_status pain__root(pain__function f, void *context, double lower, double upper, double *root)
{
    *root = NAN;
    if (!isfinite(lower) || !isfinite(upper) || lower > upper)
        return PAIN_EINVAL;
    place a = {lower, f(lower, context)}, b = {upper, f(upper, context)}, c = b;

    if (isnan(a.f) || isnan(b.f))
        return PAIN_ENOCONV;
    if (a.f != 0 && b.f != 0 && (a.f < 0) == (b.f < 0))
        return PAIN_EINVAL;
    /* Three steps that do not halve the bracket buy one that does. */
    uint64_t width = doubles_between(a.x, b.x);

    for (int slow = 0; a.f != 0 && b.f != 0 && width > 1;) {
        double x = slow >= 3 ? middle_double(a.x, b.x) : interpolated(a, b, c);
        place next = {inside(x, a.x, b.x), 0};

        next.f = f(next.x, context);
        if (isnan(next.f))
            return PAIN_ENOCONV;
        if ((next.f < 0) == (a.f < 0)) {
            c = a;
        } else {
            c = b;
            b = a;
        }
        a = next;
        uint64_t left = doubles_between(a.x, b.x);

        slow = left > width / 2 ? slow + 1 : 0;
        width = left;
    }
    *root = fabs(a.f) <= fabs(b.f) ? a.x : b.x;
    return PAIN_OK;
}
