/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_CLAIM_SADDLE_COUNT_H
#define PAIN_CLAIM_SADDLE_COUNT_H

#include "claim/frame.h"

/* About how many samples have the figures of a frame with limits, without order figures. */
double pain__saddle_count(const pain__frame *frame);

#endif
