/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table of published figures, one time of one arm a row, as samples: each row with the baseline
 * of its study and arm. */
#include <config.h>

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"

enum { MOST_FIELDS = 64, MOST_BYTES = 16 << 20 };

/* The columns that are looked at. */
enum { STUDY, ARM, TIME, N, MEAN, SD, MEDIAN, PERCENT, DEFINITION, RESPONDERS, COLUMNS };

static const char *const names[COLUMNS][2] = {{"study", "study"},
                                              {"arm", "group"},
                                              {"time", "timepoint"},
                                              {"n", "n"},
                                              {"mean", "mean"},
                                              {"sd", "sd"},
                                              {"median", "median"},
                                              {"percent", "reported_percent_reduction"},
                                              {"definition", "responder_definition"},
                                              {"responders", "responders"}};

typedef struct row {
    uint64_t line;
    const char *cell[COLUMNS];
} row;

typedef struct table {
    const char *path;
    char *text;
    row *rows;
    size_t n, room;
    uint64_t line;
} table;

/* The bytes of an open file, ended by a NUL, at most MOST_BYTES; NULL with errno. */
static char *read_bytes(FILE *file, size_t *n)
{
    char *text = NULL;
    size_t room = 0, got = 1;

    *n = 0;
    while (got > 0 && *n < MOST_BYTES) {
        if (room - *n < 2) {
            size_t more = room == 0 ? 4096 : 2 * room;
            char *grown = realloc(text, more + 1);

            if (grown == NULL) {
                free(text);
                return NULL;
            }
            text = grown;
            room = more;
        }
        got = fread(text + *n, 1, room - *n, file);
        *n += got;
    }
    if (ferror(file) != 0) {
        free(text);
        return NULL;
    }
    text[*n] = '\0';
    return text;
}

/* The line of a byte. */
static uint64_t line_of(const char *text, size_t at)
{
    uint64_t line = 1;

    for (size_t i = 0; i < at; i++)
        line += text[i] == '\n';
    return line;
}

/* The whole file, ended by a NUL; NULL after a message, with the exit status. */
static char *read_all(const char *path, int *status)
{
    bool standard = strcmp(path, "-") == 0;
    const char *name = standard ? "standard input" : path;
    FILE *file = standard ? stdin : fopen(path, "rb");
    size_t n = 0;
    char *text = file != NULL ? read_bytes(file, &n) : NULL;

    *status = TOOL_DONE;
    if (text == NULL) {
        *status = tool_fail(TOOL_NO_IO, "cannot read %s: %s", name, strerror(errno));
    } else if (n >= MOST_BYTES) {
        *status = tool_fail(TOOL_BAD_DATA, "%s: more than 16 MiB", name);
    } else if (tool_utf8(text, n) != n) {
        *status = tool_fail_at(TOOL_BAD_DATA, name, line_of(text, tool_utf8(text, n)),
                               "not UTF-8, or no text");
    }
    if (*status != TOOL_DONE) {
        free(text);
        text = NULL;
    }
    if (file != NULL && !standard)
        (void)fclose(file);
    return text;
}

/* Cuts one field out of the text in place, quotes taken off; moves on behind its end. `last` says
 * that the record ends with it. False for a quote that is not closed. */
static bool next_field(table *t, char **at, char **field, bool *last)
{
    char *to = *at, *from = *at;
    bool quoted = *from == '"';

    *field = to;
    from += quoted;
    while (*from != '\0' && (quoted || (*from != ',' && *from != '\n'))) {
        if (quoted && *from == '"' && *++from != '"') {
            quoted = false;
            continue;
        }
        t->line += *from == '\n';
        *to++ = *from++;
    }
    *last = *from != ',';
    t->line += *from == '\n';
    *at = *from != '\0' ? from + 1 : from;
    while (to > *field && to[-1] == '\r')
        to--;
    *to = '\0';
    return !quoted;
}

/* The next record that is no blank line; 0 fields at the end, or after a message. */
static size_t next_record(table *t, char **at, char *fields[MOST_FIELDS], int *status)
{
    while (**at != '\0') {
        uint64_t line = t->line + 1;
        size_t n = 0;
        bool last = false;

        while (!last) {
            if (n == MOST_FIELDS || !next_field(t, at, &fields[n], &last)) {
                *status =
                    tool_fail_at(TOOL_BAD_DATA, t->path, line,
                                 n == MOST_FIELDS ? "more than 64 cells" : "a quote is not closed");
                return 0;
            }
            n++;
        }
        if (n > 1 || *fields[0] != '\0')
            return n;
    }
    return 0;
}

static int find_columns(const table *t, char **header, size_t n, int column[COLUMNS])
{
    bool any = false;

    for (int c = 0; c < COLUMNS; c++) {
        column[c] = -1;
        for (size_t i = 0; i < n; i++)
            if (strcmp(header[i], names[c][0]) == 0 || strcmp(header[i], names[c][1]) == 0) {
                if (column[c] >= 0)
                    return tool_fail_at(TOOL_BAD_DATA, t->path, 1,
                                        "two columns are the %s: leave one of them out",
                                        names[c][0]);
                column[c] = (int)i;
            }
        any = any || (c >= MEAN && column[c] >= 0);
    }
    if (column[STUDY] < 0 || column[TIME] < 0 || column[N] < 0 || !any)
        return tool_fail_at(TOOL_BAD_DATA, t->path, 1,
                            "a table has the columns study, time and n, and some of arm, mean, sd, "
                            "median, percent, responders, definition");
    return TOOL_DONE;
}

static int read_rows(table *t)
{
    char *at = t->text, *fields[MOST_FIELDS];
    int column[COLUMNS], status = TOOL_DONE;
    size_t header = next_record(t, &at, fields, &status), n;

    if (status == TOOL_DONE)
        status = find_columns(t, fields, header, column);
    while (status == TOOL_DONE) {
        uint64_t line = t->line + 1;

        n = next_record(t, &at, fields, &status);
        if (n == 0)
            break;
        if (n != header)
            return tool_fail_at(TOOL_BAD_DATA, t->path, line, "%zu cells, and the header has %zu",
                                n, header);
        if (t->n == t->room) {
            size_t room = t->room == 0 ? 64 : 2 * t->room;
            row *more = realloc(t->rows, room * sizeof *more);

            if (more == NULL)
                return tool_fail(TOOL_NO_IO, "out of memory");
            t->rows = more;
            t->room = room;
        }
        t->rows[t->n].line = line;
        for (int c = 0; c < COLUMNS; c++)
            t->rows[t->n].cell[c] = column[c] >= 0 ? fields[column[c]] : "";
        t->n++;
    }
    return status;
}

/* Whether the word stands in the text, whatever its case. */
static bool has_word(const char *text, const char *word)
{
    size_t length = strlen(word), i;

    for (; *text != '\0'; text++) {
        for (i = 0; i < length && tolower((unsigned char)text[i]) == word[i]; i++)
            ;
        if (i == length)
            return true;
    }
    return false;
}

static bool is_baseline(const row *r)
{
    return has_word(r->cell[TIME], "baseline") || strcmp(r->cell[TIME], "before") == 0;
}

/* The baseline of the same patients: as many, of the same study and arm. NULL: none. */
static const row *baseline_of(const table *t, const row *r)
{
    for (size_t i = 0; i < t->n; i++) {
        const row *b = &t->rows[i];

        if (b != r && is_baseline(b) && strcmp(b->cell[STUDY], r->cell[STUDY]) == 0 &&
            strcmp(b->cell[ARM], r->cell[ARM]) == 0 && strcmp(b->cell[N], r->cell[N]) == 0)
            return b;
    }
    return NULL;
}

/* Adds the claim "WORDS = CELL UNIT" unless the cell is empty. */
static int add(check_sample *sample, const table *t, const row *r, const char *words, int column,
               const char *unit)
{
    const check_place place = {t->path, r->line, CHECK_NO_COLUMN};
    char text[256];

    if (*r->cell[column] == '\0')
        return TOOL_DONE;
    (void)snprintf(text, sizeof text, "%s = %s%s", words, r->cell[column], unit);
    return check_claim(sample, text, &place);
}

/* Mean, SD and median of a row. */
static int add_scores(check_sample *sample, const table *t, const row *r, const char *when)
{
    char words[32];
    int status;

    (void)snprintf(words, sizeof words, "mean %s", when);
    status = add(sample, t, r, words, MEAN, "");
    (void)snprintf(words, sizeof words, "sd %s", when);
    if (status == TOOL_DONE)
        status = add(sample, t, r, words, SD, "");
    (void)snprintf(words, sizeof words, "median %s", when);
    return status == TOOL_DONE ? add(sample, t, r, words, MEDIAN, "") : status;
}

/* Responders where the definition begins with a percentage, such as ">=50% reduction". */
static int add_responders(check_sample *sample, const table *t, const row *r)
{
    const char *text = r->cell[DEFINITION];
    char words[64], of[64];
    size_t digits;

    if (strncmp(text, ">=", 2) != 0 || *r->cell[N] == '\0')
        return TOOL_DONE;
    digits = strspn(text + 2, "0123456789");
    if (digits < 1 || digits > 2 || text[2 + digits] != '%')
        return TOOL_DONE;
    (void)snprintf(words, sizeof words, "responders (>= %.*s %%)", (int)digits, text + 2);
    (void)snprintf(of, sizeof of, " of %.40s", r->cell[N]);
    return add(sample, t, r, words, RESPONDERS, of);
}

/* The claims of a row and of its baseline. */
static int fill(check_sample *sample, const table *t, const row *r)
{
    const row *baseline = is_baseline(r) ? NULL : baseline_of(t, r);
    const check_place place = {t->path, r->line, 0};
    bool change = has_word(r->cell[TIME], "change");
    int status = TOOL_DONE;

    (void)snprintf(sample->name, sizeof sample->name, "%.*s%s%.*s, %.*s",
                   (int)tool_utf8(r->cell[STUDY], 80), r->cell[STUDY],
                   *r->cell[ARM] != '\0' ? ", " : "", (int)tool_utf8(r->cell[ARM], 40),
                   r->cell[ARM], (int)tool_utf8(r->cell[TIME], 60), r->cell[TIME]);
    if (*r->cell[N] != '\0') {
        *sample->value[CHECK_N] = '\0';
        status = check_set(sample, CHECK_N, r->cell[N], &place);
    }
    if (status == TOOL_DONE)
        status = add_scores(sample, t, r, is_baseline(r) ? "before" : change ? "change" : "after");
    if (status == TOOL_DONE)
        status = add(sample, t, r, "percent reduction", PERCENT, " %");
    if (status == TOOL_DONE)
        status = add_responders(sample, t, r);
    if (status == TOOL_DONE && sample->n_claims > 0 && baseline != NULL)
        status = add_scores(sample, t, baseline, "before");
    return status;
}

int check_read_table(const char *path, const check_sample *defaults, check_sample **samples,
                     size_t *n, char **text)
{
    int status;
    table t = {.path = strcmp(path, "-") == 0 ? "standard input" : path,
               .text = read_all(path, &status)};

    if (t.text != NULL)
        status = read_rows(&t);
    *samples = NULL;
    *n = 0;
    *text = t.text;
    if (status == TOOL_DONE && t.n == 0)
        status = tool_fail(TOOL_BAD_DATA, "%s: there is no row in it", t.path);
    if (status == TOOL_DONE && (*samples = calloc(t.n, sizeof **samples)) == NULL)
        status = tool_fail(TOOL_NO_IO, "out of memory");
    for (size_t i = 0; i < t.n && status == TOOL_DONE; i++) {
        check_sample *sample = &(*samples)[*n];

        *sample = *defaults;
        status = fill(sample, &t, &t.rows[i]);
        *n += sample->n_claims > 0; /* a row without figures is passed over */
    }
    free(t.rows);
    if (status == TOOL_DONE && *n == 0)
        status = tool_fail(TOOL_BAD_DATA, "%s: there is no figure to check in it", t.path);
    return status;
}
