/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_NUM_ROOT_H
#define PAIN_NUM_ROOT_H
/* Roots of a function of one variable. */

#include "base/base.h"

typedef double (*pain__function)(double x, void *context);

/* A root of f between lower and upper, where its sign changes: *root is one of the two neighbouring
 * doubles between which the sign of the computed f changes, the one with the smaller |f|, whatever
 * the size of the root. Always ends, after at most some 250 calls of f and usually about 10.
 * EINVAL: a bound is not finite, lower > upper, or no change of sign; ENOCONV: f gave NaN. *root is
 * NaN then. */
pain_status pain__root(pain__function f, void *context, double lower, double upper, double *root);

#endif
