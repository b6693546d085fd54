/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_BASE_DECIMAL_H
#define PAIN_BASE_DECIMAL_H
/* Exact decimal numbers: what a file prints is kept as printed, without the locale and without
 * binary rounding. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <painstat/status.h>

/* digits * 10^-places, with the fewest places: 0.50 is {5, 1}, 1e3 is {1000, 0}. At most 18 digits
 * and 0 to 18 places. */
typedef struct pain__decimal {
    int64_t digits;
    int32_t places;
} pain__decimal;

/* Reads the whole of text[0..length): a sign or none, digits with at most one decimal mark (one of
 * the bytes of `marks`: ".", "," or ".,") before, among or behind them, and an exponent or none
 * (e, a sign or none, digits). No blanks, no thousands separators.
 * EVALUE when it is no such number: `out` is then 0. EOVERFLOW when it does not fit in 18 digits
 * and 18 places after zeros at its ends are dropped: `out` is then cut towards zero to what fits,
 * or +-(10^18 - 1) when it is larger. */
pain_status pain__decimal_parse(const char *text, size_t length, const char *marks,
                                pain__decimal *out);

/* True for a whole number, written to `*integer`; else `*integer` is 0. */
bool pain__decimal_integer(const pain__decimal *decimal, int64_t *integer);

/* The nearest double, ties to even. */
double pain__decimal_double(const pain__decimal *decimal);

/* 10^power, for 0 <= power <= 18. */
int64_t pain__power_of_ten(int32_t power);

#endif
