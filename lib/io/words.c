/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the name of a score column says. A key such as "painbeforesession3" is cut into the words of
 * a small vocabulary and at most one number; a name with anything else in it says nothing, so that
 * "prescription" is not a score before. */
#include <config.h>

#include <string.h>

#include "io/columns.h"

enum {
    MEASURE = 1 << 0, /* names a score of pain */
    KIND = 1 << 1,    /* says which */
    FILLER = 1 << 2,  /* says nothing */
    BEFORE = 1 << 3,
    AFTER = 1 << 4,
    BASE = 1 << 5,
    END = 1 << 6,
    UNIT = 1 << 7,   /* what a number counts */
    LETTER = 1 << 8, /* a unit only beside a number */
    NUMBER = 1 << 9,
    SCALE = 1 << 10 /* the number may be part of the scale's name */
};

/* A word stands above those that it begins with. */
static const struct {
    const char *text;
    int kind;
} words[] = {
    {"pain", MEASURE},   {"nprs", MEASURE},   {"nrs", MEASURE},    {"vas", MEASURE},
    {"scores", MEASURE}, {"score", MEASURE},  {"average", KIND},   {"avg", KIND},
    {"mean", KIND},      {"worst", KIND},     {"least", KIND},     {"current", KIND},
    {"now", KIND},       {"usual", KIND},     {"intensity", KIND}, {"severity", KIND},
    {"rating", KIND},    {"level", KIND},     {"before", BEFORE},  {"pre", BEFORE},
    {"after", AFTER},    {"post", AFTER},     {"baseline", BASE},  {"base", BASE},
    {"endpoint", END},   {"end", END},        {"final", END},      {"followup", END | UNIT},
    {"fu", END | UNIT},  {"session", UNIT},   {"sess", UNIT},      {"treatment", UNIT},
    {"visit", UNIT},     {"timepoint", UNIT}, {"time", UNIT},      {"days", UNIT},
    {"day", UNIT},       {"weeks", UNIT},     {"week", UNIT},      {"wk", UNIT},
    {"months", UNIT},    {"month", UNIT},     {"mo", UNIT},        {"years", UNIT},
    {"year", UNIT},      {"hours", UNIT},     {"hour", UNIT},      {"hr", UNIT},
    {"minutes", UNIT},   {"min", UNIT},       {"number", FILLER},  {"no", FILLER},
    {"nr", FILLER},      {"of", FILLER},      {"at", FILLER},      {"the", FILLER},
    {"s", LETTER},       {"t", LETTER},       {"v", LETTER},       {"d", LETTER},
    {"w", LETTER},       {"m", LETTER},       {"y", LETTER},       {"h", LETTER},
};

typedef struct parse {
    int seen;      /* kinds of word seen */
    int before;    /* kind of the word before */
    bool measured; /* the word before was "nrs" or "vas" */
    pain__reading reading;
} parse;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Takes a number; one a name, and small. */
static bool take_number(parse *p, const char **key)
{
    int32_t number = 0;
    const char *digit = *key;

    for (; is_digit(*digit); digit++)
        if ((number = 10 * number + (*digit - '0')) > 99999)
            return false;
    p->reading.scale = p->measured && (number == 10 || number == 11 || number == 100);
    p->reading.number = number;
    *key = digit;
    if ((p->seen & NUMBER) != 0)
        return false;
    p->seen |= NUMBER;
    p->before = NUMBER;
    p->measured = false;
    return true;
}

/* Takes the word that the key begins with. */
static bool take_word(parse *p, const char **key)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t length = strlen(words[i].text);

        if (strncmp(*key, words[i].text, length) != 0)
            continue;
        int kind = words[i].kind;

        *key += length;
        if (kind == LETTER && p->before != NUMBER && !is_digit(**key))
            return false;
        if (kind == MEASURE || kind == KIND)
            for (const char *c = words[i].text; *c != '\0'; c++)
                p->reading.measure = p->reading.measure * 1099511628211U + (unsigned char)*c;
        p->seen |= kind == LETTER ? UNIT : kind;
        p->before = kind;
        p->measured = kind == MEASURE;
        return true;
    }
    return false;
}

static pain__meaning meaning(int seen, bool numbered)
{
    switch (seen & (BEFORE | AFTER | BASE | END)) {
    case BEFORE:
        return PAIN__MEANS_BEFORE;
    case AFTER:
        return PAIN__MEANS_AFTER;
    case BASE:
        return numbered ? PAIN__MEANS_NOTHING : PAIN__MEANS_BASELINE;
    case END:
        if (!numbered)
            return PAIN__MEANS_END;
        return (seen & UNIT) != 0 ? PAIN__MEANS_VISIT : PAIN__MEANS_NOTHING;
    case 0:
        if (numbered && (seen & (MEASURE | UNIT)) != 0)
            return PAIN__MEANS_VISIT;
        return (seen & MEASURE) != 0 && (seen & UNIT) == 0 ? PAIN__MEANS_SCORE
                                                           : PAIN__MEANS_NOTHING;
    default:
        return PAIN__MEANS_NOTHING;
    }
}

pain__reading pain__column_read(const char *key)
{
    parse p = {.reading = {PAIN__MEANS_NOTHING, -1, false, 0}};
    const pain__reading nothing = p.reading;

    if (*key == '\0')
        return nothing;
    while (*key != '\0')
        if (!(is_digit(*key) ? take_number(&p, &key) : take_word(&p, &key)))
            return nothing;
    bool numbered = (p.seen & NUMBER) != 0;

    if (p.reading.scale && (p.seen & (BASE | END)) != 0)
        numbered = false;
    p.reading.meaning = meaning(p.seen, numbered);
    return p.reading;
}
