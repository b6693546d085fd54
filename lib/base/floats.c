/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "base/floats.h"

void pain__floats_set_default(pain__floats *floats)
{
    (void)fegetenv(&floats->host);
    (void)fesetenv(FE_DFL_ENV);
}

void pain__floats_set_host(const pain__floats *floats)
{
    (void)fesetenv(&floats->host);
}
