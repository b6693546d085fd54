/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quantities by all methods as tables for people, and as CSV. */
#include <config.h>

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "quantities.h"

enum { LABEL = 46, NUMBER = 12 };

/* A number, an infinity, or that there is none. */
static const char *limit(double value, int digits, char text[TOOL_NUMBER_SIZE])
{
    if (isnan(value)) {
        (void)snprintf(text, TOOL_NUMBER_SIZE, "undefined");
        return text;
    }
    if (isinf(value)) {
        (void)snprintf(text, TOOL_NUMBER_SIZE, "%s", value > 0.0 ? "infinity" : "-infinity");
        return text;
    }
    return tool_fixed(value, digits, text);
}

/* A p-value: six decimals, or three digits and a power of ten where that says nothing. */
static const char *p_value(double p, char text[TOOL_NUMBER_SIZE])
{
    int exponent = 0;

    if (p == 0.0 || p >= 1e-4)
        return tool_fixed(p, 6, text);
    for (; p < 0.9995; p *= 10.0)
        exponent--;
    (void)tool_fixed(p, 2, text);
    size_t length = strlen(text);

    (void)snprintf(text + length, TOOL_NUMBER_SIZE - length, "e%d", exponent);
    return text;
}

/* What a reader has to know of a line. */
static const char *remark(const pain_estimate *e, int32_t asked)
{
    if ((e->flags & PAIN_FLAG_EXCLUSIVE) != 0)
        return "  all but between these";
    if ((e->flags & PAIN_FLAG_UNBOUNDED) != 0)
        return "  nothing is excluded";
    if ((e->flags & PAIN_FLAG_NO_SPREAD) != 0)
        return "  no spread: says nothing";
    if ((e->flags & PAIN_FLAG_FALLBACK) != 0)
        return e->method != asked ? "  undefined: percentile" : "  not adjusted";
    if (e->method == PAIN_METHOD_LOG_T)
        return "  too narrow near the end";
    return "";
}

static int32_t asked_for(const quantity *s, size_t i)
{
    return s->asked[i] != 0 ? s->asked[i] : s->estimates[i].method;
}

/* Whether the methods estimate by values of their own, as weighted means do. */
static bool values_differ(const quantity *s)
{
    for (size_t i = 1; i < s->count; i++)
        if (fabs(s->estimates[i].value - s->estimates[0].value) >
            1e-12 * fabs(s->estimates[0].value))
            return true;
    return false;
}

static void print_estimate(FILE *file, const quantity *s, size_t i, const quantity_layout *layout)
{
    const pain_estimate *e = &s->estimates[i];
    bool preferred = asked_for(s, i) == s->preferred;
    char text[TOOL_NUMBER_SIZE];

    (void)fprintf(file, "%s%s%-*s", layout->color && preferred ? "\033[1m" : "",
                  preferred ? "* " : "  ", LABEL, pain_method_label((pain_method)asked_for(s, i)));
    if (values_differ(s))
        (void)fprintf(file, "%*s", NUMBER, limit(s->factor * e->value, layout->digits, text));
    if (isnan(e->lower) || isnan(e->upper)) {
        (void)fprintf(file, "  %s", pain_status_text((pain_status)e->reason));
    } else {
        (void)fprintf(file, "%*s", NUMBER, limit(s->factor * e->lower, layout->digits, text));
        (void)fprintf(file, "%*s%s", NUMBER, limit(s->factor * e->upper, layout->digits, text),
                      remark(e, asked_for(s, i)));
    }
    (void)fprintf(file, "%s\n", layout->color && preferred ? "\033[0m" : "");
}

/* Who is not in it: a percentage of a baseline of 0 is none. */
static void print_excluded(FILE *file, const pain_estimate *e)
{
    if (e->n_excluded > 0)
        (void)fprintf(file,
                      "  of %" PRIu64 "; %" PRIu64 " with a baseline of 0 %s no percentage and %s "
                      "left out\n",
                      e->denominator, e->n_excluded, e->n_excluded == 1 ? "has" : "have",
                      e->n_excluded == 1 ? "is" : "are");
}

static void print_quantity(FILE *file, const quantity *s, const quantity_layout *layout)
{
    char text[TOOL_NUMBER_SIZE];

    (void)fprintf(file, "\n%s%s: %s%s\n", layout->color ? "\033[1m" : "", s->title,
                  limit(s->factor * s->estimates[0].value, layout->digits, text),
                  layout->color ? "\033[0m" : "");
    print_excluded(file, &s->estimates[0]);
    (void)fprintf(file, "  %-*s", LABEL, "method");
    if (values_differ(s))
        (void)fprintf(file, "%*s", NUMBER, "value");
    (void)fprintf(file, "%*s%*s\n", NUMBER, "lower", NUMBER, "upper");
    for (size_t i = 0; i < s->count; i++)
        print_estimate(file, s, i, layout);
}

/* "Tests, two-sided", and of what when that is not "no difference". */
static void print_tests_heading(FILE *file, const quantity_layout *layout)
{
    char text[TOOL_NUMBER_SIZE], other[TOOL_NUMBER_SIZE];

    (void)fprintf(file, "\n%s", layout->color ? "\033[1m" : "");
    if (layout->has_equivalence)
        (void)fprintf(file, "Tests of equivalence: a difference beyond %s or %s points",
                      tool_percent(layout->equivalence[0], layout->digits, text),
                      tool_percent(layout->equivalence[1], layout->digits, other));
    else if (layout->has_margin)
        (void)fprintf(file, "Tests of a difference of %s points, %s",
                      tool_percent(layout->test.null_value, layout->digits, text),
                      quantity_alternatives[layout->test.alternative]);
    else
        (void)fprintf(file, "Tests, %s", quantity_alternatives[layout->test.alternative]);
    (void)fprintf(file, "%s\n", layout->color ? "\033[0m" : "");
}

static void print_tests(FILE *file, const quantities *c, const quantity_layout *layout)
{
    char text[TOOL_NUMBER_SIZE];

    if (c->n_tests == 0)
        return;
    print_tests_heading(file, layout);
    (void)fprintf(file, "  %-*s%*s%*s\n", LABEL, "test", NUMBER, "statistic", NUMBER, "p");
    for (size_t i = 0; i < c->n_tests; i++) {
        const pain_test *t = &c->tests[i];

        (void)fprintf(file, "%s%-*s", t->method == c->preferred_test ? "* " : "  ", LABEL,
                      pain_test_method_label((pain_test_method)t->method));
        if (isnan(t->p_value)) {
            (void)fprintf(file, "  %s\n", pain_status_text((pain_status)t->reason));
            continue;
        }
        (void)fprintf(file, "%*s", NUMBER, limit(t->statistic, 4, text));
        (void)fprintf(file, "%*s\n", NUMBER, p_value(t->p_value, text));
    }
}

/* Whether any line is marked as the default. */
static bool has_default(const quantities *c)
{
    bool any = false;

    for (size_t i = 0; i < c->count; i++)
        for (size_t j = 0; j < c->list[i].count; j++)
            any = any || asked_for(&c->list[i], j) == c->list[i].preferred;
    for (size_t i = 0; i < c->n_tests; i++)
        any = any || c->tests[i].method == c->preferred_test;
    return any;
}

void quantities_print_text(FILE *file, const quantities *c, const quantity_layout *layout)
{
    static const char *const sides[] = {"confidence intervals, two-sided",
                                        "lower confidence bounds, one-sided",
                                        "upper confidence bounds, one-sided"};
    char text[TOOL_NUMBER_SIZE];
    const double level = layout->interval.level != 0.0 ? layout->interval.level : 0.95;

    (void)fprintf(file, "%s\n\n%s %% %s\n", c->heading, tool_level(level, text),
                  sides[layout->interval.side]);
    for (size_t i = 0; i < c->count; i++)
        print_quantity(file, &c->list[i], layout);
    print_tests(file, c, layout);
    const bool any_default = has_default(c);

    if (any_default || c->note != NULL)
        (void)fputc('\n', file);
    if (any_default)
        (void)fputs("* the default. Choose the method before looking at the numbers.\n", file);
    if (c->note != NULL)
        (void)fprintf(file, "%s\n", c->note);
}

/* The flags as words. */
static void print_flags(FILE *file, uint32_t flags)
{
    static const struct {
        uint32_t flag;
        const char *word;
    } words[] = {{PAIN_FLAG_UNBOUNDED, "unbounded"},
                 {PAIN_FLAG_EXCLUSIVE, "exclusive"},
                 {PAIN_FLAG_NO_SPREAD, "no-spread"},
                 {PAIN_FLAG_FALLBACK, "fallback"}};
    const char *between = "";

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if ((flags & words[i].flag) != 0) {
            (void)fprintf(file, "%s%s", between, words[i].word);
            between = " ";
        }
}

static void print_line(FILE *file, const quantity *s, size_t i)
{
    const pain_estimate *e = &s->estimates[i];
    char text[TOOL_NUMBER_SIZE];

    (void)fprintf(file, "%s,%s,", s->key, pain_method_key((pain_method)asked_for(s, i)));
    (void)fprintf(file, "%s,", tool_exact(e->value, text));
    (void)fprintf(file, "%s,", tool_exact(e->lower, text));
    (void)fprintf(file, "%s,", tool_exact(e->upper, text));
    (void)fprintf(file, "%s,%" PRIu64 ",%" PRIu64 ",", tool_exact(e->level, text), e->denominator,
                  e->n_excluded);
    print_flags(file, e->flags);
    (void)fprintf(file, ",,%s\n", pain_status_name((pain_status)e->reason));
}

void quantities_print_csv(FILE *file, const quantities *c)
{
    char text[TOOL_NUMBER_SIZE];

    (void)fputs("quantity,method,value,lower,upper,level,n,n_excluded,flags,p_value,reason\n",
                file);
    for (size_t i = 0; i < c->count; i++)
        for (size_t j = 0; j < c->list[i].count; j++)
            print_line(file, &c->list[i], j);
    for (size_t i = 0; i < c->n_tests; i++) {
        const pain_test *t = &c->tests[i];

        (void)fprintf(file, "test,%s,", pain_test_method_key((pain_test_method)t->method));
        (void)fprintf(file, "%s,,,,", tool_exact(t->statistic, text));
        (void)fprintf(file, "%" PRIu64 ",,,%s,%s\n", t->n, tool_exact(t->p_value, text),
                      pain_status_name((pain_status)t->reason));
    }
}
