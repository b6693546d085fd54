/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_TOOLS_VERIFY_H
#define PAIN_TOOLS_VERIFY_H
/* painstat verify: claims against data, and writing what came of it. */

#include <jansson.h>

#include "summary.h"

/* Exit statuses of verdicts; painstat check has the same. */
enum { VERIFY_CONTRADICTED = 4, VERIFY_ONLY_UNDER = 5, VERIFY_UNDECIDED = 6 };

enum { VERIFY_TEXT = 256 }; /* room for any of the texts below */

typedef struct verify_report {
    const char *source;
    const pain_verification *verification;
    const pain_checks *checks;
    pain_scale scale;
    bool screening; /* a screening cut was given */
} verify_report;

/* verify_names.c: "everyone who started", "last-before", "near zero (<= 1) > 90 %". Return `text`.
 */
const char *verify_level(const verify_report *r, int factor, const pain_verify_cell *cell,
                         char text[VERIFY_TEXT]);
const char *verify_unit(const pain_claim *claim);
bool verify_is_share(const pain_claim *claim);
bool verify_one_end(const pain_claim *claim);

void verify_print_text(FILE *file, const verify_report *r);
void verify_print_csv(FILE *file, const verify_report *r);
bool verify_print_json(FILE *file, const verify_report *r);

/* verify_checks.c */
void verify_print_checks(FILE *file, const verify_report *r);
json_t *verify_checks_json(const verify_report *r);

#endif
