/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Claims against data as one JSON object. */
#include <config.h>

#include <math.h>

#include "verify.h"
#include "json.h"

static json_t *range(uint64_t from, uint64_t to)
{
    if (from > to)
        return json_null();
    return json_pack("[I, I]", (json_int_t)from, (json_int_t)to);
}

/* A level: numbers stay numbers, what does not arise is null. */
static json_t *level_of(const verify_report *r, int factor, const pain_verify_cell *cell)
{
    char text[VERIFY_TEXT];

    if (isnan(cell->level[factor]))
        return json_null();
    if (factor == PAIN_FACTOR_CUT || factor == PAIN_FACTOR_RESPONDERS)
        return json_real(cell->level[factor]);
    return json_string(verify_level(r, factor, cell, text));
}

static json_t *cell_object(const verify_report *r, const pain_claim *claim,
                           const pain_verify_cell *cell)
{
    const pain_estimate *e = &cell->estimate;
    bool is_share = verify_is_share(claim);

    return json_pack(
        "{s:o, s:o, s:o, s:o, s:o, s:o, s:s, s:b, s:o, s:o, s:o, s:o, s:o, s:I, s:I, s:I, s:o, "
        "s:s, s:s, s:o, s:o}",
        "definition", level_of(r, PAIN_FACTOR_DEFINITION, cell), "population",
        level_of(r, PAIN_FACTOR_POPULATION, cell), "missing",
        level_of(r, PAIN_FACTOR_MISSING, cell), "endpoint", level_of(r, PAIN_FACTOR_ENDPOINT, cell),
        "cut", level_of(r, PAIN_FACTOR_CUT, cell), "responders",
        level_of(r, PAIN_FACTOR_RESPONDERS, cell), "verdict", pain_support_name(cell->support),
        "marked", (int)cell->marked, "value", tool_json_number(cell->value), "lower",
        tool_json_number(cell->lower), "upper", tool_json_number(cell->upper), "nearest",
        tool_json_number(cell->nearest), "numerator",
        is_share ? json_integer((json_int_t)e->numerator) : json_null(), "denominator",
        (json_int_t)e->denominator, "n_missing", (json_int_t)e->n_missing, "n_excluded",
        (json_int_t)e->n_excluded, "level", tool_json_number(e->level), "method",
        pain_method_key((pain_method)e->method), "reason", pain_status_name((pain_status)e->reason),
        "fits", is_share ? range(cell->fits_from, cell->fits_to) : json_null(), "needs",
        is_share ? range(cell->needs_from, cell->needs_to) : json_null());
}

static json_t *claim_object(const verify_report *r, const pain_verified *c, size_t i)
{
    char text[VERIFY_TEXT];
    size_t n = 0;
    const pain_verify_cell *cells = pain_verification_cells(r->verification, i, &n);
    json_t *list = json_array(), *choices = json_array();

    for (size_t j = 0; j < n; j++)
        tool_json_append(&list, cell_object(r, &c->claim, &cells[j]));
    for (int f = 0; f < PAIN_FACTORS; f++)
        if (c->pairs[f] > 0)
            tool_json_append(
                &choices, json_pack("{s:s, s:I, s:I, s:f}", "choice", pain_factor_name(f), "pairs",
                                    (json_int_t)c->pairs[f], "differ", (json_int_t)c->differ[f],
                                    "largest_difference", c->largest[f]));
    pain_claim_format(&c->claim, text, sizeof text);
    return json_pack(
        "{s:s, s:s, s:s, s:I, s:I, s:I, s:o, s:o, s:o, s:o}", "claim", text, "unit",
        verify_unit(&c->claim), "verdict", pain_support_name(c->support), "supported",
        (json_int_t)c->supported, "contradicted", (json_int_t)c->contradicted, "undecided",
        (json_int_t)c->undecided, "driver",
        c->driver < 0 ? json_null() : json_string(pain_factor_name(c->driver)), "usual_reading",
        c->marked < c->n_cells ? json_string(pain_support_name(cells[c->marked].support))
                               : json_null(),
        "choices", choices, "cells", list);
}

bool verify_print_json(FILE *file, const verify_report *r)
{
    size_t n = 0;
    const pain_verified *claims = pain_verification_claims(r->verification, &n);
    json_t *list = json_array();

    for (size_t i = 0; i < n; i++)
        tool_json_append(&list, claim_object(r, &claims[i], i));
    json_t *root = json_pack("{s:s, s:s, s:f, s:o, s:o}", "painstat", pain_version(), "source",
                             r->source, "level", pain_verification_level(r->verification), "claims",
                             list, "checks", verify_checks_json(r));
    bool ok = root != NULL && json_dumpf(root, file, JSON_INDENT(2) | JSON_REAL_PRECISION(17)) == 0;

    (void)fputc('\n', file);
    json_decref(root);
    return ok;
}
