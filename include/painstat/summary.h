/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_SUMMARY_H
#define PAINSTAT_SUMMARY_H
/** @file
 * The outcome table: every measure, for completers and for everyone who started, under every
 * missing rule, for each endpoint and group, with the participant flow that the denominators come
 * from. */

#include <painstat/outcome.h>

PAIN_BEGIN_DECLS

/** What to make. NULL, or zero in a member, means the default. */
typedef struct pain_summary_options {
    size_t size; /**< sizeof(pain_summary_options) */
    /** Rules for baseline, endpoint and courses; NULL: the defaults. */
    const pain_course_rules *rules;
    /** Not 0: the rules' endpoint alone. 0: with PAIN_ENDPOINT_LAST_BEFORE also
     *  PAIN_ENDPOINT_LAST_AFTER, and with that the other, where the table has both kinds of score:
     *  they are different estimands. */
    int32_t one_endpoint;
    /** The rule for those of everyone who started who have no endpoint: a pain_missing_rule + 1. 0:
     *  not reaching it for near zero and responders, no change for reductions, last score for
     *  "worsened". */
    int32_t missing;
    double level;  /**< as in pain_interval_options */
    uint64_t seed; /**< bootstrap */
    uint64_t resamples;
    int32_t proportion_method; /**< a pain_method for proportions; 0: mid-P */
    int32_t mean_method;       /**< for means: t (0), bca, percentile */
    int32_t ratio_method;      /**< for ratios of means: fieller (0), delta, bca, percentile */
    int32_t median_method;     /**< for medians: order-statistic (0), bca, percentile */
    /** Cuts of near zero in points from free of pain; NULL: 0, 10, 20 and 30 % of the scale's
     *  range. */
    const double *near_zero;
    size_t n_near_zero;
    /** Cuts of responders in percent; NULL: 30 and 50. */
    const double *responder;
    size_t n_responder;
    /** Cuts of responders in points; NULL: 20 % of the scale's range (2 points of NRS-11). */
    const double *points;
    size_t n_points;
    /** For a table that is published: no count of 1 to suppress - 1 patients is in it, such as 1 to
     *  10 for 11, nor what would tell one; see pain_summary_suppress. 0: everything is shown. At
     *  most a million. */
    uint64_t suppress;
    /** How many threads make the courses and the bootstrap, 64 at most; 0 means one, the caller's.
     *  The result does not depend on it. The allocator's functions are called by all of them at
     *  once. */
    uint64_t threads;
} pain_summary_options;

/** A count of a suppressed flow or row. */
#define PAIN_SUPPRESSED UINT64_MAX

/** How many patients (courses under PAIN_COURSE_ALL) there are at each step. */
typedef struct pain_flow {
    uint32_t group;          /**< PAIN_ALL_GROUPS, an index, or PAIN_NO_GROUP */
    uint32_t reserved_flags; /**< zero */
    uint64_t evaluated;      /**< in the data */
    uint64_t started;
    uint64_t no_baseline;    /**< of the started: without a baseline */
    uint64_t zero_baseline;  /**< of the started: baseline 0, so no percentage exists */
    uint64_t plan_known;     /**< of the started: it is known whether the course was completed */
    uint64_t completed;      /**< of those: completed, the next one included */
    uint64_t completed_well; /**< of those: early, because well */
    uint64_t stopped[6];     /**< of the started: ended early, by pain_stop */
    /** Started, with a baseline and at least one later score of the first endpoint's kind. */
    uint64_t evaluable;
    uint64_t completers;  /**< evaluable, and completed */
    uint64_t sessions;    /**< sessions attended, all together */
    uint64_t reserved[4]; /**< zero */
} pain_flow;

/** `group` of the rows of everyone. */
#define PAIN_ALL_GROUPS (UINT32_MAX - 1)

/** Which column of the printed table a row stands in. */
typedef enum pain_column {
    PAIN_COLUMN_OTHER = 0,      /**< one of the other rules */
    PAIN_COLUMN_COMPLETERS = 1, /**< completers, observed only */
    PAIN_COLUMN_STARTED = 2     /**< everyone who started, under the chosen rule */
} pain_column;

/** One number of the table, with all that defines it. */
typedef struct pain_summary_row {
    int32_t endpoint;   /**< a pain_endpoint_rule */
    uint32_t group;     /**< PAIN_ALL_GROUPS, an index, or PAIN_NO_GROUP */
    int32_t measure;    /**< a pain_measure */
    int32_t population; /**< a pain_population */
    int32_t missing;    /**< a pain_missing_rule */
    int32_t column;     /**< a pain_column */
    double cut;         /**< of near zero and responders; else 0 */
    pain_estimate estimate;
} pain_summary_row;

typedef struct pain_summary pain_summary;

/** Makes the table from sessions, which may be freed afterwards. A number that is undefined is NaN
 *  with its reason in the row and no error.
 *  Statuses of pain_courses_new, and PAIN_EINVAL for a level, method or cut out of range; all write
 *  NULL. */
PAIN_API PAIN_MUST_CHECK pain_status pain_summary_new(pain_summary **summary,
                                                      const pain_sessions *sessions,
                                                      const pain_summary_options *options,
                                                      const pain_allocator *allocator,
                                                      pain_error *error);
/** Frees it; NULL does nothing. */
PAIN_API void pain_summary_free(pain_summary *summary);

/** The rows, by endpoint, group, measure and cut, then column; borrowed. */
PAIN_API const pain_summary_row *pain_summary_rows(const pain_summary *summary, size_t *n);

/** The flow of everyone, then of each group; borrowed. */
PAIN_API const pain_flow *pain_summary_flows(const pain_summary *summary, size_t *n);

/** A group's label; "all", and "(none)" for those without one. */
PAIN_API const char *pain_summary_group(const pain_summary *summary, uint32_t group);

/** The `suppress` that the table was made with.
 *
 *  A row that is suppressed has the reason PAIN_ESUPPRESSED, NaN for value and limits, and
 *  PAIN_SUPPRESSED for every count; counts of a flow are PAIN_SUPPRESSED one by one. Shown is what
 *  is 0 or at least `suppress`, and whose difference from every other count shown of the same
 *  patients is, as are the differences of such differences: n - k, patients between two cuts, in
 *  one population and not in another, in everyone and in none of the groups shown. Groups of fewer
 *  than 2 * suppress patients are not shown, nor so many more that the rest would be fewer. The
 *  column of everyone who started comes first, then completers, the flow, and the other rules. Not
 *  shown at all: `plan_known`, and means where fewer than `suppress` patients have other scores
 *  than all the rest, or on scales of fewer than 10 steps, where they tell counts. Means, medians
 *  and their limits are rounded to 0.1 percent and 0.01 points. The table is safe by itself: not
 *  beside another one of the same patients. */
PAIN_API uint64_t pain_summary_suppress(const pain_summary *summary);

/** The scale of the scores. */
PAIN_API pain_scale pain_summary_scale(const pain_summary *summary);

/** The rules that were applied, and the level, so that a report can state them. */
PAIN_API pain_course_rules pain_summary_rules(const pain_summary *summary);
PAIN_API double pain_summary_level(const pain_summary *summary);

/** True when the table has assessments and no sessions. */
PAIN_API int pain_summary_is_of_assessments(const pain_summary *summary);

PAIN_END_DECLS
#endif
