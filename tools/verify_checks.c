/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a validator looks at first, as text and as a JSON object. */
#include <config.h>

#include <inttypes.h>
#include <math.h>

#include "verify.h"
#include "json.h"

static void print_estimate(FILE *file, const char *label, const pain_estimate *e, bool is_share)
{
    char value[TOOL_NUMBER_SIZE], lower[TOOL_NUMBER_SIZE], upper[TOOL_NUMBER_SIZE];
    double times = is_share ? 100.0 : 1.0;

    (void)fprintf(file, "    %-38s", label);
    if (isnan(e->value)) {
        (void)fprintf(file, "%s\n", pain_status_text((pain_status)e->reason));
        return;
    }
    (void)fprintf(file, "%s %%", tool_fixed(times * e->value, 1, value));
    if (!isnan(e->lower))
        (void)fprintf(file, " (%s to %s)", tool_fixed(times * e->lower, 1, lower),
                      tool_fixed(times * e->upper, 1, upper));
    if (is_share)
        (void)fprintf(file, ", %" PRIu64 "/%" PRIu64 "\n", e->numerator, e->denominator);
    else
        (void)fprintf(file, ", n=%" PRIu64 "\n", e->denominator);
}

static void print_scores(FILE *file, const char *label, const pain_score_counts *c,
                         const pain_scale *scale)
{
    int32_t steps = pain_scale_steps(scale);
    char number[TOOL_NUMBER_SIZE];

    if (c->n == 0)
        return;
    (void)fprintf(file, "    %-10s", label);
    for (int32_t i = 0; i <= steps && steps <= 20; i++)
        (void)fprintf(file, " %s:%" PRIu64, tool_exact(pain_scale_value(scale, i), number),
                      c->count[i]);
    if (!isnan(c->p_value))
        (void)fprintf(file,
                      "\n    %-10s %" PRIu64 " at the marks, %" PRIu64
                      " beside them; more than a third: p = %s",
                      "", c->marked, c->beside, tool_fixed(c->p_value, 4, number));
    (void)fputc('\n', file);
}

static void print_regression(FILE *file, const pain_checks *c)
{
    const pain_regression_to_mean *r = &c->regression;
    char fall[TOOL_NUMBER_SIZE], all[TOOL_NUMBER_SIZE], selected[TOOL_NUMBER_SIZE];
    char correlation[TOOL_NUMBER_SIZE], observed[TOOL_NUMBER_SIZE];

    (void)fputs("  regression to the mean\n    ", file);
    if (r->reason != PAIN_OK) {
        (void)fprintf(file, "no figure: %s\n", pain_status_text((pain_status)r->reason));
        return;
    }
    (void)fprintf(file,
                  "expected fall without treatment %s points; the mean reduction is %s (n=%" PRIu64
                  ")\n    = (1 - %s) (%s of %" PRIu64 " selected - %s of %s)\n",
                  tool_fixed(r->expected_fall, 2, fall), tool_fixed(c->fall.value, 2, observed),
                  c->fall.denominator, tool_fixed(r->correlation, 3, correlation),
                  tool_fixed(r->mean_selected, 2, selected), r->selected,
                  tool_fixed(r->mean_all, 2, all),
                  r->from_model ? "all, by a truncated normal distribution" : "all");
    if (r->pairs > 0)
        (void)fprintf(file,
                      "    correlation of evaluation and first session, %" PRIu64 " patients\n",
                      r->pairs);
}

void verify_print_checks(FILE *file, const verify_report *r)
{
    const pain_checks *c = r->checks;
    char number[TOOL_NUMBER_SIZE];

    (void)fprintf(file,
                  "\nCHECKS\n  completers against everyone: %" PRIu64 " of %" PRIu64
                  " who started; %" PRIu64 " without an endpoint\n",
                  c->completers, c->started, c->no_endpoint);
    print_estimate(file, "mean of percentages, completers", &c->completers_reduction, false);
    print_estimate(file, "everyone, no endpoint: no change", &c->started_reduction, false);
    print_estimate(file, "near zero (10 % of range), completers", &c->completers_near_zero, true);
    print_estimate(file, "everyone, no endpoint: counted as no", &c->started_near_zero, true);
    (void)fprintf(file,
                  "  zero baselines: %" PRIu64 ", for whom no percentage exists\n"
                  "  last scores taken right after treatment: %" PRIu64 " of %" PRIu64,
                  c->zero_baseline, c->last_after, c->last_scores);
    if (c->last_both > 0)
        (void)fprintf(file, "; %s points below the score before (n=%" PRIu64 ")",
                      tool_fixed(c->last_fall, 2, number), c->last_both);
    (void)fprintf(file,
                  "\n  repeat courses: %" PRIu64 " of %" PRIu64 " patients, with %" PRIu64
                  " more courses\n",
                  c->repeaters, c->patients, c->more_courses);
    if (c->baselines.n + c->endpoints.n > 0)
        (void)fputs("  digit preference (score:patients; exact binomial test)\n", file);
    print_scores(file, "baselines", &c->baselines, &r->scale);
    print_scores(file, "endpoints", &c->endpoints, &r->scale);
    if (r->screening)
        print_regression(file, c);
}

static json_t *estimate_object(const pain_estimate *e)
{
    return json_pack("{s:o, s:o, s:o, s:I, s:I}", "value", tool_json_number(e->value), "lower",
                     tool_json_number(e->lower), "upper", tool_json_number(e->upper), "numerator",
                     (json_int_t)e->numerator, "denominator", (json_int_t)e->denominator);
}

static json_t *scores_object(const pain_score_counts *c, const pain_scale *scale)
{
    json_t *counts = json_array();

    for (int32_t i = 0; c->n > 0 && i <= pain_scale_steps(scale); i++)
        tool_json_append(&counts, json_integer((json_int_t)c->count[i]));
    return json_pack("{s:I, s:o, s:I, s:I, s:o}", "n", (json_int_t)c->n, "counts", counts, "marked",
                     (json_int_t)c->marked, "beside", (json_int_t)c->beside, "p_value",
                     tool_json_number(c->p_value));
}

json_t *verify_checks_json(const verify_report *r)
{
    const pain_checks *c = r->checks;
    const pain_regression_to_mean *m = &c->regression;
    json_t *regression = json_pack(
        "{s:s, s:b, s:I, s:I, s:I, s:o, s:o, s:o, s:o, s:o}", "reason",
        pain_status_name((pain_status)m->reason), "from_model", (int)m->from_model, "n",
        (json_int_t)m->n, "selected", (json_int_t)m->selected, "pairs", (json_int_t)m->pairs,
        "correlation", tool_json_number(m->correlation), "mean_all", tool_json_number(m->mean_all),
        "mean_selected", tool_json_number(m->mean_selected), "expected_fall",
        tool_json_number(m->expected_fall), "mean_reduction", estimate_object(&c->fall));

    return json_pack(
        "{s:I, s:I, s:I, s:I, s:o, s:o, s:o, s:o, s:I, s:I, s:I, s:I, s:o, s:I, s:I, s:I, s:o, "
        "s:o, "
        "s:o}",
        "evaluated", (json_int_t)c->evaluated, "started", (json_int_t)c->started, "completers",
        (json_int_t)c->completers, "no_endpoint", (json_int_t)c->no_endpoint,
        "completers_reduction", estimate_object(&c->completers_reduction), "started_reduction",
        estimate_object(&c->started_reduction), "completers_near_zero",
        estimate_object(&c->completers_near_zero), "started_near_zero",
        estimate_object(&c->started_near_zero), "zero_baseline", (json_int_t)c->zero_baseline,
        "last_scores", (json_int_t)c->last_scores, "last_after", (json_int_t)c->last_after,
        "last_both", (json_int_t)c->last_both, "last_fall", tool_json_number(c->last_fall),
        "patients", (json_int_t)c->patients, "repeaters", (json_int_t)c->repeaters, "more_courses",
        (json_int_t)c->more_courses, "baselines", scores_object(&c->baselines, &r->scale),
        "endpoints", scores_object(&c->endpoints, &r->scale), "regression_to_the_mean", regression);
}
