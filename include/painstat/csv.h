/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_CSV_H
#define PAINSTAT_CSV_H
/** @file
 * Reading session files in comma-separated text (RFC 4180 and what is met in practice). */

#include <painstat/sessions.h>

PAIN_BEGIN_DECLS

/** How the scores stand in a file. */
typedef enum pain_csv_layout {
    PAIN_LAYOUT_AUTO = 0,     /**< told from the columns */
    PAIN_LAYOUT_SESSIONS = 1, /**< one row a session: a score before and a score after */
    PAIN_LAYOUT_LONG = 2,     /**< one row a score */
    PAIN_LAYOUT_WIDE = 3      /**< one row a patient: a column for each score */
} pain_csv_layout;

/** What a column is. The keys in quotes are those of pain_csv_options.columns; docs/csv.md lists
 *  the names that are recognised. Cells are taken without the blanks around them. */
typedef enum pain_csv_role {
    /** "patient": who; required, but in a wide file, where without it each record is a patient
     *  named after its number, "1", "2", ... */
    PAIN_ROLE_PATIENT = 0,
    /** "course": which course of the patient. */
    PAIN_ROLE_COURSE = 1,
    /** "session": session number; 0 is an evaluation before the course. In a file with this column
     *  a row without a number is a follow-up, if it has a visit name or a day; else it may hold no
     *  score and is an assessment without one. */
    PAIN_ROLE_SESSION = 2,
    /** "visit": name of the visit; in a file of sessions (one with scores before and after, session
     *  numbers or kinds) "evaluation", "intake", "screening", "free session", "follow-up" and the
     *  like say its kind, whatever its number. */
    PAIN_ROLE_VISIT = 3,
    /** "day": a whole number up to 9,999,999, or a date as YYYY-MM-DD (a time of day behind it is
     *  ignored), which becomes days since 1970-01-01. One file holds the one or the other. */
    PAIN_ROLE_DAY = 4,
    /** "kind" (long): before or after, pre or post (a session), evaluation or baseline, follow-up,
     *  assessment. Without this column each row is an assessment. Empty only beside an empty
     *  score. */
    PAIN_ROLE_KIND = 5,
    /** "score" (long): the score. */
    PAIN_ROLE_SCORE = 6,
    /** "before": score before; in a wide file as many columns as there are sessions or visits. With
     *  columns after, the record is sessions; those behind the last score did not take place, and a
     *  record without any score gives one evaluation. Without them it is assessments named after
     *  their columns. */
    PAIN_ROLE_BEFORE = 7,
    /** "after": score after; likewise. The score of a follow-up may stand in either. */
    PAIN_ROLE_AFTER = 8,
    /** "planned": planned number of sessions. */
    PAIN_ROLE_PLANNED = 9,
    /** "stop": why the course ended, see pain_stop_parse. */
    PAIN_ROLE_STOP = 10,
    PAIN_ROLES = 11
} pain_csv_role;

/** Fills `buffer` with up to `size` bytes and says how many in `*got`; 0 is the end. Any error
 *  status stops the reading and is returned to the caller. */
typedef pain_status (*pain_read_fn)(void *context, char *buffer, size_t size, size_t *got);

/** Told of each row that is set aside (lenient reading), and of each score that is off the scale or
 *  off its steps (always; `place->code` is PAIN_EVALUE and `is_row` 0: the row stays, without that
 *  score). `record` is the raw text of the record, `length` bytes, for the caller's eyes alone: it
 *  holds what the patient's row holds. */
typedef void (*pain_reject_fn)(void *context, const pain_error *place, int is_row,
                               const char *record, size_t length);

/** How to read. NULL, or zero in a member, means the default. All but the reject function's context
 *  is copied. */
typedef struct pain_csv_options {
    size_t size;             /**< sizeof(pain_csv_options) */
    const char *source;      /**< name for messages; pain_csv_open_file takes the path */
    const pain_scale *scale; /**< NULL: NRS-11 */
    int32_t layout;          /**< a pain_csv_layout */
    char delimiter;          /**< ',' ';' '|' or a tab; 0: told from the header */
    char decimal;            /**< '.' or ','; 0: both, except ',' where it is the delimiter */
    char lenient;            /**< not 0: bad rows are set aside; 0: the first is an error */
    char reserved;           /**< zero */
    /** "role=name" each: the column of that name has that role; "role=": no column has it. Roles
     *  not given are found by the usual names. For a wide file "before=a,b,c" and "after=..." list
     *  columns in order: sessions 1, 2, ... */
    const char *const *columns;
    size_t n_columns;
    /** Markers for "no value" besides empty, NA, N/A, NaN, null and "." (case does not matter). */
    const char *const *missing;
    size_t n_missing;
    /** Column that results are split by; NULL: none. */
    const char *group;
    /** "column=value[,value]" or "column!=value[,value]" each: only records for which all hold.
     *  Values are compared as text; an empty one stands for every marker of no value. Records that
     *  are left out may hold anything in their other cells. */
    const char *const *where;
    size_t n_where;
    pain_reject_fn reject; /**< NULL: nobody is told */
    void *reject_context;
    const pain_allocator *allocator;
    /** How many threads pain_csv_read works on, 64 at most; 0 means one, the caller's. The result
     *  does not depend on it. The allocator's functions are called by all of them at once, `read`
     *  and `reject` by the caller's thread alone. */
    uint64_t threads;
} pain_csv_options;

/** What was read so far. */
typedef struct pain_csv_counts {
    uint64_t bytes;        /**< read from the source */
    uint64_t records;      /**< data records: all but the header and blank lines */
    uint64_t rejected;     /**< records set aside */
    uint64_t filtered;     /**< records left out by `where` */
    uint64_t empty_scores; /**< scores that are missing in the rows given: two at most in a session,
                            * one in any other row */
    uint64_t off_scale;    /**< scores outside the scale: missing with that reason */
    uint64_t off_step;     /**< scores between two steps: missing with that reason */
    uint64_t reserved[8];  /**< zero */
} pain_csv_counts;

typedef struct pain_csv pain_csv;

/** Opens a source and reads its header. Accepted: UTF-8 with or without byte order mark, LF, CRLF
 *  or CR line ends, quoted fields with doubled quotes and line breaks, blank lines and lines of
 *  nothing but delimiters, a first line "sep=;". A quote inside a field that does not begin with
 *  one is text. Column names are matched exactly, else without regard to case, blanks, '_', '-',
 *  '.' and what stands in brackets. The delimiter is that which stands most often in the header.
 *  PAIN_EIO: cannot read. PAIN_EEMPTY: no header. PAIN_ESCHEMA: a needed column is missing, or two
 *  columns could be it (the text names them and what to say; names that are not recognised are not
 *  told, because in a file without a header they are a patient's data). PAIN_ESYNTAX: malformed,
 *  or not UTF-8 text. PAIN_EINVAL: an option. PAIN_ENOMEM. All write NULL. */
PAIN_API PAIN_MUST_CHECK pain_status pain_csv_open(pain_csv **csv, pain_read_fn read, void *context,
                                                   const pain_csv_options *options,
                                                   pain_error *error);

/** The same for a file. `options->source` is ignored. */
PAIN_API PAIN_MUST_CHECK pain_status pain_csv_open_file(pain_csv **csv, const char *path,
                                                        const pain_csv_options *options,
                                                        pain_error *error);
/** Closes and frees it; NULL does nothing. */
PAIN_API void pain_csv_free(pain_csv *csv);

/** The next row: PAIN_OK, or PAIN_DONE after the last (`row` is then as from pain_session_init). A
 *  wide record gives several rows. Labels are valid until the next call. On an error `row` is as
 *  from pain_session_init.
 *  Strict: PAIN_EVALUE (a cell that is no number, date or known word where its column needs one),
 *  PAIN_ESCHEMA (more or fewer cells than the header), PAIN_ESYNTAX (quotes, a NUL byte, bytes that
 *  are not UTF-8, a record of more than 16 MiB) with line, record, column and field in `error`; the
 *  next call goes on with the next record. Lenient: such records are set aside. After a quote that
 *  is not closed, or has text behind it, only the line on which its record began is set aside.
 *  PAIN_EIO, PAIN_ENOMEM, a line of more than 16 MiB and a file full of unclosed quotes end the
 *  reading either way: every later call returns the same. */
PAIN_API PAIN_MUST_CHECK pain_status pain_csv_next(pain_csv *csv, pain_session *row,
                                                   pain_error *error);

/** Appends all that is left to a table, whose scale must be the reader's (else PAIN_EINVAL). A
 *  duplicate or contradiction is a bad row too.
 *  Errors as pain_csv_next and pain_sessions_append; rows before the bad one are in the table. */
PAIN_API PAIN_MUST_CHECK pain_status pain_csv_read(pain_csv *csv, pain_sessions *sessions,
                                                   pain_error *error);

/** What was read so far. */
PAIN_API pain_csv_counts pain_csv_count(const pain_csv *csv);

/** The layout found or given, the delimiter, and the name of the column that has a role ("" for
 *  none; in a wide file the first). */
PAIN_API pain_csv_layout pain_csv_found_layout(const pain_csv *csv);
PAIN_API char pain_csv_found_delimiter(const pain_csv *csv);
PAIN_API const char *pain_csv_found_column(const pain_csv *csv, pain_csv_role role);

PAIN_END_DECLS
#endif
