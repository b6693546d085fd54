/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/decimal.h"
#include "base/format.h"

/* snprintf writes the locale's decimal mark, of one byte or more: the only bytes of a finite number
 * that are neither a digit, a sign nor an exponent's e. */
static void use_point(char *text)
{
    char *to = text;

    for (const char *from = text; *from != '\0';) {
        if (isdigit((unsigned char)*from) || strchr("+-e", *from) != NULL) {
            *to++ = *from++;
            continue;
        }
        *to++ = '.';
        while (*from != '\0' && !isdigit((unsigned char)*from))
            from++;
    }
    *to = '\0';
}

/* True when the value is not finite, its name then written. */
static int name_special(double value, char *text)
{
    if (isfinite(value))
        return 0;
    (void)strcpy(text, isnan(value) ? "nan" : value > 0.0 ? "inf" : "-inf");
    return 1;
}

void pain__format_fixed(double value, int digits, char text[PAIN__NUMBER_SIZE])
{
    if (name_special(value, text))
        return;
    (void)snprintf(text, PAIN__NUMBER_SIZE, "%.*f", digits, value);
    use_point(text);
    if (text[0] == '-' && strspn(text + 1, "0.") == strlen(text + 1))
        memmove(text, text + 1, strlen(text));
}

void pain__format_exact(double value, char text[PAIN__NUMBER_SIZE])
{
    if (name_special(value, text))
        return;
    for (int digits = 15; digits <= 17; digits++) {
        pain__decimal read;

        (void)snprintf(text, PAIN__NUMBER_SIZE, "%.*g", digits, value);
        use_point(text);
        if (pain__decimal_parse(text, strlen(text), ".", &read) == PAIN_OK &&
            pain__decimal_double(&read) == value)
            return;
    }
}
