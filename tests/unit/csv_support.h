/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_TESTS_CSV_SUPPORT_H
#define PAIN_TESTS_CSV_SUPPORT_H
/* Session files as text, and what is read from them as text. */

#include "memory_source.h"
#include "painstat/csv.h"
#include "support.h"

enum { TRANSCRIPT = 1 << 14 };

/* Options as text, one line each: "column role=name", "where ...", "missing ...", "group ...",
 * "scale ...", "layout sessions", "delimiter ;", "decimal ,", "lenient". */
typedef struct csv_case {
    pain_csv_options options;
    pain_scale scale;
    const char *columns[8], *where[8], *missing[8];
    char lines[512];
} csv_case;

void csv_case_init(csv_case *c, const char *lines);

/* Reads `text` in pieces of `piece` bytes and writes a line for each row, and one for each score or
 * row that is told of:
 *
 *     P1 s3 7>2 day=10 visit=x group=y course=1 planned=10 stop=2 @4
 *
 * with s session, e evaluation, a assessment, f follow-up and its number; score before > after in
 * steps, '-' for none, '!' off scale, '~' off step; and the line. What is not recorded is left out.
 * At the end stands "end", or the error as "PAIN_EVALUE line 3 record 2 column 4 field pre".
 * `error` (NULL: nobody) takes it whole. */
void csv_transcribe(char *to, csv_case *c, const char *text, size_t length, size_t piece,
                    pain_error *error);

/* Fails unless `text`, read with options as text, gives the transcript `want`, in pieces of any
 * size. */
void csv_check(const char *options, const char *text, const char *want);

/* Opens it; the error has to be `status` and to say `says`. */
void csv_check_refused(const char *options, const char *text, pain_status status, const char *says);

/* Opens it and reads all into a table; returns the status. */
pain_status csv_read_table(const char *options, const char *text, pain_sessions **table,
                           pain_csv_counts *counts, pain_error *error);

#endif
