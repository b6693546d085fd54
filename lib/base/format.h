/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_BASE_FORMAT_H
#define PAIN_BASE_FORMAT_H
/* Numbers as text with a decimal point, whatever the locale. */

#include <stddef.h>

enum { PAIN__NUMBER_SIZE = 352 }; /* room for any double with up to 20 decimals, sign and NUL */

/* `value` rounded to `digits` decimals (0 to 20); never "-0.0". "nan", "inf" and "-inf" as they
 * are. */
void pain__format_fixed(double value, int digits, char text[PAIN__NUMBER_SIZE]);

/* `value` so that it reads back the same: with 15 or 16 significant digits where these do, and it
 * is not too small for pain__decimal, else with 17. */
void pain__format_exact(double value, char text[PAIN__NUMBER_SIZE]);

#endif
