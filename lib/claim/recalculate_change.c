/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Results of the same patients before and after: the SD d of their changes is printed, or follows
 * from the two SDs and their correlation, d^2 = s1^2 + s2^2 - 2 r s1 s2.
 *
 * On a known scale the correlation is narrower than -1 to 1. With x patients from each score a to
 * each b, the least and the most sum of x (a - b - c)^2 that the figures allow are linear programs;
 * c is the middle of what the mean change can be, so that little is lost by taking n times the
 * square of mean change - c off. By weak duality any multipliers bound a program: sum of x
 * objective <= sum of y bound + n (most of objective - y row). */
#include <config.h>

#include <math.h>

#include "claim/paired.h"
#include "claim/recalculate.h"
#include "num/distribution.h"
#include "num/simplex.h"

/* The bound that the multipliers prove, whatever they are: rounded up by more than sums of so few
 * terms err. */
static double dual_bound(const pain__program *program, const double *multiplier, double n)
{
    double bound = 0, size = 0, most = 0, most_size = 0;

    for (size_t i = 0; i < program->n_rows; i++) {
        double term = multiplier[i] == 0 ? 0
                                         : multiplier[i] * (multiplier[i] > 0 ? program->upper[i]
                                                                              : program->lower[i]);

        bound += term;
        size += fabs(term);
    }
    for (size_t j = 0; j < program->n_columns; j++) {
        double rest = program->objective[j], rest_size = fabs(rest);

        for (size_t i = 0; i < program->n_rows; i++) {
            double term = multiplier[i] * program->rows[i * program->n_columns + j];

            rest -= term;
            rest_size += fabs(term);
        }
        most = fmax(most, rest);
        most_size = fmax(most_size, rest_size);
    }
    return bound + n * most + 1e-14 * (size + n * most_size);
}

/* The most of way x sum (a - b - centre)^2, in steps; infinite where nothing is proved. */
static double most_squares(const pain__paired *p, double centre, double way, double *room)
{
    size_t n = p->n_cells;
    double lower[PAIN__PAIRED_ROWS], upper[PAIN__PAIRED_ROWS], multiplier[PAIN__PAIRED_ROWS];
    double *rows = room, *objective = rows + n * p->n_rows;
    const pain__program program = {p->n_rows, n, objective, rows, lower, upper};
    pain__optimum optimum = {.x = objective + n, .multiplier = multiplier};

    for (size_t i = 0; i < p->n_rows; i++) {
        lower[i] = p->lower[i] == INT64_MIN ? -INFINITY : (double)p->lower[i];
        upper[i] = p->upper[i] == INT64_MAX ? INFINITY : (double)p->upper[i];
        for (size_t j = 0; j < n; j++)
            rows[i * n + j] =
                (double)p->entry[i * n + j] / (p->baseline[j] > 0 ? p->baseline[j] : 1);
    }
    for (size_t j = 0; j < n; j++) {
        double change = p->baseline[j] - p->endpoint[j] - centre;

        objective[j] = way * change * change;
    }
    if (pain__simplex(&program, &p->allocator, &optimum) != PAIN_OK)
        return INFINITY;
    double bound = dual_bound(&program, multiplier, (double)p->figures.n);

    return isnan(bound) ? INFINITY : bound;
}

/* Narrows the SD of the change to what the scale allows. */
static void narrow(pain_recalculation *r, int32_t kind, pain__span difference, pain__span *sd)
{
    const pain_reported_group *g = r->reported.group;
    const pain_paired_figures figures = {.size = sizeof figures,
                                         .grid = r->grid,
                                         .n = g[0].n,
                                         .baseline_mean = g[0].mean,
                                         .baseline_spread = g[0].spread,
                                         .endpoint_mean = g[1].mean,
                                         .endpoint_spread = g[1].spread,
                                         .spread_kind = kind,
                                         .percent = 50};
    double n = (double)g[0].n, step = (double)r->grid.step / (double)r->grid.unit;
    pain__paired paired;
    pain_status status = pain__paired_init(&paired, &figures);

    if (status == PAIN_ENOMEM)
        r->status = status;
    if (status != PAIN_OK)
        return;
    double *room = paired.contradiction ? NULL
                                        : pain__alloc(&r->allocator, paired.n_cells,
                                                      (paired.n_rows + 2) * sizeof *room);

    if (room != NULL) {
        double centre = (difference.low + difference.high) / 2 / step;
        double off = (difference.high - difference.low) / 2 / step;
        double least = (-most_squares(&paired, centre, -1, room) - n * off * off) / (n - 1);
        double most = most_squares(&paired, centre, 1, room) / (n - 1);

        sd->low = fmax(sd->low, step * sqrt(fmax(least, 0)) * (1 - 1e-9));
        sd->high = fmin(sd->high, step * sqrt(fmax(most, 0)) * (1 + 1e-9));
    } else if (!paired.contradiction)
        r->status = PAIN_ENOMEM;
    pain__free(&r->allocator, room);
    pain__paired_free(&paired);
}

static double correlation(double s1, double s2, double d)
{
    return (s1 * s1 + s2 * s2 - d * d) / (2 * s1 * s2);
}

/* The correlation falls in d. In s1 it has a least value where s1^2 = s2^2 - d^2 and no other turn,
 * and so in s2: the most is at a corner, the least at one or at such a point of an edge. */
static pain__span correlations(pain__span s1, pain__span s2, pain__span d)
{
    const double first[2] = {s1.low, s1.high}, second[2] = {s2.low, s2.high};
    pain__span r = {INFINITY, -INFINITY};

    for (int i = 0; i < 2; i++)
        for (int j = 0; j < 2; j++) {
            r.low = fmin(r.low, correlation(first[i], second[j], d.high));
            r.high = fmax(r.high, correlation(first[i], second[j], d.low));
        }
    for (int i = 0; i < 2; i++) {
        double turn = sqrt(fmax(second[i] * second[i] - d.high * d.high, 0));

        if (turn > s1.low && turn < s1.high)
            r.low = fmin(r.low, correlation(turn, second[i], d.high));
        turn = sqrt(fmax(first[i] * first[i] - d.high * d.high, 0));
        if (turn > s2.low && turn < s2.high)
            r.low = fmin(r.low, correlation(first[i], turn, d.high));
    }
    return r;
}

/* What a printed result says of the SD of the change; false when it says nothing. */
static bool implied_sd(const pain_recalculation *r, int32_t from, int32_t kind,
                       pain__span difference, pain__span *sd)
{
    const pain_reported *p = &r->reported;
    double n = (double)p->group[0].n;
    pain__span off = pain__span_magnitude(
        (pain__span){difference.low - p->null_value, difference.high - p->null_value});
    pain__span t;

    if (from == PAIN_FROM_CHANGE) {
        *sd = pain__sd_taken(&p->change_spread, kind, p->group[0].n);
        return pain__is_given(&p->change_spread);
    }
    if (from == PAIN_FROM_INTERVAL) {
        pain__span l = pain__span_of(&p->lower), u = pain__span_of(&p->upper);

        *sd = pain__span_product((pain__span){fmax(u.low - l.high, 0), u.high - l.low},
                                 sqrt(n) / 2 / pain__level_quantile(r, n - 1));
        return pain__is_given(&p->lower);
    }
    if (from == PAIN_FROM_STATISTIC) {
        if (!pain__is_given(&p->statistic) || p->statistic_kind != PAIN_REPORTED_T)
            return false;
        t = pain__span_magnitude(pain__span_of(&p->statistic));
    } else {
        pain__span two = pain__span_of(&p->p);

        if (!pain__is_given(&p->p) || p->sides == 1)
            return false;
        t.low = pain__t_quantile(fmin(fmax(two.high, 0), 1) / 2, n - 1, PAIN__UPPER);
        t.high = pain__t_quantile(fmin(fmax(two.low, 0), 1) / 2, n - 1, PAIN__UPPER);
    }
    *sd = pain__span_product(pain__span_quotient(off, t), sqrt(n));
    return true;
}

/* The correlation that each printed result implies, and whether there is one such. */
static void add_correlations(pain_recalculation *r, int32_t kind, pain__span difference,
                             pain__span allowed)
{
    static const int32_t from[] = {PAIN_FROM_CHANGE, PAIN_FROM_STATISTIC, PAIN_FROM_P,
                                   PAIN_FROM_INTERVAL};
    const pain_reported *p = &r->reported;
    pain__span s1 = pain__sd_taken(&p->group[0].spread, kind, p->group[0].n);
    pain__span s2 = pain__sd_taken(&p->group[1].spread, kind, p->group[0].n), sd;

    if (s1.low == 0 || s2.low == 0)
        return;
    pain_recalculated row = pain__recalculated(PAIN_RESULT_CORRELATION, PAIN_FROM_FIGURES);

    row.spread = kind;
    row.usual = kind == p->spread_kind;
    sd = correlations(s1, s2, allowed);
    pain__add_span(r, &row, (pain__span){fmax(sd.low, -1), fmin(sd.high, 1)}, false);
    for (size_t i = 0; i < sizeof from / sizeof *from; i++) {
        if (!implied_sd(r, from[i], kind, difference, &sd))
            continue;
        pain__span all = correlations(s1, s2, sd);
        bool is_one = all.low <= 1 && all.high >= -1;

        row.from = from[i];
        row.least = is_one ? fmax(all.low, -1) : all.low;
        row.most = is_one ? fmin(all.high, 1) : all.high;
        row.verdict = sd.low * (1 - 1e-9) > allowed.high || sd.high * (1 + 1e-9) < allowed.low
                          ? PAIN_IMPOSSIBLE
                          : PAIN_POSSIBLE;
        pain__add_row(r, &row);
    }
}

/* With an SD of the change that is printed; its correlation, where the others are, too. */
static void printed_change(pain_recalculation *r, pain_recalculated as, pain__span difference)
{
    const pain_reported *p = &r->reported;
    double n = (double)p->group[0].n;
    pain__span sd = pain__sd_taken(&p->change_spread, as.spread, p->group[0].n);

    pain__add_t(r, &as, difference, pain__span_product(sd, 1 / sqrt(n)),
                (pain__span){n - 1, n - 1});
    as.test = 0;
    pain__add_effect(r, &as, PAIN_EFFECT_D, difference, sd, n - 1);
}

/* Student's of two groups, as if the patients were different ones, by mistake or on purpose. */
static void unpaired(pain_recalculation *r, pain_recalculated as, pain__span difference,
                     pain__span s1, pain__span s2)
{
    double n = (double)r->reported.group[0].n;

    as.usual = 0;
    as.test = PAIN_TEST_T_POOLED;
    pain__add_t(r, &as, difference,
                (pain__span){hypot(s1.low, s2.low) / sqrt(n), hypot(s1.high, s2.high) / sqrt(n)},
                (pain__span){2 * n - 2, 2 * n - 2});
}

/* With the SDs before and after. */
static void open_change(pain_recalculation *r, pain_recalculated as, pain__span difference)
{
    const pain_reported *p = &r->reported;
    double n = (double)p->group[0].n;
    pain__span s1 = pain__sd_taken(&p->group[0].spread, as.spread, p->group[0].n);
    pain__span s2 = pain__sd_taken(&p->group[1].spread, as.spread, p->group[0].n);
    pain__span allowed = {fmax(fmax(s1.low - s2.high, s2.low - s1.high), 0), s1.high + s2.high};

    if (p->grid != NULL)
        narrow(r, as.spread, difference, &allowed);
    if (!pain__is_given(&p->change_spread)) {
        pain__add_t(r, &as, difference, pain__span_product(allowed, 1 / sqrt(n)),
                    (pain__span){n - 1, n - 1});
        unpaired(r, as, difference, s1, s2);
    }
    add_correlations(r, as.spread, difference, allowed);
    as.test = 0;
    pain__add_effect(r, &as, PAIN_EFFECT_FIRST, difference, s1, NAN);
    pain__add_effect(r, &as, PAIN_EFFECT_SECOND, difference, s2, NAN);
    pain__add_effect(
        r, &as, PAIN_EFFECT_AVERAGE, difference,
        (pain__span){hypot(s1.low, s2.low) * sqrt(0.5), hypot(s1.high, s2.high) * sqrt(0.5)}, NAN);
}

void pain__from_pairs(pain_recalculation *r, pain__span *df)
{
    const pain_reported *p = &r->reported;
    pain_recalculated as = pain__recalculated(PAIN_RESULT_P, PAIN_FROM_FIGURES);
    pain__span before = pain__span_of(&p->group[0].mean), after = pain__span_of(&p->group[1].mean);
    const pain__span difference = {before.low - after.high, before.high - after.low};
    int32_t kinds[3];
    size_t n = pain__kinds(p->spread_kind, kinds);

    if (p->group[0].n < 2)
        return;
    *df = (pain__span){(double)(p->group[0].n - 1), (double)(p->group[0].n - 1)};
    if (!pain__is_given(&p->group[0].mean) || !pain__is_given(&p->group[1].mean))
        return;
    as.test = PAIN_TEST_T;
    as.method = PAIN_METHOD_T;
    for (size_t i = 0; i < n; i++) {
        as.spread = kinds[i];
        as.usual = i == 0;
        if (pain__is_given(&p->change_spread))
            printed_change(r, as, difference);
        if (pain__is_given(&p->group[0].spread) && pain__is_given(&p->group[1].spread))
            open_change(r, as, difference);
    }
}
