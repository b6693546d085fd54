/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_STATUS_H
#define PAINSTAT_STATUS_H
/** @file
 * What a call returns, and where in the input an error stands.
 *
 * Every function that can fail returns a pain_status: 0 is success, above 0 an error, PAIN_DONE
 * (below 0) the ordinary end of an iteration. `if (status > 0)` is the test for an error. Output
 * parameters are always written: on failure they hold NaN or NULL. */

#include <stdint.h>

#include <painstat/defs.h>

PAIN_BEGIN_DECLS

/** The one list of codes: X(name, number, text). The enum, the names and the texts are made from
 * it. Groups: 1 the call and the machine, 100 the data, 200 numerics, 300 files. */
#define PAIN_STATUS_LIST(X)                                                               \
    X(PAIN_DONE, -1, "there is nothing more")                                             \
    X(PAIN_OK, 0, "no error")                                                             \
    X(PAIN_EINVAL, 1, "an argument is outside its stated range")                          \
    X(PAIN_ENOMEM, 2, "out of memory")                                                    \
    X(PAIN_EOVERFLOW, 3, "a count or a size is too large")                                \
    X(PAIN_EINTERNAL, 4, "a fault in painstat itself")                                    \
    X(PAIN_EEMPTY, 100, "there are no data")                                              \
    X(PAIN_ETOOFEW, 101, "there are too few data for this")                               \
    X(PAIN_ENONFINITE, 102, "a number is not finite")                                     \
    X(PAIN_EZEROBASE, 103, "a percentage of a zero baseline is undefined")                \
    X(PAIN_EUNDEFINED, 104, "undefined for these data under this definition")             \
    X(PAIN_ENOSPREAD, 105, "all values are equal, so they do not tell their uncertainty") \
    X(PAIN_EDUPLICATE, 106, "the same score is given twice")                              \
    X(PAIN_ECONTRADICTION, 107, "two different scores are given for the same occasion")   \
    X(PAIN_ENOTFOUND, 108, "no such name in the data")                                    \
    X(PAIN_ESUPPRESSED, 109, "suppressed: it would tell of too few patients")             \
    X(PAIN_ENOCONV, 200, "a numerical method did not converge")                           \
    X(PAIN_EIO, 300, "cannot read or write")                                              \
    X(PAIN_ESYNTAX, 301, "the text is malformed")                                         \
    X(PAIN_ESCHEMA, 302, "a column is missing or ambiguous")                              \
    X(PAIN_EVALUE, 303, "a cell does not hold what its column needs")

typedef enum pain_status {
#define PAIN_STATUS_ENUM(name, number, text) name = (number),
    PAIN_STATUS_LIST(PAIN_STATUS_ENUM)
#undef PAIN_STATUS_ENUM
} pain_status;

/** The code's name, such as "PAIN_EZEROBASE"; "PAIN_UNKNOWN" for a number that is none. Never NULL.
 */
PAIN_API const char *pain_status_name(pain_status status);

/** The code's text, a phrase without a full stop. Never NULL, unknown codes included. */
PAIN_API const char *pain_status_text(pain_status status);

/** Where and why a call failed. The caller owns it; every function takes NULL instead.
 *  `text` never holds a patient's identifier or score, so it may go to a log. Numbers are 1-based,
 * 0 = unknown. */
typedef struct pain_error {
    int32_t code;         /**< a pain_status */
    uint32_t column;      /**< column of the record (field number) */
    uint64_t line;        /**< physical line where the field or record begins */
    uint64_t record;      /**< data record, the header not counted */
    char source[128];     /**< name of the file or stream, cut at its end if longer */
    char field[64];       /**< name of the column */
    char text[256];       /**< what is wrong and what to do, a phrase without a full stop */
    uint64_t reserved[8]; /**< zero */
} pain_error;

PAIN_END_DECLS
#endif
