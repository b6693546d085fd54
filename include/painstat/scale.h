/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_SCALE_H
#define PAINSTAT_SCALE_H
/** @file
 * Scales and scores. A score is held exactly: as a whole number of steps from the pain-free end of
 * its scale, so 0 is always "no pain" and more is always worse, whatever the scale printed. Where a
 * function reads a scale, NULL is NRS-11. */

#include <stddef.h>
#include <stdint.h>

#include <painstat/defs.h>
#include <painstat/status.h>

PAIN_BEGIN_DECLS

typedef enum pain_direction {
    PAIN_HIGHER_IS_WORSE = 0, /**< the pain-free end is the lowest value */
    PAIN_LOWER_IS_WORSE = 1   /**< the pain-free end is the highest value */
} pain_direction;

/** A scale, in units of 10^-decimals: NRS-11 is {0, 10, 1, 0}; 0 to 1 by 0.01 is {0, 100, 1, 2}.
 *  Valid: lowest < highest, step > 0 divides the range into at most 1,000,000 steps, decimals 0 to
 *  6, and no end beyond 10^12 units. */
typedef struct pain_scale {
    int64_t lowest, highest, step;
    int32_t decimals;
    int32_t direction; /**< a pain_direction */
} pain_scale;

/** 0 or more: steps from the pain-free end. Below 0: there is no score, and the number says why. */
typedef int32_t pain_score;

enum {
    PAIN_SCORE_NONE = -1,      /**< empty, or a marker for missing */
    PAIN_SCORE_OFF_SCALE = -2, /**< outside the scale, such as 99 for "unable to respond" */
    PAIN_SCORE_OFF_STEP = -3   /**< between two steps, such as 3.5 on a scale of whole numbers */
};

/** The scale that is taken where none is given: 0 to 10 by 1, higher is worse. */
PAIN_API pain_scale pain_scale_nrs11(void);

/** Reads "nrs11" (0:10:1), "vas100" (0:100:1), "vas10" (0:10:0.1), "0-1" (0:1:0.01), or
 *  "LOWEST:HIGHEST:STEP", each with ":reversed" behind it where lower is worse. Always a decimal
 *  point, no blanks. PAIN_ESYNTAX, PAIN_EINVAL (NULL, or not a valid scale): `scale` is then
 *  NRS-11. */
PAIN_API PAIN_MUST_CHECK pain_status pain_scale_parse(const char *text, pain_scale *scale);

/** PAIN_OK when the scale is valid, else PAIN_EINVAL. */
PAIN_API PAIN_MUST_CHECK pain_status pain_scale_check(const pain_scale *scale);

/** Writes the scale as pain_scale_parse reads it ("0:10:1", decimals without needless
 *  zeros) into `text`, cut to `size` bytes (64 are always enough); "" for a scale that is not
 *  valid. */
PAIN_API void pain_scale_format(const pain_scale *scale, char *text, size_t size);

/** The number of steps from end to end: 10 for NRS-11. 0 for a scale that is not valid. */
PAIN_API int32_t pain_scale_steps(const pain_scale *scale);

/** The length of one step in the scale's own unit: 1 for NRS-11. NaN for a scale that is not
 *  valid. */
PAIN_API double pain_scale_step(const pain_scale *scale);

/** The score of a value as printed on the scale. A value is taken for a step when it is the double
 *  nearest to it, or no farther from it than 10^-9 of the length of a step. Outside the ends by
 *  more than that, infinite too: PAIN_SCORE_OFF_SCALE; between: PAIN_SCORE_OFF_STEP. NaN, or a
 *  scale that is not valid: PAIN_SCORE_NONE. */
PAIN_API pain_score pain_scale_score(const pain_scale *scale, double value);

/** The value printed on the scale for a score; NaN where there is none, or beyond the end. */
PAIN_API double pain_scale_value(const pain_scale *scale, pain_score score);

PAIN_END_DECLS
#endif
