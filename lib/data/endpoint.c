/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which score is a course's endpoint, and what may be carried forward in its place. Only a score of
 * the endpoint's kind, later than the baseline and not later than the endpoint, is carried
 * forward. */
#include <config.h>

#include <stddef.h>
#include <stdlib.h>

#include "data/rules.h"

/* What a row is to the endpoint rule. */
enum {
    OF_KIND = 1, /* its score is of the endpoint's kind */
    IN_TIME = 2, /* it is not later than the endpoint */
    AT = 4       /* it is where the endpoint is sought */
};

static bool takes_after(const pain__rules *rules)
{
    return rules->endpoint == PAIN_ENDPOINT_LAST_AFTER ||
           rules->endpoint == PAIN_ENDPOINT_SESSION_AFTER;
}

static pain_score score_of(const pain__rules *rules, const pain__row *row)
{
    if (takes_after(rules))
        return row->after;
    if (rules->endpoint == PAIN_ENDPOINT_VISIT && row->before < 0 && row->after >= 0)
        return row->after;
    return row->before;
}

/* A session by its number; by its place in a course without numbers. */
static int judge_session(const pain__rules *rules, const pain__course_rows *rows,
                         const pain__row *row, int32_t place)
{
    int32_t number = rows->numbered ? row->number : place;

    if (number == 0 || number > rules->end_number)
        return OF_KIND;
    return number == rules->end_number ? OF_KIND | IN_TIME | AT : OF_KIND | IN_TIME;
}

static int judge_visit(const pain__rules *rules, const pain__row *row)
{
    if (rules->endpoint_visit != PAIN__NO_LABEL && row->visit == rules->endpoint_visit)
        return OF_KIND | IN_TIME | AT;
    return pain__rules_precedes(rules, row, rules->endpoint_visit) ? OF_KIND | IN_TIME : OF_KIND;
}

static int judge_follow_up(const pain__rules *rules, const pain__course_rows *rows,
                           const pain__row *row)
{
    if (row->occasion == rules->main)
        return OF_KIND | IN_TIME;
    if (row->occasion != PAIN_FOLLOW_UP)
        return 0;
    if (row->day == PAIN_NO_DAY || rows->end_day == PAIN_NO_DAY)
        return OF_KIND;
    /* Subtracted without a sign: days may be any numbers. */
    uint64_t days = row->day < rows->end_day ? 0 : (uint64_t)row->day - (uint64_t)rows->end_day;

    if (days > (uint64_t)rules->given.window_to)
        return OF_KIND;
    if (row->day < rows->end_day || days < (uint64_t)rules->given.window_from)
        return OF_KIND | IN_TIME;
    return OF_KIND | IN_TIME | AT;
}

/* By every rule that does not seek the last row. */
static int judge(const pain__rules *rules, const pain__course_rows *rows, const pain__row *row,
                 int32_t place)
{
    switch (rules->endpoint) {
    case PAIN_ENDPOINT_VISIT:
        return judge_visit(rules, row);
    case PAIN_ENDPOINT_FOLLOW_UP:
        return judge_follow_up(rules, rows, row);
    default: /* PAIN_ENDPOINT_SESSION, _SESSION_AFTER */
        return row->occasion == rules->main ? judge_session(rules, rows, row, place) : 0;
    }
}

/* How far an endpoint is from the middle of the window, in half days; 0 for every other rule. */
static int64_t distance(const pain__rules *rules, const pain__course_rows *rows,
                        const pain__row *row)
{
    if (rules->endpoint != PAIN_ENDPOINT_FOLLOW_UP)
        return 0;
    int64_t twice = 2 * (row->day - rows->end_day);

    return llabs(twice - rules->given.window_from - rules->given.window_to);
}

/* Takes a row that counts; of several endpoints the nearest, then the last. */
static void take(const pain__rules *rules, int bits, int64_t score, int64_t from_middle,
                 int64_t *nearest, pain_course *course)
{
    if (score >= 0) {
        course->flags |= PAIN_COURSE_LATER_SCORE;
        score *= rules->unit;
    }
    if ((bits & IN_TIME) != 0 && (score >= 0 || course->last < 0))
        course->last = score;
    if ((bits & IN_TIME) != 0 && score >= 0 && score > course->worst)
        course->worst = score;
    if ((bits & AT) == 0)
        return;
    if (score >= 0 && from_middle <= *nearest) {
        course->endpoint = score;
        *nearest = from_middle;
    } else if (score < 0 && course->endpoint < 0) {
        course->endpoint = score;
    }
}

/* The last row of the course is sought in every one: each score that counts is the endpoint until
 * there is a later one. */
static void find_last(const pain__rules *rules, const pain__course_rows *rows, size_t from,
                      pain_course *course)
{
    const size_t at = takes_after(rules) ? offsetof(pain__row, after) : offsetof(pain__row, before);
    pain_score last = PAIN_SCORE_NOT_REACHED, highest = -1;

    for (size_t i = from; i < rows->n; i++) {
        const pain__row *row = rows->row[i];
        const pain_score score = (pain_score)pain__narrow_at(row, at);

        if (row->occasion != rules->main || (score < 0 && last >= 0))
            continue;
        last = score;
        highest = score > highest ? score : highest;
    }
    const int64_t unit = rules->unit;

    course->last = course->endpoint = last < 0 ? last : last * unit;
    if (last >= 0)
        course->flags |= PAIN_COURSE_LATER_SCORE;
    if (highest >= 0 && highest * unit > course->worst)
        course->worst = highest * unit;
    if (rows->ended_early && !rules->assessments)
        course->endpoint = PAIN_SCORE_NOT_REACHED;
}

void pain__endpoint_find(const pain__rules *rules, const pain__course_rows *rows,
                         const pain__baseline *baseline, pain_course *course)
{
    size_t from = takes_after(rules) ? baseline->later_after : baseline->later;
    int64_t nearest = INT64_MAX;
    int32_t place = 0;

    course->endpoint = course->last = PAIN_SCORE_NOT_REACHED;
    course->worst = baseline->score;
    if (rules->endpoint == PAIN_ENDPOINT_LAST_BEFORE ||
        rules->endpoint == PAIN_ENDPOINT_LAST_AFTER) {
        find_last(rules, rows, from, course);
        return;
    }
    for (size_t i = 0; i < rows->n; i++) {
        const pain__row *row = rows->row[i];

        place += row->occasion == rules->main;
        if (i < from)
            continue;
        int bits = judge(rules, rows, row, place);

        int64_t from_middle = (bits & AT) != 0 ? distance(rules, rows, row) : 0;

        if (bits != 0)
            take(rules, bits, score_of(rules, row), from_middle, &nearest, course);
    }
}
