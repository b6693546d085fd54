/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scales from text and to text. */
#include <config.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/base.h"
#include "data/scale.h"

static const struct {
    const char *name;
    pain_scale scale;
} named[] = {
    {"nrs11", {0, 10, 1, 0, PAIN_HIGHER_IS_WORSE}},
    {"vas100", {0, 100, 1, 0, PAIN_HIGHER_IS_WORSE}},
    {"vas10", {0, 100, 1, 1, PAIN_HIGHER_IS_WORSE}},
    {"0-1", {0, 100, 1, 2, PAIN_HIGHER_IS_WORSE}},
};

/* Reads "LOWEST:HIGHEST:STEP" from text[0..length). */
static pain_status parse_numbers(const char *text, size_t length, pain__decimal numbers[3])
{
    const char *end = text + length;
    pain_status status = PAIN_OK;

    for (int i = 0; i < 3; i++) {
        const char *colon = memchr(text, ':', (size_t)(end - text));
        const char *stop = i < 2 ? colon : end;

        if (stop == NULL)
            return PAIN_ESYNTAX;
        pain_status read = pain__decimal_parse(text, (size_t)(stop - text), ".", &numbers[i]);

        if (read == PAIN_EVALUE)
            return PAIN_ESYNTAX;
        if (read != PAIN_OK)
            status = PAIN_EINVAL;
        text = stop + (i < 2);
    }
    return status;
}

/* Brings the three numbers to one count of decimals. */
static pain_status make_scale(const pain__decimal numbers[3], pain_scale *scale)
{
    int64_t units[3];

    scale->decimals = 0;
    for (int i = 0; i < 3; i++)
        if (numbers[i].places > scale->decimals)
            scale->decimals = numbers[i].places;
    if (scale->decimals > 6)
        return PAIN_EINVAL;
    for (int i = 0; i < 3; i++) {
        int64_t factor = pain__power_of_ten(scale->decimals - numbers[i].places);

        if (numbers[i].digits > INT64_MAX / factor || numbers[i].digits < INT64_MIN / factor)
            return PAIN_EINVAL;
        units[i] = numbers[i].digits * factor;
    }
    scale->lowest = units[0];
    scale->highest = units[1];
    scale->step = units[2];
    return PAIN_OK;
}

static pain_status parse_scale(const char *text, size_t length, pain_scale *scale)
{
    pain__decimal numbers[3];

    for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
        if (strlen(named[i].name) == length && memcmp(named[i].name, text, length) == 0) {
            *scale = named[i].scale;
            return PAIN_OK;
        }
    }
    pain_status status = parse_numbers(text, length, numbers);

    return status != PAIN_OK ? status : make_scale(numbers, scale);
}

pain_status pain_scale_parse(const char *text, pain_scale *scale)
{
    static const char suffix[] = ":reversed";
    pain_scale parsed = {0, 0, 0, 0, PAIN_HIGHER_IS_WORSE};

    *scale = pain_scale_nrs11();
    if (text == NULL)
        return PAIN_EINVAL;
    size_t length = strlen(text), tail = sizeof suffix - 1;
    bool reversed = length >= tail && strcmp(text + length - tail, suffix) == 0;
    pain_status status = parse_scale(text, reversed ? length - tail : length, &parsed);

    if (status != PAIN_OK)
        return status;
    parsed.direction = reversed ? PAIN_LOWER_IS_WORSE : PAIN_HIGHER_IS_WORSE;
    if (pain_scale_check(&parsed) != PAIN_OK)
        return PAIN_EINVAL;
    *scale = parsed;
    return PAIN_OK;
}

/* Writes units of 10^-decimals without needless zeros. */
static void format_units(int64_t units, int32_t decimals, char *text, size_t size)
{
    for (; decimals > 0 && units % 10 == 0; decimals--)
        units /= 10;
    int64_t rest = units < 0 ? -units : units;
    char fraction[8] = "";

    for (int32_t i = decimals; i > 0; i--, rest /= 10)
        fraction[i - 1] = (char)('0' + rest % 10);
    (void)snprintf(text, size, "%s%" PRId64 "%s%s", units < 0 ? "-" : "", rest,
                   decimals > 0 ? "." : "", fraction);
}

void pain_scale_format(const pain_scale *scale, char *text, size_t size)
{
    pain_scale s = scale != NULL ? *scale : pain_scale_nrs11();
    char numbers[3][32], whole[128];

    if (size == 0)
        return;
    text[0] = '\0';
    if (pain_scale_check(&s) != PAIN_OK)
        return;
    format_units(s.lowest, s.decimals, numbers[0], sizeof numbers[0]);
    format_units(s.highest, s.decimals, numbers[1], sizeof numbers[1]);
    format_units(s.step, s.decimals, numbers[2], sizeof numbers[2]);
    (void)snprintf(whole, sizeof whole, "%s:%s:%s%s", numbers[0], numbers[1], numbers[2],
                   s.direction == PAIN_LOWER_IS_WORSE ? ":reversed" : "");
    pain__copy_cut(text, size, whole);
}
