/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which character stands between the cells. */
#include <config.h>

#include <string.h>

#include "io/records.h"

/* In the order in which a tie is decided. */
static const char delimiters[] = ",;\t|";

enum { N_DELIMITERS = sizeof delimiters - 1 };

/* Counts the delimiters of the first line that is not blank, outside quotes. `*at`, where the scan
 * stands, is from `begin`. */
static pain_status count(pain__records *r, size_t counts[N_DELIMITERS], size_t *length,
                         pain_error *error)
{
    bool quoted = false, blank = true;
    size_t at = 0;

    for (;; at++) {
        while (r->begin + at == r->end && !r->ended) {
            pain_status status = pain__records_fill(r, error);

            if (status != PAIN_OK)
                return status;
        }
        if (r->begin + at == r->end)
            break;
        char c = r->buffer[r->begin + at];

        if ((c == '\n' || c == '\r') && !quoted && !blank)
            break;
        if (c == '"')
            quoted = !quoted;
        if (c != ' ' && c != '\n' && c != '\r')
            blank = false;
        const char *found = quoted || c == '\0' ? NULL : strchr(delimiters, c);

        if (found != NULL)
            counts[found - delimiters]++;
    }
    *length = at;
    return PAIN_OK;
}

pain_status pain__records_delimiter(pain__records *r, char delimiter, pain_error *error)
{
    size_t counts[N_DELIMITERS] = {0}, length = 0, best = 0;
    pain_status status = count(r, counts, &length, error);

    if (status != PAIN_OK)
        return status;
    for (size_t i = 1; i < N_DELIMITERS; i++)
        if (counts[i] > counts[best])
            best = i;
    const char *line = r->buffer + r->begin;

    /* Spreadsheets write and read this line. */
    if (length == 5 && memcmp(line, "sep=", 4) == 0) {
        const char *said = memchr(delimiters, line[4], N_DELIMITERS);

        if (said != NULL) {
            best = (size_t)(said - delimiters);
            r->begin += length;
        }
    }
    r->delimiter = delimiter != '\0' ? delimiter : delimiters[best];
    return pain__records_mark(r, error);
}
