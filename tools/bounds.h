/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_TOOLS_BOUNDS_H
#define PAIN_TOOLS_BOUNDS_H
/* What printed figures imply. */

#include "figures.h"

enum { BOUNDS_MOST_CUTS = 16, BOUNDS_MOST_ROWS = 2 * (4 + BOUNDS_MOST_CUTS) };

/* One quantity: proved ends, and what an example reaches (NaN: none was found). */
typedef struct bounds_row {
    char name[64];
    bool nobody_worse; /* of pairs */
    double least, most, reached_least, reached_most;
    double drawn[3]; /* 2.5 %, 50 % and 97.5 % of random samples have no more; NaN: not drawn */
} bounds_row;

typedef struct bounds_table {
    pain_grid grid;
    int64_t n;
    bool is_paired;
    int32_t cuts[BOUNDS_MOST_CUTS];
    size_t n_cuts;
    pain_paired_figures paired;
    bounds_row rows[BOUNDS_MOST_ROWS]; /* patients; of pairs, percent */
    size_t n_rows;
    int32_t divisor;                /* of the SDs and samples below: 0 is n - 1, 1 is n */
    double smallest_sd, largest_sd; /* that the mean allows; NaN: not asked */
    pain_samples_total samples;     /* about NaN: not counted */
    uint64_t draws, seed;           /* random samples, of scores; 0: none */
} bounds_table;

/* bounds_find.c: fill the rows; a message and a status when no scores have the figures. Bounds hold
 * for every divisor of the SD that is allowed. */
int bounds_of_scores(const figures_call *call, bounds_table *table);
int bounds_of_pairs(const figures_call *call, bounds_table *table);

/* bounds_print.c */
void bounds_print_text(FILE *file, const bounds_table *table);
void bounds_print_csv(FILE *file, const bounds_table *table);
bool bounds_print_json(FILE *file, const bounds_table *table);

#endif
