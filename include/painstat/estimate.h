/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_ESTIMATE_H
#define PAINSTAT_ESTIMATE_H
/** @file
 * An estimate: a number that carries its denominator, its interval and how that was made. */

#include <stddef.h>
#include <stdint.h>

#include <painstat/alloc.h>
#include <painstat/defs.h>
#include <painstat/method.h>
#include <painstat/status.h>

PAIN_BEGIN_DECLS

/** Which side of the estimate an interval bounds. A one-sided bound at level c is the limit on that
 * side of the two-sided interval at level 2c - 1; the other side is the end of the range. For c
 * below 0.5 the bound may lie beyond the estimate. */
typedef enum pain_side {
    PAIN_TWO_SIDED = 0,
    PAIN_LOWER_BOUND = 1, /**< from `lower` to the end of the range */
    PAIN_UPPER_BOUND = 2  /**< from the start of the range to `upper` */
} pain_side;

/** How an interval is made. NULL, or zero in a member, means the default. */
typedef struct pain_interval_options {
    size_t size;        /**< sizeof(pain_interval_options) */
    double level;       /**< in (0, 1); 0 means 0.95; 95 is an error, not 95 % */
    int32_t method;     /**< a pain_method; 0 means the default that the function names */
    int32_t side;       /**< a pain_side */
    uint64_t seed;      /**< bootstrap: 0 is a seed like any other; never taken from the clock */
    uint64_t resamples; /**< bootstrap: 0 means 10,000; at least 100 */
    const pain_allocator *allocator; /**< for working memory; NULL means malloc */
    uint64_t threads; /**< bootstrap and pain_proportion_limits: how many threads work, 64 at most;
                           0 means one, the caller's. The result does not depend on it. The
                           allocator's functions are called by the caller's thread alone */
} pain_interval_options;

/** What is special about an estimate: bits of pain_estimate.flags. */
enum {
    PAIN_FLAG_UNBOUNDED = 1, /**< the interval is the whole line */
    PAIN_FLAG_EXCLUSIVE = 2, /**< the interval is all but the gap between `lower` and `upper` */
    PAIN_FLAG_NO_SPREAD = 4, /**< all values are equal: the width says nothing about uncertainty */
    PAIN_FLAG_FALLBACK = 8   /**< the method asked for is undefined here; `method` names another */
};

/** An estimate. A number that could not be had is NaN, and `reason` says why; PAIN_OK: all is
 *  there. */
typedef struct pain_estimate {
    double value;         /**< the estimate; for a proportion always numerator / denominator */
    double lower, upper;  /**< the interval's limits, in the unit of `value` */
    double level;         /**< the level asked for */
    double attained;      /**< order statistics: the exact coverage; NaN where it is not known */
    uint64_t numerator;   /**< proportions: how many have the property; else 0 */
    uint64_t denominator; /**< proportions: of how many; else the number of values used */
    uint64_t n_missing;   /**< in the population, left out for want of the score that is needed */
    uint64_t n_excluded;  /**< observed, left out as undefined (a percentage of a baseline of 0) */
    int32_t method;       /**< the pain_method that was used */
    int32_t side;         /**< a pain_side */
    uint32_t flags;       /**< PAIN_FLAG_... */
    int32_t reason;       /**< a pain_status: why the value or the limits are NaN */
    double reserved[4];   /**< zero unless the function says what it holds */
} pain_estimate;

PAIN_END_DECLS
#endif
