/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers on the command line: strict, and without the locale. */
#include <config.h>

#include <string.h>

#include "tool.h"

tool_number tool_read_count(const char *text, size_t length, uint64_t most, uint64_t *value)
{
    bool large = false;

    *value = 0;
    if (length == 0)
        return TOOL_NUMBER_NONE;
    for (size_t i = 0; i < length; i++) {
        if (text[i] < '0' || text[i] > '9')
            return TOOL_NUMBER_NONE;
        uint64_t digit = (uint64_t)(text[i] - '0');

        large = large || digit > most || *value > (most - digit) / 10;
        *value = large ? most : *value * 10 + digit;
    }
    return large ? TOOL_NUMBER_LARGE : TOOL_NUMBER_OK;
}

/* 10^15 and its divisors are exact in a double, so one division gives the nearest double. */
static double shift(uint64_t digits, int decimals)
{
    double power = 1.0;

    for (int i = 0; i < decimals; i++)
        power *= 10.0;
    return (double)digits / power;
}

tool_number tool_read_fraction(const char *text, double *value)
{
    uint64_t digits = 0;
    int decimals = 0, seen = 0;
    bool point = false, large = false;

    *value = 0.0;
    for (; (*text >= '0' && *text <= '9') || (*text == '.' && !point); text++) {
        if (*text == '.') {
            point = true;
            continue;
        }
        seen++;
        decimals += point;
        large = large || digits >= 100000000000000 || decimals > 15;
        if (!large)
            digits = digits * 10 + (uint64_t)(*text - '0');
    }
    if (*text == '%')
        decimals += 2;
    if (seen == 0 || strcmp(text, *text == '%' ? "%" : "") != 0)
        return TOOL_NUMBER_NONE;
    if (large)
        return TOOL_NUMBER_LARGE;
    *value = shift(digits, decimals);
    return TOOL_NUMBER_OK;
}

bool tool_read_signed(const char *text, double *value)
{
    bool negative = *text == '-';

    if (strchr(text, '%') != NULL || tool_read_fraction(text + negative, value) != TOOL_NUMBER_OK)
        return false;
    *value = negative ? -*value : *value;
    return true;
}
