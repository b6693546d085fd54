/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_DATA_INTERN_H
#define PAIN_DATA_INTERN_H
/* Labels by number: each distinct text is held once and known by its index, in order of first
 * appearance. */

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/base.h"
#include "base/bytes.h"

#define PAIN__NO_LABEL UINT32_MAX

/* A hash whose every bit depends on every bit of `x`: the finaliser of MurmurHash3 (Appleby). */
static inline uint64_t pain__mix(uint64_t x)
{
    x = (x ^ x >> 33) * UINT64_C(0xff51afd7ed558ccd);
    x = (x ^ x >> 33) * UINT64_C(0xc4ceb9fe1a85ec53);
    return x ^ x >> 33;
}

/* A text of fewer bytes stands in the label itself, a longer one among the others. */
enum { PAIN__LABEL_INLINE = 12 };

typedef struct pain__label_text {
    char bytes[PAIN__LABEL_INLINE]; /* ended by a NUL; else an offset, and the last byte is not 0 */
} pain__label_text;

/* What is known of a patient's rows, beside the label, since both are needed together. */
typedef struct pain__patient {
    uint32_t last; /* row */
    uint32_t bits; /* see occasion.h */
} pain__patient;

typedef struct pain__label {
    pain__label_text text;
    pain__patient patient; /* of labels of patients */
} pain__label;

typedef struct pain__labels {
    pain_allocator allocator;
    pain__label *label;
    size_t n, capacity;
    char *text; /* the longer ones, each ended by a NUL */
    size_t text_size, text_capacity;
    uint32_t *slot; /* a power of two of them: index + 1 in the lower bits, 0 where free, and in
                     * those above what the hash has there */
    size_t slots;
    uint64_t key;    /* of the hash: no list of labels made elsewhere has equal hashes here */
    uint32_t recent; /* the label that was found or added last */
} pain__labels;

/* A text on its way into a table of one key. */
typedef struct pain__word {
    const char *text; /* NULL for none; need not end by a NUL */
    uint32_t length, hash;
    pain__label_text label; /* what it will be there, when it is short */
    uint32_t index;         /* of the label there, once it was found; else PAIN__NO_LABEL */
} pain__word;

typedef struct pain__words {
    pain__word *word;
    size_t n, capacity;
} pain__words;

/* Makes room for another word. ENOMEM. */
static inline pain_status pain__words_grow(pain__words *words, const pain_allocator *allocator)
{
    void *block = words->word;
    pain_status status =
        pain__grow(allocator, &block, &words->capacity, words->n + 1, sizeof *words->word);

    words->word = block;
    return status;
}

/* The word of an index; NULL for PAIN__NO_LABEL. */
static inline pain__word *pain__words_at(const pain__words *words, uint32_t index)
{
    return index != PAIN__NO_LABEL ? &words->word[index] : NULL;
}

/* The key is the table's own, until it is set to that of others that shall take the same words. */
void pain__labels_init(pain__labels *labels, const pain_allocator *allocator);
void pain__labels_clear(pain__labels *labels);

/* Measures a text, which is not empty; for `pain__word_of` NULL and "" are no word. */
void pain__word_set(pain__word *word, const char *text, size_t length, uint64_t key);
pain__word pain__word_of(const char *text, uint64_t key);

/* True for the text that was measured. */
static inline bool pain__word_is(const pain__word *word, const char *text, size_t length)
{
    if (length != word->length)
        return false;
    if (length < 4 || length > 16)
        return memcmp(text, word->text, length) == 0;
    if (length < 8)
        return pain__get_4(text) == pain__get_4(word->text) &&
               pain__get_4(text + length - 4) == pain__get_4(word->text + length - 4);
    return pain__get_8(text) == pain__get_8(word->text) &&
           pain__get_8(text + length - 8) == pain__get_8(word->text + length - 8);
}

/* The index of a word that is there, else PAIN__NO_LABEL. */
uint32_t pain__labels_search(const pain__labels *labels, const pain__word *word);

/* True when the label is the word. */
bool pain__label_is_long(const pain__labels *labels, uint32_t index, const pain__word *word);

static inline bool pain__label_is(const pain__labels *labels, uint32_t index,
                                  const pain__word *word)
{
    if (word->length >= PAIN__LABEL_INLINE)
        return pain__label_is_long(labels, index, word);
    return memcmp(&labels->label[index].text, &word->label, sizeof word->label) == 0;
}

/* pain__labels_search, after a look at the label that was found before. */
static inline uint32_t pain__labels_find(pain__labels *labels, const pain__word *word)
{
    if (labels->n == 0 || word->text == NULL)
        return PAIN__NO_LABEL;
    if (!pain__label_is(labels, labels->recent, word)) {
        uint32_t found = pain__labels_search(labels, word);

        if (found == PAIN__NO_LABEL)
            return PAIN__NO_LABEL;
        labels->recent = found;
    }
    return labels->recent;
}

/* Makes room so that adding this word cannot fail. ENOMEM; EOVERFLOW at 2^32 - 2 labels or a text
 * of 2^32 - 1 bytes. Nothing that can be seen changes. */
pain_status pain__labels_reserve(pain__labels *labels, const pain__word *word);

/* The index of a word, added if it is new; room was made before. PAIN__NO_LABEL for no word. */
uint32_t pain__labels_add(pain__labels *labels, const pain__word *word);

/* The text, borrowed until the next label is reserved; NULL beyond the end. */
const char *pain__labels_text(const pain__labels *labels, uint32_t index);

/* Hints that a word will be looked for soon: first its slot is fetched, then its label. */
void pain__labels_expect_slot(const pain__labels *labels, const pain__word *word);
void pain__labels_expect(const pain__labels *labels, const pain__word *word);

#endif
