/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_CLAIM_H
#define PAINSTAT_CLAIM_H
/** @file
 * A claim: a reported figure as it is printed, what it is a figure of, and what is left open.
 *
 * One line of text, in the words and digits of the report:
 *
 *     n = 52                                   percent reduction = 84 %
 *     mean before = 8.1                        percent reduction (of means) about 90 +- 2 %
 *     sd after = 1.2                           near zero > 90 %
 *     median change = 6                        near zero (<= 1) of completers = 47 of 52
 *     mean reduction between 5 and 6 points    responders (>= 50 %) at least 75 %
 *     p < 0.001                                95 % ci of mean after = 0.4 to 1.0
 *     t (51) = 33.2                            responders of group 1 = 6 of 10
 *
 * What stands in brackets is a definition and what stands after "of" a population; both may be left
 * out, and are then open: whoever checks the claim tries each. */

#include <stddef.h>

#include <painstat/printed.h>

PAIN_BEGIN_DECLS

/** The one list of what a claim can be about: X(name, number, text). Numbers never change; from 20
 *  on they are results, which painstat/recalculate.h calculates anew. */
#define PAIN_CLAIM_LIST(X)                                  \
    X(PAIN_CLAIM_PATIENTS, 1, "n")                          \
    X(PAIN_CLAIM_MEAN, 2, "mean")                           \
    X(PAIN_CLAIM_SD, 3, "sd")                               \
    X(PAIN_CLAIM_SE, 4, "se")                               \
    X(PAIN_CLAIM_MEDIAN, 5, "median")                       \
    X(PAIN_CLAIM_MINIMUM, 6, "minimum")                     \
    X(PAIN_CLAIM_MAXIMUM, 7, "maximum")                     \
    X(PAIN_CLAIM_PERCENT_REDUCTION, 8, "percent reduction") \
    X(PAIN_CLAIM_MEAN_REDUCTION, 9, "mean reduction")       \
    X(PAIN_CLAIM_NEAR_ZERO, 10, "near zero")                \
    X(PAIN_CLAIM_RESPONDERS, 11, "responders")              \
    X(PAIN_CLAIM_WORSE, 12, "worse")                        \
    X(PAIN_CLAIM_P, 20, "p")                                \
    X(PAIN_CLAIM_T, 21, "t")                                \
    X(PAIN_CLAIM_F, 22, "f")                                \
    X(PAIN_CLAIM_Z, 23, "z")                                \
    X(PAIN_CLAIM_CHI_SQUARED, 24, "chi-squared")            \
    X(PAIN_CLAIM_INTERVAL, 25, "ci")                        \
    X(PAIN_CLAIM_EFFECT, 26, "effect size")                 \
    X(PAIN_CLAIM_DIFFERENCE, 27, "difference")              \
    X(PAIN_CLAIM_RATIO, 28, "ratio")                        \
    X(PAIN_CLAIM_ODDS_RATIO, 29, "odds ratio")

typedef enum pain_claim_statistic {
#define PAIN_CLAIM_ENUM(name, number, text) name = (number),
    PAIN_CLAIM_LIST(PAIN_CLAIM_ENUM)
#undef PAIN_CLAIM_ENUM
} pain_claim_statistic;

/** When: of means, SDs, medians and extremes, and of intervals of a mean; 0 for the others. */
typedef enum pain_claim_time {
    PAIN_TIME_NONE = 0,
    PAIN_TIME_BEFORE = 1,
    PAIN_TIME_AFTER = 2,
    PAIN_TIME_CHANGE = 3 /**< baseline minus endpoint */
} pain_claim_time;

/** Which percent reduction, see pain_measure; or which p. */
typedef enum pain_claim_definition {
    PAIN_DEFINITION_OPEN = 0,
    PAIN_DEFINITION_MEAN = 1,      /**< (mean of percentages) */
    PAIN_DEFINITION_OF_MEANS = 2,  /**< (of means) */
    PAIN_DEFINITION_MEDIAN = 3,    /**< (median) */
    PAIN_DEFINITION_ONE_SIDED = 4, /**< of p: (one-sided) */
    PAIN_DEFINITION_TWO_SIDED = 5  /**< of p: (two-sided) */
} pain_claim_definition;

/** Of whom. */
typedef enum pain_claim_population {
    PAIN_CLAIM_OF_OPEN = 0,
    PAIN_CLAIM_OF_COMPLETERS = 1, /**< of completers */
    PAIN_CLAIM_OF_STARTED = 2,    /**< of everyone who started */
    PAIN_CLAIM_OF_RESPONDERS = 3, /**< of responders */
    PAIN_CLAIM_OF_GROUP_1 = 4,    /**< of group 1, one of two groups of patients */
    PAIN_CLAIM_OF_GROUP_2 = 5     /**< of group 2 */
} pain_claim_population;

typedef enum pain_claim_unit {
    PAIN_CLAIM_POINTS = 0,
    PAIN_CLAIM_PERCENT = 1,
    PAIN_CLAIM_COUNT = 2 /**< "47 of 52", "47/52"; or of n patients */
} pain_claim_unit;

typedef struct pain_claim {
    int32_t statistic;  /**< a pain_claim_statistic */
    int32_t time;       /**< a pain_claim_time */
    int32_t definition; /**< a pain_claim_definition */
    int32_t population; /**< a pain_claim_population */
    int32_t comparator; /**< a pain_comparator */
    int32_t unit;       /**< a pain_claim_unit */
    pain_printed value;
    pain_printed second; /**< the tolerance or the other end, where the comparator has one; the
                              other limit of an interval */
    pain_printed cut; /**< of near zero, in points, and of responders, in percent; the level of an
                              interval, in percent; degrees of freedom of t, f, chi-squared */
    int64_t of;       /**< "47 of 52": 52; else 0 */
    int32_t has_cut;  /**< 0: the cut is open */
    int32_t subject;  /**< of an interval: PAIN_CLAIM_MEAN, _NEAR_ZERO, _RESPONDERS, _DIFFERENCE,
                              _RATIO, _ODDS_RATIO; 0: of the difference */
    int32_t reserved[4]; /**< zero */
} pain_claim;

/** Reads one claim from the whole of `text`. Letters' case and blanks do not matter. The comparator
 *  is a sign or words: = (is), > (more than, over), >= (at least), < (less than, under), <= (at
 *  most, up to), about X +- Y, between X and Y. Percentages need their sign, since "90" of near
 *  zero could be patients. An interval is two limits with "to" or a comma between, in either order.
 *  F has 1 and so many degrees of freedom: "f (1, 48)". PAIN_ESYNTAX: anything else;
 *  PAIN_EOVERFLOW: a figure too long; PAIN_EINVAL: NULL. `claim` is then 0, and `error` has the
 *  1-based place in `column` and says what was expected. */
PAIN_API PAIN_MUST_CHECK pain_status pain_claim_parse(const char *text, pain_claim *claim,
                                                      pain_error *error);

/** The claim in the words above, which pain_claim_parse reads back as the same claim; cut to `size`
 *  bytes (128 are enough). */
PAIN_API void pain_claim_format(const pain_claim *claim, char *text, size_t size);

/** The numbers of which the claim holds, in its unit; those of a count are patients; of an
 *  interval, those of its first limit. PAIN_EINVAL, PAIN_EOVERFLOW as pain_compared_range. */
PAIN_API PAIN_MUST_CHECK pain_status pain_claim_range(const pain_claim *claim, int32_t rounding,
                                                      pain_range *range);

PAIN_END_DECLS
#endif
