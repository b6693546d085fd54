/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_FUZZ_REQUIREMENTS_H
#define PAIN_FUZZ_REQUIREMENTS_H
/* What several targets require. */

#include <painstat.h>

#include "tools/check.h"

/* The claim in words is read back as the same claim. */
void require_same_claim(const pain_claim *claim);

/* Samples as the command reads them: each has claims, and either good options or a message. */
void require_samples(check_sample *samples, size_t n);

#endif
