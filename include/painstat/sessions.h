/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_SESSIONS_H
#define PAINSTAT_SESSIONS_H
/** @file
 * The table of what was recorded: one row for each occasion on which a patient was scored. */

#include <stddef.h>
#include <stdint.h>

#include <painstat/alloc.h>
#include <painstat/defs.h>
#include <painstat/scale.h>
#include <painstat/status.h>

PAIN_BEGIN_DECLS

/** What kind of occasion a row is. */
typedef enum pain_occasion {
    PAIN_SESSION = 0,    /**< a treatment session, with scores before and after it */
    PAIN_EVALUATION = 1, /**< before the course: an intake, a free trial session */
    PAIN_ASSESSMENT = 2, /**< a visit without treatment; `before` holds its score */
    PAIN_FOLLOW_UP = 3   /**< after the course; `before` holds its score */
} pain_occasion;

/** Why a course ended. */
typedef enum pain_stop {
    PAIN_STOP_UNKNOWN = 0,
    PAIN_STOP_COMPLETED = 1, /**< as planned */
    PAIN_STOP_WELL = 2,      /**< early, because well: counts as completed */
    PAIN_STOP_NO_RELIEF = 3, /**< early, for lack of relief */
    PAIN_STOP_ADVERSE = 4,   /**< early, for an adverse event */
    PAIN_STOP_OTHER = 5      /**< early, for another reason */
} pain_stop;

/** `day` where none is known. */
#define PAIN_NO_DAY INT64_MIN

/** One row. Begin with pain_session_init; text is UTF-8, copied by the table. */
typedef struct pain_session {
    size_t size;          /**< sizeof(pain_session) */
    const char *patient;  /**< the patient's label: required, not empty */
    const char *visit;    /**< the visit's name; NULL for none */
    const char *group;    /**< value of the column that results are split by; NULL for none */
    int64_t day;          /**< a day number, any origin; PAIN_NO_DAY */
    int32_t occasion;     /**< a pain_occasion */
    int32_t course;       /**< which course of the patient: 1, 2, ...; 0 where not recorded */
    int32_t number;       /**< session number within the course, from 1; 0 where not recorded */
    int32_t planned;      /**< planned sessions of the course; 0 where not recorded */
    int32_t stop;         /**< a pain_stop, of the course */
    pain_score before;    /**< score before the session, or the only one; a reason for none */
    pain_score after;     /**< score after the session; a reason for none (PAIN_SCORE_NONE, ...) */
    uint64_t line;        /**< where the row stood in its file; 0 for unknown */
    uint64_t reserved[4]; /**< zero; it never grows, since the library writes it, too */
} pain_session;

/** Sets size, NULL labels, PAIN_NO_DAY, PAIN_SCORE_NONE, and 0 everywhere else. */
PAIN_API void pain_session_init(pain_session *row);

typedef struct pain_sessions pain_sessions;

/** Makes an empty table of scores on `scale` (NULL: NRS-11; it is copied). PAIN_EINVAL for a scale
 *  that is not valid, PAIN_ENOMEM; both write NULL. */
PAIN_API PAIN_MUST_CHECK pain_status pain_sessions_new(pain_sessions **sessions,
                                                       const pain_scale *scale,
                                                       const pain_allocator *allocator);
/** Frees it; NULL does nothing. */
PAIN_API void pain_sessions_free(pain_sessions *sessions);

/** Adds a row. The occasion of a row is its patient, course and kind with its session number, else
 *  its visit, else its day; a row with none of the three is an occasion of its own. Two rows of one
 *  occasion become one, in the place of the first, when together they give each score at most once
 *  (before in one, after in the other); of visit, group and day the first given is kept, of planned
 *  the largest, of stop the last. A score that is off the scale or its steps counts as given.
 *  PAIN_EDUPLICATE: the occasion has that score already, the same; PAIN_ECONTRADICTION: a different
 *  one; the text of `error` names the earlier line.
 *  PAIN_EINVAL: no patient, a number below 0, a score beyond the scale or with an unknown reason,
 *  an unknown kind or stop. PAIN_ENOMEM, PAIN_EOVERFLOW (2^32 - 2 rows or labels). On an error the
 *  table is as it was. Empty labels are none. O(1). */
PAIN_API PAIN_MUST_CHECK pain_status pain_sessions_append(pain_sessions *sessions,
                                                          const pain_session *row,
                                                          pain_error *error);

/** How many rows, and how many patients. */
PAIN_API size_t pain_sessions_count(const pain_sessions *sessions);
PAIN_API size_t pain_sessions_patients(const pain_sessions *sessions);

/** The scale of the scores. */
PAIN_API pain_scale pain_sessions_scale(const pain_sessions *sessions);

/** Row `i`, in the order added; labels are borrowed until the next append. PAIN_EINVAL beyond the
 *  end (`row` is then as from pain_session_init). */
PAIN_API PAIN_MUST_CHECK pain_status pain_sessions_get(const pain_sessions *sessions, size_t i,
                                                       pain_session *row);

/** Reads a reason for stopping from text: "completed", "well", "no relief", "adverse event", and
 *  what is usual for each, without regard to case, blanks and punctuation; NULL, empty and
 *  "unknown" are PAIN_STOP_UNKNOWN, all else PAIN_STOP_OTHER. */
PAIN_API pain_stop pain_stop_parse(const char *text);

PAIN_END_DECLS
#endif
