/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding the bytes that mean something, 64 at a time, into a bit for each byte: by vectors where
 * the machine has them, else by a table. After Langdale and Lemire, Parsing gigabytes of JSON per
 * second, VLDB Journal 2019;28:941, section 3. */
#include <config.h>

#include <string.h>

#include "io/scan.h"

#if defined __x86_64__ && defined __GNUC__
#define HAVE_VECTORS 1
#include <immintrin.h>
#endif

/* Where in 64 bytes what stands; `wide` is not 0 when a byte is above 127. */
typedef struct found {
    uint64_t delimiter, quote, lf, cr, nul, wide;
} found;

/* Adds what stands in 64 bytes. */
typedef void (*look_64)(const char *text, char delimiter, found *f);

static void look_plain(const char *text, char delimiter, found *f)
{
    *f = (found){.wide = f->wide};
    for (unsigned i = 0; i < 64; i++) {
        unsigned char c = (unsigned char)text[i];
        uint64_t bit = UINT64_C(1) << i;

        f->delimiter |= c == (unsigned char)delimiter ? bit : 0;
        f->quote |= c == '"' ? bit : 0;
        f->lf |= c == '\n' ? bit : 0;
        f->cr |= c == '\r' ? bit : 0;
        f->nul |= c == 0 ? bit : 0;
        f->wide |= c & 128U;
    }
}

#ifdef HAVE_VECTORS

static inline uint64_t equal_16(__m128i bytes, char c)
{
    return (uint64_t)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)));
}

static void look_sse2(const char *text, char delimiter, found *f)
{
    *f = (found){.wide = f->wide};
    for (unsigned i = 0; i < 64; i += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(text + i));

        f->delimiter |= equal_16(bytes, delimiter) << i;
        f->quote |= equal_16(bytes, '"') << i;
        f->lf |= equal_16(bytes, '\n') << i;
        f->cr |= equal_16(bytes, '\r') << i;
        f->nul |= equal_16(bytes, '\0') << i;
        f->wide |= (uint64_t)_mm_movemask_epi8(bytes);
    }
}

__attribute__((target("avx2"))) static inline uint64_t equal_64(__m256i low, __m256i high, char c)
{
    __m256i wanted = _mm256_set1_epi8(c);
    uint32_t first = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted));
    uint32_t second = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted));

    return first | (uint64_t)second << 32;
}

__attribute__((target("avx2"))) static void look_avx2(const char *text, char delimiter, found *f)
{
    __m256i low = _mm256_loadu_si256((const __m256i *)(const void *)text);
    __m256i high = _mm256_loadu_si256((const __m256i *)(const void *)(text + 32));

    f->delimiter = equal_64(low, high, delimiter);
    f->quote = equal_64(low, high, '"');
    f->lf = equal_64(low, high, '\n');
    f->cr = equal_64(low, high, '\r');
    f->nul = equal_64(low, high, '\0');
    f->wide |= (uint32_t)_mm256_movemask_epi8(_mm256_or_si256(low, high));
}

__attribute__((target("avx512bw"))) static inline uint64_t equal_512(__m512i bytes, char c)
{
    return _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(c));
}

__attribute__((target("avx512bw"))) static void look_avx512(const char *text, char delimiter,
                                                            found *f)
{
    __m512i bytes = _mm512_loadu_si512((const void *)text);

    f->delimiter = equal_512(bytes, delimiter);
    f->quote = equal_512(bytes, '"');
    f->lf = equal_512(bytes, '\n');
    f->cr = equal_512(bytes, '\r');
    f->nul = equal_512(bytes, '\0');
    f->wide |= _mm512_movepi8_mask(bytes);
}

#endif

pain__scan_way pain__scan_best(void)
{
#ifdef HAVE_VECTORS
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("bmi") ||
        !__builtin_cpu_supports("popcnt"))
        return PAIN__SCAN_SSE2;
    return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi2")
               ? PAIN__SCAN_AVX512
               : PAIN__SCAN_AVX2;
#else
    return PAIN__SCAN_PLAIN;
#endif
}

static look_64 function_of(pain__scan_way way)
{
#ifdef HAVE_VECTORS
    if (way == PAIN__SCAN_AVX512)
        return look_avx512;
    if (way == PAIN__SCAN_AVX2)
        return look_avx2;
    if (way == PAIN__SCAN_SSE2)
        return look_sse2;
#else
    (void)way;
#endif
    return look_plain;
}

/* Looks at a word of a text of n bytes. Behind its end nothing stands. */
static inline void look_at(look_64 look, const char *text, size_t n, size_t word, char delimiter,
                           found *f)
{
    char rest[64] = {0};

    if (word < n / 64) {
        look(text + word * 64, delimiter, f);
        return;
    }
    memcpy(rest, text + word * 64, n % 64);
    look(rest, delimiter, f);
}

bool pain__scan(pain__scan_way way, const char *text, size_t n, char delimiter, uint64_t *marks)
{
    look_64 look = function_of(way);
    found f = {0};

    for (size_t word = 0; word <= n / 64; word++) {
        look_at(look, text, n, word, delimiter, &f);
        marks[word] = f.delimiter | f.quote | f.lf | f.cr | f.nul;
    }
    /* What stands behind the end is no text. */
    marks[n / 64] &= (UINT64_C(1) << n % 64) - 1;
    marks[n / 64] |= UINT64_C(1) << n % 64;
    return f.wide != 0;
}

/* What the last byte before a word was: in each a bit, but `inside` all or none. */
typedef struct before {
    uint64_t inside, end, close, cr;
} before;

/* Every bit says whether an odd number of bits is set up to it. */
static inline uint64_t odd_up_to(uint64_t bits)
{
    for (unsigned by = 1; by < 64; by *= 2)
        bits ^= bits << by;
    return bits;
}

/* The ends of cells in a word. A quote opens a cell behind the end of another one, and closes it
 * before its end; `*irregular` gets bits where that is not so. */
static inline uint64_t find_ends(const found *f, before *b, uint64_t *irregular)
{
    /* Nothing but delimiters and line ends, as in most texts. */
    if ((f->quote | f->cr | f->nul | b->inside | b->close | b->cr) == 0) {
        b->end = (f->delimiter | f->lf) >> 63;
        return f->delimiter | f->lf;
    }
    uint64_t inside = f->quote != 0 ? odd_up_to(f->quote) ^ b->inside : b->inside;
    uint64_t end = (f->delimiter | f->lf | f->cr) & ~inside;
    uint64_t open = f->quote & inside, close = f->quote & ~inside;

    *irregular |= (open & ~(end << 1 | b->end)) | ((close << 1 | b->close) & ~end) |
                  ((f->cr << 1 | b->cr) & ~f->lf) | ((f->lf | f->cr) & inside) | f->nul;
    *b = (before){0 - (inside >> 63), end >> 63, close >> 63, f->cr >> 63};
    return (f->delimiter | f->lf) & ~inside;
}

/* What stands behind the end is no text; the end is like that of a line. */
static void cut(found *f, size_t length)
{
    uint64_t end = UINT64_C(1) << length, text = end - 1;

    f->delimiter &= text;
    f->quote &= text;
    f->lf = (f->lf & text) | end;
    f->cr &= text;
    f->nul &= text;
}

bool pain__scan_regular(pain__scan_way way, const char *text, size_t n, char delimiter,
                        uint64_t *marks, uint64_t *lines, bool *wide)
{
    look_64 look = function_of(way);
    before b = {.end = 1};
    uint64_t irregular = n > 0 && text[n - 1] == '\r';
    found f = {0};

    for (size_t word = 0; word <= n / 64 && irregular == 0; word++) {
        look_at(look, text, n, word, delimiter, &f);
        if (word == n / 64)
            cut(&f, n % 64);
        marks[word] = find_ends(&f, &b, &irregular);
        lines[word] = f.lf; /* none is inside quotes */
    }
    *wide = f.wide != 0;
    return irregular == 0;
}

/* The bits of the word behind, if there is one. */
static inline void go_on(pain__walk *w, const uint64_t *end)
{
    w->bits = ++w->word < end ? *w->word : 0;
    w->at += 64;
}

static size_t list_plain(pain__walk *w, const uint64_t *end, uint32_t *to, size_t most)
{
    size_t n = 0;

    for (; w->word < end && n + 64 <= most; go_on(w, end))
        for (uint64_t bits = w->bits; bits != 0; bits &= bits - 1)
            to[n++] = (uint32_t)w->at + (uint32_t)__builtin_ctzll(bits);
    return n;
}

#ifdef HAVE_VECTORS

/* Four at a time: what is too much is written over by those of the next word. */
__attribute__((target("bmi,popcnt"))) static size_t list_fours(pain__walk *w, const uint64_t *end,
                                                               uint32_t *to, size_t most)
{
    size_t n = 0;

    for (; w->word < end && n + 64 <= most; go_on(w, end)) {
        const uint32_t at = (uint32_t)w->at;
        uint64_t bits = w->bits;
        size_t all = n + (size_t)__builtin_popcountll(bits);

        for (; n < all; n += 4)
#pragma GCC unroll 4
            for (size_t i = 0; i < 4; i++, bits &= bits - 1)
                to[n + i] = at + (uint32_t)_tzcnt_u64(bits);
        n = all;
    }
    return n;
}

/* Sixteen at a time, out of the places of all bytes of a word. */
__attribute__((target("avx512bw,avx512vbmi2,popcnt"))) static size_t list_sixteens(
    pain__walk *w, const uint64_t *end, uint32_t *to, size_t most)
{
    unsigned char place[64];
    size_t n = 0;

    for (unsigned i = 0; i < 64; i++)
        place[i] = (unsigned char)i;
    const __m512i places = _mm512_loadu_si512(place);

    for (; w->word < end && n + 64 <= most; go_on(w, end)) {
        const __m512i at = _mm512_set1_epi32((int)w->at);
        const size_t all = (size_t)__builtin_popcountll(w->bits);
        __m512i marked = _mm512_maskz_compress_epi8(w->bits, places);

        for (size_t i = 0; i < all; i += 16) {
            const __m512i next = _mm512_cvtepu8_epi32(_mm512_castsi512_si128(marked));

            _mm512_storeu_si512(to + n + i, _mm512_add_epi32(next, at));
            marked = _mm512_shuffle_i64x2(marked, marked, 0x39); /* those behind them */
        }
        n += all;
    }
    return n;
}

#endif

size_t pain__walk_list(pain__scan_way way, pain__walk *w, const uint64_t *end, uint32_t *to,
                       size_t most)
{
#ifdef HAVE_VECTORS
    if (way == PAIN__SCAN_AVX512)
        return list_sixteens(w, end, to, most);
    if (way == PAIN__SCAN_AVX2)
        return list_fours(w, end, to, most);
#endif
    (void)way;
    return list_plain(w, end, to, most);
}
