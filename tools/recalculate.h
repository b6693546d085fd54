/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_TOOLS_RECALCULATE_H
#define PAIN_TOOLS_RECALCULATE_H
/* Printed results, calculated again. */

#include <jansson.h>

#include "check.h"

/* Refuses a figure that is given twice, since results are calculated from one of them. */
int recalculate_check_figures(const check_sample *sample);

/* Calculates each result of a prepared sample again; prints a message and returns a status unless
 * all is well. The comparison itself, too, of an SD of the change beside those before and after,
 * and without results if that is `always` wanted. */
int recalculate_run(check_sample *sample, bool always);

/* The verdict of the result `i`, a pain_study_verdict; i = CHECK_MOST_CLAIMS: of the correlation
 * that the SDs imply. */
int32_t recalculate_verdict(const check_sample *sample, size_t i);

/* The worst of the sample, as the exit status of painstat check; TOOL_DONE without results. */
int recalculate_status(const check_sample *sample);

/* What came out, for each result. The text leaves out ways that neither fit nor are usual. */
void recalculate_print_text(FILE *file, const check_sample *sample);
void recalculate_print_csv(FILE *file, const check_sample *samples, size_t n);
json_t *recalculate_json(const check_sample *sample);

#endif
