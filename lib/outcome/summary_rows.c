/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a summary: measures and cuts times readings, a reading being a population with a
 * missing rule. */
#include <config.h>

#include "outcome/summary.h"
#include "outcome/suppress.h"

/* One way to read the data. */
typedef struct reading {
    int32_t population; /* a pain_population */
    int32_t missing;    /* a pain_missing_rule */
} reading;

/* The first is the completers' column; the chosen rule is taken from the others. */
static const reading readings[] = {
    {PAIN_POPULATION_COMPLETERS, PAIN_MISSING_OBSERVED},
    {PAIN_POPULATION_EVALUABLE, PAIN_MISSING_LOCF},
    {PAIN_POPULATION_STARTED, PAIN_MISSING_OBSERVED},
    {PAIN_POPULATION_STARTED, PAIN_MISSING_NON_RESPONDER},
    {PAIN_POPULATION_STARTED, PAIN_MISSING_BOCF},
    {PAIN_POPULATION_STARTED, PAIN_MISSING_LOCF},
    {PAIN_POPULATION_STARTED, PAIN_MISSING_WOCF},
    {PAIN_POPULATION_STARTED, PAIN_MISSING_BEST},
    {PAIN_POPULATION_STARTED, PAIN_MISSING_WORST},
};

enum { READINGS = sizeof readings / sizeof *readings };

/* One endpoint and group: the cohort of each reading. */
typedef struct block {
    pain_summary *summary;
    const pain_summary_options *options;
    int32_t endpoint; /* a pain_endpoint_rule */
    uint32_t group;
    pain_cohort *cohorts[READINGS];
    bool alike[READINGS]; /* too few patients differ from the rest for a mean to be shown */
} block;

static int32_t chosen_rule(const pain_summary_options *options, pain_measure measure)
{
    if (measure == PAIN_MEASURE_SESSION_POINTS)
        return PAIN_MISSING_OBSERVED;
    if (options->missing != 0)
        return options->missing - 1;
    if (measure == PAIN_MEASURE_WORSENED)
        return PAIN_MISSING_LOCF;
    return pain_measure_unit(measure) == PAIN_UNIT_PROPORTION ? PAIN_MISSING_NON_RESPONDER
                                                              : PAIN_MISSING_BOCF;
}

/* False where a reading says nothing of a measure: a reduction within a session needs no endpoint,
 * so no rule for missing ones either. */
static bool applies(const reading *r, pain_measure measure)
{
    if (measure == PAIN_MEASURE_SESSION_POINTS)
        return r->missing == PAIN_MISSING_OBSERVED;
    if (r->missing == PAIN_MISSING_NON_RESPONDER)
        return pain_measure_unit(measure) == PAIN_UNIT_PROPORTION &&
               measure != PAIN_MEASURE_WORSENED;
    return true;
}

static pain_interval_options interval_options(const pain_summary_options *options,
                                              pain_measure measure)
{
    pain_interval_options interval = {
        .size = sizeof interval,
        .level = options->level,
        .method = options->mean_method,
        .seed = options->seed,
        .resamples = options->resamples,
        .threads = options->threads,
    };

    if (pain_measure_unit(measure) == PAIN_UNIT_PROPORTION)
        interval.method = options->proportion_method;
    else if (measure == PAIN_MEASURE_PERCENT_OF_MEANS)
        interval.method = options->ratio_method;
    else if (measure == PAIN_MEASURE_MEDIAN_PERCENT)
        interval.method = options->median_method;
    return interval;
}

/* Adds one number; that it is undefined is no error, that it was asked for wrongly is. */
static pain_status add_row(block *b, pain_measure measure, double cut, size_t i, pain_column column)
{
    pain_summary *s = b->summary;
    void *rows = s->rows;
    pain_status status =
        pain__grow(&s->allocator, &rows, &s->row_capacity, s->n_rows + 1, sizeof *s->rows);

    s->rows = rows;
    if (status != PAIN_OK)
        return status;

    pain_interval_options interval = interval_options(b->options, measure);
    pain_summary_row *row = &s->rows[s->n_rows];

    *row = (pain_summary_row){.endpoint = b->endpoint,
                              .group = b->group,
                              .measure = (int32_t)measure,
                              .population = readings[i].population,
                              .missing = readings[i].missing,
                              .column = (int32_t)column,
                              .cut = cut};
    interval.allocator = &s->allocator;
    status = pain_measure_estimate(b->cohorts[i], measure, cut, &interval, &row->estimate);
    if (status == PAIN_EINVAL || status == PAIN_ENOMEM || status == PAIN_EOVERFLOW)
        return status;
    if (b->alike[i] && pain_measure_unit(measure) != PAIN_UNIT_PROPORTION)
        row->estimate.reason = PAIN_ESUPPRESSED;
    s->n_rows++;
    return PAIN_OK;
}

/* Adds a measure under every reading: the two columns first. */
static pain_status add_measure(block *b, pain_measure measure, double cut)
{
    int32_t rule = chosen_rule(b->options, measure);
    pain_status status = add_row(b, measure, cut, 0, PAIN_COLUMN_COMPLETERS);

    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 1; status == PAIN_OK && i < READINGS; i++) {
            bool is_chosen =
                readings[i].population == PAIN_POPULATION_STARTED && readings[i].missing == rule;

            if (is_chosen && pass == 0)
                status = add_row(b, measure, cut, i, PAIN_COLUMN_STARTED);
            else if (!is_chosen && pass == 1 && applies(&readings[i], measure))
                status = add_row(b, measure, cut, i, PAIN_COLUMN_OTHER);
        }
    return status;
}

static pain_status add_cuts(block *b, pain_measure measure, const double *cuts, size_t n)
{
    pain_status status = PAIN_OK;

    for (size_t i = 0; status == PAIN_OK && i < n; i++)
        status = add_measure(b, measure, cuts[i]);
    return status;
}

/* Adds every measure; cuts that are not given follow the scale's range. */
static pain_status add_measures(block *b)
{
    const pain_summary_options *o = b->options;
    const pain_scale *scale = &b->summary->scale;
    double range = pain_scale_steps(scale) * pain_scale_step(scale);
    const double near_zero[] = {0.0, 0.1 * range, 0.2 * range, 0.3 * range};
    const double responder[] = {30.0, 50.0};
    const double points[] = {0.2 * range};
    static const pain_measure plain[] = {PAIN_MEASURE_MEAN_PERCENT, PAIN_MEASURE_PERCENT_OF_MEANS,
                                         PAIN_MEASURE_MEDIAN_PERCENT, PAIN_MEASURE_MEAN_POINTS,
                                         PAIN_MEASURE_SESSION_POINTS};
    pain_status status = PAIN_OK;

    for (size_t i = 0; status == PAIN_OK && i < sizeof plain / sizeof *plain; i++)
        status = add_measure(b, plain[i], 0.0);
    if (status == PAIN_OK)
        status = o->near_zero != NULL
                     ? add_cuts(b, PAIN_MEASURE_NEAR_ZERO, o->near_zero, o->n_near_zero)
                     : add_cuts(b, PAIN_MEASURE_NEAR_ZERO, near_zero, 4);
    if (status == PAIN_OK)
        status = o->responder != NULL
                     ? add_cuts(b, PAIN_MEASURE_RESPONDER, o->responder, o->n_responder)
                     : add_cuts(b, PAIN_MEASURE_RESPONDER, responder, 2);
    if (status == PAIN_OK)
        status = o->points != NULL
                     ? add_cuts(b, PAIN_MEASURE_POINT_RESPONDER, o->points, o->n_points)
                     : add_cuts(b, PAIN_MEASURE_POINT_RESPONDER, points, 1);
    return status == PAIN_OK ? add_measure(b, PAIN_MEASURE_WORSENED, 0.0) : status;
}

/* The group as pain_cohort_options counts it. */
static int64_t group_choice(uint32_t group)
{
    if (group == PAIN_ALL_GROUPS)
        return 0;
    return group == PAIN_NO_GROUP ? -1 : (int64_t)group + 1;
}

static pain_status add_block(block *b, const pain__course_tally *tally)
{
    pain_status status = PAIN_OK;

    for (size_t i = 0; status == PAIN_OK && i < READINGS; i++) {
        pain_cohort_options which = {.size = sizeof which,
                                     .population = readings[i].population,
                                     .missing = readings[i].missing,
                                     .group = group_choice(b->group)};

        status = pain__cohort_of_tally(&b->cohorts[i], tally, &which, &b->summary->allocator);
        if (status == PAIN_OK && b->summary->suppress > 1)
            status = pain__suppress_alike(b->cohorts[i], b->summary->suppress, &b->alike[i]);
    }
    if (status == PAIN_OK)
        status = add_measures(b);
    for (size_t i = 0; i < READINGS; i++)
        pain_cohort_free(b->cohorts[i]);
    return status;
}

pain_status pain__summary_add_rows(pain_summary *summary, const pain__course_tally *tally,
                                   pain_endpoint_rule endpoint, const pain_summary_options *options)
{
    pain_status status = PAIN_OK;

    for (size_t i = 0; status == PAIN_OK && i < summary->n_flows; i++) {
        block b = {.summary = summary,
                   .options = options,
                   .endpoint = (int32_t)endpoint,
                   .group = summary->flows[i].group};

        status = add_block(&b, tally);
    }
    return status;
}
