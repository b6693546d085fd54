/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include <math.h>

#include "program_support.h"
#include "support.h"

void make_program(random_program *p, uint64_t *state)
{
    size_t rows = 1 + (size_t)draw_below(PROGRAM_ROWS, state),
           columns = 1 + (size_t)draw_below(PROGRAM_COLUMNS, state);

    p->program = (pain__program){rows, columns, p->objective, p->rows, p->lower, p->upper};
    for (size_t j = 0; j < columns; j++)
        p->objective[j] = draw_below(21, state) - 10;
    for (size_t k = 0; k < rows * columns; k++)
        p->rows[k] = draw_below(2, state) ? draw_below(21, state) - 8 : 0;
    for (size_t i = 0; i < rows; i++) {
        int kind = draw_below(6, state);

        p->lower[i] = draw_below(40, state) - 15;
        p->upper[i] = p->lower[i] + (kind < 2 ? 0 : draw_below(20, state));
        if (kind == 4)
            p->lower[i] = -INFINITY;
        if (kind == 5)
            p->upper[i] = INFINITY;
    }
}
