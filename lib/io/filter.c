/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which records are read at all. An empty value stands for every marker of "no value". */
#include <config.h>

#include <string.h>

#include "io/filter.h"

static pain_status read_filter(pain__filters *f, const pain__columns *c, const char *where,
                               pain_error *error)
{
    pain__filter *filter = &f->filters[f->n];
    const char *sign = where != NULL ? strchr(where, '=') : NULL;

    if (sign == NULL || sign == where || (sign == where + 1 && *where == '!')) {
        return pain__fail(error, PAIN_EINVAL,
                          "a filter is written COLUMN=VALUE[,VALUE] or COLUMN!=VALUE[,VALUE]");
    }
    filter->negated = sign[-1] == '!';
    size_t length = (size_t)(sign - where) - filter->negated;
    pain_status status = pain__columns_find(c, where, length, "where", &filter->column, error);

    if (status != PAIN_OK)
        return status;
    filter->values = pain__copy_text(f->allocator, sign + 1, strlen(sign + 1));
    if (filter->values == NULL)
        return pain__fail(error, PAIN_ENOMEM, "no memory for the options");
    f->n++;
    return PAIN_OK;
}

pain_status pain__filters_new(pain__filters *f, const pain__columns *c, const char *const *where,
                              size_t n_where, pain_error *error)
{
    if (n_where > 0 && where == NULL)
        return pain__fail(error, PAIN_EINVAL, "filters are counted but not given");
    f->filters = pain__alloc(f->allocator, n_where, sizeof *f->filters);
    if (f->filters == NULL)
        return pain__fail(error, PAIN_ENOMEM, "no memory for the options");
    for (size_t i = 0; i < n_where; i++) {
        pain_status status = read_filter(f, c, where[i], error);

        if (status != PAIN_OK)
            return status;
    }
    return PAIN_OK;
}

void pain__filters_free(pain__filters *f)
{
    if (f->allocator == NULL)
        return;
    for (size_t i = 0; i < f->n; i++)
        pain__free(f->allocator, f->filters[i].values);
    pain__free(f->allocator, f->filters);
}

/* True when the cell is one of the values. */
static bool matches(const char *values, pain__text cell, bool missing)
{
    for (const char *value = values; value != NULL;) {
        const char *comma = strchr(value, ',');
        size_t length = comma != NULL ? (size_t)(comma - value) : strlen(value);

        if ((length == 0 && missing) ||
            (length == cell.length && memcmp(value, cell.at, length) == 0))
            return true;
        value = comma != NULL ? comma + 1 : NULL;
    }
    return false;
}

bool pain__filters_hold(const pain__filters *f, const pain__records *r,
                        const pain__cell_rules *rules)
{
    for (size_t i = 0; i < f->n; i++) {
        pain__text cell = pain__trim(pain__records_cell(r, f->filters[i].column));

        if (matches(f->filters[i].values, cell, pain__cell_missing(rules, cell)) ==
            f->filters[i].negated)
            return false;
    }
    return true;
}
