/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_OUTCOME_GRID_H
#define PAIN_OUTCOME_GRID_H
/* Which counts can be shown beside each other without telling of too few patients.
 *
 * A count says how many patients of a unit (everyone, or a group) there are in one reading of the
 * data (completers; everyone who started, last score carried forward) and one column (all of them,
 * those with an endpoint, those at a cut or better). Readings and columns are nested, or may be, so
 * the difference of two counts can be a count of patients, too, and so can the difference of two
 * differences: the patients of one reading and not of another, between one cut and the next. */

#include "base/base.h"

typedef struct pain__grid {
    const pain_allocator *allocator;
    size_t units, readings, columns;
    size_t plain;          /* columns before this one count patients whatever their scores */
    uint64_t least;        /* 1 to least - 1 patients are too few */
    uint64_t *value;       /* by unit, reading, column */
    unsigned char *show;   /* by reading, column: alike for all units */
    unsigned char *nested; /* by two columns: patients in one may be a part of those in the other */
    int32_t *endpoint;     /* by reading: columns of scores compare within an endpoint only */
} pain__grid;

/* Makes room, all zero; the members before `value` are set by the caller. pain__grid_free frees
 * what there is, after a failure too. */
pain_status pain__grid_alloc(pain__grid *g);
void pain__grid_free(pain__grid *g);

uint64_t *pain__grid_value(const pain__grid *g, size_t unit, size_t reading, size_t column);
bool pain__grid_shows(const pain__grid *g, size_t reading, size_t column);

/* True unless `n` is 1 to least - 1 below or above 0. */
bool pain__grid_enough(const pain__grid *g, uint64_t n);

/* Shows a count if it and its difference from every count shown are 0 or at least `least`, and so
 * are the differences of differences over two readings and two columns, in every unit. Returns
 * whether it is shown. */
bool pain__grid_add(pain__grid *g, size_t reading, size_t column);

#endif
