/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sized options structs: an old caller and a new library understand each other, and the other way
 * round. */
#include <config.h>

#include <string.h>

#include "base/base.h"

pain_status pain__options(void *to, size_t size, const void *from)
{
    size_t given;

    memset(to, 0, size);
    memcpy(to, &size, sizeof size);
    if (from == NULL)
        return PAIN_OK;
    memcpy(&given, from, sizeof given);
    if (given < sizeof given)
        return PAIN_EINVAL;
    for (size_t i = size; i < given; i++)
        if (((const unsigned char *)from)[i] != 0)
            return PAIN_EINVAL;
    memcpy((char *)to + sizeof size, (const char *)from + sizeof size,
           (given < size ? given : size) - sizeof size);
    return PAIN_OK;
}
