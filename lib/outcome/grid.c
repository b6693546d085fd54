/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "outcome/grid.h"

pain_status pain__grid_alloc(pain__grid *g)
{
    size_t cells = g->readings * g->columns;

    g->value = pain__alloc(g->allocator, g->units * cells, sizeof *g->value);
    g->show = pain__alloc(g->allocator, cells, sizeof *g->show);
    g->nested = pain__alloc(g->allocator, g->columns * g->columns, sizeof *g->nested);
    g->endpoint = pain__alloc(g->allocator, g->readings, sizeof *g->endpoint);
    if (g->value == NULL || g->show == NULL || g->nested == NULL || g->endpoint == NULL)
        return PAIN_ENOMEM;
    return PAIN_OK;
}

void pain__grid_free(pain__grid *g)
{
    pain__free(g->allocator, g->value);
    pain__free(g->allocator, g->show);
    pain__free(g->allocator, g->nested);
    pain__free(g->allocator, g->endpoint);
}

uint64_t *pain__grid_value(const pain__grid *g, size_t unit, size_t reading, size_t column)
{
    return &g->value[(unit * g->readings + reading) * g->columns + column];
}

bool pain__grid_shows(const pain__grid *g, size_t reading, size_t column)
{
    return g->show[reading * g->columns + column] != 0;
}

bool pain__grid_enough(const pain__grid *g, uint64_t n)
{
    uint64_t size = n < 0 - n ? n : 0 - n;

    return size == 0 || size >= g->least;
}

/* A low score before a session says nothing of the one after it. */
static bool may_be_nested(const pain__grid *g, size_t r1, size_t c1, size_t r2, size_t c2)
{
    if (c1 < g->plain || c2 < g->plain)
        return true;
    return g->endpoint[r1] == g->endpoint[r2] && g->nested[c1 * g->columns + c2] != 0;
}

/* The count against one that is shown. */
static bool fits_beside(const pain__grid *g, size_t unit, size_t r, size_t c, size_t r2, size_t c2)
{
    uint64_t difference = *pain__grid_value(g, unit, r, c) - *pain__grid_value(g, unit, r2, c2);

    return !may_be_nested(g, r, c, r2, c2) || pain__grid_enough(g, difference);
}

/* The count against another column of its reading, and both of another reading. */
static bool fits_across(const pain__grid *g, size_t unit, size_t r, size_t c, size_t c2)
{
    uint64_t here = *pain__grid_value(g, unit, r, c) - *pain__grid_value(g, unit, r, c2);

    for (size_t r2 = 0; r2 < g->readings; r2++) {
        if (!pain__grid_shows(g, r2, c) || !pain__grid_shows(g, r2, c2) ||
            !may_be_nested(g, r, c, r2, c) || !may_be_nested(g, r, c, r, c2))
            continue;
        uint64_t there = *pain__grid_value(g, unit, r2, c) - *pain__grid_value(g, unit, r2, c2);

        if (!pain__grid_enough(g, here - there))
            return false;
    }
    return true;
}

static bool fits(const pain__grid *g, size_t unit, size_t r, size_t c)
{
    if (!pain__grid_enough(g, *pain__grid_value(g, unit, r, c)))
        return false;
    for (size_t r2 = 0; r2 < g->readings; r2++)
        for (size_t c2 = 0; c2 < g->columns; c2++) {
            if (!pain__grid_shows(g, r2, c2))
                continue;
            if (!fits_beside(g, unit, r, c, r2, c2) || (r2 == r && !fits_across(g, unit, r, c, c2)))
                return false;
        }
    return true;
}

bool pain__grid_add(pain__grid *g, size_t reading, size_t column)
{
    unsigned char *show = &g->show[reading * g->columns + column];

    for (size_t unit = 0; unit < g->units && *show == 0; unit++)
        if (!fits(g, unit, reading, column))
            return false;
    *show = 1;
    return true;
}
