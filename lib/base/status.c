/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names and texts of the status codes, from the one list in the public header. */
#include <config.h>

#include "painstat/status.h"

const char *pain_status_name(pain_status status)
{
    switch (status) {
#define NAME(name, number, text) \
    case name:                   \
        return #name;
        PAIN_STATUS_LIST(NAME)
#undef NAME
    }
    return "PAIN_UNKNOWN";
}

const char *pain_status_text(pain_status status)
{
    switch (status) {
#define TEXT(name, number, text) \
    case name:                   \
        return text;
        PAIN_STATUS_LIST(TEXT)
#undef TEXT
    }
    return "an unknown status code";
}
