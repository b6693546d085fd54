/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clinic's calendar: it is open on weekdays, from Monday 2025-01-06. */
#include <config.h>

#include <inttypes.h>

#include "simulate.h"

int32_t sim_weekday(int32_t day, int32_t n)
{
    int32_t week = day / 7, of_week = day % 7;

    if (of_week > 4) { /* Saturday and Sunday become Monday */
        week++;
        of_week = 0;
    }
    int32_t weekdays = week * 5 + of_week + n;

    return weekdays / 5 * 7 + weekdays % 5;
}

void sim_date(int32_t day, char text[16])
{
    /* Counted from a first of March, the leap day stands at the end of a year; the loop-free form
     * is that of Richards 2013 (Explanatory Supplement to the Astronomical Almanac, 15.11). */
    const int32_t julian = 2460682 + day; /* 2025-01-06 */
    int32_t f = julian + 1401 + (4 * julian + 274277) / 146097 * 3 / 4 - 38;
    int32_t e = 4 * f + 3, h = 5 * (e % 1461 / 4) + 2;
    int32_t month = (h / 153 + 2) % 12 + 1;

    (void)snprintf(text, 16, "%04" PRId32 "-%02" PRId32 "-%02" PRId32,
                   (e / 1461 - 4716 + (14 - month) / 12) % 10000, month, h % 153 / 5 + 1);
}
