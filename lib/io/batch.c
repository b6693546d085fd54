/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a block. */
#include <config.h>

#include "io/batch.h"

void pain__batch_free(pain__batch *b, const pain_allocator *a)
{
    for (size_t i = b->adopted; i < b->rooms; i++)
        pain__free(a, b->room[i]);
    pain__free(a, b->room);
    pain__free(a, b->item);
    pain__free(a, b->patients.word);
    pain__free(a, b->visits.word);
    pain__free(a, b->groups.word);
}

void pain__batch_clear(pain__batch *b)
{
    b->n = b->looks = 0;
    b->patients.n = b->visits.n = b->groups.n = 0;
}

pain_status pain__batch_grow(pain__batch *b, size_t more, pain__room **spare,
                             const pain_allocator *a)
{
    void *items = b->item, *rooms = b->room;
    pain_status status = pain__grow(a, &items, &b->items, b->n + more, sizeof *b->item);

    b->item = items;
    if (status != PAIN_OK || b->n < b->rooms * PAIN__CHUNK)
        return status;
    status = pain__grow(a, &rooms, &b->room_capacity, b->rooms + 1, sizeof(pain__room *));
    b->room = rooms;
    pain__room *room = status == PAIN_OK ? pain__room_take(spare, a) : NULL;

    if (room == NULL)
        return PAIN_ENOMEM;
    b->room[b->rooms++] = room;
    return PAIN_OK;
}

/* True for a short word that is the last one already. */
static bool is_last(const pain__words *words, const pain__word *word)
{
    const pain__word *last = words->n > 0 ? &words->word[words->n - 1] : NULL;

    return last != NULL && word->length < PAIN__LABEL_INLINE && last->length == word->length &&
           memcmp(&last->label, &word->label, sizeof word->label) == 0;
}

/* Finds the index of a word, which is added if it is not the last one. */
static pain_status put_word(pain__words *words, const pain__word *word, uint32_t *index,
                            const pain_allocator *a)
{
    const bool added = word->text != NULL && !is_last(words, word);
    pain_status status = added ? pain__words_grow(words, a) : PAIN_OK;

    if (status == PAIN_OK && added)
        words->word[words->n++] = *word;
    *index = word->text != NULL ? (uint32_t)words->n - 1 : PAIN__NO_LABEL;
    return status;
}

pain_status pain__batch_put(pain__batch *b, const pain__draft *draft, const pain_allocator *a)
{
    pain__row *row = pain__batch_row(b, b->n);

    *row = draft->row;
    row->earlier = 0;
    pain_status status = put_word(&b->patients, &draft->patient, &row->patient, a);

    if (status == PAIN_OK)
        status = put_word(&b->visits, &draft->visit, &row->visit, a);
    return status == PAIN_OK ? put_word(&b->groups, &draft->group, &row->group, a) : status;
}

static void set_key(pain__words *words, uint64_t key)
{
    for (size_t i = 0; i < words->n; i++)
        pain__word_set(&words->word[i], words->word[i].text, words->word[i].length, key);
}

void pain__batch_set_key(pain__batch *b, uint64_t key)
{
    set_key(&b->patients, key);
    set_key(&b->visits, key);
    set_key(&b->groups, key);
}

void pain__batch_release(pain__batch *b)
{
    b->rooms -= b->adopted;
    for (size_t i = 0; i < b->rooms; i++)
        b->room[i] = b->room[i + b->adopted];
    b->adopted = 0;
    pain__batch_clear(b);
}

pain_status pain__batch_part(pain__batch *b, size_t from, const pain_allocator *a)
{
    pain_status status = PAIN_OK;

    for (size_t i = 0; i < b->adopted; i++) {
        pain__room *room = pain__alloc(a, 1, sizeof *room);

        if (room == NULL)
            status = PAIN_ENOMEM;
        else if ((i + 1) * PAIN__CHUNK > from)
            *room = *b->room[i];
        b->room[i] = room;
    }
    b->adopted = 0;
    return status;
}
