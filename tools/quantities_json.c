/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quantities by all methods as one JSON object. */
#include <config.h>

#include <math.h>

#include "json.h"
#include "quantities.h"

static json_t *flag(uint32_t flags, unsigned bit)
{
    return json_boolean((flags & bit) != 0);
}

/* `method` is the one asked for; `method_used` another where that is undefined for the data. */
static json_t *estimate_object(const pain_estimate *e, int32_t asked)
{
    const pain_method method = asked != 0 ? (pain_method)asked : (pain_method)e->method;

    return json_pack(
        "{s:s, s:s, s:s, s:s, s:o, s:o, s:o, s:o, s:I, s:I, s:o, s:o, s:o, s:o, s:s}", "method",
        pain_method_key(method), "label", pain_method_label(method), "source",
        pain_method_source(method), "method_used", pain_method_key((pain_method)e->method), "value",
        tool_json_number(e->value), "lower", tool_json_number(e->lower), "upper",
        tool_json_number(e->upper), "attained", tool_json_number(e->attained), "n",
        (json_int_t)e->denominator, "n_excluded", (json_int_t)e->n_excluded, "unbounded",
        flag(e->flags, PAIN_FLAG_UNBOUNDED), "exclusive", flag(e->flags, PAIN_FLAG_EXCLUSIVE),
        "no_spread", flag(e->flags, PAIN_FLAG_NO_SPREAD), "fallback",
        flag(e->flags, PAIN_FLAG_FALLBACK), "reason", pain_status_name((pain_status)e->reason));
}

static json_t *test_object(const pain_test *t)
{
    const pain_test_method method = (pain_test_method)t->method;

    return json_pack("{s:s, s:s, s:s, s:o, s:o, s:o, s:o, s:I, s:s}", "method",
                     pain_test_method_key(method), "label", pain_test_method_label(method),
                     "source", pain_test_method_source(method), "statistic",
                     tool_json_number(t->statistic), "df", tool_json_number(t->df), "null_value",
                     tool_json_number(t->null_value), "p_value", tool_json_number(t->p_value), "n",
                     (json_int_t)t->n, "reason", pain_status_name((pain_status)t->reason));
}

/* What the tests are of, beside the null value of each. */
static json_t *question(const quantity_layout *layout)
{
    if (!layout->has_equivalence)
        return json_pack("{s:s}", "alternative", quantity_alternatives[layout->test.alternative]);
    return json_pack("{s:s, s:[o, o]}", "alternative", "equivalence", "beyond",
                     tool_json_number(layout->equivalence[0]),
                     tool_json_number(layout->equivalence[1]));
}

bool quantities_print_json(FILE *file, const quantities *c, const quantity_layout *layout)
{
    json_t *by_key = json_object(), *tests = json_array();
    double level = c->count > 0 ? c->list[0].estimates[0].level : NAN;

    for (size_t i = 0; i < c->count; i++) {
        json_t *all = json_array();

        for (size_t j = 0; j < c->list[i].count; j++)
            tool_json_append(&all, estimate_object(&c->list[i].estimates[j], c->list[i].asked[j]));
        tool_json_set(&by_key, c->list[i].key, all);
    }
    for (size_t i = 0; i < c->n_tests; i++)
        tool_json_append(&tests, test_object(&c->tests[i]));
    json_t *root =
        json_pack("{s:s, s:s, s:o, s:o, s:o}", "painstat", pain_version(), "heading", c->heading,
                  "level", tool_json_number(level), "quantities", by_key, "tests", tests);

    if (root != NULL && c->n_tests > 0)
        tool_json_set(&root, "tested", question(layout));
    return tool_json_write(file, root, 0);
}
