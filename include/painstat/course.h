/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_COURSE_H
#define PAINSTAT_COURSE_H
/** @file
 * Courses of therapy: what the sessions of one patient come to under stated rules. */

#include <painstat/sessions.h>

PAIN_BEGIN_DECLS

/** Which score is a course's baseline. */
typedef enum pain_baseline_rule {
    /** The score before the first session recorded; where that is missing, the last score before of
     *  an evaluation. In a table of assessments: the score at the table's first visit. */
    PAIN_BASELINE_FIRST = 0,
    /** The mean of the first k scores before a session (in a table of assessments, of the first k
     *  assessments); none with fewer than k. Missing scores are passed over. */
    PAIN_BASELINE_MEAN = 1,
    /** The score (before, else after) at the visit of that name. */
    PAIN_BASELINE_VISIT = 2
} pain_baseline_rule;

/** Which score is a course's endpoint. It always comes from a later occasion than the baseline;
 *  only the two AFTER rules may take the score after the session whose score before is the
 *  baseline.
 *
 *  A course that ended early (a reason or a plan is known, and it was not completed) has no
 *  endpoint under LAST_BEFORE and LAST_AFTER: its last score is not a score at the end of the
 *  therapy. The missing rule says what becomes of it; PAIN_MISSING_LOCF takes that last score.
 *  Assessments are taken at their visit, whether or not the therapy ended early. */
typedef enum pain_endpoint_rule {
    /** The last score before a session. In a table of assessments: PAIN_ENDPOINT_LAST_VISIT. */
    PAIN_ENDPOINT_LAST_BEFORE = 0,
    /** The last score after a session: includes the relief within that session. */
    PAIN_ENDPOINT_LAST_AFTER = 1,
    /** The score before session k: by number, or by place in a course whose sessions have no
     *  numbers. In a table of assessments, assessment k. */
    PAIN_ENDPOINT_SESSION = 2,
    /** The score after session k. */
    PAIN_ENDPOINT_SESSION_AFTER = 3,
    /** The score (before, else after) at the visit of that name, of whatever kind it is. */
    PAIN_ENDPOINT_VISIT = 4,
    /** Assessments: the score at the table's last visit. Where no assessment has a visit, numbers
     *  stand for visits; where none has a number either, each patient's first and last score are at
     *  the first and last visit. */
    PAIN_ENDPOINT_LAST_VISIT = 5,
    /** The score of the follow-up within the window of days after the last session attended that is
     *  nearest to the window's middle; of two as near the later. */
    PAIN_ENDPOINT_FOLLOW_UP = 6
} pain_endpoint_rule;

/** Which courses of a patient count. */
typedef enum pain_course_choice {
    PAIN_COURSE_FIRST = 0, /**< one course a patient, the first */
    PAIN_COURSE_LAST = 1,  /**< one course a patient, the last */
    PAIN_COURSE_ALL = 2    /**< every course, as if courses of one patient were independent */
} pain_course_choice;

/** The rules. NULL, or zero in a member, means the default. */
typedef struct pain_course_rules {
    size_t size;                /**< sizeof(pain_course_rules) */
    int32_t baseline;           /**< a pain_baseline_rule */
    int32_t baseline_scores;    /**< k of PAIN_BASELINE_MEAN: 1 to 100 */
    const char *baseline_visit; /**< name of PAIN_BASELINE_VISIT */
    int32_t endpoint;           /**< a pain_endpoint_rule */
    int32_t endpoint_session;   /**< k of PAIN_ENDPOINT_SESSION and _SESSION_AFTER: at least 1 */
    const char *endpoint_visit; /**< name of PAIN_ENDPOINT_VISIT */
    int32_t window_from;        /**< PAIN_ENDPOINT_FOLLOW_UP: days after the last session, from 0 */
    int32_t window_to;          /**< ... to, both included; at least 1, no default */
    int32_t choice;             /**< a pain_course_choice */
    int32_t planned;            /**< planned sessions where the rows do not say; 0: not known */
    int32_t allowance;          /**< completed also with so many sessions fewer than planned */
} pain_course_rules;

/** Bits of pain_course.flags. */
enum {
    /** At least one session; in a table of assessments, at least one score of an assessment. */
    PAIN_COURSE_STARTED = 1,
    /** Started, and stopped as completed or well, or had the planned sessions. Where neither a
     *  reason nor a plan is known: started, and has an endpoint. */
    PAIN_COURSE_COMPLETED = 2,
    /** There is a reason or a plan that tells whether it was completed. */
    PAIN_COURSE_PLAN_KNOWN = 4,
    /** There is a score of the endpoint's kind later than the baseline, be it the endpoint, earlier
     *  or later. */
    PAIN_COURSE_LATER_SCORE = 8
};

/** `group` of a course that has none. */
#define PAIN_NO_GROUP UINT32_MAX

/** One course. What is carried forward is never later than where the endpoint is sought: session k,
 *  the visit, the end of the window. The endpoint's kind is the score before or after a session as
 *  the rule says; for a visit, any score (before, else after); for a follow-up, scores before a
 *  session and follow-ups.
 *
 *  Scores are in 1/unit steps from the pain-free end (see pain_courses_unit); below 0 there is
 *  none, and the number is the PAIN_SCORE_... reason or PAIN_SCORE_NOT_REACHED. */
typedef struct pain_course {
    uint32_t patient; /**< index of the patient, in order of first appearance */
    uint32_t group;   /**< index of the group of its first row that has one; PAIN_NO_GROUP */
    int32_t course;   /**< the course's number as recorded */
    int32_t sessions; /**< sessions attended; of assessments, those with a score */
    int32_t planned;  /**< the largest number its rows give, else the rules'; 0 for unknown */
    int32_t stop;     /**< a pain_stop: of its last row that gives one */
    uint32_t flags;   /**< PAIN_COURSE_... */
    int32_t relief_sessions; /**< sessions with a score before and after */
    int64_t relief;          /**< sum over those of before minus after, in steps */
    int64_t baseline;
    int64_t endpoint;
    int64_t last;  /**< last score of the endpoint's kind later than the baseline, for LOCF */
    int64_t worst; /**< worst of the baseline and every later score of that kind, for WOCF */
} pain_course;

enum {
    PAIN_SCORE_NOT_REACHED = -4 /**< the course ended, or the visit did not take place */
};

typedef struct pain_courses pain_courses;

/** Applies the rules (NULL: the defaults) to a table, which may be freed afterwards.
 *
 *  A patient's rows without a course number are one course of their own, number 0; but where all of
 *  these are evaluations and follow-ups, and other rows have numbers, the evaluations belong to the
 *  lowest and the follow-ups to the highest numbered course.
 *
 *  Rows of a course are ordered by kind (evaluation, session or assessment, follow-up); within it
 *  by the first of these that every row of that kind in that course has: session number, visit (in
 *  a table without sessions only), day, visit; then by day or number, last by order of entry. Where
 *  they have none in common: by number, then day, those without last. So the order of a file's rows
 *  matters only where nothing recorded tells the order of two occasions, and for patients' indices.
 *
 *  A table's visits are ordered by name when every name is a number, else by their earliest day
 *  where every row with a visit has one, else by first appearance; but of two visits that the rules
 *  name the baseline's then comes first.
 *
 *  O(rows), when the rows of each patient come in order, else O(n log n) in a patient's n rows.
 *  PAIN_EINVAL: a rule that is none. PAIN_ENOTFOUND: no row has that visit. PAIN_EEMPTY: no rows.
 *  PAIN_ENOMEM. All write NULL, and `error` says which rule. */
PAIN_API PAIN_MUST_CHECK pain_status pain_courses_new(pain_courses **courses,
                                                      const pain_sessions *sessions,
                                                      const pain_course_rules *rules,
                                                      const pain_allocator *allocator,
                                                      pain_error *error);
/** Frees them; NULL does nothing. */
PAIN_API void pain_courses_free(pain_courses *courses);

/** The courses, `*n` of them, in order of patient and course; borrowed until they are freed. Every
 *  patient of the table has at least one. */
PAIN_API const pain_course *pain_courses_list(const pain_courses *courses, size_t *n);

/** How many parts a step is divided into: k of PAIN_BASELINE_MEAN, else 1. */
PAIN_API int32_t pain_courses_unit(const pain_courses *courses);

/** The scale of the scores. */
PAIN_API pain_scale pain_courses_scale(const pain_courses *courses);

/** How many groups, and their labels by index: numbers by value, then text by bytes. NULL beyond
 *  the end. */
PAIN_API size_t pain_courses_groups(const pain_courses *courses);
PAIN_API const char *pain_courses_group(const pain_courses *courses, uint32_t group);

/** True when the table has assessments and no sessions: visits stand where sessions would. */
PAIN_API int pain_courses_are_assessments(const pain_courses *courses);

PAIN_END_DECLS
#endif
