/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Claims against data: the object, the endpoints that are tried, and the cohorts of each. */
#include <config.h>

#include <string.h>

#include "base/floats.h"
#include "claim/verify.h"

const int32_t pain__verify_populations[PAIN__VERIFY_POPULATIONS] = {
    PAIN_POPULATION_STARTED, PAIN_POPULATION_COMPLETERS, PAIN_POPULATION_EVALUATED};
const int32_t pain__verify_rules[PAIN__VERIFY_RULES] = {
    PAIN_MISSING_OBSERVED, PAIN_MISSING_NON_RESPONDER, PAIN_MISSING_BOCF, PAIN_MISSING_LOCF};

const char *pain_support_name(int32_t support)
{
    static const char *const names[] = {"undefined", "supported", "contradicted", "undecided",
                                        "only under some choices"};

    return support >= 0 && support <= PAIN_SUPPORT_ONLY_UNDER ? names[support] : names[0];
}

const char *pain_factor_name(int32_t factor)
{
    static const char *const names[PAIN_FACTORS] = {"definition", "population", "missing rule",
                                                    "endpoint",   "cut",        "responders"};

    return factor >= 0 && factor < PAIN_FACTORS ? names[factor] : "none";
}

void pain_verification_free(pain_verification *verification)
{
    if (verification == NULL)
        return;
    pain_allocator a = verification->allocator;

    for (size_t i = 0; i < PAIN__VERIFY_ENDPOINTS; i++)
        pain__free(&a, verification->visits[i]);
    pain__free(&a, verification->claims);
    pain__free(&a, verification->first);
    pain__free(&a, verification->cells);
    pain__free(&a, verification);
}

static void free_data(pain__verify_data *data)
{
    for (size_t e = 0; e < PAIN__VERIFY_ENDPOINTS; e++)
        for (size_t p = 0; p < PAIN__VERIFY_POPULATIONS; p++)
            for (size_t m = 0; m < PAIN__VERIFY_RULES; m++)
                pain_cohort_free(data->cohorts[e][p][m]);
}

/* Makes the cohorts of the endpoint that is next, and counts it. */
static pain_status add_endpoint(pain_verification *v, pain__verify_data *data,
                                const pain_courses *courses, const pain_course_rules *rules)
{
    size_t e = v->n_endpoints;
    pain_status status = PAIN_OK;

    v->endpoints[e].rule = rules->endpoint;
    if (pain_courses_are_assessments(courses) && rules->endpoint == PAIN_ENDPOINT_LAST_BEFORE)
        v->endpoints[e].rule = PAIN_ENDPOINT_LAST_VISIT;
    if (rules->endpoint == PAIN_ENDPOINT_VISIT) {
        v->visits[e] =
            pain__copy_text(&v->allocator, rules->endpoint_visit, strlen(rules->endpoint_visit));
        v->endpoints[e].visit = v->visits[e];
        if (v->visits[e] == NULL)
            return PAIN_ENOMEM;
    }
    for (size_t p = 0; p < PAIN__VERIFY_POPULATIONS; p++)
        for (size_t m = 0; status == PAIN_OK && m < PAIN__VERIFY_RULES; m++) {
            const pain_cohort_options which = {.size = sizeof which,
                                               .population = pain__verify_populations[p],
                                               .missing = pain__verify_rules[m]};

            status = pain_cohort_new(&data->cohorts[e][p][m], courses, &which, &v->allocator);
        }
    v->n_endpoints++;
    return status;
}

static pain_status try_endpoint(pain_verification *v, pain__verify_data *data,
                                const pain_sessions *sessions, const pain_course_rules *rules,
                                bool *assessments, pain_error *error)
{
    pain_courses *courses = NULL;
    pain_status status = pain_courses_new(&courses, sessions, rules, &v->allocator, error);

    if (status != PAIN_OK)
        return status;
    *assessments = pain_courses_are_assessments(courses) != 0;
    status = add_endpoint(v, data, courses, rules);
    pain_courses_free(courses);
    return status == PAIN_OK ? status : pain__fail(error, status, "%s", pain_status_text(status));
}

static bool is_tried(const pain_verification *v, const char *visit)
{
    for (size_t i = 0; i < v->n_endpoints; i++)
        if (v->endpoints[i].visit != NULL && strcmp(v->endpoints[i].visit, visit) == 0)
            return true;
    return false;
}

/* Each visit that is a follow-up, in order of first appearance. */
static pain_status try_follow_ups(pain_verification *v, pain__verify_data *data,
                                  const pain_sessions *sessions, const pain_course_rules *given,
                                  pain_error *error)
{
    pain_course_rules rules = *given;
    size_t n = pain_sessions_count(sessions);
    pain_status status = PAIN_OK;
    bool assessments;

    rules.endpoint = PAIN_ENDPOINT_VISIT;
    for (size_t i = 0; i < n && v->n_endpoints < PAIN__VERIFY_ENDPOINTS && status == PAIN_OK; i++) {
        pain_session row;

        status = pain_sessions_get(sessions, i, &row);
        if (status != PAIN_OK || row.occasion != PAIN_FOLLOW_UP || row.visit == NULL ||
            is_tried(v, row.visit))
            continue;
        rules.endpoint_visit = row.visit;
        status = try_endpoint(v, data, sessions, &rules, &assessments, error);
    }
    return status;
}

static pain_status try_endpoints(pain_verification *v, pain__verify_data *data,
                                 const pain_sessions *sessions, const pain_verify_options *options,
                                 pain_error *error)
{
    pain_course_rules rules;
    bool assessments = false, unused;

    if (pain__options(&rules, sizeof rules, options->rules) != PAIN_OK)
        return pain__fail(error, PAIN_EINVAL, "%s", pain_status_text(PAIN_EINVAL));
    rules.size = sizeof rules;
    pain_status status = try_endpoint(v, data, sessions, &rules, &assessments, error);

    if (status != PAIN_OK || options->one_endpoint != 0 || assessments ||
        rules.endpoint > PAIN_ENDPOINT_LAST_AFTER)
        return status;
    pain_course_rules other = rules;

    other.endpoint = rules.endpoint == PAIN_ENDPOINT_LAST_AFTER ? PAIN_ENDPOINT_LAST_BEFORE
                                                                : PAIN_ENDPOINT_LAST_AFTER;
    status = try_endpoint(v, data, sessions, &other, &unused, error);
    return status == PAIN_OK ? try_follow_ups(v, data, sessions, &rules, error) : status;
}

/* Says which claim cannot be verified. */
static pain_status fail_claim(size_t i, pain_status status, pain_error *error)
{
    if (status != PAIN_EINVAL)
        return pain__fail(error, status, "%s", pain_status_text(status));
    (void)pain__fail(error, status,
                     "the claim, or a cut that it is tried with, is outside its range");
    if (error != NULL)
        error->record = i + 1;
    return status;
}

static pain_status add_claims(pain_verification *v, const pain__verify_data *data,
                              const pain_claim *claims, size_t n, pain_error *error)
{
    v->claims = pain__alloc(&v->allocator, n, sizeof *v->claims);
    v->first = pain__alloc(&v->allocator, n, sizeof *v->first);
    if (v->claims == NULL || v->first == NULL)
        return pain__fail(error, PAIN_ENOMEM, "%s", pain_status_text(PAIN_ENOMEM));
    for (v->n_claims = 0; v->n_claims < n; v->n_claims++) {
        size_t i = v->n_claims, first = v->n_cells;
        pain_status status = pain__verify_add_cells(v, data, &claims[i]);

        if (status != PAIN_OK)
            return fail_claim(i, status, error);
        v->first[i] = first;
        v->claims[i] = (pain_verified){.claim = claims[i], .n_cells = v->n_cells - first};
        pain__verify_sum_up(&v->claims[i], v->cells + first);
    }
    return PAIN_OK;
}

static pain_status fill(pain_verification *v, const pain_sessions *sessions,
                        const pain_claim *claims, size_t n, const pain_verify_options *options,
                        pain_error *error)
{
    double range = pain_scale_steps(&v->scale) * pain_scale_step(&v->scale);
    const double near_zero[] = {0.0, 0.1 * range, 0.2 * range};
    const double responder[] = {30.0, 50.0};
    pain__verify_data data = {.near_zero = options->near_zero,
                              .n_near_zero = options->n_near_zero,
                              .responder = options->responder,
                              .n_responder = options->n_responder};

    if (data.near_zero == NULL) {
        data.near_zero = near_zero;
        data.n_near_zero = sizeof near_zero / sizeof *near_zero;
    }
    if (data.responder == NULL) {
        data.responder = responder;
        data.n_responder = sizeof responder / sizeof *responder;
    }
    pain_status status = try_endpoints(v, &data, sessions, options, error);

    if (status == PAIN_OK)
        status = add_claims(v, &data, claims, n, error);
    free_data(&data);
    return status;
}

pain_status pain_verification_new(pain_verification **verification, const pain_sessions *sessions,
                                  const pain_claim *claims, size_t n,
                                  const pain_verify_options *options,
                                  const pain_allocator *allocator, pain_error *error)
{
    PAIN__FLOATS;
    pain_verify_options known;
    pain_allocator a = pain__allocator(allocator);

    pain__error_clear(error);
    if (verification != NULL)
        *verification = NULL;
    if (verification == NULL || sessions == NULL || (claims == NULL && n > 0) ||
        pain__options(&known, sizeof known, options) != PAIN_OK || known.rounding < 0 ||
        known.rounding >= PAIN_ROUNDINGS)
        return pain__fail(error, PAIN_EINVAL, "%s", pain_status_text(PAIN_EINVAL));
    for (size_t i = 0; i < n; i++)
        if (claims[i].statistic >= PAIN_CLAIM_P || claims[i].population > PAIN_CLAIM_OF_RESPONDERS)
            return pain__fail(error, PAIN_EINVAL,
                              "results and figures of one of two groups are not checked with data");
    if (known.level == 0.0)
        known.level = 0.95;
    if (!(known.level > 0.5 && known.level < 1.0))
        return pain__fail(error, PAIN_EINVAL, "the level is not between 0.5 and 1");
    pain_verification *v = pain__alloc(&a, 1, sizeof *v);

    if (v == NULL)
        return pain__fail(error, PAIN_ENOMEM, "%s", pain_status_text(PAIN_ENOMEM));
    v->allocator = a;
    v->scale = pain_sessions_scale(sessions);
    v->level = known.level;
    v->rounding = known.rounding;
    pain_status status = fill(v, sessions, claims, n, &known, error);

    if (status != PAIN_OK) {
        pain_verification_free(v);
        return status;
    }
    *verification = v;
    return PAIN_OK;
}

const pain_verified *pain_verification_claims(const pain_verification *verification, size_t *n)
{
    *n = verification->n_claims;
    return verification->claims;
}

const pain_verify_cell *pain_verification_cells(const pain_verification *verification, size_t claim,
                                                size_t *n)
{
    *n = claim < verification->n_claims ? verification->claims[claim].n_cells : 0;
    return *n > 0 ? verification->cells + verification->first[claim] : NULL;
}

const pain_verify_endpoint *pain_verification_endpoints(const pain_verification *verification,
                                                        size_t *n)
{
    *n = verification->n_endpoints;
    return verification->endpoints;
}

double pain_verification_level(const pain_verification *verification)
{
    return verification->level;
}
