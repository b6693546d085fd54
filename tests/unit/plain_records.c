/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "plain_records.h"

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

void plain_records_begin(plain_records *r, const char *text, size_t length, char delimiter)
{
    *r = (plain_records){.text = text, .length = length, .delimiter = delimiter};
    r->lines = malloc((length + 1) * sizeof *r->lines);
    r->copy = malloc(2 * length + 2); /* a NUL behind each cell */
    r->cells = malloc((length + 1) * sizeof *r->cells);
    if (r->lines == NULL || r->copy == NULL || r->cells == NULL)
        abort();
    r->lines[0] = 1;
    for (size_t i = 0; i < length; i++) { /* CR, LF, and CR and LF together, end a line */
        bool ends = text[i] == '\r' || (text[i] == '\n' && (i == 0 || text[i - 1] != '\r'));

        r->lines[i + 1] = r->lines[i] + ends;
    }
    if (length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
        r->at = 3;
}

void plain_records_end(plain_records *r)
{
    free(r->lines);
    free(r->copy);
    free(r->cells);
}

/* Takes the cells of the record that begins at r->at; false at a quote that is wrong. */
static bool take_cells(plain_records *r)
{
    enum { BEGIN, PLAIN, QUOTED, QUOTE } state = BEGIN;
    char *to = r->copy;

    for (size_t at = r->at;; at++) {
        bool over = at == r->length;
        char c = over ? '\0' : r->text[at];
        bool ends = over || is_line_end(c), divides = !over && c == r->delimiter;

        if (state == BEGIN) {
            r->cells[r->n] = (plain_cell){to, 0, r->lines[at]};
            state = !over && c == '"' ? QUOTED : PLAIN;
            if (state == QUOTED)
                continue;
        }
        if (state == QUOTED && over)
            return false;
        if (state == QUOTED && c == '"') {
            state = QUOTE; /* the closing one, or the first of two */
        } else if (state != QUOTED && (ends || divides)) {
            r->cells[r->n].length = (size_t)(to - r->cells[r->n].text);
            r->n++;
            *to++ = '\0';
            state = BEGIN;
            r->at = at + !over;
            if (ends)
                return true;
        } else if (state == QUOTE && c != '"') {
            return false;
        } else {
            *to++ = c;
            state = state == QUOTE ? QUOTED : state;
        }
    }
}

/* The length of the UTF-8 character at `s`, which ends with a NUL; 0 when it is none. */
static size_t character(const unsigned char *s)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t n = s[0] < 0x80 ? 1 : s[0] >> 5 == 6 ? 2 : s[0] >> 4 == 14 ? 3 : s[0] >> 3 == 30 ? 4 : 0;
    uint32_t code = n < 2 ? s[0] : s[0] & (0x7fU >> n);

    for (size_t i = 1; i < n; i++) {
        if (s[i] >> 6 != 2)
            return 0;
        code = code << 6 | (s[i] & 0x3fU);
    }
    if (code < least[n] || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
        return 0;
    return n;
}

static bool is_utf8(const char *text)
{
    const unsigned char *s = (const unsigned char *)text;

    for (size_t n = 1; *s != '\0' && n > 0; s += n)
        n = character(s);
    return *s == '\0';
}

/* The first cell that is no text; r->n for none. NUL bytes are looked for first. */
static size_t find_no_text(const plain_records *r)
{
    for (size_t i = 0; i < r->n; i++)
        if (memchr(r->cells[i].text, '\0', r->cells[i].length) != NULL)
            return i;
    for (size_t i = 0; i < r->n; i++)
        if (!is_utf8(r->cells[i].text))
            return i;
    return r->n;
}

pain_status plain_records_next(plain_records *r, uint64_t *line, size_t *column)
{
    while (r->at < r->length && is_line_end(r->text[r->at]))
        r->at++;
    if (r->at == r->length)
        return PAIN_DONE;
    size_t begin = r->at, wrong;

    r->line = r->lines[begin];
    r->n = 0;
    if (take_cells(r)) {
        wrong = find_no_text(r);
        if (wrong == r->n)
            return PAIN_OK;
    } else {
        /* Behind a wrong quote the lines that follow may be sound. */
        wrong = r->n;
        for (r->at = begin; r->at < r->length && !is_line_end(r->text[r->at]);)
            r->at++;
    }
    *line = r->cells[wrong].line;
    *column = wrong + 1;
    return PAIN_ESYNTAX;
}

char *plain_cell_trimmed(plain_records *r, size_t i)
{
    char *text = r->cells[i].text;
    size_t n = strlen(text);

    while (n > 0 && (unsigned char)text[n - 1] <= ' ')
        n--;
    text[n] = '\0';
    while (*text != '\0' && (unsigned char)*text <= ' ')
        text++;
    return text;
}
