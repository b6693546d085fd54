/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding the bytes that mean something, 64 at a time, into a bit for each byte: by vectors where
 * the machine has them, else by a table. After Langdale and Lemire, Parsing gigabytes of JSON per
 * second, VLDB Journal 2019;28:941, section 3. */
#include <config.h>

#include "io/scan.h"

#if defined __x86_64__ && defined __GNUC__
#define HAVE_VECTORS 1
#include <immintrin.h>
#endif

/* The bits of 64 bytes; `*wide` gets bits that are not 0 when a byte is above 127. */
typedef uint64_t (*scan_64)(const char *text, char delimiter, uint64_t *wide);

static uint64_t scan_plain(const char *text, char delimiter, uint64_t *wide)
{
    uint64_t bits = 0;

    for (unsigned i = 0; i < 64; i++) {
        unsigned char c = (unsigned char)text[i];
        bool means = c == (unsigned char)delimiter || c == '"' || c == '\n' || c == '\r' || c == 0;

        bits |= (uint64_t)means << i;
        *wide |= c & 128U;
    }
    return bits;
}

#ifdef HAVE_VECTORS

static inline uint64_t scan_16(const char *text, char delimiter, uint64_t *wide)
{
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)text);
    __m128i means = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(delimiter));

    means = _mm_or_si128(means, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')));
    means = _mm_or_si128(means, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n')));
    means = _mm_or_si128(means, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\r')));
    means = _mm_or_si128(means, _mm_cmpeq_epi8(bytes, _mm_setzero_si128()));
    *wide |= (uint64_t)_mm_movemask_epi8(bytes);
    return (uint64_t)_mm_movemask_epi8(means);
}

static uint64_t scan_sse2(const char *text, char delimiter, uint64_t *wide)
{
    return scan_16(text, delimiter, wide) | scan_16(text + 16, delimiter, wide) << 16 |
           scan_16(text + 32, delimiter, wide) << 32 | scan_16(text + 48, delimiter, wide) << 48;
}

__attribute__((target("avx2"))) static uint64_t scan_32(const char *text, char delimiter,
                                                        uint64_t *wide)
{
    __m256i bytes = _mm256_loadu_si256((const __m256i *)(const void *)text);
    __m256i means = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(delimiter));

    means = _mm256_or_si256(means, _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('"')));
    means = _mm256_or_si256(means, _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\n')));
    means = _mm256_or_si256(means, _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\r')));
    means = _mm256_or_si256(means, _mm256_cmpeq_epi8(bytes, _mm256_setzero_si256()));
    *wide |= (uint32_t)_mm256_movemask_epi8(bytes);
    return (uint32_t)_mm256_movemask_epi8(means);
}

__attribute__((target("avx2"))) static uint64_t scan_avx2(const char *text, char delimiter,
                                                          uint64_t *wide)
{
    return scan_32(text, delimiter, wide) | scan_32(text + 32, delimiter, wide) << 32;
}

#endif

pain__scan_way pain__scan_best(void)
{
#ifdef HAVE_VECTORS
    return __builtin_cpu_supports("avx2") ? PAIN__SCAN_AVX2 : PAIN__SCAN_SSE2;
#else
    return PAIN__SCAN_PLAIN;
#endif
}

static scan_64 function_of(pain__scan_way way)
{
#ifdef HAVE_VECTORS
    if (way == PAIN__SCAN_AVX2)
        return scan_avx2;
    if (way == PAIN__SCAN_SSE2)
        return scan_sse2;
#else
    (void)way;
#endif
    return scan_plain;
}

bool pain__scan(pain__scan_way way, const char *text, size_t n, char delimiter, uint64_t *marks)
{
    scan_64 scan = function_of(way);
    uint64_t wide = 0;

    for (size_t word = 0; word <= n / 64; word++)
        marks[word] = scan(text + word * 64, delimiter, &wide);
    /* What stands behind the end is no text. */
    marks[n / 64] &= (UINT64_C(1) << n % 64) - 1;
    marks[n / 64] |= UINT64_C(1) << n % 64;
    return wide != 0;
}
