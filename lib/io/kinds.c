/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words for the kind of an occasion, and for the side of a session that a score belongs to. */
#include <config.h>

#include <string.h>

#include "io/cells.h"
#include "io/columns.h"

enum { LONGEST = 63 };

/* The key of a word, cut: longer ones are not words we know. */
static void word_key(char key[LONGEST + 1], pain__text text)
{
    pain__column_key(key, text.at, text.length < LONGEST ? text.length : LONGEST);
}

static bool begins(const char *key, const char *word)
{
    return strncmp(key, word, strlen(word)) == 0;
}

int pain__visit_occasion(pain__text text)
{
    static const char *const early[] = {"evaluation",  "intake",       "screening", "consultation",
                                        "freesession", "trialsession", "freetrial"};
    char key[LONGEST + 1];

    word_key(key, text);
    if (strstr(key, "followup") != NULL || strcmp(key, "fu") == 0 ||
        (begins(key, "fu") && key[2] >= '0' && key[2] <= '9'))
        return PAIN_FOLLOW_UP;
    for (size_t i = 0; i < sizeof early / sizeof *early; i++)
        if (begins(key, early[i]))
            return PAIN_EVALUATION;
    return -1;
}

const char *pain__cell_kind(pain__text text, int32_t *occasion, bool *after)
{
    static const struct {
        const char *key;
        int32_t occasion;
        bool after;
    } kinds[] = {
        {"before", PAIN_SESSION, false},        {"pre", PAIN_SESSION, false},
        {"presession", PAIN_SESSION, false},    {"beforesession", PAIN_SESSION, false},
        {"pretreatment", PAIN_SESSION, false},  {"beforetreatment", PAIN_SESSION, false},
        {"after", PAIN_SESSION, true},          {"post", PAIN_SESSION, true},
        {"postsession", PAIN_SESSION, true},    {"aftersession", PAIN_SESSION, true},
        {"posttreatment", PAIN_SESSION, true},  {"aftertreatment", PAIN_SESSION, true},
        {"baseline", PAIN_EVALUATION, false},   {"eval", PAIN_EVALUATION, false},
        {"assessment", PAIN_ASSESSMENT, false}, {"visit", PAIN_ASSESSMENT, false},
    };
    char key[LONGEST + 1];

    word_key(key, text);
    *occasion = PAIN_ASSESSMENT;
    *after = false;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(key, kinds[i].key) != 0)
            continue;
        *occasion = kinds[i].occasion;
        *after = kinds[i].after;
        return NULL;
    }
    int said = pain__visit_occasion(text);

    if (said < 0)
        return "not a known kind of score: before, after, evaluation, follow-up or assessment";
    *occasion = said;
    return NULL;
}
