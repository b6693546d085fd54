/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Claims against data as tables for people, and as CSV. */
#include <config.h>

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "verify.h"

enum { WIDTH = 100 };

/* A claim with its cells. */
typedef struct page {
    const verify_report *report;
    const pain_verified *claim;
    const pain_verify_cell *cells;
    int decimals;
    const char *sign; /* behind a number: " %" or nothing */
} page;

static void list_choice(FILE *file, const page *p, int factor, int32_t support)
{
    char text[VERIFY_TEXT], other[VERIFY_TEXT];
    const char *before = "";

    for (size_t i = 0; i < p->claim->n_cells; i++) {
        bool is_new = p->cells[i].support == support;

        (void)verify_level(p->report, factor, &p->cells[i], text);
        for (size_t j = 0; is_new && j < i; j++)
            is_new = p->cells[j].support != support ||
                     strcmp(verify_level(p->report, factor, &p->cells[j], other), text) != 0;
        if (!is_new)
            continue;
        (void)fprintf(file, "%s%s%s%s", before, factor == PAIN_FACTOR_CUT ? "cut " : "",
                      tool_plain(text, other, sizeof other),
                      factor == PAIN_FACTOR_RESPONDERS ? " % responders" : "");
        before = " or ";
    }
}

static size_t count_levels(const page *p, int factor, int32_t support)
{
    size_t n = 0;

    for (size_t i = 0; i < p->claim->n_cells; i++) {
        bool is_new = !isnan(p->cells[i].level[factor]) &&
                      (support == PAIN_SUPPORT_NONE || p->cells[i].support == support);

        for (size_t j = 0; is_new && j < i; j++)
            is_new = p->cells[j].level[factor] != p->cells[i].level[factor] ||
                     (support != PAIN_SUPPORT_NONE && p->cells[j].support != support);
        n += is_new;
    }
    return n;
}

/* What the cells that support the claim have in common. */
static void print_condition(FILE *file, const page *p)
{
    const char *before = "  supported only with  ";

    for (int f = 0; f < PAIN_FACTORS; f++) {
        if (count_levels(p, f, PAIN_SUPPORT_YES) >= count_levels(p, f, PAIN_SUPPORT_NONE))
            continue;
        (void)fputs(before, file);
        list_choice(file, p, f, PAIN_SUPPORT_YES);
        before = "; ";
    }
    if (before[0] == ';')
        (void)fputc('\n', file);
}

static void print_driver(FILE *file, const page *p)
{
    char text[TOOL_NUMBER_SIZE];
    const pain_verified *c = p->claim;

    if (c->driver >= 0)
        (void)fprintf(file, "  what decides         %s", pain_factor_name(c->driver));
    for (int i = 0; c->driver >= 0 && i < PAIN_FACTORS; i++) {
        int f = i == 0 ? c->driver : i - (i <= c->driver);

        if (c->pairs[f] > 0)
            (void)fprintf(file, "%s%s: %" PRIu64 " of %" PRIu64 " pairs differ, by up to %s",
                          f == c->driver ? "; pairs alike in all else:\n    " : "\n    ",
                          pain_factor_name(f), c->differ[f], c->pairs[f],
                          tool_fixed(c->largest[f], p->decimals, text));
    }
    if (c->driver >= 0)
        (void)fputc('\n', file);
}

/* "115/341" of a share, else "n=341". */
static const char *count_of(const pain_claim *claim, const pain_verify_cell *cell,
                            char text[VERIFY_TEXT])
{
    const pain_estimate *e = &cell->estimate;

    if (verify_is_share(claim))
        (void)snprintf(text, VERIFY_TEXT, "%" PRIu64 "/%" PRIu64, e->numerator, e->denominator);
    else
        (void)snprintf(text, VERIFY_TEXT, "n=%" PRIu64, e->denominator);
    return text;
}

/* What it would take: counts, or how far the estimate is from the set. */
static const char *need_of(const page *p, const pain_verify_cell *cell, char text[VERIFY_TEXT])
{
    char number[TOOL_NUMBER_SIZE];

    text[0] = '\0';
    if (cell->support == PAIN_SUPPORT_YES || cell->support == PAIN_SUPPORT_NONE)
        return text;
    if (!verify_is_share(&p->claim->claim))
        (void)snprintf(text, VERIFY_TEXT, "%s%s", tool_fixed(cell->nearest, p->decimals, number),
                       p->sign);
    else if (cell->needs_from > cell->needs_to)
        (void)snprintf(text, VERIFY_TEXT, "none of %" PRIu64, cell->estimate.denominator);
    else if (cell->needs_from == cell->needs_to)
        (void)snprintf(text, VERIFY_TEXT, "%" PRIu64, cell->needs_from);
    else
        (void)snprintf(text, VERIFY_TEXT, "%" PRIu64 " to %" PRIu64, cell->needs_from,
                       cell->needs_to);
    return text;
}

/* A level of a choice for a terminal: visits are named by the data. */
static const char *shown(const page *p, int factor, const pain_verify_cell *cell,
                         char text[VERIFY_TEXT])
{
    char level[VERIFY_TEXT];

    return tool_plain(verify_level(p->report, factor, cell, level), text, VERIFY_TEXT);
}

static void print_limits(FILE *file, const page *p, const pain_verify_cell *cell)
{
    char lower[TOOL_NUMBER_SIZE], upper[TOOL_NUMBER_SIZE], both[2 * TOOL_NUMBER_SIZE + 8];

    if (isnan(cell->lower) || isnan(cell->upper))
        (void)snprintf(both, sizeof both, "-");
    else
        (void)snprintf(both, sizeof both, "%s to %s", tool_fixed(cell->lower, p->decimals, lower),
                       tool_fixed(cell->upper, p->decimals, upper));
    (void)fprintf(file, " %-15s", both);
}

static void print_cell(FILE *file, const page *p, const pain_verify_cell *cell)
{
    char text[VERIFY_TEXT], value[TOOL_NUMBER_SIZE];
    static const int widths[PAIN_FACTORS] = {22, 11, 14, 0, 3, 3};
    static const int order[] = {PAIN_FACTOR_CUT, PAIN_FACTOR_RESPONDERS, PAIN_FACTOR_DEFINITION,
                                PAIN_FACTOR_POPULATION, PAIN_FACTOR_MISSING};

    (void)fputs(cell->marked ? "* " : "  ", file);
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        int f = order[i];

        if (isnan(cell->level[f]))
            continue;
        if (f == PAIN_FACTOR_CUT || f == PAIN_FACTOR_RESPONDERS)
            (void)fputs(p->claim->claim.statistic == PAIN_CLAIM_NEAR_ZERO && f == PAIN_FACTOR_CUT
                            ? "<= "
                            : ">= ",
                        file);
        (void)fprintf(file, "%-*s", widths[f], shown(p, f, cell, text));
    }
    if (cell->support == PAIN_SUPPORT_NONE) {
        (void)fprintf(file, " %s\n", pain_status_text((pain_status)cell->estimate.reason));
        return;
    }
    (void)fprintf(file, " %7s", tool_fixed(cell->value, p->decimals, value));
    (void)fprintf(file, " %-8s", count_of(&p->claim->claim, cell, text));
    print_limits(file, p, cell);
    (void)need_of(p, cell, text);
    if (text[0] == '\0')
        (void)fprintf(file, "%s\n", pain_support_name(cell->support));
    else
        (void)fprintf(file, "%-13s %s\n", pain_support_name(cell->support), text);
}

/* The cells, by endpoint. */
static void print_cells(FILE *file, const page *p)
{
    char text[VERIFY_TEXT], level[TOOL_NUMBER_SIZE];
    double last = -1.0;

    for (size_t i = 0; i < p->claim->n_cells; i++) {
        double end = p->cells[i].level[PAIN_FACTOR_ENDPOINT];

        if (i == 0)
            (void)fprintf(file, "\n  estimate%s, %s %% %s, verdict, and what it would need\n",
                          p->sign[0] != '\0' ? " in %" : "",
                          tool_level(pain_verification_level(p->report->verification), level),
                          verify_one_end(&p->claim->claim) ? "one-sided bounds" : "interval");
        if (!isnan(end) && end != last)
            (void)fprintf(file, "  endpoint %s\n",
                          shown(p, PAIN_FACTOR_ENDPOINT, &p->cells[i], text));
        if (!isnan(end))
            last = end;
        print_cell(file, p, &p->cells[i]);
    }
}

static void print_claim(FILE *file, const page *p)
{
    char text[VERIFY_TEXT];
    const pain_verified *c = p->claim;
    size_t counted = c->supported + c->contradicted + c->undecided;

    pain_claim_format(&c->claim, text, sizeof text);
    (void)fprintf(file, "CLAIM: %s\n  %s\n", text, pain_support_name(c->support));
    (void)fprintf(file,
                  "  of %zu readings        %zu support it, %zu contradict it, %zu are undecided\n",
                  counted, c->supported, c->contradicted, c->undecided);
    if (c->support == PAIN_SUPPORT_ONLY_UNDER)
        print_condition(file, p);
    if (c->marked < c->n_cells)
        (void)fprintf(file, "  * usual reading      %s\n",
                      pain_support_name(p->cells[c->marked].support));
    print_driver(file, p);
    print_cells(file, p);
}

void verify_print_text(FILE *file, const verify_report *r)
{
    char source[4 * VERIFY_TEXT];
    size_t n = 0;
    const pain_verified *claims = pain_verification_claims(r->verification, &n);

    (void)fprintf(file, "Claims against %s\n", tool_plain(r->source, source, sizeof source));
    for (size_t i = 0; i < n; i++) {
        size_t cells = 0;
        const page p = {.report = r,
                        .claim = &claims[i],
                        .cells = pain_verification_cells(r->verification, i, &cells),
                        .decimals = claims[i].claim.unit == PAIN_CLAIM_POINTS ? 2 : 1,
                        .sign = claims[i].claim.unit == PAIN_CLAIM_PERCENT ? " %" : ""};

        (void)fputc('\n', file);
        print_claim(file, &p);
    }
    verify_print_checks(file, r);
}

static void write_range(FILE *file, const pain_verify_cell *cell, uint64_t from, uint64_t to)
{
    if (cell->estimate.denominator > 0 && from <= to)
        (void)fprintf(file, ",%" PRIu64 ",%" PRIu64, from, to);
    else
        (void)fputs(",,", file);
}

static void write_row(FILE *file, const verify_report *r, const pain_claim *claim,
                      const pain_verify_cell *cell)
{
    char text[VERIFY_TEXT], number[TOOL_NUMBER_SIZE];
    const pain_estimate *e = &cell->estimate;
    const double numbers[] = {cell->value, cell->lower, cell->upper, cell->nearest};

    pain_claim_format(claim, text, sizeof text);
    tool_write_cell(file, text, strlen(text));
    for (int f = 0; f < PAIN_FACTORS; f++) {
        (void)fputc(',', file);
        (void)verify_level(r, f, cell, text);
        if (f == PAIN_FACTOR_ENDPOINT)
            tool_write_cell(file, text, strlen(text));
        else
            (void)fputs(text, file);
    }
    (void)fprintf(file, ",%s,%d,%s", pain_support_name(cell->support), (int)cell->marked,
                  verify_unit(claim));
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        (void)fprintf(file, ",%s", isfinite(numbers[i]) ? tool_exact(numbers[i], number) : "");
    (void)fprintf(file, ",%s", tool_exact(e->level, number));
    if (verify_is_share(claim))
        (void)fprintf(file, ",%" PRIu64, e->numerator);
    else
        (void)fputc(',', file);
    (void)fprintf(file, ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%s", e->denominator, e->n_missing,
                  e->n_excluded, pain_status_name((pain_status)e->reason));
    write_range(file, cell, cell->fits_from, cell->fits_to);
    write_range(file, cell, cell->needs_from, cell->needs_to);
    (void)fputc('\n', file);
}

void verify_print_csv(FILE *file, const verify_report *r)
{
    size_t n = 0;
    const pain_verified *claims = pain_verification_claims(r->verification, &n);

    (void)fputs("claim,definition,population,missing,endpoint,cut,responders,verdict,marked,unit,"
                "value,lower,upper,nearest,level,numerator,denominator,n_missing,n_excluded,reason,"
                "fits_from,fits_to,needs_from,needs_to\n",
                file);
    for (size_t i = 0; i < n; i++) {
        size_t n_cells = 0;
        const pain_verify_cell *cells = pain_verification_cells(r->verification, i, &n_cells);

        for (size_t j = 0; j < n_cells; j++)
            write_row(file, r, &claims[i].claim, &cells[j]);
    }
}
