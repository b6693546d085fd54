/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include <string.h>

#include "claim_support.h"

bool next_golden(FILE *file, golden_row *row)
{
    if (fgets(row->text, sizeof row->text, file) == NULL)
        return false;
    char *to = row->text;
    const char *from = row->text;

    row->n = 0;
    row->field[row->n++] = to;
    for (bool quoted = false; *from != '\0' && *from != '\n' && *from != '\r'; from++) {
        if (*from == '"') {
            quoted = !quoted;
        } else if (*from == ',' && !quoted) {
            *to++ = '\0';
            ck_assert_uint_lt(row->n, 24);
            row->field[row->n++] = to;
        } else {
            *to++ = *from;
        }
    }
    *to = '\0';
    return true;
}

size_t golden_column(const golden_row *header, const char *name)
{
    size_t i = 0;

    while (i < header->n && strcmp(header->field[i], name) != 0)
        i++;
    ck_assert_msg(i < header->n, "no column %s", name);
    return i;
}

pain_printed figure(const char *text)
{
    pain_printed printed;

    ck_assert_msg(pain_printed_parse(text, &printed, NULL) == PAIN_OK, "%s", text);
    return printed;
}

pain_claim claim_of(const char *text)
{
    pain_claim claim;
    pain_error error;

    ck_assert_msg(pain_claim_parse(text, &claim, &error) == PAIN_OK, "%s: %s", text, error.text);
    return claim;
}

pain_range printed_as(const char *text, int32_t rounding)
{
    pain_printed printed = figure(text);
    pain_range range;

    ck_assert_int_eq(pain_printed_range(&printed, rounding, &range), PAIN_OK);
    return range;
}

int32_t golden_rounding(const char *name)
{
    static const struct {
        const char *name;
        int32_t rounding;
    } names[] = {
        {"up_or_down", PAIN_ROUNDING_UNKNOWN}, {"up", PAIN_ROUNDING_HALF_UP},
        {"down", PAIN_ROUNDING_HALF_DOWN},     {"even", PAIN_ROUNDING_HALF_EVEN},
        {"trunc", PAIN_ROUNDING_TRUNCATED},    {"ceiling", PAIN_ROUNDING_UP},
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i].name) == 0)
            return names[i].rounding;
    ck_abort_msg("no rounding %s", name);
    return -1;
}

int64_t round_ratio(int64_t numerator, int64_t denominator, int32_t decimals, int32_t rounding)
{
    for (int32_t i = 0; i < decimals; i++)
        numerator *= 10;
    int64_t floor = numerator / denominator, rest = 2 * (numerator % denominator);

    switch (rounding) {
    case PAIN_ROUNDING_TRUNCATED:
        return floor;
    case PAIN_ROUNDING_UP:
        return floor + (rest > 0);
    case PAIN_ROUNDING_HALF_DOWN:
        return floor + (rest > denominator);
    case PAIN_ROUNDING_HALF_EVEN:
        return floor + (rest > denominator || (rest == denominator && floor % 2 == 1));
    default:
        return floor + (rest >= denominator);
    }
}

uint64_t next_case(uint64_t *state, uint64_t bound)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return (z ^ z >> 31) % bound;
}

enum { MOST = 8 };

pain_study *study_of(const char *lines, const pain_study_options *options)
{
    pain_claim claims[MOST];
    size_t n = 0;
    char text[160];
    pain_study *study;
    pain_error error;

    while (*lines != '\0') {
        size_t length = strcspn(lines, "\n");

        ck_assert(n < MOST && length < sizeof text);
        memcpy(text, lines, length);
        text[length] = '\0';
        ck_assert_msg(pain_claim_parse(text, &claims[n++], &error) == PAIN_OK, "%s: %s", text,
                      error.text);
        lines += length + (lines[length] == '\n');
    }
    ck_assert_msg(pain_study_check(&study, claims, n, options, &error) == PAIN_OK, "%s",
                  error.text);
    return study;
}
