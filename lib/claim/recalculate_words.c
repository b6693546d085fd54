/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a result was calculated, in words. */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "base/base.h"
#include "claim/recalculate.h"

const char *pain_result_name(int32_t result)
{
    static const char *const names[PAIN_RESULTS] = {
        "p",           "statistic", "degrees of freedom", "interval",
        "effect size", "estimate",  "correlation"};

    return result >= 0 && result < PAIN_RESULTS ? names[result] : "unknown";
}

typedef struct phrase {
    char *text;
    size_t size;
} phrase;

/* Adds a part, behind a comma unless it is the first. */
static void add(phrase *p, const char *part)
{
    size_t length = strlen(p->text);

    if (length > 0)
        (void)snprintf(p->text + length, p->size - length, ", %s", part);
    else
        pain__copy_cut(p->text, p->size, part);
}

static const char *spread_name(int32_t kind)
{
    static const char *const names[PAIN_SPREADS] = {"SD", "SD divided by n", "SE",
                                                    "SE, SD divided by n"};

    return names[kind];
}

static void add_spread(phrase *p, const pain_recalculation *r, const pain_recalculated *row)
{
    int32_t called = r->reported.spread_kind;
    char text[64];

    if (row->spread < 0 || row->spread == called)
        return;
    (void)snprintf(text, sizeof text, "%s read as %s", spread_name(called),
                   spread_name(row->spread));
    add(p, text);
}

static void add_source(phrase *p, const pain_recalculation *r, const pain_recalculated *row)
{
    static const char *const statistics[] = {"from the printed t", "from the printed F",
                                             "from the printed z", "from the printed chi-squared"};

    if (row->from == PAIN_FROM_STATISTIC)
        add(p, statistics[r->reported.statistic_kind]);
    else if (row->from == PAIN_FROM_INTERVAL)
        add(p, "from the printed limits");
    else if (row->from == PAIN_FROM_ESTIMATE)
        add(p, "from the printed limits and estimate");
    else if (row->from == PAIN_FROM_P)
        add(p, "from the printed p");
    else if (row->from == PAIN_FROM_CHANGE)
        add(p, "from the printed SD of the change");
    else if (row->result == PAIN_RESULT_ESTIMATE)
        add(p, "from the figures");
    else if (row->result == PAIN_RESULT_CORRELATION)
        add(p, r->reported.grid != NULL ? "all that the SDs and the scale allow"
                                        : "all that the SDs allow");
}

static const char *test_words(const pain_recalculation *r, const pain_recalculated *row)
{
    bool paired = r->reported.compared == PAIN_COMPARED_PAIRED;

    /* One-sided, Fisher's tests are one. */
    if (row->sides == 1 && row->test == PAIN_TEST_FISHER)
        return "Fisher exact";
    if (row->sides == 1 && row->test == PAIN_TEST_FISHER_MIDP)
        return "Fisher mid-P";
    if (row->test == PAIN_TEST_T && paired)
        return pain__is_given(&r->reported.change_spread) || row->result == PAIN_RESULT_DF
                   ? "paired t"
                   : "paired t, any correlation";
    if (row->test == PAIN_TEST_T)
        return "t";
    if (row->test == PAIN_TEST_T_POOLED)
        return paired ? "Student t, as of two groups" : "Student t";
    return pain_test_method_label((pain_test_method)row->test);
}

static const char *method_words(const pain_recalculation *r, const pain_recalculated *row)
{
    bool of_share =
        r->reported.compared == PAIN_COMPARED_SHARE || r->reported.compared == PAIN_COMPARED_SHARES;

    if (row->method == PAIN_METHOD_WALD && !of_share)
        return "normal";
    if (row->method == PAIN_METHOD_T && row->test != 0)
        return test_words(r, row);
    return pain_method_label((pain_method)row->method);
}

static const char *effect_words(const pain_recalculation *r, int32_t effect)
{
    static const char *const groups[] = {
        "", "d, pooled SD", "g, pooled SD", "SD of group 1", "SD of group 2", "average SD"};
    static const char *const pairs[] = {
        "", "d, SD of the change", "g, SD of the change", "SD before", "SD after", "average SD"};
    static const char *const one[] = {"", "d", "g", "", "", ""};

    return r->reported.compared == PAIN_COMPARED_MEANS    ? groups[effect]
           : r->reported.compared == PAIN_COMPARED_PAIRED ? pairs[effect]
                                                          : one[effect];
}

void pain_recalculated_text(const pain_recalculation *recalculation, const pain_recalculated *row,
                            char *text, size_t size)
{
    phrase p = {text, size};

    if (text == NULL || size == 0)
        return;
    text[0] = '\0';
    if (recalculation == NULL || row == NULL)
        return;
    add_source(&p, recalculation, row);
    if (row->method != 0)
        add(&p, method_words(recalculation, row));
    else if (row->test != 0 && row->from != PAIN_FROM_STATISTIC)
        add(&p, test_words(recalculation, row));
    else if (row->test == PAIN_TEST_WELCH)
        add(&p, "Welch");
    else if (row->test == PAIN_TEST_T_POOLED)
        add(&p, "Student");
    if (row->effect != 0)
        add(&p, effect_words(recalculation, row->effect));
    if (row->sides != 0)
        add(&p, row->sides == 1 ? "one-sided" : "two-sided");
    add_spread(&p, recalculation, row);
}
