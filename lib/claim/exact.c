/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole numbers beyond 64 bits: two products compared, and a quotient of products. The numbers of
 * ordinary claims fit 64 bits and take the short way. */
#include <config.h>

#include <math.h>
#include <string.h>

#include "claim/exact.h"
#include "stat/wide.h"

#define LIMBS 15

static uint64_t magnitude(int64_t x)
{
    return x < 0 ? -(uint64_t)x : (uint64_t)x;
}

static int sign_of_product(int64_t a, int64_t b)
{
    return a == 0 || b == 0 ? 0 : (a < 0) == (b < 0) ? 1 : -1;
}

int pain__compare_products(int64_t a, int64_t b, int64_t c, int64_t d)
{
    int left = sign_of_product(a, b), right = sign_of_product(c, d);

    if (left != right || left == 0)
        return (left > right) - (left < right);
    uint64_t ua = magnitude(a), ub = magnitude(b), uc = magnitude(c), ud = magnitude(d);
    uint64_t high = pain__high_product(ua, ub), other_high = pain__high_product(uc, ud);
    uint64_t low = ua * ub, other_low = uc * ud;
    int larger = high != other_high ? (high > other_high) - (high < other_high)
                                    : (low > other_low) - (low < other_low);

    return left * larger;
}

/* A natural number of 32-bit limbs, the lowest first; `n` of them are in use. */
typedef struct {
    uint32_t limb[LIMBS];
    size_t n;
} natural;

static bool multiply_small(natural *number, uint32_t factor)
{
    uint64_t carry = 0;

    for (size_t i = 0; i < number->n; i++) {
        carry += (uint64_t)number->limb[i] * factor;
        number->limb[i] = (uint32_t)carry;
        carry >>= 32;
    }
    if (carry == 0)
        return true;
    if (number->n == LIMBS)
        return false;
    number->limb[number->n++] = (uint32_t)carry;
    return true;
}

static bool add_shifted(natural *number, const natural *other)
{
    uint64_t carry = 0;

    for (size_t i = 0; i < other->n || carry > 0; i++) {
        if (i + 1 >= LIMBS)
            return false;
        while (number->n <= i + 1)
            number->limb[number->n++] = 0;
        carry += (uint64_t)number->limb[i + 1] + (i < other->n ? other->limb[i] : 0);
        number->limb[i + 1] = (uint32_t)carry;
        carry >>= 32;
    }
    return true;
}

static bool multiply(natural *number, uint64_t factor)
{
    natural high = *number;

    if (!multiply_small(number, (uint32_t)factor))
        return false;
    if (factor >> 32 == 0)
        return true;
    return multiply_small(&high, (uint32_t)(factor >> 32)) && add_shifted(number, &high);
}

/* Bit by bit where the divisor has more than 32 bits: rare, and the same answer. */
static uint64_t divide(natural *number, uint64_t divisor)
{
    uint64_t rest = 0;

    for (size_t i = number->n; i-- > 0;) {
        uint32_t result = 0;

        if (divisor >> 32 == 0) {
            rest = rest << 32 | number->limb[i];
            result = (uint32_t)(rest / divisor);
            rest %= divisor;
        } else {
            for (int bit = 31; bit >= 0; bit--) {
                bool over = rest >> 63 != 0;

                rest = rest << 1 | (number->limb[i] >> bit & 1);
                if (over || rest >= divisor) {
                    rest -= divisor;
                    result |= UINT32_C(1) << bit;
                }
            }
        }
        number->limb[i] = result;
    }
    while (number->n > 1 && number->limb[number->n - 1] == 0)
        number->n--;
    return rest;
}

/* The product, when it fits 64 bits. */
static bool short_product(const uint64_t *factors, size_t n, uint64_t *product)
{
    *product = 1;
    for (size_t i = 0; i < n; i++) {
        if (pain__high_product(*product, factors[i]) != 0)
            return false;
        *product *= factors[i];
    }
    return true;
}

static uint64_t cut(uint64_t number, uint64_t most, bool *whole)
{
    if (number <= most)
        return number;
    *whole = false;
    return most;
}

bool pain__quotient(const uint64_t *factors, size_t n_factors, const uint64_t *divisors,
                    size_t n_divisors, uint64_t most, uint64_t *quotient, bool *whole)
{
    uint64_t numerator, denominator;
    natural number = {{1}, 1};

    if (short_product(factors, n_factors, &numerator) &&
        short_product(divisors, n_divisors, &denominator)) {
        *whole = numerator % denominator == 0;
        *quotient = cut(numerator / denominator, most, whole);
        return true;
    }
    *quotient = 0;
    *whole = false;
    for (size_t i = 0; i < n_factors; i++)
        if (!multiply(&number, factors[i]))
            return false;
    *whole = true;
    for (size_t i = 0; i < n_divisors; i++)
        if (divide(&number, divisors[i]) != 0)
            *whole = false;
    if (number.n > 2) {
        *whole = false;
        *quotient = most;
        return true;
    }
    *quotient =
        cut(number.limb[0] | (number.n == 2 ? (uint64_t)number.limb[1] << 32 : 0), most, whole);
    return true;
}

int64_t pain__square_root(int64_t x)
{
    int64_t root = (int64_t)sqrt((double)x);

    /* The double may be off by one at most below 2^62. */
    while (root > 0 && root * root > x)
        root--;
    while ((root + 1) * (root + 1) <= x)
        root++;
    return root;
}
