/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_IO_CLASS_H
#define PAIN_IO_CLASS_H
/* What a byte means to the scan of a record. */

#include "io/records.h"

enum {
    CLASS_TEXT = 0, /* nothing: the scan runs over it */
    CLASS_DELIMITER,
    CLASS_QUOTE,
    CLASS_LINE, /* CR or LF */
    CLASS_WIDE, /* above 127 */
    CLASS_NUL   /* a NUL, or the end of what is held */
};

#endif
