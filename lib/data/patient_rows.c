/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of one patient after the other. */
#include <config.h>

#include <string.h>

#include "data/patient_rows.h"

void pain__patient_rows_init(pain__patient_rows *rows, const pain_sessions *sessions,
                             const pain_allocator *allocator)
{
    memset(rows, 0, sizeof *rows);
    rows->allocator = allocator;
    rows->sessions = sessions;
}

void pain__patient_rows_clear(pain__patient_rows *rows)
{
    pain__free(rows->allocator, rows->space);
}

/* Doubles the space. The rows in it stand at its end, and do so again. */
static pain_status make_space(pain__patient_rows *rows)
{
    const size_t n = rows->capacity, wider = n > 0 ? 2 * n : PAIN__SPOTS;
    pain__row *space = pain__alloc(rows->allocator, wider, sizeof *space);

    if (space == NULL)
        return PAIN_ENOMEM;
    if (n > 0)
        memcpy(space + wider - n, rows->space, n * sizeof *space);
    pain__free(rows->allocator, rows->space);
    rows->space = space;
    rows->capacity = wider;
    return PAIN_OK;
}

/* Finds the last row of each of some patients, and then step by step the one before it. */
static void find_spots(pain__patient_rows *rows, uint32_t first)
{
    const pain__rows *all = &rows->sessions->rows;
    const pain__labels *patients = &rows->sessions->patients;
    uint32_t open[PAIN__TOGETHER], n = 0;

    for (; n < PAIN__TOGETHER && first + n < patients->n; n++) {
        rows->spot[n][0] = pain__rows_spot(all, patients->label[first + n].patient.last);
        pain__spot_expect(rows->spot[n][0]);
        rows->spots[n] = 1;
        open[n] = n;
    }
    rows->first = first;
    rows->patients = n;
    for (uint32_t k = 1; k < PAIN__SPOTS && n > 0; k++) {
        uint32_t left = 0;

        for (uint32_t i = 0; i < n; i++) {
            pain__spot *spot = rows->spot[open[i]];

            spot[k] = spot[k - 1];
            if (!pain__spot_back(all, &spot[k]))
                continue;
            pain__spot_expect(spot[k]);
            rows->spots[open[i]] = k + 1;
            open[left++] = open[i];
        }
        n = left;
    }
}

/* Gets the rows of a patient before those that were found together, the last of which is known. */
static pain_status get_rest(pain__patient_rows *rows, uint32_t patient, pain__spot spot)
{
    while (pain__spot_back(&rows->sessions->rows, &spot)) {
        if (rows->n == rows->capacity && make_space(rows) != PAIN_OK)
            return PAIN_ENOMEM;
        pain__spot_read(spot, patient, &rows->space[rows->capacity - ++rows->n]);
    }
    return PAIN_OK;
}

pain_status pain__patient_rows_get(pain__patient_rows *rows, uint32_t patient)
{
    pain_status status = rows->capacity == 0 ? make_space(rows) : PAIN_OK;

    if (status != PAIN_OK)
        return status;
    if (patient - rows->first >= rows->patients)
        find_spots(rows, patient);
    const pain__spot *spot = rows->spot[patient - rows->first];

    rows->n = rows->spots[patient - rows->first];
    for (size_t k = 0; k < rows->n; k++)
        pain__spot_read(spot[k], patient, &rows->space[rows->capacity - 1 - k]);
    if (rows->n == PAIN__SPOTS)
        status = get_rest(rows, patient, spot[PAIN__SPOTS - 1]);
    rows->row = rows->space + rows->capacity - rows->n;
    return status;
}
