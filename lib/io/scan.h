/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_IO_SCAN_H
#define PAIN_IO_SCAN_H
/* Finding the bytes that mean something: delimiters, quotes, CR, LF, NUL. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes behind a text that the scan may read. */
enum { PAIN__SCAN_PAD = 64 };

/* Ways to scan; each gives the same. */
typedef enum pain__scan_way {
    PAIN__SCAN_PLAIN,
    PAIN__SCAN_SSE2,
    PAIN__SCAN_AVX2,
    PAIN__SCAN_AVX512
} pain__scan_way;

/* The fastest way on this machine. */
pain__scan_way pain__scan_best(void);

/* Sets bit i % 64 of marks[i / 64] for each byte text[i], i < n, that means something, and for the
 * end, i = n; marks has n / 64 + 1 words. True when some byte may be above 127. */
bool pain__scan(pain__scan_way way, const char *text, size_t n, char delimiter, uint64_t *marks);

/* Sets bits only behind cells: for delimiters and LF outside quotes, and for the end; and the same
 * bits in `lines` but for delimiters. False, the marks being of no use, when the text is not
 * regular: that is when its quotes stand only around whole cells, none of which holds a quote or a
 * line end, every CR stands before an LF, and there is no NUL. */
bool pain__scan_regular(pain__scan_way way, const char *text, size_t n, char delimiter,
                        uint64_t *marks, uint64_t *lines, bool *wide);

/* A walk over the marks from a place on: each is met once, in order. */
typedef struct pain__walk {
    const uint64_t *word;
    uint64_t bits; /* of the word, that are still to come */
    size_t at;     /* of its first byte */
} pain__walk;

static inline pain__walk pain__walk_from(const uint64_t *marks, size_t at)
{
    return (pain__walk){marks + at / 64, marks[at / 64] >> at % 64 << at % 64, at & ~(size_t)63};
}

/* The next mark. The last is the end of the text, behind which nobody goes. */
static inline size_t pain__walk_next(pain__walk *w)
{
    while (w->bits == 0) {
        w->bits = *++w->word;
        w->at += 64;
    }
    size_t at = w->at + (size_t)__builtin_ctzll(w->bits);

    w->bits &= w->bits - 1;
    return at;
}

/* Lists where the next marks stand, but none of the words from `end` on; returns how many they are.
 * There is room for `most`, at least 128: a call ends when another word might not fit, and may
 * write anything behind what it lists. */
size_t pain__walk_list(pain__scan_way way, pain__walk *w, const uint64_t *end, uint32_t *to,
                       size_t most);

#endif
