/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_NUM_BETA_EXPANSION_H
#define PAIN_NUM_BETA_EXPANSION_H
/* Quantiles of many beta distributions at one tail probability: what depends on that alone is
 * computed once. */

#include "num/beta.h"

enum { PAIN__BETA_ORDERS = 12 };

typedef struct pain__beta_level {
    double p;
    double small;  /* the smaller of p and 1 - p */
    bool is_other; /* `small` is 1 - p */
    double z;      /* the normal quantile whose upper tail is `small` */
    int orders;    /* up to which `term` stands; it grows as they are needed */
    double term[PAIN__BETA_ORDERS / 2 + 1][PAIN__BETA_ORDERS + 1]; /* of g^j s^i */
} pain__beta_level;

/* 0 < p < 1. */
void pain__beta_level_make(pain__beta_level *level, double p);

/* Computes all that any shapes may need: from then on several threads can use the level. */
void pain__beta_level_complete(pain__beta_level *level);

/* The point of beta(a, b), a >= 1 and b >= 1, whose lower tail is level->small. False when it has
 * not all digits: then it is a start for a search, if x and y are above 0. */
bool pain__beta_level_start(pain__beta_level *level, double a, double b, pain__beta_point *point);

/* beta_quantile.c: the quantile at p. */
double pain__beta_level_quantile(pain__beta_level *level, double a, double b, pain__tail tail);

#endif
