/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A comparison as one JSON object. */
#include <config.h>

#include <jansson.h>
#include <math.h>

#include "compare.h"

static json_t *number(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

static json_t *flag(uint32_t flags, unsigned bit)
{
    return json_boolean((flags & bit) != 0);
}

static json_t *estimate_object(const pain_estimate *e)
{
    const pain_method method = (pain_method)e->method;

    return json_pack(
        "{s:s, s:s, s:s, s:o, s:o, s:o, s:o, s:I, s:o, s:o, s:o, s:s}", "method",
        pain_method_key(method), "label", pain_method_label(method), "source",
        pain_method_source(method), "value", number(e->value), "lower", number(e->lower), "upper",
        number(e->upper), "attained", number(e->attained), "n", (json_int_t)e->denominator,
        "unbounded", flag(e->flags, PAIN_FLAG_UNBOUNDED), "exclusive",
        flag(e->flags, PAIN_FLAG_EXCLUSIVE), "no_spread", flag(e->flags, PAIN_FLAG_NO_SPREAD),
        "reason", pain_status_name((pain_status)e->reason));
}

static json_t *test_object(const pain_test *t)
{
    const pain_test_method method = (pain_test_method)t->method;

    return json_pack("{s:s, s:s, s:s, s:o, s:o, s:o, s:o, s:I, s:s}", "method",
                     pain_test_method_key(method), "label", pain_test_method_label(method),
                     "source", pain_test_method_source(method), "statistic", number(t->statistic),
                     "df", number(t->df), "null_value", number(t->null_value), "p_value",
                     number(t->p_value), "n", (json_int_t)t->n, "reason",
                     pain_status_name((pain_status)t->reason));
}

bool compare_print_json(FILE *file, const comparison *c)
{
    json_t *quantities = json_object(), *tests = json_array();
    double level = c->n_sections > 0 ? c->sections[0].estimates[0].level : NAN;

    for (size_t i = 0; i < c->n_sections; i++) {
        json_t *all = json_array();

        for (size_t j = 0; j < c->sections[i].count; j++)
            (void)json_array_append_new(all, estimate_object(&c->sections[i].estimates[j]));
        (void)json_object_set_new(quantities, c->sections[i].key, all);
    }
    for (size_t i = 0; i < c->n_tests; i++)
        (void)json_array_append_new(tests, test_object(&c->tests[i]));
    json_t *root =
        json_pack("{s:s, s:s, s:o, s:o, s:o}", "painstat", pain_version(), "heading", c->heading,
                  "level", number(level), "quantities", quantities, "tests", tests);

    if (root == NULL)
        return false;
    bool written = json_dumpf(root, file, JSON_INDENT(2)) == 0;

    (void)fputc('\n', file);
    json_decref(root);
    return written || ferror(file) != 0;
}
