/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of lib/claim/exists.c, by exhaustion: for a scale 0..K and n = 1, 2, ..., the set of
 * all (sum, sum of squares) as bits over D = K S - Q, and the largest D >= 0 that is missing
 * although parity and the least sum of squares allow it. Stops at the n from which the proof in
 * docs/claims.md goes on. Usage: gaps K; for K in 3..100: cc -O3 gaps.c -o gaps; K = 100 takes
 * about 20 s, 400 MB. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int64_t K, words;

static int64_t least(int64_t n, int64_t s)
{
    int64_t q = s / n, r = s % n;

    return (n - r) * q * q + r * (q + 1) * (q + 1);
}

/* D is odd or even as (K - 1) S is, so a bit stands for two. */
static int64_t parity(int64_t s)
{
    return ((K - 1) * s) & 1;
}

static void shift_into(uint64_t *to, const uint64_t *from, int64_t n, int64_t by)
{
    uint64_t carry = 0;
    int bits = (int)(by % 64);

    to += by / 64;
    for (int64_t i = 0; i < n; i++) {
        to[i] |= from[i] << bits | carry;
        carry = bits > 0 ? from[i] >> (64 - bits) : 0;
    }
    if (carry != 0)
        to[n] |= carry;
}

static void add_patient(uint64_t *to, const uint64_t *from, int64_t n)
{
    for (int64_t s = 0; s <= (n - 1) * K; s++) {
        int64_t most = n > 1 ? K * s - least(n - 1, s) : 0;

        for (int64_t x = 0; x <= K; x++)
            shift_into(to + (s + x) * words, from + s * words, most / 128 + 1,
                       (parity(s) + x * (K - x) - parity(s + x)) / 2);
    }
}

static int64_t largest_gap(const uint64_t *set, int64_t n)
{
    int64_t largest = -1;

    for (int64_t s = 0; s <= n * K; s++)
        for (int64_t d = parity(s); d <= K * s - least(n, s); d += 2)
            if ((set[s * words + d / 128] >> (d / 2 % 64) & 1) == 0 && d > largest)
                largest = d;
    return largest;
}

int main(int argc, char **argv)
{
    K = argc > 1 ? atoi(argv[1]) : 10;
    int64_t most_n = 9 * K / 10 + 8, largest = -1;

    words = K * K / 4 * most_n / 128 + 3;
    size_t size = (size_t)((most_n * K + 1) * words);
    uint64_t *set = calloc(size, sizeof *set), *next = calloc(size, sizeof *next);

    if (set == NULL || next == NULL)
        return 1;
    set[0] = 1;
    for (int64_t n = 1; n <= most_n; n++) {
        memset(next, 0, size * sizeof *next);
        add_patient(next, set, n);
        if (n >= 5 && largest_gap(next, n) > largest)
            largest = largest_gap(next, n);
        if (n >= 5 && 4 * largest < n * (4 * K - 5) - K * K + 8) {
            printf("K = %d: %d, proved from n = %d\n", (int)K, (int)largest, (int)n);
            return 0;
        }
        uint64_t *swap = set;

        set = next;
        next = swap;
    }
    return 1;
}
