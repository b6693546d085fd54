/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exact decimal numbers. */
#include <config.h>

#include <math.h>
#include <string.h>

#include "base/decimal.h"

#define MAX_DIGITS 18
#define MAX_NUMBER (INT64_C(1000000000000000000) - 1)
/* An exponent is counted up to here; no text is long enough to bring a larger one back. */
#define MAX_EXPONENT INT64_C(100000000000000000)

/* A number while it is read: digits * 10^exponent, its last digit not 0 once it is trimmed. */
typedef struct {
    uint64_t digits;
    int32_t n;        /* how many digits, leading zeros not counted */
    int64_t zeros;    /* zeros read behind them that are not in `digits` yet */
    int64_t exponent; /* of the last digit read */
    bool cut;         /* something that is not zero was dropped */
} reading;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Takes a digit in; what does not fit becomes zeros. */
static void take_digit(reading *number, unsigned digit)
{
    if (digit == 0) {
        number->zeros += number->n > 0;
        return;
    }
    if (number->n + number->zeros >= MAX_DIGITS && number->n > 0) {
        number->cut = true;
        number->zeros++;
        return;
    }
    for (; number->zeros > 0; number->zeros--, number->n++)
        number->digits *= 10;
    number->digits = number->digits * 10 + digit;
    number->n++;
}

/* Reads digits with at most one mark from `*at`; false when there is no digit. */
static bool read_mantissa(const char **at, const char *end, const char *marks, reading *number)
{
    bool any = false, marked = false;

    for (; *at < end; (*at)++) {
        if (is_digit(**at)) {
            take_digit(number, (unsigned)(**at - '0'));
            number->exponent -= marked;
            any = true;
        } else if (!marked && **at != '\0' && strchr(marks, **at) != NULL) {
            marked = true;
        } else {
            break;
        }
    }
    return any;
}

/* Reads what stands behind the e; false when that is no whole number up to the end. */
static bool read_exponent(const char *at, const char *end, reading *number)
{
    bool negative = at < end && *at == '-';
    int64_t exponent = 0;

    if (at < end && (*at == '-' || *at == '+'))
        at++;
    if (at == end)
        return false;
    for (; at < end && is_digit(*at); at++)
        if (exponent < MAX_EXPONENT)
            exponent = exponent * 10 + (*at - '0');
    number->exponent += negative ? -exponent : exponent;
    return at == end;
}

/* The number as a decimal without its sign, cut to what fits. */
static pain_status settle(reading *number, pain__decimal *out)
{
    int64_t exponent = number->exponent + number->zeros;

    if (number->n == 0)
        return PAIN_OK;
    if (exponent > MAX_DIGITS - number->n) {
        out->digits = MAX_NUMBER;
        return PAIN_EOVERFLOW;
    }
    for (; exponent > 0; exponent--)
        number->digits *= 10;
    /* Cutting may leave a zero as the last digit, which needs no place. */
    for (; exponent < -MAX_DIGITS || (exponent < 0 && number->digits % 10 == 0); exponent++) {
        if (number->digits == 0) {
            exponent = 0;
            break;
        }
        number->cut = number->cut || number->digits % 10 != 0;
        number->digits /= 10;
    }
    out->digits = (int64_t)number->digits;
    out->places = (int32_t)-exponent;
    return number->cut ? PAIN_EOVERFLOW : PAIN_OK;
}

pain_status pain__decimal_parse(const char *text, size_t length, const char *marks,
                                pain__decimal *out)
{
    const char *at = text, *end = text + length;
    bool negative = length > 0 && *text == '-';
    reading number = {0, 0, 0, 0, false};

    *out = (pain__decimal){0, 0};
    if (length > 0 && (*at == '-' || *at == '+'))
        at++;
    if (!read_mantissa(&at, end, marks, &number))
        return PAIN_EVALUE;
    if (at < end && (*at == 'e' || *at == 'E') && read_exponent(at + 1, end, &number))
        at = end;
    if (at != end)
        return PAIN_EVALUE;
    pain_status status = settle(&number, out);

    if (negative)
        out->digits = -out->digits;
    return status;
}

bool pain__decimal_integer(const pain__decimal *decimal, int64_t *integer)
{
    *integer = decimal->places == 0 ? decimal->digits : 0;
    return decimal->places == 0;
}

int64_t pain__power_of_ten(int32_t power)
{
    int64_t result = 1;

    for (; power > 0; power--)
        result *= 10;
    return result;
}

/* Long division in binary: 54 bits or more of the quotient and a last bit that stands for the rest,
 * so that the one conversion to double rounds to the nearest. */
static double divide(uint64_t digits, uint64_t divisor)
{
    uint64_t quotient = digits / divisor, rest = digits % divisor;
    int shift = 0;

    if (digits == 0)
        return 0.0;
    while (quotient < UINT64_C(1) << 55) {
        rest <<= 1;
        quotient = quotient << 1 | (rest >= divisor);
        rest -= rest >= divisor ? divisor : 0;
        shift++;
    }
    return ldexp((double)(quotient | (rest != 0)), -shift);
}

double pain__decimal_double(const pain__decimal *decimal)
{
    uint64_t divisor = (uint64_t)pain__power_of_ten(decimal->places);
    int64_t digits = decimal->digits;

    return digits < 0 ? -divide((uint64_t)-digits, divisor) : divide((uint64_t)digits, divisor);
}
