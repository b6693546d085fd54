/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text that is a number: printed figures, scales, cells of scores and days, values of options. Each
 * is held against another reading of the same text: whole-number arithmetic, strtod, timegm. */
#include <config.h>

#include <ctype.h>
#include <inttypes.h>
#include <math.h>
#include <painstat.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "fuzz.h"
#include "tools/tool.h"

static int64_t power_of_ten(int32_t n)
{
    int64_t power = 1;

    while (n-- > 0)
        power *= 10;
    return power;
}

static void printed_figure(const char *text)
{
    pain_printed printed, again;
    pain_error error;
    pain_status status = pain_printed_parse(text, &printed, &error);
    char canonical[64];

    if (status != PAIN_OK) {
        fuzz_require(status == PAIN_ESYNTAX || status == PAIN_EOVERFLOW);
        fuzz_require(printed.digits == 0 && printed.decimals == 0);
        fuzz_require(error.text[0] != '\0' && error.column <= strlen(text) + 1);
        return;
    }
    int64_t tens = power_of_ten(printed.decimals), size = llabs(printed.digits);

    (void)snprintf(canonical, sizeof canonical, "%s%" PRId64 "%s%.*" PRId64,
                   printed.digits < 0 ? "-" : "", size / tens, printed.decimals > 0 ? "." : "",
                   printed.decimals, size % tens);
    if (printed.decimals == 0)
        (void)snprintf(canonical, sizeof canonical, "%" PRId64, printed.digits);
    fuzz_require(pain_printed_parse(canonical, &again, NULL) == PAIN_OK);
    fuzz_require(again.digits == printed.digits && again.decimals == printed.decimals);
    for (int32_t rounding = 0; rounding < PAIN_ROUNDINGS; rounding++) {
        pain_range range;

        fuzz_require(pain_printed_range(&printed, rounding, &range) == PAIN_OK);
        fuzz_require(pain_range_holds(&range, printed.digits, tens));
    }
}

static void scale_text(const char *text)
{
    pain_scale scale, again;
    char canonical[64];

    if (pain_scale_parse(text, &scale) != PAIN_OK) {
        const pain_scale nrs = pain_scale_nrs11();

        fuzz_require(memcmp(&scale, &nrs, sizeof nrs) == 0);
        return;
    }
    int32_t steps = pain_scale_steps(&scale);

    fuzz_require(pain_scale_check(&scale) == PAIN_OK && steps >= 1 && steps <= 1000000);
    pain_scale_format(&scale, canonical, sizeof canonical);
    fuzz_require(pain_scale_parse(canonical, &again) == PAIN_OK);
    fuzz_require(pain_scale_steps(&again) == steps && again.direction == scale.direction);
    for (int32_t s = 0; s <= steps; s += 1 + steps / 7) {
        fuzz_require(pain_scale_score(&scale, pain_scale_value(&scale, s)) == s);
        fuzz_require(pain_scale_score(&again, pain_scale_value(&scale, s)) == s);
    }
}

typedef struct cells {
    char text[512];
    size_t at, length;
} cells;

static pain_status read_cells(void *context, char *buffer, size_t size, size_t *got)
{
    cells *c = context;

    *got = c->length - c->at < size ? c->length - c->at : size;
    memcpy(buffer, c->text + c->at, *got);
    c->at += *got;
    return PAIN_OK;
}

/* Reads the text as the cell of a column; false when the row was set aside. */
static bool read_cell(const char *column, const char *text, const pain_scale *scale,
                      pain_session *row)
{
    const pain_csv_options options = {.size = sizeof options,
                                      .scale = scale,
                                      .layout = PAIN_LAYOUT_SESSIONS,
                                      .delimiter = ',',
                                      .decimal = '.',
                                      .lenient = 1};
    cells c = {.text = "", .at = 0};
    pain_csv *csv;
    const char *after = strcmp(column, "after") == 0 ? text : "1";
    const char *day = strcmp(column, "day") == 0 ? text : "";

    c.length = (size_t)snprintf(c.text, sizeof c.text, "patient,day,before,after\np,%s,2,%s\n", day,
                                after);
    fuzz_require(pain_csv_open(&csv, read_cells, &c, &options, NULL) == PAIN_OK);
    pain_status status = pain_csv_next(csv, row, NULL);

    fuzz_require(status == PAIN_OK || status == PAIN_DONE);
    pain_csv_free(csv);
    return status == PAIN_OK;
}

/* Cells have no delimiters, quotes, line ends, nor blanks at their ends. */
static bool is_cell(const char *text)
{
    if (strlen(text) > 128)
        return false;
    for (const char *c = text; *c != '\0'; c++)
        if (*c < '!' || *c > '~' || *c == ',' || *c == '"')
            return false;
    return *text != '\0';
}

static void score_cell(const char *text)
{
    pain_session row;
    pain_scale scale;
    pain_printed printed;

    if (!is_cell(text))
        return;
    fuzz_require(pain_scale_parse("vas10", &scale) == PAIN_OK);
    bool read = read_cell("after", text, &scale, &row);

    if (pain_printed_parse(text, &printed, NULL) == PAIN_OK) {
        int64_t tens = power_of_ten(printed.decimals);

        fuzz_require(read);
        if (printed.digits < 0 || printed.digits > 10 * tens)
            fuzz_require(row.after == PAIN_SCORE_OFF_SCALE);
        else if (printed.digits * 10 % tens != 0)
            fuzz_require(row.after == PAIN_SCORE_OFF_STEP);
        else
            fuzz_require(row.after == printed.digits * 10 / tens);
    } else if (read && row.after >= 0) {
        char *end;
        double value = strtod(text, &end);

        fuzz_require(*end == '\0' && fabs(value * 10 - row.after) < 1e-9);
    }
}

static bool is_date(const char *text)
{
    for (int i = 0; i < 10; i++)
        if (i == 4 || i == 7 ? text[i] != '-' : !isdigit((unsigned char)text[i]))
            return false;
    return text[10] == '\0';
}

static void day_cell(const char *text)
{
    pain_session row;

    if (!is_cell(text))
        return;
    bool read = read_cell("day", text, NULL, &row);

    if (is_date(text)) {
        struct tm date = {
            .tm_year = atoi(text) - 1900, .tm_mon = atoi(text + 5) - 1, .tm_mday = atoi(text + 8)};
        const struct tm wanted = date;
        time_t time = timegm(&date);
        bool exists = date.tm_mon == wanted.tm_mon && date.tm_mday == wanted.tm_mday;

        fuzz_require(read == exists && (!read || row.day == time / 86400));
    } else if (strspn(text, "0123456789") == strlen(text) && strlen(text) <= 7) {
        fuzz_require(read && row.day == atoi(text));
    }
}

static void option_value(const char *text)
{
    double value;
    uint64_t count;

    if (tool_read_fraction(text, &value) == TOOL_NUMBER_OK) {
        char *end;
        double other = strtod(text, &end);

        fuzz_require(*end == '\0' || strcmp(end, "%") == 0);
        if (*end == '\0')
            fuzz_require(value == other);
        else
            fuzz_require(fabs(value - other / 100) <= 1e-15 * fabs(value));
    }
    if (tool_read_count(text, strlen(text), UINT64_MAX, &count) == TOOL_NUMBER_OK)
        fuzz_require(count == strtoull(text, NULL, 10));
    fuzz_require(pain_stop_parse(text) <= PAIN_STOP_OTHER);
    if (tool_read_part("level", text, &value))
        fuzz_require(value > 0 && value < 1 && fuzz_messages() == 0);
    else
        fuzz_require(fuzz_messages() == 1);
}

void fuzz_number(const uint8_t *data, size_t size)
{
    static void (*const readers[])(const char *) = {printed_figure, scale_text, score_cell,
                                                    day_cell, option_value};
    fuzz_bytes bytes = {data, size};
    int which = fuzz_take(&bytes, 4);
    char *text = fuzz_rest(&bytes);

    (void)fuzz_messages();
    readers[which](text);
    free(text);
}
