/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_IO_FILTER_H
#define PAIN_IO_FILTER_H
/* "column=value[,value]" and "column!=value[,value]": which records are read at all. */

#include "io/cells.h"
#include "io/columns.h"

typedef struct pain__filter {
    size_t column;
    bool negated;
    char *values; /* between commas */
} pain__filter;

typedef struct pain__filters {
    const pain_allocator *allocator; /* borrowed */
    pain__filter *filters;
    size_t n;
} pain__filters;

/* Reads the caller's filters. EINVAL, ESCHEMA, ENOMEM. */
pain_status pain__filters_new(pain__filters *f, const pain__columns *c, const char *const *where,
                              size_t n_where, pain_error *error);
void pain__filters_free(pain__filters *f);

/* True when all hold for the record. */
bool pain__filters_hold(const pain__filters *f, const pain__records *r,
                        const pain__cell_rules *rules);

#endif
