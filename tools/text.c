/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text from outside: names of files, labels, cells. It is shown so that neither a terminal nor a
 * spreadsheet takes it for an order. */
#include <config.h>

#include <string.h>

#include "tool.h"

/* Bytes of the character that begins here; 0 for one that is no UTF-8. */
static size_t character(const char *text)
{
    const unsigned char *c = (const unsigned char *)text;
    unsigned char least = 0x80, most = 0xBF;
    size_t length = *c < 0x80   ? 1
                    : *c < 0xC2 ? 0
                    : *c < 0xE0 ? 2
                    : *c < 0xF0 ? 3
                    : *c < 0xF5 ? 4
                                : 0;

    /* No longer form than needed, no surrogates, nothing beyond U+10FFFF. */
    if (*c == 0xE0)
        least = 0xA0;
    else if (*c == 0xED)
        most = 0x9F;
    else if (*c == 0xF0)
        least = 0x90;
    else if (*c == 0xF4)
        most = 0x8F;
    for (size_t i = 1; i < length; i++) {
        if (c[i] < least || c[i] > most)
            return 0;
        least = 0x80;
        most = 0xBF;
    }
    return length;
}

size_t tool_utf8(const char *text, size_t most)
{
    size_t at = 0;

    while (text[at] != '\0') {
        size_t length = character(text + at);

        if (length == 0 || length > most - at)
            break;
        at += length;
    }
    return at;
}

/* Whether a terminal may take the character for an order: U+0000 to U+001F, U+007F to U+009F, and
 * what is no character. */
static bool is_order(const char *text, size_t length)
{
    const unsigned char *c = (const unsigned char *)text;

    return length == 0 || *c < ' ' || *c == 0x7F || (*c == 0xC2 && c[1] < 0xA0);
}

const char *tool_plain(const char *from, char *to, size_t size)
{
    size_t at = 0;

    while (*from != '\0' && at + 9 < size) {
        size_t length = character(from);
        size_t bytes = length > 0 ? length : 1;

        for (size_t i = 0; i < bytes; i++) {
            if (is_order(from, length))
                at += (size_t)snprintf(to + at, size - at, "\\x%02x", (unsigned char)from[i]);
            else
                to[at++] = from[i];
        }
        from += bytes;
    }
    to[at] = '\0';
    return to;
}

/* Whether a spreadsheet may calculate the cell: it begins as a formula does, and is no number. */
static bool is_formula(const char *text, size_t length)
{
    size_t i = 1;

    if (length == 0 || *text == '\0' || strchr("=+-@\t\r", *text) == NULL)
        return false;
    if (*text != '+' && *text != '-')
        return true;
    while (i < length && strchr("0123456789.,", text[i]) != NULL && text[i] != '\0')
        i++;
    return length == 1 || i < length;
}

void tool_write_cell(FILE *file, const char *text, size_t length)
{
    bool quoted = false;

    for (size_t i = 0; i < length; i++)
        quoted = quoted || (text[i] != '\0' && strchr(",\"\r\n", text[i]) != NULL);
    if (quoted)
        (void)fputc('"', file);
    if (is_formula(text, length))
        (void)fputc('\'', file);
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '"')
            (void)fputc('"', file);
        (void)fputc(text[i], file);
    }
    if (quoted)
        (void)fputc('"', file);
}
