/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labels by number: an open hash table over one block of text.
 * Hash: FNV-1a (Fowler, Noll, Vo), its bits spread by the finaliser of MurmurHash3 (Appleby). */
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

pain__word pain__word_of(const char *text)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    size_t length = 0;

    if (text == NULL || *text == '\0')
        return (pain__word){NULL, 0, 0};
    for (; text[length] != '\0'; length++)
        hash = (hash ^ (unsigned char)text[length]) * UINT64_C(1099511628211);
    return (pain__word){text, length, (uint32_t)pain__mix(hash)};
}

/* The slot where the word is, or where it would go. */
static size_t slot_of(const pain__labels *labels, const pain__word *word)
{
    size_t mask = labels->slots - 1, at = word->hash & mask;

    for (; labels->slot[at] != 0; at = (at + 1) & mask) {
        const pain__label *label = &labels->label[labels->slot[at] - 1];

        if (label->hash == word->hash && label->length == word->length &&
            memcmp(labels->text + label->offset, word->text, word->length) == 0)
            break;
    }
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
    if (status == PAIN_OK)
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
    labels->label[labels->n] = (pain__label){labels->text_size, (uint32_t)word->length, word->hash};
    memcpy(labels->text + labels->text_size, word->text, word->length + 1);
    labels->text_size += word->length + 1;
    labels->n++;
    labels->slot[at] = (uint32_t)labels->n;
    return (uint32_t)(labels->n - 1);
}

const char *pain__labels_text(const pain__labels *labels, uint32_t index)
{
    return index < labels->n ? labels->text + labels->label[index].offset : NULL;
}
