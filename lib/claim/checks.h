/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_CLAIM_CHECKS_H
#define PAIN_CLAIM_CHECKS_H
/* The parts of pain_checks_run that are files of their own. */

#include "base/base.h"
#include "painstat/checks.h"

/* check_digits.c: the test of a filled-in table of counts on a scale of so many steps. */
void pain__check_digits(pain_score_counts *counts, int32_t steps);

/* check_regression.c */
pain_status pain__check_regression(const pain_sessions *sessions, const pain_courses *courses,
                                   const pain_checks_options *options,
                                   const pain_allocator *allocator,
                                   pain_regression_to_mean *regression);

#endif
