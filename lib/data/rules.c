/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the rules of a course. */
#include <config.h>

#include <string.h>

#include "data/rules.h"

static bool is_after_window(const pain_course_rules *given)
{
    return given->window_from >= 0 && given->window_to > 0 &&
           given->window_from <= given->window_to;
}

static bool is_name(const char *name)
{
    return name != NULL && *name != '\0';
}

/* What is wrong with the rules by themselves, or NULL. */
static const char *check_rules(const pain_course_rules *given)
{
    bool session =
        given->endpoint == PAIN_ENDPOINT_SESSION || given->endpoint == PAIN_ENDPOINT_SESSION_AFTER;

    if (given->baseline < PAIN_BASELINE_FIRST || given->baseline > PAIN_BASELINE_VISIT)
        return "there is no such baseline rule";
    if (given->endpoint < PAIN_ENDPOINT_LAST_BEFORE || given->endpoint > PAIN_ENDPOINT_FOLLOW_UP)
        return "there is no such endpoint rule";
    if (given->choice < PAIN_COURSE_FIRST || given->choice > PAIN_COURSE_ALL)
        return "there is no such choice of courses";
    if (given->baseline == PAIN_BASELINE_MEAN &&
        (given->baseline_scores < 1 || given->baseline_scores > 100))
        return "the baseline is a mean of 1 to 100 scores";
    if (given->baseline == PAIN_BASELINE_VISIT && !is_name(given->baseline_visit))
        return "the baseline needs the name of a visit";
    if (session && given->endpoint_session < 1)
        return "the endpoint needs a session number of at least 1";
    if (given->endpoint == PAIN_ENDPOINT_VISIT && !is_name(given->endpoint_visit))
        return "the endpoint needs the name of a visit";
    if (given->endpoint == PAIN_ENDPOINT_FOLLOW_UP && !is_after_window(given))
        return "the endpoint needs a window of days, such as 28 to 90";
    if (given->planned < 0 || given->allowance < 0)
        return "planned sessions and allowance are at least 0";
    if (given->baseline == PAIN_BASELINE_VISIT && given->endpoint == PAIN_ENDPOINT_VISIT &&
        strcmp(given->baseline_visit, given->endpoint_visit) == 0)
        return "baseline and endpoint are the same visit";
    return NULL;
}

/* The lowest and highest number of an assessment; 0 where none has one. */
static void find_numbers(const pain_sessions *sessions, int32_t *lowest, int32_t *highest)
{
    *lowest = *highest = 0;
    for (size_t i = 0; i < sessions->rows.n; i++) {
        pain__row row = pain__rows_get(&sessions->rows, i);

        if (row.occasion != PAIN_ASSESSMENT || row.number == 0)
            continue;
        if (*lowest == 0 || row.number < *lowest)
            *lowest = row.number;
        *highest = row.number > *highest ? row.number : *highest;
    }
}

/* In a table of assessments the first and the last visit stand for "first" and "last", by name,
 * else by number; else the first and last score of each patient do, as with sessions. */
static void read_as_assessments(pain__rules *rules, const pain_sessions *sessions)
{
    bool named = rules->visits.first != PAIN__NO_LABEL;
    bool to_last =
        rules->endpoint == PAIN_ENDPOINT_LAST_BEFORE || rules->endpoint == PAIN_ENDPOINT_LAST_VISIT;
    int32_t lowest, highest;

    find_numbers(sessions, &lowest, &highest);
    if (rules->baseline == PAIN_BASELINE_FIRST && named) {
        rules->baseline = PAIN_BASELINE_VISIT;
        rules->baseline_visit = rules->visits.first;
    } else if (rules->baseline == PAIN_BASELINE_FIRST && lowest > 0) {
        rules->baseline = PAIN__BASELINE_NUMBER;
        rules->first_number = lowest;
    }
    if (to_last && named) {
        rules->endpoint = PAIN_ENDPOINT_VISIT;
        rules->endpoint_visit = rules->visits.last;
    } else if (to_last && highest > 0) {
        rules->endpoint = PAIN_ENDPOINT_SESSION;
        rules->end_number = highest;
    } else if (to_last) {
        rules->endpoint = PAIN_ENDPOINT_LAST_BEFORE;
    }
}

static pain_status find_visit(const pain_sessions *sessions, const char *name, uint32_t *visit)
{
    pain__word word = pain__word_of(name, sessions->visits.key);

    *visit = pain__labels_search(&sessions->visits, &word);
    return *visit != PAIN__NO_LABEL ? PAIN_OK : PAIN_ENOTFOUND;
}

static pain_status find_visits(pain__rules *rules, const pain_sessions *sessions, pain_error *error)
{
    const pain_course_rules *given = &rules->given;

    rules->baseline_visit = rules->endpoint_visit = PAIN__NO_LABEL;
    if (rules->baseline == PAIN_BASELINE_VISIT &&
        find_visit(sessions, given->baseline_visit, &rules->baseline_visit) != PAIN_OK)
        return pain__fail(error, PAIN_ENOTFOUND, "no row has the visit '%.80s' of the baseline",
                          given->baseline_visit);
    if (rules->endpoint == PAIN_ENDPOINT_VISIT &&
        find_visit(sessions, given->endpoint_visit, &rules->endpoint_visit) != PAIN_OK)
        return pain__fail(error, PAIN_ENOTFOUND, "no row has the visit '%.80s' of the endpoint",
                          given->endpoint_visit);
    return PAIN_OK;
}

/* Where only the order of a file's rows would tell which of two named visits is the earlier, the
 * rules tell it: a file sorted by name has "after" before "before". */
static void trust_names(pain__rules *rules)
{
    if (!rules->visits.guessed || rules->baseline_visit == PAIN__NO_LABEL ||
        rules->endpoint_visit == PAIN__NO_LABEL)
        return;
    pain__visit *from = &rules->visits.visit[rules->baseline_visit];
    pain__visit *to = &rules->visits.visit[rules->endpoint_visit];

    if (to->rank < from->rank) {
        uint32_t rank = to->rank;

        to->rank = from->rank;
        from->rank = rank;
    }
}

pain_status pain__rules_read(pain__rules *rules, const pain_sessions *sessions,
                             const pain_course_rules *given, const pain_allocator *a,
                             pain_error *error)
{
    memset(rules, 0, sizeof *rules);
    if (pain__options(&rules->given, sizeof rules->given, given) != PAIN_OK)
        return pain__fail(error, PAIN_EINVAL, "the rules have a size or a member that is unknown");
    const char *wrong = check_rules(&rules->given);

    if (wrong != NULL)
        return pain__fail(error, PAIN_EINVAL, "%s", wrong);
    rules->baseline = rules->given.baseline;
    rules->endpoint = rules->given.endpoint;
    rules->end_number = rules->given.endpoint_session;
    rules->unit = rules->baseline == PAIN_BASELINE_MEAN ? rules->given.baseline_scores : 1;
    rules->assessments = sessions->has[PAIN_ASSESSMENT] && !sessions->has[PAIN_SESSION];
    rules->main = rules->assessments ? PAIN_ASSESSMENT : PAIN_SESSION;
    pain_status status = find_visits(rules, sessions, error);

    if (status != PAIN_OK)
        return status;
    if (pain__visits_order(sessions, a, &rules->visits) != PAIN_OK)
        return pain__fail(error, PAIN_ENOMEM, "%s", pain_status_text(PAIN_ENOMEM));
    trust_names(rules);
    if (rules->assessments) {
        read_as_assessments(rules, sessions);
    } else if (rules->endpoint == PAIN_ENDPOINT_LAST_VISIT) {
        rules->endpoint = PAIN_ENDPOINT_VISIT;
        rules->endpoint_visit = rules->visits.last;
    }
    return PAIN_OK;
}

bool pain__rules_precedes(const pain__rules *rules, const pain__row *row, uint32_t visit)
{
    if (visit == PAIN__NO_LABEL)
        return false;
    const pain__visit *to = &rules->visits.visit[visit];
    uint32_t kind = pain__kind_rank(row->occasion);

    if (kind != to->kind)
        return kind < to->kind;
    return row->visit != PAIN__NO_LABEL && rules->visits.visit[row->visit].rank < to->rank;
}
