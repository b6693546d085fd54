/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_COHORT_H
#define PAINSTAT_COHORT_H
/** @file
 * A cohort: the patients of a population, with a stated rule for those without an endpoint. It is a
 * tally of (baseline, endpoint) pairs and counts of what is missing, and holds no patient. */

#include <painstat/course.h>
#include <painstat/tally.h>

PAIN_BEGIN_DECLS

/** Who counts. Each is part of the one before. */
typedef enum pain_population {
    PAIN_POPULATION_EVALUATED = 0, /**< everyone in the data */
    PAIN_POPULATION_STARTED = 1,   /**< began the course (PAIN_COURSE_STARTED) */
    /** Started, with a baseline and at least one later score of the endpoint's kind
     *  (PAIN_COURSE_LATER_SCORE). */
    PAIN_POPULATION_EVALUABLE = 2,
    PAIN_POPULATION_COMPLETERS = 3 /**< evaluable, and completed (PAIN_COURSE_COMPLETED) */
} pain_population;

/** What becomes of a patient without an endpoint. A score is carried forward where there is one: a
 *  patient without a baseline stays without an endpoint under BOCF, and may get one, still without
 *  a baseline, under the four rules after it. */
typedef enum pain_missing_rule {
    PAIN_MISSING_OBSERVED = 0,      /**< left out, and counted as missing */
    PAIN_MISSING_NON_RESPONDER = 1, /**< counted as not reaching it; proportions only */
    PAIN_MISSING_BOCF = 2,          /**< baseline carried forward: no change */
    PAIN_MISSING_LOCF = 3,          /**< last score carried forward; if none, the baseline */
    PAIN_MISSING_WOCF = 4,          /**< worst score carried forward, the baseline among them */
    PAIN_MISSING_BEST = 5,          /**< free of pain: an upper bound, no analysis */
    PAIN_MISSING_WORST = 6          /**< worst end of the scale: a lower bound, no analysis */
} pain_missing_rule;

/** Which cohort. NULL, or zero in a member: everyone evaluated, observed only, all groups. */
typedef struct pain_cohort_options {
    size_t size;        /**< sizeof(pain_cohort_options) */
    int32_t population; /**< a pain_population */
    int32_t missing;    /**< a pain_missing_rule */
    int64_t group;      /**< 0: all; -1: those without a group; else the group's index + 1 */
} pain_cohort_options;

/** How many, by what is known of them: n is the sum of the four. After a rule that fills endpoints
 *  in, these count as endpoints, and `filled` says how many they are. */
typedef struct pain_cohort_counts {
    uint64_t n;             /**< the population */
    uint64_t paired;        /**< with baseline and endpoint */
    uint64_t baseline_only; /**< with a baseline, without an endpoint */
    uint64_t endpoint_only; /**< with an endpoint, without a baseline */
    uint64_t neither;
    uint64_t filled;        /**< endpoints that the missing rule filled in */
    uint64_t zero_baseline; /**< of the paired: baseline 0, for whom no percentage exists */
    uint64_t reserved[4];   /**< zero */
} pain_cohort_counts;

typedef struct pain_cohort pain_cohort;

/** Makes a cohort from courses, which may be freed afterwards. O(n log distinct pairs).
 *  PAIN_EINVAL: no such population, rule or group; PAIN_ENOMEM: both write NULL. An empty cohort is
 *  no error. */
PAIN_API PAIN_MUST_CHECK pain_status pain_cohort_new(pain_cohort **cohort,
                                                     const pain_courses *courses,
                                                     const pain_cohort_options *options,
                                                     const pain_allocator *allocator);

/** Makes a cohort of `n` patients from the values of their scales, NaN where missing; a value off
 *  the scale or its steps is missing too. `scale` NULL: NRS-11. The missing rules LOCF
 *  and WOCF know the baseline only.
 *  PAIN_EINVAL (also NULL for an array, unless n is 0), PAIN_ENOMEM write NULL. */
PAIN_API PAIN_MUST_CHECK pain_status pain_cohort_from_arrays(
    pain_cohort **cohort, const double *baseline, const double *endpoint, size_t n,
    const pain_scale *scale, pain_missing_rule missing, const pain_allocator *allocator);
/** Frees it; NULL does nothing. */
PAIN_API void pain_cohort_free(pain_cohort *cohort);

/** Adds the patients of `from`, which stays as it is. PAIN_EINVAL when scale, unit or missing rule
 *  differ, PAIN_ENOMEM, PAIN_EOVERFLOW; `into` is then as it was. */
PAIN_API PAIN_MUST_CHECK pain_status pain_cohort_merge(pain_cohort *into, const pain_cohort *from);

/** The counts. */
PAIN_API pain_cohort_counts pain_cohort_count(const pain_cohort *cohort);

/** The pairs, borrowed: x is the baseline, y the endpoint, in 1/unit steps from the pain-free
 *  end. */
PAIN_API pain_counts pain_cohort_pairs(const pain_cohort *cohort);

PAIN_END_DECLS
#endif
