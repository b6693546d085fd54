/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes of the cells of a claim: the counts, the verdict, and which choice the verdict hangs
 * on. */
#include <config.h>

#include <math.h>

#include "claim/verify.h"

static bool are_alike(const pain_verify_cell *a, const pain_verify_cell *b, int factor)
{
    if (factor == PAIN_FACTOR_MISSING)
        return a->rules == b->rules || (a->rules & b->rules) != 0;
    return a->level[factor] == b->level[factor] ||
           (isnan(a->level[factor]) && isnan(b->level[factor]));
}

/* The only choice in which two cells differ; -1 when there are more. */
static int only_difference(const pain_verify_cell *a, const pain_verify_cell *b)
{
    int found = -1;

    for (int f = 0; f < PAIN_FACTORS; f++) {
        if (are_alike(a, b, f))
            continue;
        if (found >= 0)
            return -1;
        found = f;
    }
    return found;
}

static void compare(pain_verified *v, const pain_verify_cell *a, const pain_verify_cell *b)
{
    int f = only_difference(a, b);

    if (f < 0 || a->support == PAIN_SUPPORT_NONE || b->support == PAIN_SUPPORT_NONE)
        return;
    v->pairs[f]++;
    v->differ[f] += a->support != b->support;
    v->largest[f] = fmax(v->largest[f], fabs(a->value - b->value));
}

/* Whether choice f divides the verdicts more than choice g. */
static bool drives_more(const pain_verified *v, int f, int g)
{
    double left = (double)v->differ[f] * (double)v->pairs[g];
    double right = (double)v->differ[g] * (double)v->pairs[f];

    return left > right || (left == right && v->largest[f] > v->largest[g]);
}

static void find_driver(pain_verified *v)
{
    v->driver = -1;
    for (int f = 0; f < PAIN_FACTORS; f++)
        if (v->differ[f] > 0 && (v->driver < 0 || drives_more(v, f, v->driver)))
            v->driver = f;
}

static int32_t sum_of(const pain_verified *v)
{
    size_t defined = v->supported + v->contradicted + v->undecided;

    if (defined == 0)
        return PAIN_SUPPORT_NONE;
    if (v->supported > 0)
        return v->supported == defined ? PAIN_SUPPORT_YES : PAIN_SUPPORT_ONLY_UNDER;
    return v->undecided > 0 ? PAIN_SUPPORT_UNDECIDED : PAIN_SUPPORT_NO;
}

void pain__verify_sum_up(pain_verified *verified, const pain_verify_cell *cells)
{
    verified->marked = verified->n_cells;
    for (size_t i = 0; i < verified->n_cells; i++) {
        verified->supported += cells[i].support == PAIN_SUPPORT_YES;
        verified->contradicted += cells[i].support == PAIN_SUPPORT_NO;
        verified->undecided += cells[i].support == PAIN_SUPPORT_UNDECIDED;
        if (cells[i].marked != 0 && cells[i].support != PAIN_SUPPORT_NONE)
            verified->marked = i;
        for (size_t j = 0; j < i; j++)
            compare(verified, &cells[j], &cells[i]);
    }
    verified->support = sum_of(verified);
    find_driver(verified);
}
