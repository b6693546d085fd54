/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is it UTF-8 text? Clinics export UTF-16 from old spreadsheets, Windows-1252 from older programs,
 * and send the workbook itself; each gets a text that says what to do. */
#include <config.h>

#include <string.h>

#include "io/records.h"

/* Beginnings of files that are no UTF-8 text; longer ones first where one begins like another. */
static const struct {
    const char *bytes;
    size_t length;
    const char *text;
} beginnings[] = {
    {"\xff\xfe\0\0", 4, "the text is UTF-32, not UTF-8: save it as UTF-8"},
    {"\0\0\xfe\xff", 4, "the text is UTF-32, not UTF-8: save it as UTF-8"},
    {"\xff\xfe", 2, "the text is UTF-16, not UTF-8: save it as CSV UTF-8"},
    {"\xfe\xff", 2, "the text is UTF-16, not UTF-8: save it as CSV UTF-8"},
    {"PK\x03\x04", 4, "this is a workbook or a zip archive: save the sheet as CSV UTF-8"},
    {"\xd0\xcf\x11\xe0", 4, "this is an old workbook: save the sheet as CSV UTF-8"},
    {"\x1f\x8b", 2, "this is compressed (gzip): decompress it first"},
};

/* Text without a mark is UTF-16 when every second byte of its beginning is a NUL. */
static bool looks_like_utf16(const char *text, size_t length)
{
    return length >= 4 &&
           ((text[0] != '\0' && text[1] == '\0' && text[2] != '\0' && text[3] == '\0') ||
            (text[0] == '\0' && text[1] != '\0' && text[2] == '\0' && text[3] != '\0'));
}

pain_status pain__records_encoding(pain__records *r, pain_error *error)
{
    while (r->end < 4 && !r->ended) {
        pain_status status = pain__records_fill(r, error);

        if (status != PAIN_OK)
            return status;
    }
    pain_status status = PAIN_OK;

    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings && status == PAIN_OK; i++)
        if (r->end >= beginnings[i].length &&
            memcmp(r->buffer, beginnings[i].bytes, beginnings[i].length) == 0)
            status = pain__fail(error, PAIN_ESYNTAX, "%s", beginnings[i].text);
    if (status == PAIN_OK && looks_like_utf16(r->buffer, r->end))
        status = pain__fail(error, PAIN_ESYNTAX, "%s", beginnings[2].text);
    if (status != PAIN_OK)
        error->line = 1;
    else if (r->end >= 3 && memcmp(r->buffer, "\xef\xbb\xbf", 3) == 0)
        r->begin = 3;
    return status;
}

/* The length of the character at `s` (of `length` bytes, the first above 127); 0 when it is none:
 * overlong forms, surrogates and what is beyond U+10FFFF (RFC 3629, section 4). */
static size_t character(const unsigned char *s, size_t length)
{
    unsigned char first = s[0], low = 0x80, high = 0xbf;
    size_t n = first >= 0xc2 && first <= 0xdf   ? 2
               : first >= 0xe0 && first <= 0xef ? 3
               : first >= 0xf0 && first <= 0xf4 ? 4
                                                : 0;

    if (n == 0 || n > length)
        return 0;
    if (first == 0xe0)
        low = 0xa0;
    else if (first == 0xed)
        high = 0x9f;
    else if (first == 0xf0)
        low = 0x90;
    else if (first == 0xf4)
        high = 0x8f;
    if (s[1] < low || s[1] > high)
        return 0;
    for (size_t i = 2; i < n; i++)
        if (s[i] < 0x80 || s[i] > 0xbf)
            return 0;
    return n;
}

size_t pain__utf8_valid(const char *text, size_t length)
{
    const unsigned char *s = (const unsigned char *)text;
    size_t i = 0;

    while (i < length) {
        size_t n = s[i] < 0x80 ? 1 : character(s + i, length - i);

        if (n == 0)
            break;
        i += n;
    }
    return i;
}
