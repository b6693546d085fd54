/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outcome table: the object, the endpoints and groups it covers, and access to it. */
#include <config.h>

#include <string.h>

#include "base/floats.h"
#include "outcome/flow.h"
#include "outcome/summary.h"
#include "outcome/suppress.h"

enum { SUPPRESS_MOST = 1000000 };

void pain_summary_free(pain_summary *summary)
{
    if (summary == NULL)
        return;
    pain_allocator a = summary->allocator;

    for (size_t i = 0; i < summary->n_groups; i++)
        pain__free(&a, summary->groups[i]);
    pain__free(&a, summary->groups);
    pain__free(&a, summary->rows);
    pain__free(&a, summary->flows);
    pain__free(&a, summary->baseline_visit);
    pain__free(&a, summary->endpoint_visit);
    pain__free(&a, summary);
}

static pain_status copy_label(const pain_allocator *a, const char *from, char **to)
{
    if (from == NULL)
        return PAIN_OK;
    *to = pain__copy_text(a, from, strlen(from));
    return *to != NULL ? PAIN_OK : PAIN_ENOMEM;
}

/* Keeps the rules, with their visits' names. */
static pain_status keep_rules(pain_summary *s, const pain_course_rules *rules)
{
    pain_status status = pain__options(&s->rules, sizeof s->rules, rules);

    if (status == PAIN_OK)
        status = copy_label(&s->allocator, s->rules.baseline_visit, &s->baseline_visit);
    if (status == PAIN_OK)
        status = copy_label(&s->allocator, s->rules.endpoint_visit, &s->endpoint_visit);
    s->rules.baseline_visit = s->baseline_visit;
    s->rules.endpoint_visit = s->endpoint_visit;
    return status;
}

static pain_status keep_groups(pain_summary *s, const pain__labels *groups)
{
    s->groups = pain__alloc(&s->allocator, groups->n, sizeof *s->groups);
    if (s->groups == NULL)
        return PAIN_ENOMEM;
    for (s->n_groups = 0; s->n_groups < groups->n; s->n_groups++) {
        const char *label = pain__labels_text(groups, (uint32_t)s->n_groups);
        pain_status status = copy_label(&s->allocator, label, &s->groups[s->n_groups]);

        if (status != PAIN_OK)
            return status;
    }
    return PAIN_OK;
}

static pain_status add_flow(pain_summary *s, const pain__course_tally *tally, uint32_t group)
{
    pain_flow flow = pain__flow_count(tally, group);
    void *flows = s->flows;

    if (group != PAIN_ALL_GROUPS && flow.evaluated == 0)
        return PAIN_OK;
    pain_status status =
        pain__grow(&s->allocator, &flows, &s->flow_capacity, s->n_flows + 1, sizeof *s->flows);

    s->flows = flows;
    if (status == PAIN_OK)
        s->flows[s->n_flows++] = flow;
    return status;
}

/* The flow of everyone; of each group, and of those without one, where there are groups. */
static pain_status add_flows(pain_summary *s, const pain__course_tally *tally)
{
    pain_status status = add_flow(s, tally, PAIN_ALL_GROUPS);

    if (s->n_groups == 0)
        return status;
    for (size_t i = 0; status == PAIN_OK && i < s->n_groups; i++)
        status = add_flow(s, tally, (uint32_t)i);
    return status == PAIN_OK ? add_flow(s, tally, PAIN_NO_GROUP) : status;
}

/* True when anybody has a score of the endpoint's kind after the baseline. */
static bool has_later_scores(const pain__course_tally *tally)
{
    for (size_t i = 0; i < tally->kinds.places; i++)
        if (tally->kinds.place[i].n > 0 && pain__course_of_kind(&tally->kinds.place[i]).last >= 0)
            return true;
    return false;
}

/* The endpoint that is shown beside `endpoint`, if both kinds of score exist; else itself. */
static pain_endpoint_rule other_end(const pain_summary *s, pain_endpoint_rule endpoint)
{
    if (endpoint == PAIN_ENDPOINT_LAST_AFTER)
        return PAIN_ENDPOINT_LAST_BEFORE;
    if (endpoint == PAIN_ENDPOINT_LAST_BEFORE && !s->assessments)
        return PAIN_ENDPOINT_LAST_AFTER;
    return endpoint;
}

/* The endpoint as the table is told of it. */
static pain_endpoint_rule shown_end(const pain_summary *s, pain_endpoint_rule endpoint)
{
    if (s->assessments && endpoint == PAIN_ENDPOINT_LAST_BEFORE)
        return PAIN_ENDPOINT_LAST_VISIT;
    return endpoint;
}

/* The rows of each endpoint. The second is left out when nobody has such a score. */
static pain_status add_endpoints(pain_summary *s, const pain__course_tally *tally,
                                 const pain__workshop *shop, const pain_summary_options *options)
{
    pain_status status = keep_groups(s, &shop->groups);

    if (status == PAIN_OK)
        status = add_flows(s, &tally[0]);
    for (size_t i = 0; status == PAIN_OK && i < shop->n; i++)
        if (i == 0 || has_later_scores(&tally[i])) {
            int32_t endpoint = shop->rules[i].given.endpoint;

            status = pain__summary_add_rows(s, &tally[i],
                                            shown_end(s, (pain_endpoint_rule)endpoint), options);
        }
    return status;
}

/* Opens the workshop for one endpoint, or for the two kinds of a last score. */
static pain_status open_shop(pain__workshop *shop, pain_summary *s, const pain_sessions *sessions,
                             const pain_summary_options *options, pain_error *error)
{
    pain_course_rules rules = s->rules;
    pain_status status = pain__workshop_open(shop, sessions, &rules, &s->allocator, error);

    if (status != PAIN_OK)
        return status;
    s->assessments = shop->rules[0].assessments;
    rules.endpoint = (int32_t)other_end(s, (pain_endpoint_rule)rules.endpoint);
    if (options->one_endpoint == 0 && rules.endpoint != s->rules.endpoint)
        status = pain__workshop_add(shop, &rules, error);
    return status;
}

static pain_status fill(pain_summary *s, const pain_sessions *sessions,
                        const pain_summary_options *options, pain_error *error)
{
    pain__course_tally tally[PAIN__WORKSHOP_RULES];
    pain__workshop shop;
    pain_status status = keep_rules(s, options->rules);

    if (status != PAIN_OK)
        return pain__fail(error, status, "%s", pain_status_text(status));
    status = open_shop(&shop, s, sessions, options, error);
    if (status == PAIN_OK) {
        status = pain__course_tallies_make(tally, &shop, options->threads);
        if (status == PAIN_OK)
            status = add_endpoints(s, tally, &shop, options);
        if (status == PAIN_OK && s->suppress > 1)
            status = pain__suppress(s);
        for (size_t i = 0; i < shop.n; i++)
            pain__course_tally_clear(&tally[i]);
        if (status != PAIN_OK)
            (void)pain__fail(error, status, "%s",
                             status == PAIN_EINVAL ? "a cut, method or level is outside its range"
                                                   : pain_status_text(status));
    }
    pain__workshop_close(&shop);
    return status;
}

pain_status pain_summary_new(pain_summary **summary, const pain_sessions *sessions,
                             const pain_summary_options *options, const pain_allocator *allocator,
                             pain_error *error)
{
    PAIN__FLOATS;
    pain_summary_options known;
    pain_allocator a = pain__allocator(allocator);

    pain__error_clear(error);
    if (summary == NULL)
        return pain__fail(error, PAIN_EINVAL, "%s", pain_status_text(PAIN_EINVAL));
    *summary = NULL;
    if (sessions == NULL || pain__options(&known, sizeof known, options) != PAIN_OK ||
        known.missing < 0 || known.missing > PAIN_MISSING_WORST + 1 ||
        known.suppress > SUPPRESS_MOST)
        return pain__fail(error, PAIN_EINVAL, "%s", pain_status_text(PAIN_EINVAL));

    pain_summary *s = pain__alloc(&a, 1, sizeof *s);

    if (s == NULL)
        return pain__fail(error, PAIN_ENOMEM, "%s", pain_status_text(PAIN_ENOMEM));
    s->allocator = a;
    s->scale = pain_sessions_scale(sessions);
    s->level = known.level == 0.0 ? 0.95 : known.level;
    s->suppress = known.suppress;
    pain_status status = fill(s, sessions, &known, error);

    if (status != PAIN_OK) {
        pain_summary_free(s);
        return status;
    }
    *summary = s;
    return PAIN_OK;
}

const pain_summary_row *pain_summary_rows(const pain_summary *summary, size_t *n)
{
    *n = summary->n_rows;
    return summary->rows;
}

const pain_flow *pain_summary_flows(const pain_summary *summary, size_t *n)
{
    *n = summary->n_flows;
    return summary->flows;
}

const char *pain_summary_group(const pain_summary *summary, uint32_t group)
{
    if (group == PAIN_ALL_GROUPS)
        return "all";
    return group < summary->n_groups ? summary->groups[group] : "(none)";
}

pain_scale pain_summary_scale(const pain_summary *summary)
{
    return summary->scale;
}

pain_course_rules pain_summary_rules(const pain_summary *summary)
{
    return summary->rules;
}

double pain_summary_level(const pain_summary *summary)
{
    return summary->level;
}

uint64_t pain_summary_suppress(const pain_summary *summary)
{
    return summary->suppress;
}

int pain_summary_is_of_assessments(const pain_summary *summary)
{
    return summary->assessments;
}
