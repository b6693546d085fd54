/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An SD of the change beside those before and after.
 *
 * With V = n Q - S^2 of the scores before, after and of their changes, V change = V before +
 * V after - 2 C, and C^2 <= V before x V after (Cauchy and Schwarz): a correlation is between -1
 * and 1. So sqrt(V change) lies between the difference and the sum of the two other roots. */
#include <config.h>

#include "claim/exact.h"
#include "claim/frame.h"
#include "claim/study.h"

/* Whether sqrt(a) > sqrt(b) + sqrt(c), for whole numbers from 0. */
static bool exceeds(int64_t a, int64_t b, int64_t c)
{
    int64_t rest = a - b - c;

    return rest > 0 && pain__compare_products(rest, rest, 4 * b, c) > 0;
}

/* V of each time, by pain_claim_time; false unless all three have an SD or SE. */
static bool frames_of(const pain__asked *asked, pain__frame frames[4])
{
    for (int32_t time = PAIN_TIME_BEFORE; time <= PAIN_TIME_CHANGE; time++)
        if (!asked->at[time].has_spread ||
            pain__frame_init(&frames[time], &asked->at[time].figures) != PAIN_OK ||
            frames[time].high < frames[time].low || frames[time].high > INT64_MAX / 8)
            return false;
    return true;
}

bool pain__change_is_possible(const pain__asked *asked)
{
    pain__frame v[4];

    if (!frames_of(asked, v))
        return true;
    const pain__frame *before = &v[PAIN_TIME_BEFORE], *after = &v[PAIN_TIME_AFTER],
                      *change = &v[PAIN_TIME_CHANGE];

    return !exceeds(change->low, before->high, after->high) &&
           !exceeds(before->low, change->high, after->high) &&
           !exceeds(after->low, change->high, before->high);
}

static int64_t gain(const pain_paired_cell *a, const pain_paired_cell *b)
{
    return (int64_t)(b->baseline - a->baseline) * (b->endpoint - a->endpoint);
}

static bool add_patients(pain_study_witness *w, int32_t baseline, int32_t endpoint, int64_t n)
{
    size_t i = 0;

    while (i < w->n_groups &&
           (w->group[i].baseline != baseline || w->group[i].endpoint != endpoint))
        i++;
    if (i == PAIN_STUDY_MOST_GROUPS)
        return false;
    if (i == w->n_groups)
        w->group[w->n_groups++] = (pain_paired_cell){baseline, endpoint, 0};
    w->group[i].patients += n;
    return true;
}

/* Two patients of groups i and j, n times, exchange their endpoints. */
static bool exchange(pain_study_witness *w, size_t i, size_t j, int64_t n)
{
    pain_paired_cell a = w->group[i], b = w->group[j];

    w->group[i].patients -= n;
    w->group[j].patients -= n;
    if (!add_patients(w, a.baseline, b.endpoint, n) || !add_patients(w, b.baseline, a.endpoint, n))
        return false;
    size_t kept = 0;

    for (size_t k = 0; k < w->n_groups; k++)
        if (w->group[k].patients > 0)
            w->group[kept++] = w->group[k];
    w->n_groups = kept;
    return true;
}

/* Lowers the sum of products before x after by `least` to `most`, in steps as large as fit. */
static bool lower_products(pain_study_witness *w, int64_t least, int64_t most)
{
    while (least > 0) {
        size_t first = 0, second = 0;
        int64_t best = 0;

        for (size_t i = 0; i < w->n_groups; i++)
            for (size_t j = i + 1; j < w->n_groups; j++) {
                int64_t one = gain(&w->group[i], &w->group[j]);

                if (one > best && one <= most) {
                    best = one;
                    first = i;
                    second = j;
                }
            }
        if (best == 0)
            return false;
        int64_t a = w->group[first].patients, b = w->group[second].patients;
        int64_t times = a < b ? a : b;

        times = times < most / best ? times : most / best;
        if (!exchange(w, first, second, times))
            return false;
        least -= times * best;
        most -= times * best;
    }
    return most >= 0;
}

bool pain__change_by_exchange(const pain__asked *asked, pain_study_witness *witness)
{
    pain__frame change;
    int64_t n = 0, sum = 0, squares = 0;

    if (!asked->at[PAIN_TIME_CHANGE].has_spread ||
        pain__frame_init(&change, &asked->at[PAIN_TIME_CHANGE].figures) != PAIN_OK ||
        change.high < change.low || change.high > INT64_MAX / 8)
        return false;
    for (size_t i = 0; i < witness->n_groups; i++) {
        const pain_paired_cell *g = &witness->group[i];
        int64_t fall = g->baseline - g->endpoint;

        n += g->patients;
        sum += g->patients * fall;
        squares += g->patients * fall * fall;
    }
    int64_t now = n * squares - sum * sum;

    /* Each product less makes V change larger by 2 n. */
    return n > 0 && now <= change.high &&
           lower_products(witness, pain__ceil_div(change.low - now, 2 * n),
                          pain__floor_div(change.high - now, 2 * n));
}
