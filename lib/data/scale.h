/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_DATA_SCALE_H
#define PAIN_DATA_SCALE_H
/* Scales and exact decimals. */

#include <stdbool.h>
#include <stddef.h>

#include "base/decimal.h"
#include "painstat/scale.h"

/* The score of an exact value: on a step, PAIN_SCORE_OFF_SCALE or PAIN_SCORE_OFF_STEP. `scale` is
 * valid; NULL is NRS-11. */
pain_score pain__scale_score_decimal(const pain_scale *scale, const pain__decimal *value);

/* The score of a number as text (see pain__decimal_parse). A number with more decimals than fit is
 * off step, or beyond an end. EVALUE when the text is no number: the score is then PAIN_SCORE_NONE.
 */
pain_status pain__scale_score_text(const pain_scale *scale, const char *text, size_t length,
                                   const char *marks, pain_score *score);

/* True when both are one scale, however many decimals each is written with. */
bool pain__scale_equal(const pain_scale *a, const pain_scale *b);

#endif
