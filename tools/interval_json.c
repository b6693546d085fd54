/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Intervals as one JSON object. */
#include <config.h>

#include <painstat/version.h>

#include "interval.h"
#include "json.h"

static json_t *intervals(const interval_result *result)
{
    json_t *all = json_array();

    for (size_t i = 0; i < result->count; i++) {
        const pain_estimate *e = &result->estimates[i];
        pain_method method = (pain_method)e->method;

        tool_json_append(&all,
                         json_pack("{s:s, s:s, s:s, s:o, s:o}", "method", pain_method_key(method),
                                   "label", pain_method_label(method), "source",
                                   pain_method_source(method), "lower", tool_json_number(e->lower),
                                   "upper", tool_json_number(e->upper)));
    }
    return all;
}

static json_t *proportions(const interval_result *results, size_t count)
{
    json_t *all = json_array();

    for (size_t i = 0; i < count; i++) {
        const pain_estimate *e = &results[i].estimates[0];

        tool_json_append(
            &all, json_pack("{s:I, s:I, s:o, s:o}", "numerator", (json_int_t)e->numerator,
                            "denominator", (json_int_t)e->denominator, "value",
                            tool_json_number(e->value), "intervals", intervals(&results[i])));
    }
    return all;
}

bool interval_print_json(FILE *file, const interval_result *results, size_t count,
                         const interval_layout *layout)
{
    json_t *root =
        json_pack("{s:s, s:o, s:s, s:o}", "painstat", pain_version(), "level",
                  tool_json_number(layout->level), "side", interval_side((int32_t)layout->side),
                  "proportions", proportions(results, count));

    return tool_json_write(file, root, 0);
}
