/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Intervals as a table for people, and as CSV. */
#include <config.h>

#include <inttypes.h>

#include "interval.h"

enum { LABEL = 30 }; /* columns for a method's label; the longest has 28 */

const char *interval_side(int32_t side)
{
    return side == PAIN_LOWER_BOUND ? "lower" : side == PAIN_UPPER_BOUND ? "upper" : "two";
}

static const char *heading(const interval_layout *layout)
{
    const pain_side side = layout->side;

    if (layout->has_prior)
        return side == PAIN_LOWER_BOUND   ? "lower credible bound, one-sided"
               : side == PAIN_UPPER_BOUND ? "upper credible bound, one-sided"
                                          : "credible interval";
    if (side == PAIN_LOWER_BOUND)
        return "lower confidence bound, one-sided";
    if (side == PAIN_UPPER_BOUND)
        return "upper confidence bound, one-sided";
    return "confidence interval, two-sided";
}

/* Columns for a percentage: "100" and its decimals. */
static int width_of(const interval_layout *layout)
{
    return layout->digits > 2 ? layout->digits + 5 : 8;
}

static void print_limits(FILE *file, const pain_estimate *e, const interval_layout *layout)
{
    char text[TOOL_NUMBER_SIZE];
    int width = width_of(layout);

    (void)fprintf(file, "%*s", width, tool_percent(e->lower, layout->digits, text));
    (void)fprintf(file, "%*s", width, tool_percent(e->upper, layout->digits, text));
}

/* "33 of 50 = 66.00 %" and a line for each method. */
static void print_one(FILE *file, const interval_result *result, const interval_layout *layout)
{
    const pain_estimate *first = &result->estimates[0];
    char text[TOOL_NUMBER_SIZE];
    int width = width_of(layout);

    (void)fprintf(file, "%s%" PRIu64 " of %" PRIu64 " = %s %%%s\n\n",
                  layout->color ? "\033[1m" : "", first->numerator, first->denominator,
                  tool_percent(first->value, layout->digits, text), layout->color ? "\033[0m" : "");
    (void)fprintf(file, "%s %% %s, in %%\n\n", tool_level(layout->level, text), heading(layout));
    (void)fprintf(file, "  %-*s%*s%*s\n", LABEL, "method", width, "lower", width, "upper");
    for (size_t i = 0; i < result->count; i++) {
        const pain_estimate *e = &result->estimates[i];
        bool preferred = layout->method == PAIN_METHOD_DEFAULT && i == 0;

        (void)fprintf(file, "%s%s", layout->color && preferred ? "\033[1m" : "",
                      preferred ? "* " : "  ");
        (void)fprintf(file, "%-*s", LABEL, pain_method_label((pain_method)e->method));
        print_limits(file, e, layout);
        (void)fprintf(file, "%s\n", layout->color && preferred ? "\033[0m" : "");
    }
}

/* One line for each proportion, by one method. */
static void print_lines(FILE *file, const interval_result *results, size_t count,
                        const interval_layout *layout)
{
    char text[TOOL_NUMBER_SIZE], fraction[64];
    int width = width_of(layout);

    (void)fprintf(file, "%s %% %s, in %%, method: %s\n\n", tool_level(layout->level, text),
                  heading(layout), pain_method_label(layout->method));
    (void)fprintf(file, "  %-*s%*s%*s%*s\n", LABEL, "proportion", width, "value", width, "lower",
                  width, "upper");
    for (size_t i = 0; i < count; i++) {
        const pain_estimate *e = &results[i].estimates[0];

        (void)snprintf(fraction, sizeof fraction, "%" PRIu64 "/%" PRIu64, e->numerator,
                       e->denominator);
        (void)fprintf(file, "  %-*s%*s", LABEL, fraction, width,
                      tool_percent(e->value, layout->digits, text));
        print_limits(file, e, layout);
        (void)fputc('\n', file);
    }
}

static bool lacks_limits(const interval_result *results, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < results[i].count; j++)
            if (results[i].estimates[j].reason != PAIN_OK)
                return true;
    return false;
}

void interval_print_text(FILE *file, const interval_result *results, size_t count,
                         const interval_layout *layout)
{
    if (layout->method != PAIN_METHOD_DEFAULT && count > 1) {
        print_lines(file, results, count, layout);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            (void)fputc('\n', file);
        print_one(file, &results[i], layout);
    }
    bool lacks = lacks_limits(results, count), all = layout->method == PAIN_METHOD_DEFAULT;

    if ((all && count > 0) || lacks)
        (void)fputc('\n', file);
    if (all && count > 0)
        (void)fputs("* the default. Choose the method before looking at the numbers.\n", file);
    if (lacks)
        (void)fputs("- undefined here: at 0 or 100 %, for one side, for so many, or at a level of "
                    "1/2 or less.\n",
                    file);
}

void interval_print_csv(FILE *file, const interval_result *results, size_t count)
{
    char text[TOOL_NUMBER_SIZE];

    (void)fputs("numerator,denominator,value,level,side,method,lower,upper\n", file);
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < results[i].count; j++) {
            const pain_estimate *e = &results[i].estimates[j];

            (void)fprintf(file, "%" PRIu64 ",%" PRIu64 ",", e->numerator, e->denominator);
            (void)fprintf(file, "%s,", tool_exact(e->value, text));
            (void)fprintf(file, "%s,", tool_exact(e->level, text));
            (void)fprintf(file, "%s,%s,", interval_side(e->side),
                          pain_method_key((pain_method)e->method));
            (void)fprintf(file, "%s,", tool_exact(e->lower, text));
            (void)fprintf(file, "%s\n", tool_exact(e->upper, text));
        }
    }
}
