/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labels by number: an open hash table over labels that hold short texts themselves.
 * Hash: eight bytes at a time, behind the table's key, each mixed. Two texts that meet under one
 * key do not under another. */
#include <config.h>

#include <string.h>

#include "data/intern.h"

void pain__labels_init(pain__labels *labels, const pain_allocator *allocator)
{
    *labels = (pain__labels){.allocator = *allocator, .key = pain__mix((uintptr_t)labels)};
}

void pain__labels_clear(pain__labels *labels)
{
    pain__free(&labels->allocator, labels->label);
    pain__free(&labels->allocator, labels->text);
    pain__free(&labels->allocator, labels->slot);
    *labels = (pain__labels){.allocator = labels->allocator, .key = labels->key};
}

/* The first eight bytes of a short text, and those behind them; 0 behind its end. */
static inline uint64_t first_bytes(const char *text, size_t length)
{
    if (length >= 8)
        return pain__get_8(text);
    if (length >= 4)
        return pain__get_4(text) | pain__get_4(text + length - 4) >> 8 * (8 - length) << 32;
    uint64_t bytes = 0;

    while (length-- > 0)
        bytes = bytes << 8 | (unsigned char)text[length];
    return bytes;
}

static inline uint64_t last_bytes(const char *text, size_t length)
{
    return length > 8 ? pain__get_4(text + length - 4) >> 8 * (12 - length) : 0;
}

static uint64_t hash_long(const char *text, size_t length, uint64_t key)
{
    uint64_t hash = key ^ length;

    for (size_t i = 0; i + 8 < length; i += 8)
        hash = pain__mix(hash ^ pain__get_8(text + i));
    return pain__mix(hash ^ pain__get_8(text + length - 8));
}

/* Of a text of fewer than twelve bytes, none of which is a NUL. */
static inline uint64_t hash_short(uint64_t first, uint64_t last, uint64_t key)
{
    uint64_t hash = pain__mix(first ^ key);

    return last != 0 ? pain__mix(hash ^ last) : hash;
}

void pain__word_set(pain__word *word, const char *text, size_t length, uint64_t key)
{
    uint64_t first = 0, last = 0, hash;

    if (length < PAIN__LABEL_INLINE) {
        first = first_bytes(text, length);
        last = last_bytes(text, length);
        hash = hash_short(first, last, key);
    } else {
        hash = hash_long(text, length, key);
    }
    pain__put_8(word->label.bytes, first);
    pain__put_4(word->label.bytes + 8, last);
    word->hash = (uint32_t)hash;
    word->text = text;
    word->length = length < UINT32_MAX ? (uint32_t)length : UINT32_MAX;
    word->index = PAIN__NO_LABEL;
}

pain__word pain__word_of(const char *text, uint64_t key)
{
    pain__word word = {.index = PAIN__NO_LABEL};

    if (text != NULL && *text != '\0')
        pain__word_set(&word, text, strlen(text), key);
    return word;
}

static inline bool is_inline(const pain__label *label)
{
    return label->text.bytes[PAIN__LABEL_INLINE - 1] == '\0';
}

static const char *text_of(const pain__labels *labels, const pain__label *label)
{
    size_t offset;

    if (is_inline(label))
        return label->text.bytes;
    memcpy(&offset, label->text.bytes, sizeof offset);
    return labels->text + offset;
}

/* What pain__word_set would give. */
static uint32_t hash_of(const pain__labels *labels, const pain__label *label)
{
    const char *bytes = label->text.bytes, *text = text_of(labels, label);

    if (is_inline(label))
        return (uint32_t)hash_short(pain__get_8(bytes), pain__get_4(bytes + 8), labels->key);
    return (uint32_t)hash_long(text, strlen(text), labels->key);
}

bool pain__label_is_long(const pain__labels *labels, uint32_t index, const pain__word *word)
{
    const pain__label *label = &labels->label[index];

    if (is_inline(label))
        return false;
    const char *text = text_of(labels, label);

    /* Neither holds a NUL, so that a shorter label differs at its end. */
    return strncmp(text, word->text, word->length) == 0 && text[word->length] == '\0';
}

/* The bits of a slot that hold the index. */
static inline uint32_t index_bits(size_t slots)
{
    return (uint32_t)(slots - 1);
}

/* True when a slot may be of a label with that hash. */
static inline bool may_be(const pain__labels *labels, uint32_t slot, uint32_t hash)
{
    return ((slot ^ hash) & ~index_bits(labels->slots)) == 0;
}

/* The label in a slot that is not free. */
static inline uint32_t index_in(const pain__labels *labels, uint32_t slot)
{
    return (slot & index_bits(labels->slots)) - 1;
}

/* The slot where the word is, or where it would go. */
static inline uint32_t *slot_of(const pain__labels *labels, const pain__word *word)
{
    size_t mask = labels->slots - 1, at = word->hash & mask;

    for (; labels->slot[at] != 0; at = (at + 1) & mask)
        if (may_be(labels, labels->slot[at], word->hash) &&
            pain__label_is(labels, index_in(labels, labels->slot[at]), word))
            break;
    return &labels->slot[at];
}

uint32_t pain__labels_search(const pain__labels *labels, const pain__word *word)
{
    if (labels->slots == 0 || word->text == NULL)
        return PAIN__NO_LABEL;
    uint32_t found = *slot_of(labels, word);

    return found != 0 ? index_in(labels, found) : PAIN__NO_LABEL;
}

enum { TOGETHER = 16 };

/* Puts a few labels from `first` on into slots; the memory fetches for each while others wait. */
static void fill_slots(const pain__labels *labels, size_t first, size_t n, uint32_t *slot,
                       size_t slots)
{
    uint32_t hash[TOGETHER];

    for (size_t i = 0; i < n; i++) {
        hash[i] = hash_of(labels, &labels->label[first + i]);
        __builtin_prefetch(&slot[hash[i] & (slots - 1)]);
    }
    for (size_t i = 0; i < n; i++) {
        size_t at = hash[i] & (slots - 1);

        while (slot[at] != 0)
            at = (at + 1) & (slots - 1);
        slot[at] = (hash[i] & ~index_bits(slots)) | (uint32_t)(first + i + 1);
    }
}

/* Keeps at least an eighth of the slots free. */
static pain_status grow_slots(pain__labels *labels)
{
    if (labels->n + 1 <= labels->slots / 8 * 7)
        return PAIN_OK;
    if (labels->slots > SIZE_MAX / 2)
        return PAIN_EOVERFLOW;
    size_t slots = labels->slots > 0 ? labels->slots * 2 : 16;
    uint32_t *slot = pain__alloc(&labels->allocator, slots, sizeof *slot);

    if (slot == NULL)
        return PAIN_ENOMEM;
    for (size_t first = 0; first < labels->n; first += TOGETHER) {
        size_t left = labels->n - first;

        fill_slots(labels, first, left < TOGETHER ? left : TOGETHER, slot, slots);
    }
    pain__free(&labels->allocator, labels->slot);
    labels->slot = slot;
    labels->slots = slots;
    return PAIN_OK;
}

pain_status pain__labels_reserve(pain__labels *labels, const pain__word *word)
{
    if (word->text == NULL)
        return PAIN_OK;
    if (labels->n >= UINT32_MAX - 1 || word->length >= UINT32_MAX)
        return PAIN_EOVERFLOW;
    pain_status status = grow_slots(labels);

    if (status == PAIN_OK)
        status = pain__grow(&labels->allocator, (void **)&labels->label, &labels->capacity,
                            labels->n + 1, sizeof *labels->label);
    if (status == PAIN_OK && word->length >= PAIN__LABEL_INLINE)
        status = pain__grow(&labels->allocator, (void **)&labels->text, &labels->text_capacity,
                            labels->text_size + word->length + 1, 1);
    return status;
}

uint32_t pain__labels_add(pain__labels *labels, const pain__word *word)
{
    if (word->text == NULL)
        return PAIN__NO_LABEL;
    uint32_t *slot = slot_of(labels, word);

    if (*slot != 0)
        return index_in(labels, *slot);
    pain__label *label = &labels->label[labels->n];

    *label = (pain__label){.text = word->label};
    if (word->length >= PAIN__LABEL_INLINE) {
        char *text = labels->text + labels->text_size;

        memcpy(label->text.bytes, &labels->text_size, sizeof labels->text_size);
        label->text.bytes[PAIN__LABEL_INLINE - 1] = 1;
        memcpy(text, word->text, word->length);
        text[word->length] = '\0';
        labels->text_size += word->length + 1;
    }
    labels->recent = (uint32_t)labels->n++;
    *slot = (word->hash & ~index_bits(labels->slots)) | (uint32_t)labels->n;
    return labels->recent;
}

const char *pain__labels_text(const pain__labels *labels, uint32_t index)
{
    return index < labels->n ? text_of(labels, &labels->label[index]) : NULL;
}

void pain__labels_expect_slot(const pain__labels *labels, const pain__word *word)
{
    if (labels->slots > 0)
        __builtin_prefetch(&labels->slot[word->hash & (labels->slots - 1)]);
}

void pain__labels_expect(const pain__labels *labels, const pain__word *word)
{
    size_t mask = labels->slots - 1, at = word->hash & mask;

    if (labels->slots == 0)
        return;
    while (labels->slot[at] != 0 && !may_be(labels, labels->slot[at], word->hash))
        at = (at + 1) & mask;
    if (labels->slot[at] != 0)
        __builtin_prefetch(&labels->label[index_in(labels, labels->slot[at])]);
}
