/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which score is a course's baseline. */
#include <config.h>

#include "data/rules.h"

/* The first main row, or rows->n. */
static size_t first_main(const pain__rules *rules, const pain__course_rows *rows)
{
    size_t i = 0;

    while (i < rows->n && rows->row[i]->occasion != rules->main)
        i++;
    return i;
}

/* The last evaluation's score, where there is one: before, because after a free trial session the
 * pain is no longer what the patient came with. */
static bool last_evaluation(const pain__course_rows *rows, pain__baseline *baseline)
{
    for (size_t i = rows->n; i-- > 0;) {
        if (rows->row[i]->occasion != PAIN_EVALUATION || rows->row[i]->before < 0)
            continue;
        *baseline = (pain__baseline){rows->row[i]->before, i + 1, i};
        return true;
    }
    return false;
}

static pain__baseline find_first(const pain__rules *rules, const pain__course_rows *rows)
{
    size_t first = first_main(rules, rows);
    pain__baseline baseline = {PAIN_SCORE_NOT_REACHED, first, first};

    if (first < rows->n)
        baseline = (pain__baseline){rows->row[first]->before, first + 1, first};
    if (baseline.score < 0 && !rules->assessments)
        (void)last_evaluation(rows, &baseline);
    return baseline;
}

/* The sum of the first k scores before, which is their mean in 1/k steps. */
static pain__baseline find_mean(const pain__rules *rules, const pain__course_rows *rows)
{
    size_t first = first_main(rules, rows);
    pain__baseline baseline = {0, first + (first < rows->n), first};
    int64_t reason = PAIN_SCORE_NOT_REACHED;
    int32_t found = 0;

    for (size_t i = first; i < rows->n && found < rules->unit; i++) {
        const pain__row *row = rows->row[i];

        if (row->occasion != rules->main)
            continue;
        if (row->before < 0) {
            reason = reason == PAIN_SCORE_NOT_REACHED ? row->before : reason;
            continue;
        }
        baseline = (pain__baseline){baseline.score + row->before, i + 1, i};
        found++;
    }
    if (found < rules->unit)
        baseline.score = reason;
    return baseline;
}

static bool is_at(const pain__rules *rules, const pain__row *row)
{
    if (rules->baseline == PAIN__BASELINE_NUMBER)
        return row->occasion == rules->main && row->number == rules->first_number;
    return row->visit == rules->baseline_visit;
}

/* The first score at the visit. Where the course has no such visit, what surely came before it is
 * not later than it. */
static pain__baseline find_visit(const pain__rules *rules, const pain__course_rows *rows)
{
    pain__baseline baseline = {PAIN_SCORE_NOT_REACHED, 0, 0};

    while (baseline.later < rows->n && rules->baseline == PAIN_BASELINE_VISIT &&
           pain__rules_precedes(rules, rows->row[baseline.later], rules->baseline_visit))
        baseline.later++;
    baseline.later_after = baseline.later;
    for (size_t i = 0; i < rows->n && baseline.score < 0; i++) {
        const pain__row *row = rows->row[i];

        if (!is_at(rules, row))
            continue;
        if (row->before >= 0)
            baseline = (pain__baseline){row->before, i + 1, i};
        else if (row->after >= 0)
            baseline = (pain__baseline){row->after, i + 1, i + 1};
        else if (baseline.score == PAIN_SCORE_NOT_REACHED)
            baseline = (pain__baseline){row->before, i + 1, i + 1};
    }
    return baseline;
}

pain__baseline pain__baseline_find(const pain__rules *rules, const pain__course_rows *rows)
{
    if (rules->baseline == PAIN_BASELINE_FIRST)
        return find_first(rules, rows);
    if (rules->baseline == PAIN_BASELINE_MEAN)
        return find_mean(rules, rows);
    return find_visit(rules, rows);
}
