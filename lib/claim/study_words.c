/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a check of claims says in words. */
#include <config.h>

#include "claim/exact.h"
#include "claim/study.h"

pain__words pain__words_in(char *text, size_t size)
{
    if (size > 0)
        text[0] = '\0';
    return (pain__words){text, size, 0};
}

void pain__add(pain__words *w, const char *more)
{
    for (; *more != '\0' && w->length + 1 < w->size; more++)
        w->text[w->length++] = *more;
    if (w->size > 0)
        w->text[w->length] = '\0';
}

void pain__add_decimal(pain__words *w, int64_t number, int32_t decimals)
{
    char text[48];
    size_t at = sizeof text - 1;
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;

    text[at] = '\0';
    for (int32_t place = 0; rest > 0 || place <= decimals; place++) {
        if (place > 0 && place == decimals)
            text[--at] = '.';
        text[--at] = (char)('0' + rest % 10);
        rest /= 10;
    }
    if (number < 0)
        text[--at] = '-';
    pain__add(w, text + at);
}

void pain__add_whole(pain__words *w, int64_t number)
{
    pain__add_decimal(w, number, 0);
}

void pain__add_claim(pain__words *w, const pain_claim *claim)
{
    char text[160];

    pain_claim_format(claim, text, sizeof text);
    pain__add(w, text);
}

void pain__add_points(pain__words *w, const pain_grid *grid, int64_t steps)
{
    int64_t unit = grid->unit, points = grid->lowest + steps * grid->step, factor = 1;
    int32_t decimals = 0;

    while (decimals < 3 && points * factor % unit != 0) {
        factor *= 10;
        decimals++;
    }
    pain__add_decimal(w, pain__floor_div(2 * points * factor + unit, 2 * unit), decimals);
}

const char *pain_study_choice_key(int32_t choice)
{
    static const char *const keys[PAIN_STUDY_CHOICES] = {
        "definition", "near_zero", "responders", "spread", "nobody_worse", "least_baseline"};

    return choice >= 0 && choice < PAIN_STUDY_CHOICES ? keys[choice] : "unknown";
}

void pain_study_choice_text(const pain_grid *grid, int32_t choice, int32_t value, char *text,
                            size_t size)
{
    pain_grid whole = pain_grid_whole(10);
    pain__words w = pain__words_in(text, text != NULL ? size : 0);

    if (grid == NULL || grid->unit < 1)
        grid = &whole;
    switch (choice) {
    case PAIN_CHOICE_DEFINITION:
        pain__add(&w, value == PAIN_DEFINITION_MEAN       ? "reduction is the mean of percentages"
                      : value == PAIN_DEFINITION_OF_MEANS ? "reduction is of the means"
                                                          : "reduction is the median");
        break;
    case PAIN_CHOICE_NEAR_ZERO:
        pain__add(&w, "near zero is at most ");
        pain__add_points(&w, grid, value);
        break;
    case PAIN_CHOICE_RESPONDERS:
        pain__add(&w, "responders lost at least ");
        pain__add_whole(&w, value);
        pain__add(&w, " %");
        break;
    case PAIN_CHOICE_SPREAD:
        pain__add(&w, value == 0 ? "the SD is divided by n - 1" : "the SD is divided by n");
        break;
    case PAIN_CHOICE_NOBODY_WORSE:
        pain__add(&w, value == 0 ? "somebody may be worse" : "nobody is worse");
        break;
    case PAIN_CHOICE_LEAST_BASELINE:
        if (value > 0) {
            pain__add(&w, "all began at ");
            pain__add_points(&w, grid, value);
            pain__add(&w, " or more");
        } else
            pain__add(&w, "some may have begun without pain");
        break;
    default:
        break;
    }
}

const char *pain_study_verdict_text(int32_t verdict)
{
    static const char *const texts[] = {"consistent", "consistent only under", "inconsistent",
                                        "not testable", "undecided"};

    return verdict >= 0 && verdict < 5 ? texts[verdict] : "unknown";
}

const char *pain_innocent_text(int32_t innocent)
{
    static const char *const texts[PAIN_INNOCENTS] = {
        "a standard error printed as an SD, or the reverse", "scores in half points",
        "scores that are means of two to four answers", "figures cut off, not rounded",
        "answers of one to five patients missing"};

    return innocent >= 0 && innocent < PAIN_INNOCENTS ? texts[innocent] : "unknown";
}

/* Which values of each choice occur among the cells of a verdict. */
typedef struct box {
    int32_t value[PAIN_STUDY_CHOICES][PAIN_STUDY_MOST_VALUES];
    size_t count[PAIN_STUDY_CHOICES];
} box;

static bool is_in(const box *b, int32_t choice, int32_t value)
{
    for (size_t i = 0; i < b->count[choice]; i++)
        if (b->value[choice][i] == value)
            return true;
    return false;
}

static box box_of(const pain_study_cell *cells, size_t n, int32_t verdict)
{
    box b = {0};

    for (size_t i = 0; i < n; i++)
        for (int32_t d = 0; d < PAIN_STUDY_CHOICES; d++)
            if ((verdict < 0 || cells[i].verdict == verdict) && !is_in(&b, d, cells[i].value[d]))
                b.value[d][b.count[d]++] = cells[i].value[d];
    return b;
}

static bool holds(const box *b, const bool *looked_at, const pain_study_cell *cell)
{
    for (int32_t d = 0; d < PAIN_STUDY_CHOICES; d++)
        if (looked_at[d] && !is_in(b, d, cell->value[d]))
            return false;
    return true;
}

/* Whether no cell of the verdict is in the box. */
static bool keeps_out(const box *b, const bool *looked_at, const pain_study_cell *cells, size_t n,
                      int32_t verdict)
{
    for (size_t i = 0; i < n; i++)
        if (cells[i].verdict == verdict && holds(b, looked_at, &cells[i]))
            return false;
    return true;
}

static void add_box(pain__words *w, const pain_grid *grid, const box *b, const bool *looked_at)
{
    const char *between = "";
    char text[80];

    for (int32_t d = 0; d < PAIN_STUDY_CHOICES; d++) {
        if (!looked_at[d])
            continue;
        pain__add(w, between);
        for (size_t i = 0; i < b->count[d]; i++) {
            pain_study_choice_text(grid, d, b->value[d][i], text, sizeof text);
            pain__add(w, i > 0 ? " or " : "");
            pain__add(w, text);
        }
        between = ", and ";
    }
}

void pain__condition(const pain_grid *grid, const pain_study_cell *cells, size_t n,
                     pain__words *words)
{
    static const int32_t sides[2] = {PAIN_POSSIBLE, PAIN_IMPOSSIBLE};
    box all = box_of(cells, n, -1);
    size_t i = 0;

    while (i < n && cells[i].verdict != PAIN_IMPOSSIBLE)
        i++;
    if (i == n) /* the others are open, and no choice is known to decide */
        return;
    for (int way = 0; way < 2; way++) {
        box b = box_of(cells, n, sides[way]);
        bool looked_at[PAIN_STUDY_CHOICES];

        for (int32_t d = 0; d < PAIN_STUDY_CHOICES; d++)
            looked_at[d] = b.count[d] < all.count[d];
        if (!keeps_out(&b, looked_at, cells, n, sides[1 - way]))
            continue;
        /* As few choices as do. */
        for (int32_t d = PAIN_STUDY_CHOICES - 1; d >= 0; d--) {
            if (!looked_at[d])
                continue;
            looked_at[d] = false;
            looked_at[d] = !keeps_out(&b, looked_at, cells, n, sides[1 - way]);
        }
        pain__add(words, way == 0 ? "only if " : "unless ");
        add_box(words, grid, &b, looked_at);
        return;
    }
}
