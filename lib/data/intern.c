/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labels by number: an open hash table over labels that hold short texts themselves.
 * Hash: eight bytes at a time through the finaliser of MurmurHash3 (Appleby). */
#include <config.h>

#include <string.h>

#include "data/intern.h"

uint64_t pain__mix(uint64_t x)
{
    x = (x ^ x >> 33) * UINT64_C(0xff51afd7ed558ccd);
    x = (x ^ x >> 33) * UINT64_C(0xc4ceb9fe1a85ec53);
    return x ^ x >> 33;
}

void pain__labels_init(pain__labels *labels, const pain_allocator *allocator)
{
    *labels = (pain__labels){.allocator = *allocator};
}

void pain__labels_clear(pain__labels *labels)
{
    pain__free(&labels->allocator, labels->label);
    pain__free(&labels->allocator, labels->text);
    pain__free(&labels->allocator, labels->slot);
    *labels = (pain__labels){.allocator = labels->allocator};
}

pain__word pain__word_some(const char *text, size_t length)
{
    uint64_t hash = length, eight;
    size_t i = 0;

    for (; i + sizeof eight <= length; i += sizeof eight) {
        memcpy(&eight, text + i, sizeof eight);
        hash = pain__mix(hash ^ eight);
    }
    if (i < length) {
        eight = 0;
        for (; i < length; i++)
            eight = eight << 8 | (unsigned char)text[i];
        hash = pain__mix(hash ^ eight);
    }
    return (pain__word){text, length < UINT32_MAX ? (uint32_t)length : UINT32_MAX, (uint32_t)hash};
}

pain__word pain__word_of(const char *text)
{
    return pain__word_from(text, text != NULL ? strlen(text) : 0);
}

static bool is_inline(const pain__label *label)
{
    return label->text[PAIN__LABEL_INLINE - 1] == '\0';
}

static const char *text_of(const pain__labels *labels, const pain__label *label)
{
    size_t offset;

    if (is_inline(label))
        return label->text;
    memcpy(&offset, label->text, sizeof offset);
    return labels->text + offset;
}

bool pain__label_is(const pain__labels *labels, uint32_t index, const pain__word *word)
{
    const pain__label *label = &labels->label[index];

    if (label->hash != word->hash || is_inline(label) != (word->length < PAIN__LABEL_INLINE))
        return false;
    const char *text = text_of(labels, label);

    /* Neither holds a NUL, so that a shorter label differs at its end. */
    return strncmp(text, word->text, word->length) == 0 && text[word->length] == '\0';
}

/* The slot where the word is, or where it would go. */
static size_t slot_of(const pain__labels *labels, const pain__word *word)
{
    size_t mask = labels->slots - 1, at = word->hash & mask;

    while (labels->slot[at] != 0 && !pain__label_is(labels, labels->slot[at] - 1, word))
        at = (at + 1) & mask;
    return at;
}

uint32_t pain__labels_find(const pain__labels *labels, const pain__word *word)
{
    if (labels->slots == 0 || word->text == NULL)
        return PAIN__NO_LABEL;
    uint32_t found = labels->slot[slot_of(labels, word)];

    return found != 0 ? found - 1 : PAIN__NO_LABEL;
}

/* Keeps at least a quarter of the slots free. */
static pain_status grow_slots(pain__labels *labels)
{
    if (labels->n + 1 <= labels->slots / 4 * 3)
        return PAIN_OK;
    if (labels->slots > SIZE_MAX / 2)
        return PAIN_EOVERFLOW;
    size_t slots = labels->slots > 0 ? labels->slots * 2 : 16, mask = slots - 1;
    uint32_t *slot = pain__alloc(&labels->allocator, slots, sizeof *slot);

    if (slot == NULL)
        return PAIN_ENOMEM;
    for (size_t i = 0; i < labels->n; i++) {
        size_t at = labels->label[i].hash & mask;

        while (slot[at] != 0)
            at = (at + 1) & mask;
        slot[at] = (uint32_t)(i + 1);
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
    size_t at = slot_of(labels, word);

    if (labels->slot[at] != 0)
        return labels->slot[at] - 1;
    pain__label *label = &labels->label[labels->n];
    char *text = label->text;

    *label = (pain__label){.hash = word->hash};
    if (word->length >= PAIN__LABEL_INLINE) {
        memcpy(label->text, &labels->text_size, sizeof labels->text_size);
        label->text[PAIN__LABEL_INLINE - 1] = 1;
        text = labels->text + labels->text_size;
        text[word->length] = '\0';
        labels->text_size += word->length + 1;
    }
    memcpy(text, word->text, word->length);
    labels->n++;
    labels->slot[at] = (uint32_t)labels->n;
    return (uint32_t)(labels->n - 1);
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

uint32_t pain__labels_expect(const pain__labels *labels, const pain__word *word)
{
    if (labels->slots == 0)
        return PAIN__NO_LABEL;
    uint32_t index = labels->slot[word->hash & (labels->slots - 1)] - 1;

    if (index != PAIN__NO_LABEL)
        __builtin_prefetch(&labels->label[index]);
    return index;
}
