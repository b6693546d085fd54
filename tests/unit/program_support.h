/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_TESTS_PROGRAM_SUPPORT_H
#define PAIN_TESTS_PROGRAM_SUPPORT_H
/* Random linear programs. */

#include "num/simplex.h"

enum { PROGRAM_ROWS = 6, PROGRAM_COLUMNS = 12 };

typedef struct random_program {
    pain__program program;
    double objective[PROGRAM_COLUMNS], rows[PROGRAM_ROWS * PROGRAM_COLUMNS];
    double lower[PROGRAM_ROWS], upper[PROGRAM_ROWS];
} random_program;

/* A program of whole numbers. One in three rows is an equality, one in three has one bound. */
void make_program(random_program *p, uint64_t *state);

#endif
