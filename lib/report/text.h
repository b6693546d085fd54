/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_REPORT_TEXT_H
#define PAIN_REPORT_TEXT_H
/* The parts of the text report. */

#include "report/buffer.h"

/* What every part needs. */
typedef struct pain__page {
    pain__buffer *out;
    const pain_summary *summary;
    const pain_report_options *options;
} pain__page;

/* A heading, bold where colours are wanted, on a line of its own. */
void pain__text_heading(pain__page *page, const char *text);

/* What was read, the scale, and the rules. */
void pain__text_preamble(pain__page *page);

/* The participant flow, with a column for each group while they are few. */
void pain__text_flow(pain__page *page);

/* The table of one endpoint and group: `rows`, `n` of them. */
void pain__text_table(pain__page *page, const pain_summary_row *rows, size_t n);

/* Which rules give the lowest and the highest figures, and how the intervals were made. */
void pain__text_glance(pain__page *page);
void pain__text_methods(pain__page *page);

/* What stands for a number that would tell of too few patients. */
#define PAIN__TEXT_SUPPRESSED "(suppressed)"

/* "score at visit NAME". */
void pain__text_visit(pain__page *page, const char *visit);

/* The endpoint in words, such as "last score before a session". */
void pain__text_endpoint(pain__page *page, int32_t endpoint);

/* The rule in words, such as "no endpoint: no change". */
const char *pain__text_missing(int32_t missing);

#endif
