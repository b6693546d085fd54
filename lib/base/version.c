/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "painstat/version.h"

const char *pain_version(void)
{
    return PAIN_VERSION;
}
