/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_TOOLS_BOUNDS_H
#define PAIN_TOOLS_BOUNDS_H
/* What printed figures imply. */

#include "figures.h"

enum { BOUNDS_MOST_CUTS = 16, BOUNDS_MOST_ROWS = 2 * (7 + BOUNDS_MOST_CUTS) };

/* One quantity: proved ends, and what an example reaches (NaN: none was found). */
typedef struct bounds_row {
    char name[64];
    int64_t n;         /* patients it is of */
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
    bool is_counted; /* the distributions before and after are known: ends are exact */
    pain_pairings pairings;
    bool is_impossible; /* what was assumed last; of figures */
    int32_t worse_at;   /* the lowest score at which somebody is surely worse; -1: none */
    pain_pairings_end ends[BOUNDS_MOST_ROWS][2];
    bounds_row rows[BOUNDS_MOST_ROWS]; /* patients; of pairs, percent */
    size_t n_rows;
    int32_t divisor;                /* of the SDs and samples below: 0 is n - 1, 1 is n */
    double smallest_sd, largest_sd; /* that the mean allows; NaN: not asked */
    pain_samples_total samples;     /* about NaN: not counted */
    uint64_t draws, seed;           /* random samples, of scores; 0: none */
} bounds_table;

/* bounds_scores.c and bounds_pairs.c: fill the rows; a message and a status when no scores have the
 * figures. Bounds hold for every divisor of the SD that is allowed. */
int bounds_of_scores(const figures_call *call, bounds_table *table);
int bounds_of_pairs(const figures_call *call, bounds_table *table);

/* The next row, of all patients, with bounds that nothing lies between yet. */
bounds_row *bounds_new_row(bounds_table *table, const char *name, bool nobody_worse);

/* Lets the bounds reach so far too. */
void bounds_widen(bounds_row *row, double least, double most, double reached_least,
                  double reached_most);

/* "at most 1". */
void bounds_name_cut(const bounds_table *table, int32_t cut, char name[64]);

/* A message, and the status that goes with it. */
int bounds_failed(pain_status status);

/* bounds_counts.c: the distributions before and after as they are given; a message and a status
 * when they are no such thing. Then both ends of a quantity, as they are assumed in
 * table->pairings; one that is of nobody stays without. */
int bounds_read_counts(const char *before, const char *after, bounds_table *table);
int bounds_of_counts(bounds_table *table, int32_t quantity, bounds_row *row);

/* A score on the scale, in steps from its lowest; false when it is none. */
bool bounds_steps(const char *text, size_t length, const pain_grid *grid, int32_t *steps);

/* bounds_print.c */
void bounds_print_text(FILE *file, const bounds_table *table);
void bounds_print_csv(FILE *file, const bounds_table *table);
bool bounds_print_json(FILE *file, const bounds_table *table);

#endif
