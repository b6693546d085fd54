/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The levels of choices in words. */
#include <config.h>

#include <math.h>
#include <string.h>

#include "verify.h"

bool verify_is_share(const pain_claim *claim)
{
    return claim->statistic >= PAIN_CLAIM_NEAR_ZERO;
}

bool verify_one_end(const pain_claim *claim)
{
    return claim->comparator >= PAIN_MORE && claim->comparator <= PAIN_AT_MOST;
}

const char *verify_unit(const pain_claim *claim)
{
    if (claim->unit == PAIN_CLAIM_PERCENT)
        return "percent";
    return claim->unit == PAIN_CLAIM_COUNT ? "patients" : "points";
}

static const char *definition_name(int definition)
{
    static const char *const names[] = {"open", "mean of percentages", "reduction of means",
                                        "median of percentages"};

    return definition >= 0 && definition <= PAIN_DEFINITION_MEDIAN ? names[definition] : "open";
}

const char *verify_level(const verify_report *r, int factor, const pain_verify_cell *cell,
                         char text[VERIFY_TEXT])
{
    double level = cell->level[factor];
    char number[TOOL_NUMBER_SIZE];
    size_t n = 0;
    const pain_verify_endpoint *ends = pain_verification_endpoints(r->verification, &n);
    const char *word = "";

    text[0] = '\0';
    if (isnan(level))
        return text;
    switch (factor) {
    case PAIN_FACTOR_DEFINITION:
        word = definition_name((int)level);
        break;
    case PAIN_FACTOR_POPULATION:
        word = pain_population_key((pain_population)(int)level);
        break;
    case PAIN_FACTOR_MISSING:
        word = pain_missing_key((pain_missing_rule)(int)level);
        break;
    case PAIN_FACTOR_ENDPOINT:
        word = pain_endpoint_key((pain_endpoint_rule)ends[(size_t)level].rule);
        if (ends[(size_t)level].visit != NULL) {
            const char *visit = ends[(size_t)level].visit;

            (void)snprintf(text, VERIFY_TEXT, "%s:%.*s", word,
                           (int)tool_utf8(visit, VERIFY_TEXT - 2 - strlen(word)), visit);
            return text;
        }
        break;
    default:
        word = tool_exact(level, number);
    }
    (void)snprintf(text, VERIFY_TEXT, "%s", word);
    return text;
}
