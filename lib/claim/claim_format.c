/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Claims in words. */
#include <config.h>

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>

#include "base/base.h"
#include <painstat/claim.h>

/* Text that is cut where it is full. */
typedef struct writer {
    char *text;
    size_t size, length;
} writer;

static void add(writer *w, const char *more)
{
    for (; *more != '\0' && w->length + 1 < w->size; more++)
        w->text[w->length++] = *more;
    if (w->size > 0)
        w->text[w->length] = '\0';
}

/* As it is printed: {70, 2} is 0.70. From the last digit. */
static void add_figure(writer *w, const pain_printed *figure)
{
    char text[48];
    size_t at = sizeof text - 1;
    int64_t rest = figure->digits < 0 ? -figure->digits : figure->digits;

    text[at] = '\0';
    for (int32_t place = 0; rest > 0 || place <= figure->decimals; place++) {
        if (place > 0 && place == figure->decimals)
            text[--at] = '.';
        text[--at] = (char)('0' + rest % 10);
        rest /= 10;
    }
    if (figure->digits < 0)
        text[--at] = '-';
    add(w, text + at);
}

static void add_one_of(writer *w, const char *const *words, size_t n, int32_t number)
{
    if (number >= 0 && (size_t)number < n)
        add(w, words[number]);
}

static const char *statistic_name(int32_t statistic)
{
    switch (statistic) {
#define NAME(name, number, text) \
    case name:                   \
        return text;
        PAIN_CLAIM_LIST(NAME)
#undef NAME
    default:
        return "unknown";
    }
}

/* The cut, the level or the degrees of freedom. */
static void add_cut(writer *w, const pain_claim *claim)
{
    bool percent =
        claim->statistic == PAIN_CLAIM_RESPONDERS || claim->statistic == PAIN_CLAIM_INTERVAL;

    add(w, claim->statistic == PAIN_CLAIM_NEAR_ZERO    ? " (<= "
           : claim->statistic == PAIN_CLAIM_RESPONDERS ? " (>= "
           : claim->statistic == PAIN_CLAIM_F          ? " (1, "
                                                       : " (");
    add_figure(w, &claim->cut);
    add(w, percent ? " %)" : ")");
}

static void add_subject(writer *w, const pain_claim *claim)
{
    static const char *const times[] = {"", " before", " after", " change"};
    static const char *const definitions[] = {
        "", " (mean of percentages)", " (of means)", " (median)", " (one-sided)", " (two-sided)"};
    static const char *const populations[] = {
        "",           " of completers", " of everyone who started", " of responders", " of group 1",
        " of group 2"};

    add(w, statistic_name(claim->statistic));
    if (claim->statistic != PAIN_CLAIM_INTERVAL)
        add_one_of(w, times, 4, claim->time);
    add_one_of(w, definitions, 6, claim->definition);
    if (claim->has_cut)
        add_cut(w, claim);
    if (claim->statistic == PAIN_CLAIM_INTERVAL && claim->subject != 0) {
        add(w, " of ");
        add(w, statistic_name(claim->subject));
        add_one_of(w, times, 4, claim->time);
    }
    add_one_of(w, populations, 6, claim->population);
}

void pain_claim_format(const pain_claim *claim, char *text, size_t size)
{
    static const char *const comparators[] = {" = ",  " > ",     " >= ",     " < ",
                                              " <= ", " about ", " between "};
    writer w = {text, size, 0};
    char of[32];

    if (text == NULL || size == 0)
        return;
    text[0] = '\0';
    if (claim == NULL)
        return;
    add_subject(&w, claim);
    add_one_of(&w, comparators, 7, claim->comparator);
    add_figure(&w, &claim->value);
    if (claim->comparator == PAIN_ABOUT || claim->comparator == PAIN_BETWEEN) {
        add(&w, claim->comparator == PAIN_ABOUT ? " +- " : " and ");
        add_figure(&w, &claim->second);
    }
    if (claim->statistic == PAIN_CLAIM_INTERVAL) {
        add(&w, " to ");
        add_figure(&w, &claim->second);
    }
    if (claim->unit == PAIN_CLAIM_PERCENT)
        add(&w, " %");
    if (claim->of > 0) {
        (void)snprintf(of, sizeof of, " of %" PRId64, claim->of);
        add(&w, of);
    }
}
