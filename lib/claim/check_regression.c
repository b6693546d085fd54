/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Regression to the mean: how far scores at or above a screening cut are expected to fall.
 *
 * Whitney and Von Korff, Pain 1992;50:281; the truncated normal distribution: Johnson, Kotz and
 * Balakrishnan, Continuous univariate distributions, 1994, 13.10. */
#include <config.h>

#include <math.h>

#include "claim/checks.h"
#include "data/sessions_table.h"
#include "num/distribution.h"
#include "num/root.h"

/* The scores of a patient before any treatment, in steps; below 0 for none. */
typedef struct first_scores {
    int64_t evaluation, session;
    int32_t number; /* of the session */
    bool has_session;
} first_scores;

/* Sums over patients. */
typedef struct moments {
    uint64_t n;
    double x, y, xx, yy, xy;
} moments;

static void take(moments *m, double x, double y)
{
    m->n++;
    m->x += x;
    m->y += y;
    m->xx += x * x;
    m->yy += y * y;
    m->xy += x * y;
}

/* The score of the last evaluation and that before the first session, of the first course. */
static void take_row(first_scores *scores, const pain__row *row)
{
    if (row->course > 1)
        return;
    if (row->occasion == PAIN_EVALUATION && row->before >= 0)
        scores->evaluation = row->before;
    if (row->occasion != PAIN_SESSION || (scores->has_session && row->number >= scores->number))
        return;
    scores->has_session = true;
    scores->session = row->before;
    scores->number = row->number;
}

static double correlation_of(const moments *m)
{
    double n = (double)m->n;
    double xx = m->xx - m->x * m->x / n, yy = m->yy - m->y * m->y / n;

    return xx > 0.0 && yy > 0.0 ? (m->xy - m->x * m->y / n) / sqrt(xx * yy) : NAN;
}

/* phi(z) / (1 - Phi(z)) */
static double hazard(double z)
{
    return exp(-0.5 * z * z) * 0.39894228040143267794 / pain__normal_tail(z, PAIN__UPPER);
}

/* (mean - cut) / SD of what is left of a normal distribution above z, minus *context. */
static double left_ratio(double z, void *context)
{
    const double *wanted = context;
    double l = hazard(z);

    return (l - z) / sqrt(1.0 + z * l - l * l) - *wanted;
}

/* The mean of the normal distribution that has this mean and SD above the cut; NaN for none. The
 * ratio falls from infinity towards 1. */
static double whole_mean(double mean, double sd, double cut)
{
    double wanted = (mean - cut) / sd, z = NAN;

    if (pain__root(left_ratio, &wanted, -30.0, 5.0, &z) != PAIN_OK)
        return NAN;
    double l = hazard(z);

    return cut - z * sd / sqrt(1.0 + z * l - l * l);
}

/* What is expected from the first scores, in steps. */
static pain_status expect(pain_regression_to_mean *r, const moments *all, const moments *selected,
                          double cut)
{
    double n = (double)selected->n;

    r->n = all->n;
    r->selected = selected->n;
    if (selected->n == 0)
        return PAIN_EEMPTY;
    r->from_model = selected->n == all->n;
    r->mean_selected = selected->x / n;
    r->mean_all = all->x / (double)all->n;
    if (r->from_model) {
        double variance = (selected->xx - selected->x * selected->x / n) / (n - 1.0);

        if (selected->n < 2 || !(variance > 0.0))
            return PAIN_ENOSPREAD;
        r->mean_all = whole_mean(r->mean_selected, sqrt(variance), cut - 0.5);
        if (isnan(r->mean_all))
            return PAIN_EUNDEFINED;
    }
    if (isnan(r->correlation))
        return r->pairs < 3 ? PAIN_ETOOFEW : PAIN_ENOSPREAD;
    r->expected_fall = (1.0 - r->correlation) * (r->mean_selected - r->mean_all);
    return PAIN_OK;
}

/* Adds the first scores of everyone: of the evaluation, else baselines. */
static void add_scores(const first_scores *scores, size_t n, const pain_courses *courses,
                       int64_t cut, moments *pairs, moments *all, moments *selected)
{
    size_t n_courses = 0;
    const pain_course *course = pain_courses_list(courses, &n_courses);
    double unit = pain_courses_unit(courses);
    bool evaluated = false;

    for (size_t i = 0; i < n; i++) {
        if (scores[i].evaluation < 0)
            continue;
        double x = (double)scores[i].evaluation;

        evaluated = true;
        take(all, x, 0.0);
        if (scores[i].evaluation >= cut)
            take(selected, x, 0.0);
        if (scores[i].session >= 0)
            take(pairs, x, (double)scores[i].session);
    }
    for (size_t i = 0; !evaluated && i < n_courses; i++) {
        double x = (double)course[i].baseline / unit;

        if (course[i].baseline < 0 || (course[i].flags & PAIN_COURSE_STARTED) == 0)
            continue;
        take(all, x, 0.0);
        if (x >= (double)cut)
            take(selected, x, 0.0);
    }
}

pain_status pain__check_regression(const pain_sessions *sessions, const pain_courses *courses,
                                   const pain_checks_options *options,
                                   const pain_allocator *allocator,
                                   pain_regression_to_mean *regression)
{
    const double step = pain_scale_step(&sessions->scale);
    size_t n = pain_sessions_patients(sessions);
    pain_regression_to_mean r = {.reason = PAIN_EEMPTY,
                                 .correlation = NAN,
                                 .mean_all = NAN,
                                 .mean_selected = NAN,
                                 .expected_fall = NAN};
    moments pairs = {0}, all = {0}, selected = {0};

    *regression = r;
    if (options->has_screening == 0)
        return PAIN_OK;
    first_scores *scores = pain__alloc(allocator, n, sizeof *scores);

    if (scores == NULL)
        return PAIN_ENOMEM;
    for (size_t i = 0; i < n; i++)
        scores[i] = (first_scores){-1, -1, 0, false};
    for (size_t i = 0; i < sessions->rows.n; i++) {
        pain__row row = pain__rows_get(&sessions->rows, i);

        take_row(&scores[row.patient], &row);
    }
    int64_t cut = pain_scale_score(&sessions->scale, options->screening);

    add_scores(scores, n, courses, cut, &pairs, &all, &selected);
    pain__free(allocator, scores);
    if (options->has_correlation != 0) {
        r.correlation = options->correlation;
    } else {
        r.pairs = pairs.n;
        r.correlation = pairs.n < 3 ? NAN : correlation_of(&pairs);
        if (r.correlation < 0.0)
            r.correlation = 0.0;
    }
    r.reason = expect(&r, &all, &selected, (double)cut);
    r.mean_all *= step;
    r.mean_selected *= step;
    r.expected_fall *= step;
    *regression = r;
    return PAIN_OK;
}
