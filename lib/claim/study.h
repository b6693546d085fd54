/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_CLAIM_STUDY_H
#define PAIN_CLAIM_STUDY_H
/* Claims about the same patients, see painstat/study.h. */

#include <painstat/study.h>

#include "base/base.h"

/* The claims that are looked at, and how they are read. */
typedef struct pain__known {
    const pain_claim *claims;
    const bool *used; /* n_claims */
    size_t n_claims;
    pain_grid grid;
    int32_t rounding;
    bool swapped; /* SDs are standard errors, and the reverse */
    uint64_t seed;
} pain__known;

/* A combination of what is open, for one n. */
typedef struct pain__case {
    const pain__known *known;
    const int32_t *value; /* by pain_study_choice */
    int64_t n;
    size_t trials; /* for an example of pairs */
    bool explain;  /* whether a reason is wanted that takes more linear programs */
} pain__case;

/* Numbers of patients, ends included; none when last < first. */
typedef struct pain__counts {
    int64_t first, last;
} pain__counts;

/* What the claims say of one time, or of the change. */
typedef struct pain__at_time {
    pain_figures figures;
    int32_t given;     /* how many figures */
    bool contradicted; /* two of them have no number in common */
    bool has_mean, has_spread, has_order;
} pain__at_time;

/* All that the claims say in one case. */
typedef struct pain__asked {
    pain__at_time at[4]; /* by pain_claim_time */
    pain_paired_figures paired;
    int32_t shares, reductions; /* claims of each kind */
    bool contradicted;          /* two shares or reductions have no number in common */
    bool has_near_zero;
    pain__counts near_zero; /* of the cut in `paired` */
} pain__asked;

/* study_read.c */

/* The patients that a claim of a share means; of a percentage, those that fit. */
pain_status pain__share_counts(const pain__case *c, const pain_claim *claim, pain__counts *counts);

/* The cut of near zero in steps, the percent of responders, the definition: as claimed, else as
 * chosen. -1: none, no whole number of percent. */
int32_t pain__cut_of(const pain__case *c, const pain_claim *claim);

/* The steps from the lowest value that are at most the claimed cut; -1 when none are. */
int32_t pain__claimed_cut(const pain_grid *grid, const pain_claim *claim);
int32_t pain__definition_of(const pain__case *c, const pain_claim *claim);

/* The pain_figures of one claim, or with NULL of all, at a time. */
void pain__figures_at(const pain__case *c, const pain_claim *only, int32_t time, pain__at_time *at);

pain_status pain__ask(const pain__case *c, pain__asked *asked);

/* The numbers in both; false when there are none. */
bool pain__intersect(pain_range *range, const pain_range *other);

/* A set of percentages that holds k of n for these k alone. */
pain_range pain__percent_of_counts(const pain__counts *counts, int64_t n);

/* study_case.c: the verdict of one case. `tested` is whether it could have been impossible. A
 * reason has 320 bytes. */
typedef struct pain__decision {
    int32_t verdict;
    bool tested;
    char reason[320];
    pain_study_witness witness;
} pain__decision;

pain_status pain__decide(const pain__case *c, pain__decision *decision);

/* Whether each figure alone allows this n. */
bool pain__fits_alone(const pain__case *c);

/* study_paired.c: by linear programs; the reason of what is impossible. */
pain_status pain__decide_paired(const pain__case *c, const pain__asked *asked,
                                pain__decision *decision);

/* With a mean change, sums before and after that differ by one that it allows, as means of an
 * example. False when there is none; `paired` stays as it is when there is nothing to choose. */
bool pain__choose_sums(const pain__asked *asked, pain_paired_figures *paired);

/* study_change.c: whether a correlation from -1 to 1 gives the three SDs, before, after and of the
 * change. */
bool pain__change_is_possible(const pain__asked *asked);

/* Exchanges endpoints between patients, from scores in the same order in both times on, until the
 * change has its SD; false when that is not found. */
bool pain__change_by_exchange(const pain__asked *asked, pain_study_witness *witness);

/* study_example.c */

/* Whether the data have every claim and assumption of the case, by direct calculation. */
bool pain__example_holds(const pain__case *c, const pain_study_witness *witness);

/* Tries the pairs of `paired`, or NULL, and samples of each time put together. */
bool pain__find_example(const pain__case *c, const pain__asked *asked,
                        const pain_paired_witness *paired, pain_study_witness *witness);

/* study_words.c: text that is cut where it is full. */
typedef struct pain__words {
    char *text;
    size_t size, length;
} pain__words;

pain__words pain__words_in(char *text, size_t size);
void pain__add(pain__words *w, const char *more);
void pain__add_whole(pain__words *w, int64_t number);
/* number / 10^decimals */
void pain__add_decimal(pain__words *w, int64_t number, int32_t decimals);
void pain__add_claim(pain__words *w, const pain_claim *claim);

/* Steps as points on the scale, exact where that needs at most 3 decimals. */
void pain__add_points(pain__words *w, const pain_grid *grid, int64_t steps);

/* Names the choices that the possible cells share and the impossible ones lack. */
void pain__condition(const pain_grid *grid, const pain_study_cell *cells, size_t n,
                     pain__words *words);

/* study_power.c */
double pain__power(const pain__case *c, const pain_claim *claim);

/* The study itself. */
enum { PAIN__MOST_CLAIMS = 64, PAIN__MOST_PATIENTS = 1000000 };

struct pain_study {
    pain_allocator allocator;
    pain_claim *claims;
    size_t n_claims;
    bool used[PAIN__MOST_CLAIMS], contradicts[PAIN__MOST_CLAIMS];
    pain_study_options options;
    pain_grid grid;
    pain_study_n *n;
    size_t n_ranges;
    int32_t least_baselines[PAIN_STUDY_MOST_VALUES];
    pain_study_cell *cells;
    size_t n_cells;
    int32_t verdict, innocent[PAIN_INNOCENTS];
    char condition[512];
};

/* study_cells.c: all cells, which the caller frees, and the verdict over them. */
pain_status pain__study_cells(const pain_study *study, const pain__known *known,
                              pain_study_cell **cells, size_t *n_cells, int32_t *verdict);

/* The next number of patients from... that the claims and options allow; 0 for none. */
int64_t pain__study_next(const pain_study *study, const pain__known *known, int64_t from);

/* study_why.c: of an inconsistent study. */
pain_status pain__study_smallest(pain_study *study, const pain__known *known);
pain_status pain__study_innocents(pain_study *study, const pain__known *known);

#endif
