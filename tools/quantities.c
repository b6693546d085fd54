/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quantities by every method that they have, or by one. */
#include <config.h>

#include "quantities.h"

/* More values than this: methods that resample resamples take seconds each. */
enum { QUICK = 200 };

const char *const quantity_alternatives[3] = {"two-sided", "less", "greater"};

quantity *quantities_new(quantities *q, const char *key, const char *title, double factor,
                         int preferred)
{
    quantity *made = &q->list[q->count++];

    *made = (quantity){.key = key, .title = title, .factor = factor, .preferred = preferred};
    return made;
}

static bool is_slow(int32_t method)
{
    return method == PAIN_METHOD_STUDENTIZED || method == PAIN_METHOD_DOUBLE;
}

/* Draws at random from what was seen, without a form that does not. */
static bool is_random(int32_t method)
{
    return method == PAIN_METHOD_DOUBLE || method == PAIN_METHOD_BAYESIAN;
}

static bool is_wanted(const quantity_layout *layout, int32_t method)
{
    pain_method only;

    return layout->only == NULL ||
           (pain_method_parse(layout->only, &only) == PAIN_OK && (int32_t)only == method);
}

pain_status quantities_add(quantities *q, const quantity_rule *rule, const quantity_data *data,
                           const quantity_layout *layout)
{
    quantity *s = quantities_new(q, rule->key, rule->title, 1, rule->methods[0]);
    pain_interval_options options = layout->interval;
    quantity_data of = *data;

    of.ideal = layout->ideal;
    for (size_t i = 0; i < QUANTITY_RULE_METHODS && rule->methods[i] != 0; i++) {
        pain_estimate *e = &s->estimates[s->count];

        options.method = rule->methods[i];
        if (!is_wanted(layout, options.method) || (of.ideal && is_random(options.method)))
            continue;
        if (layout->only == NULL && is_slow(options.method) &&
            (data->counts.n > QUICK || of.ideal)) {
            q->note = of.ideal ? "The double and the Bayesian bootstrap have no ideal form; the "
                                 "studentized one takes long: --method\nstudentized gives it."
                               : "The studentized and the double bootstrap take long at this size; "
                                 "--method studentized or double\ngives them.";
            continue;
        }
        pain_status status = rule->function(&of, &options, e);

        if (status == PAIN_EINVAL || status == PAIN_ENOMEM)
            return status;
        e->n_excluded = data->excluded;
        s->asked[s->count++] = options.method;
    }
    if (s->count == 0)
        q->count--;
    return PAIN_OK;
}

pain_status quantities_add_all(quantities *q, const quantity_rule *rules, size_t n,
                               const quantity_data *data, const quantity_layout *layout)
{
    pain_status status = PAIN_OK;

    for (size_t i = 0; status == PAIN_OK && i < n; i++)
        status = quantities_add(q, &rules[i], data, layout);
    return status;
}

bool quantities_read_only(const char *text, quantity_layout *layout)
{
    pain_method method;
    pain_test_method test;

    if ((pain_method_parse(text, &method) != PAIN_OK || method == PAIN_METHOD_DEFAULT) &&
        (pain_test_method_parse(text, &test) != PAIN_OK || test == PAIN_TEST_DEFAULT)) {
        (void)tool_usage("unknown method '%s'; without --method all are listed, and --format csv "
                         "has their names",
                         text);
        return false;
    }
    layout->only = text;
    return true;
}

static void restrict_one(quantity *s, int32_t method)
{
    size_t kept = 0;

    for (size_t i = 0; i < s->count; i++) {
        int32_t asked = s->asked[i] != 0 ? s->asked[i] : s->estimates[i].method;

        if (asked != method)
            continue;
        s->estimates[kept] = s->estimates[i];
        s->asked[kept++] = asked;
    }
    s->count = kept;
}

int quantities_restrict(quantities *q, const quantity_layout *layout)
{
    pain_method method = PAIN_METHOD_DEFAULT;
    pain_test_method test = PAIN_TEST_DEFAULT;
    size_t kept = 0, kept_tests = 0;

    for (size_t i = 0; i < q->count; i++)
        for (size_t j = 0; j < q->list[i].count; j++)
            if (q->list[i].estimates[j].reason == PAIN_ENOMEM)
                return quantities_report(PAIN_ENOMEM);
    if (layout->only == NULL)
        return TOOL_DONE;
    /* One of the two is known; the other is left the default, which nothing is. */
    if (pain_method_parse(layout->only, &method) != PAIN_OK &&
        pain_test_method_parse(layout->only, &test) != PAIN_OK)
        return tool_usage("unknown method '%s'", layout->only);
    if (test == PAIN_TEST_DEFAULT && pain_test_method_parse(layout->only, &test) != PAIN_OK)
        test = PAIN_TEST_DEFAULT;
    for (size_t i = 0; i < q->count; i++) {
        restrict_one(&q->list[i], (int32_t)method);
        if (q->list[i].count > 0)
            q->list[kept++] = q->list[i];
    }
    for (size_t i = 0; i < q->n_tests; i++)
        if (q->tests[i].method == (int32_t)test)
            q->tests[kept_tests++] = q->tests[i];
    q->count = kept;
    q->n_tests = kept_tests;
    q->note = NULL;
    if (kept + kept_tests > 0)
        return TOOL_DONE;
    return tool_usage("method '%s' is not one for what is asked for here; without --method all "
                      "that are will be listed",
                      layout->only);
}

int quantities_report(pain_status status)
{
    if (status == PAIN_OK)
        return TOOL_DONE;
    return tool_fail(status == PAIN_ENOMEM ? TOOL_NO_IO : TOOL_BAD_DATA, "%s",
                     pain_status_text(status));
}
