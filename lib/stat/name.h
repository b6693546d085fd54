/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_NAME_H
#define PAIN_STAT_NAME_H
/* Names of methods and tests as people write them. */

#include <stdbool.h>

/* Whether two names are the same but for case (ASCII), '-', '_' and blanks. */
bool pain__is_same_name(const char *a, const char *b);

#endif
