/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_CLAIM_RECALCULATE_H
#define PAIN_CLAIM_RECALCULATE_H
/* Results calculated anew, as spans. */

#include <painstat/recalculate.h>

#include "base/base.h"

/* All numbers from low to high; infinite ends are allowed. */
typedef struct pain__span {
    double low, high;
} pain__span;

struct pain_recalculation {
    pain_reported reported;
    pain_grid grid; /* where reported.grid points to, if anywhere */
    double level;
    pain_allocator allocator;
    pain_recalculated *row;
    size_t n_rows, capacity;
    pain_status status; /* of the first row that could not be added */
};

/* recalculate.c */

/* The numbers of a printed set; infinite where it has no end. */
pain__span pain__span_of(const pain_range *range);

/* A row that is not yet filled in: nothing used, spans NaN, nothing printed. */
pain_recalculated pain__recalculated(int32_t result, int32_t from);

/* Adds the row, its verdict decided; one that is there already in all but its numbers becomes
 * wider, and fits if either does. */
void pain__add_row(pain_recalculation *r, const pain_recalculated *row);

/* Adds a span and whether it fits what is printed of row->result; where `mirrored`, its opposite
 * fits as well (groups the other way round). */
void pain__add_span(pain_recalculation *r, const pain_recalculated *row, pain__span span,
                    bool mirrored);

/* Adds the limits of centre +- half. */
void pain__add_limits(pain_recalculation *r, const pain_recalculated *row, pain__span centre,
                      pain__span half);

/* Limits take longer than the rest: only where they are printed, or where nothing is. */
bool pain__wants_limits(const pain_recalculation *r);

bool pain__is_given(const pain_range *range);

/* Whether the span and the set have a number in common, but for rounding in the machine. */
bool pain__span_meets(pain__span span, const pain_range *range);

/* recalculate_t.c */

/* a / b for b >= 0; 0 / 0 is 0, so that no evidence is made of it. */
pain__span pain__span_quotient(pain__span a, pain__span b);
pain__span pain__span_product(pain__span a, double b);
pain__span pain__span_magnitude(pain__span a);

/* The row's two- and one-sided p, of |statistic| with such degrees of freedom; infinite: normal. */
void pain__add_p(pain_recalculation *r, const pain_recalculated *as, pain__span magnitude,
                 pain__span df);

/* Statistic, degrees of freedom, p and limits of a difference with such a standard error; as->test
 * and as->method say by what. */
void pain__add_t(pain_recalculation *r, const pain_recalculated *as, pain__span difference,
                 pain__span error, pain__span df);

/* The normal or t quantile of the two-sided level. */
double pain__level_quantile(const pain_recalculation *r, double df);

/* Rows from the printed statistic, and from the printed limits. */
void pain__from_statistic(pain_recalculation *r, pain__span df);
void pain__from_interval(pain_recalculation *r, pain__span df);

/* recalculate_means.c, _change.c, _shares.c: rows from the figures, and the degrees of freedom of
 * the usual test (all NaN without). */
void pain__from_means(pain_recalculation *r, pain__span *df);
void pain__from_pairs(pain_recalculation *r, pain__span *df);
void pain__from_shares(pain_recalculation *r);

/* The SD (divided by n - 1) behind a printed spread of n scores that is taken for `kind`. */
pain__span pain__sd_taken(const pain_range *spread, int32_t kind, int64_t n);

/* The kinds to take it for, the one that it is called first; returns how many. */
size_t pain__kinds(int32_t called, int32_t kinds[3]);

/* Effects over `sd`: d or another, and g by `df` where that is finite. */
void pain__add_effect(pain_recalculation *r, const pain_recalculated *as, int32_t effect,
                      pain__span difference, pain__span sd, double df);

#endif
