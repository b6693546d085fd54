/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_REPORT_H
#define PAINSTAT_REPORT_H
/** @file
 * A summary as text for people, as JSON and as CSV for machines. */

#include <painstat/csv.h>
#include <painstat/summary.h>

PAIN_BEGIN_DECLS

/** Takes `length` bytes of a report. Any error status stops the report and is returned to the
 *  caller. */
typedef pain_status (*pain_write_fn)(void *context, const char *text, size_t length);

/** What a report says besides the table. NULL, or zero in a member: nothing. */
typedef struct pain_report_options {
    size_t size;                   /**< sizeof(pain_report_options) */
    const char *source;            /**< what was read, such as the file's name */
    const pain_csv_counts *counts; /**< how many records were read and set aside */
    const char *group;             /**< name of the column that groups come from */
    int32_t color;                 /**< not 0: text with terminal attributes */
} pain_report_options;

/** The table for people: ASCII, about 100 columns wide; control characters of labels as blanks.
 *  PAIN_EINVAL, PAIN_ENOMEM, or what `write` returns. */
PAIN_API PAIN_MUST_CHECK pain_status pain_report_text(const pain_summary *summary,
                                                      const pain_report_options *options,
                                                      pain_write_fn write, void *context);

/** One JSON object: what was read, rules, flow, and every row with all its members; numbers that
 *  are undefined are null, those without end "inf" and "-inf". */
PAIN_API PAIN_MUST_CHECK pain_status pain_report_json(const pain_summary *summary,
                                                      const pain_report_options *options,
                                                      pain_write_fn write, void *context);

/** One line a row with a header line (RFC 4180); numbers that are undefined are empty. A group's
 *  label that begins with = + - @, a tab or a carriage return and is no number gets a ' in front,
 *  so that no spreadsheet calculates it. */
PAIN_API PAIN_MUST_CHECK pain_status pain_report_csv(const pain_summary *summary,
                                                     const pain_report_options *options,
                                                     pain_write_fn write, void *context);

/** Short names, as the reports and the command use them: "completers", "bocf", "last-before".
 *  "unknown" for a number that is none. */
PAIN_API const char *pain_population_key(pain_population population);
PAIN_API const char *pain_missing_key(pain_missing_rule rule);
PAIN_API const char *pain_endpoint_key(pain_endpoint_rule rule);

PAIN_END_DECLS
#endif
