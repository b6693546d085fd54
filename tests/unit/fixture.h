/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_TESTS_FIXTURE_H
#define PAIN_TESTS_FIXTURE_H
/* Tables of sessions written as text, so that a case reads like data.
 *
 * Rows are separated by ';', words by blanks. The first word is the patient. Then, in any order:
 *   s3 s     a session, with or without its number (the default is a session without)
 *   e1 e     an evaluation        a2 a   an assessment        f1 f   a follow-up
 *   v=NAME   visit    g=NAME  group    d=5  day    c=2  course    of=10  planned sessions
 *   x=TEXT   reason for stopping, see pain_stop_parse
 *   7>3      score before and after; 7> and 7 before only, >3 after only; in place of a number
 *            - is none, ! off the scale, ~ off step
 * Lines are numbered from 1. */

#include "painstat/sessions.h"

/* A table of such rows on a scale as for pain_scale_parse; fails the test when a row is refused. */
pain_sessions *table_of(const char *scale, const char *rows);

/* Appends one such row. */
pain_status append_text(pain_sessions *sessions, const char *row, uint64_t line, pain_error *error);

#endif
