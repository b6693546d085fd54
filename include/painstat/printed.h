/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_PRINTED_H
#define PAINSTAT_PRINTED_H
/** @file
 * A reported figure, kept as it is printed, and the exact set of numbers that it may stand for.
 *
 * "0.70" is not "0.7": a figure of d decimals stands for the numbers that print so, an interval of
 * the length of its last place. Its ends are kept as integers and compared as integers; nothing
 * here is computed in floating point, and no tolerance is allowed for. */

#include <stdbool.h>
#include <stdint.h>

#include <painstat/defs.h>
#include <painstat/status.h>

PAIN_BEGIN_DECLS

/** digits / 10^decimals; "0.70" is {70, 2}. At most 15 digits and 15 decimals. */
typedef struct pain_printed {
    int64_t digits;
    int32_t decimals;
} pain_printed;

/** Reads the whole of `text`: a sign or none, digits, at most one decimal point. ".70" is read,
 *  "70." and "," and exponents and blanks are not; a percent sign is the caller's to take off.
 *  "-0.0" is 0.0. PAIN_EINVAL: NULL. PAIN_ESYNTAX: anything else. PAIN_EOVERFLOW: more than 15
 *  digits or decimals. On failure `printed` is 0 and `error` has the 1-based place in `column`. */
PAIN_API PAIN_MUST_CHECK pain_status pain_printed_parse(const char *text, pain_printed *printed,
                                                        pain_error *error);

/** How the last place came about. u is one unit of it, m the figure. Negative figures are the
 *  mirror image: the rule is that of the magnitude. So the set of 0 is that which is given here and
 *  its mirror image: with truncation, for example, (-u, u). */
typedef enum pain_rounding {
    PAIN_ROUNDING_UNKNOWN = 0, /**< [m - u/2, m + u/2]: any of the next three; the default, because
                                      the rule is rarely known */
    PAIN_ROUNDING_HALF_UP = 1, /**< [m - u/2, m + u/2): Excel, SAS, SPSS */
    PAIN_ROUNDING_HALF_EVEN = 2, /**< both ends closed if the last digit is even, else both open */
    PAIN_ROUNDING_HALF_DOWN = 3, /**< (m - u/2, m + u/2] */
    PAIN_ROUNDING_TRUNCATED = 4, /**< [m, m + u) */
    PAIN_ROUNDING_UP = 5         /**< (m - u, m] */
} pain_rounding;

/** How many rules there are; they are numbered from 0. */
#define PAIN_ROUNDINGS 6

/** The rule's name, such as "half-even"; NULL for a number that is none. */
PAIN_API const char *pain_rounding_name(int32_t rounding);

typedef enum pain_end {
    PAIN_END_NONE = 0, /**< there is no end: all numbers on that side */
    PAIN_END_CLOSED = 1,
    PAIN_END_OPEN = 2
} pain_end;

/** A set of numbers from lower / (2 * 10^decimals) to upper / (2 * 10^decimals). All zero is the
 *  set of all numbers: a figure that is not given. */
typedef struct pain_range {
    int64_t lower, upper;
    int32_t decimals;
    int32_t lower_end, upper_end; /**< pain_end */
} pain_range;

/** What is said of a number. */
typedef enum pain_comparator {
    PAIN_IS = 0,       /**< it prints so, by the rounding rule */
    PAIN_MORE = 1,     /**< > a */
    PAIN_AT_LEAST = 2, /**< >= a */
    PAIN_LESS = 3,     /**< < a */
    PAIN_AT_MOST = 4,  /**< <= a */
    PAIN_ABOUT = 5,    /**< from a - b to a + b, ends included; b is the tolerance, 0 or more */
    PAIN_BETWEEN = 6   /**< from a to b, ends included */
} pain_comparator;

/** The numbers that print as `printed` under a pain_rounding. PAIN_EINVAL (NULL, an unknown rule, a
 *  figure beyond the limits above): `range` is then all numbers. */
PAIN_API PAIN_MUST_CHECK pain_status pain_printed_range(const pain_printed *printed,
                                                        int32_t rounding, pain_range *range);

/** The numbers of which `comparator` holds: `a` as printed, `b` where there are two (else NULL).
 *  `rounding` is for PAIN_IS alone; the others compare with the exact figure: "more than 90" is the
 *  set of all numbers above 90. PAIN_EINVAL: as above, a `b` missing, not asked for, negative for
 *  PAIN_ABOUT or below `a` for PAIN_BETWEEN. PAIN_EOVERFLOW: the two do not fit on one number of
 *  decimals. `range` is then all numbers. */
PAIN_API PAIN_MUST_CHECK pain_status pain_compared_range(int32_t comparator, const pain_printed *a,
                                                         const pain_printed *b, int32_t rounding,
                                                         pain_range *range);

/** Whether numerator / denominator is in the set, exactly; false for a denominator below 1, and for
 *  a set that is none (unknown ends, decimals outside 0 to 15). */
PAIN_API bool pain_range_holds(const pain_range *range, int64_t numerator, int64_t denominator);

PAIN_END_DECLS
#endif
