/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Claims, word by word. */
#include <config.h>

#include <stdbool.h>
#include <string.h>

#include "base/base.h"
#include "base/decimal.h"
#include <painstat/claim.h>

/* What is left of the text, and where it began. */
typedef struct reader {
    const char *at, *begin;
    pain_error *error;
} reader;

typedef struct phrase {
    const char *words;
    int32_t number;
} phrase;

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_result(int32_t statistic)
{
    return statistic >= PAIN_CLAIM_P;
}

static bool is_share(int32_t statistic)
{
    return statistic >= PAIN_CLAIM_NEAR_ZERO && statistic <= PAIN_CLAIM_WORSE;
}

static bool is_figure(char c)
{
    return (c >= '0' && c <= '9') || c == '.';
}

static void pass_blanks(reader *r)
{
    while (is_blank(*r->at))
        r->at++;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Passes over `words`, each blank in them standing for one or more, a word only as a whole. */
static bool takes(reader *r, const char *words)
{
    pass_blanks(r);
    const char *at = r->at;

    for (; *words != '\0'; words++) {
        if (*words == ' ') {
            if (!is_blank(*at))
                return false;
            while (is_blank(*at))
                at++;
        } else if (lower(*at++) != *words)
            return false;
    }
    if (is_letter(words[-1]) && is_letter(*at))
        return false;
    r->at = at;
    return true;
}

/* The first phrase of the list that comes next; NULL when none does. */
static const phrase *next_of(reader *r, const phrase *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (takes(r, list[i].words))
            return &list[i];
    return NULL;
}

static pain_status expected(const reader *r, const char *what)
{
    pain_status status = pain__fail(r->error, PAIN_ESYNTAX, "expected %s", what);

    if (r->error != NULL)
        r->error->column = (uint32_t)(r->at - r->begin) + 1;
    return status;
}

static pain_status read_figure(reader *r, pain_printed *figure)
{
    char digits[40];
    size_t n = 0;
    pain_status status;

    pass_blanks(r);
    if (*r->at == '-' || *r->at == '+')
        digits[n++] = *r->at;
    while (n < sizeof digits - 1 && is_figure(r->at[n])) {
        digits[n] = r->at[n];
        n++;
    }
    digits[n] = '\0';
    status = pain_printed_parse(digits, figure, NULL);
    if (status == PAIN_ESYNTAX)
        return expected(r, "a number such as 84 or 0.70");
    if (status != PAIN_OK) {
        (void)pain__fail(r->error, status, "the number is too long");
        if (r->error != NULL)
            r->error->column = (uint32_t)(r->at - r->begin) + 1;
        return status;
    }
    r->at += n;
    return PAIN_OK;
}

/* "mean before": a statistic of scores, and when. */
static pain_status read_time(reader *r, pain_claim *claim)
{
    static const phrase times[] = {
        {"before", PAIN_TIME_BEFORE},    {"at baseline", PAIN_TIME_BEFORE},
        {"baseline", PAIN_TIME_BEFORE},  {"after", PAIN_TIME_AFTER},
        {"at the end", PAIN_TIME_AFTER}, {"endpoint", PAIN_TIME_AFTER},
        {"change", PAIN_TIME_CHANGE},    {"of the change", PAIN_TIME_CHANGE}};
    const phrase *time = next_of(r, times, sizeof times / sizeof *times);

    if (time == NULL)
        return expected(r, "before, after or change");
    claim->time = time->number;
    return PAIN_OK;
}

static pain_status read_definition(reader *r, pain_claim *claim)
{
    static const phrase definitions[] = {{"mean of percentages", PAIN_DEFINITION_MEAN},
                                         {"of means", PAIN_DEFINITION_OF_MEANS},
                                         {"of the means", PAIN_DEFINITION_OF_MEANS},
                                         {"median", PAIN_DEFINITION_MEDIAN}};
    const phrase *definition = next_of(r, definitions, sizeof definitions / sizeof *definitions);

    if (definition == NULL)
        return expected(r, "mean of percentages, of means, or median");
    claim->definition = definition->number;
    return PAIN_OK;
}

/* "(<= 1)" of near zero, "(>= 50 %)" of responders. */
static pain_status read_cut(reader *r, pain_claim *claim)
{
    bool near_zero = claim->statistic == PAIN_CLAIM_NEAR_ZERO;

    (void)takes(r, near_zero ? "<=" : ">=");
    pain_status status = read_figure(r, &claim->cut);

    if (status != PAIN_OK)
        return status;
    if (claim->cut.digits < 0)
        return expected(r, "a cut of 0 or more");
    if (!near_zero && !takes(r, "%"))
        return expected(r, "%, such as (>= 50 %)");
    claim->has_cut = 1;
    return PAIN_OK;
}

/* "(one-sided)" of p. */
static pain_status read_sides(reader *r, pain_claim *claim)
{
    static const phrase sides[] = {{"one-sided", PAIN_DEFINITION_ONE_SIDED},
                                   {"one-tailed", PAIN_DEFINITION_ONE_SIDED},
                                   {"two-sided", PAIN_DEFINITION_TWO_SIDED},
                                   {"two-tailed", PAIN_DEFINITION_TWO_SIDED}};
    const phrase *side = next_of(r, sides, sizeof sides / sizeof *sides);

    if (side == NULL)
        return expected(r, "one-sided or two-sided");
    claim->definition = side->number;
    return PAIN_OK;
}

/* "95 %" of an interval. */
static pain_status read_level(reader *r, pain_claim *claim)
{
    pass_blanks(r);
    const char *at = r->at;
    pain_status status = read_figure(r, &claim->cut);

    if (status != PAIN_OK)
        return status;
    pain_range range = {0};

    if (pain_compared_range(PAIN_LESS, &(pain_printed){100, 0}, NULL, PAIN_ROUNDING_UNKNOWN,
                            &range) != PAIN_OK ||
        claim->cut.digits < 1 ||
        !pain_range_holds(&range, claim->cut.digits, pain__power_of_ten(claim->cut.decimals))) {
        r->at = at;
        return expected(r, "a level between 0 and 100 %");
    }
    claim->has_cut = 1;
    return takes(r, "%") ? PAIN_OK : expected(r, "%, such as (95 %)");
}

/* "(48)" of t and chi-squared, "(1, 48)" of F. */
static pain_status read_df(reader *r, pain_claim *claim)
{
    if (claim->statistic == PAIN_CLAIM_F && (!takes(r, "1") || !takes(r, ",")))
        return expected(r, "1 and a comma: of two groups, F has 1 and some degrees of freedom");
    pass_blanks(r);
    const char *at = r->at;
    pain_status status = read_figure(r, &claim->cut);

    if (status == PAIN_OK && claim->cut.digits < 1) {
        r->at = at;
        return expected(r, "degrees of freedom above 0");
    }
    claim->has_cut = status == PAIN_OK;
    return status;
}

static pain_status read_bracket(reader *r, pain_claim *claim)
{
    pain_status status;

    switch (claim->statistic) {
    case PAIN_CLAIM_NEAR_ZERO:
    case PAIN_CLAIM_RESPONDERS:
    case PAIN_CLAIM_PERCENT_REDUCTION:
    case PAIN_CLAIM_P:
    case PAIN_CLAIM_T:
    case PAIN_CLAIM_F:
    case PAIN_CLAIM_CHI_SQUARED:
        break;
    case PAIN_CLAIM_INTERVAL:
        if (!claim->has_cut)
            break;
        return PAIN_OK;
    default:
        return PAIN_OK;
    }
    if (!takes(r, "("))
        return PAIN_OK;
    if (claim->statistic == PAIN_CLAIM_PERCENT_REDUCTION)
        status = read_definition(r, claim);
    else if (claim->statistic == PAIN_CLAIM_P)
        status = read_sides(r, claim);
    else if (claim->statistic == PAIN_CLAIM_INTERVAL)
        status = read_level(r, claim);
    else
        status = is_result(claim->statistic) ? read_df(r, claim) : read_cut(r, claim);

    if (status != PAIN_OK)
        return status;
    return takes(r, ")") ? PAIN_OK : expected(r, "a closing bracket");
}

static pain_status read_population(reader *r, pain_claim *claim)
{
    static const phrase populations[] = {
        {"completers", PAIN_CLAIM_OF_COMPLETERS},   {"everyone who started", PAIN_CLAIM_OF_STARTED},
        {"all who started", PAIN_CLAIM_OF_STARTED}, {"responders", PAIN_CLAIM_OF_RESPONDERS},
        {"group 1", PAIN_CLAIM_OF_GROUP_1},         {"group 2", PAIN_CLAIM_OF_GROUP_2}};

    if (!takes(r, "of"))
        return PAIN_OK;
    const phrase *population = next_of(r, populations, sizeof populations / sizeof *populations);

    if (population == NULL)
        return expected(r, "completers, everyone who started, responders, group 1 or group 2");
    claim->population = population->number;
    return PAIN_OK;
}

/* "of mean after": what an interval is of. */
static pain_status read_interval_of(reader *r, pain_claim *claim)
{
    static const phrase subjects[] = {{"mean", PAIN_CLAIM_MEAN},
                                      {"near zero", PAIN_CLAIM_NEAR_ZERO},
                                      {"responders", PAIN_CLAIM_RESPONDERS},
                                      {"difference", PAIN_CLAIM_DIFFERENCE},
                                      {"ratio", PAIN_CLAIM_RATIO},
                                      {"odds ratio", PAIN_CLAIM_ODDS_RATIO}};

    if (!takes(r, "of"))
        return PAIN_OK;
    const phrase *subject = next_of(r, subjects, sizeof subjects / sizeof *subjects);

    if (subject == NULL)
        return expected(r, "mean, near zero, responders, difference, ratio or odds ratio");
    claim->subject = subject->number;
    pain_status status = subject->number == PAIN_CLAIM_MEAN ? read_time(r, claim) : PAIN_OK;

    return status == PAIN_OK ? read_population(r, claim) : status;
}

static pain_status read_subject(reader *r, pain_claim *claim)
{
    /* Longer phrases before those that they begin with. */
    static const phrase subjects[] = {{"mean reduction", PAIN_CLAIM_MEAN_REDUCTION},
                                      {"percent reduction", PAIN_CLAIM_PERCENT_REDUCTION},
                                      {"reduction", PAIN_CLAIM_PERCENT_REDUCTION},
                                      {"near zero", PAIN_CLAIM_NEAR_ZERO},
                                      {"responders", PAIN_CLAIM_RESPONDERS},
                                      {"worse", PAIN_CLAIM_WORSE},
                                      {"n", PAIN_CLAIM_PATIENTS},
                                      {"patients", PAIN_CLAIM_PATIENTS},
                                      {"mean", PAIN_CLAIM_MEAN},
                                      {"sd", PAIN_CLAIM_SD},
                                      {"se", PAIN_CLAIM_SE},
                                      {"median", PAIN_CLAIM_MEDIAN},
                                      {"minimum", PAIN_CLAIM_MINIMUM},
                                      {"maximum", PAIN_CLAIM_MAXIMUM},
                                      {"p", PAIN_CLAIM_P},
                                      {"t", PAIN_CLAIM_T},
                                      {"f", PAIN_CLAIM_F},
                                      {"z", PAIN_CLAIM_Z},
                                      {"chi-squared", PAIN_CLAIM_CHI_SQUARED},
                                      {"chi2", PAIN_CLAIM_CHI_SQUARED},
                                      {"ci", PAIN_CLAIM_INTERVAL},
                                      {"effect size", PAIN_CLAIM_EFFECT},
                                      {"d", PAIN_CLAIM_EFFECT},
                                      {"g", PAIN_CLAIM_EFFECT},
                                      {"difference", PAIN_CLAIM_DIFFERENCE},
                                      {"ratio", PAIN_CLAIM_RATIO},
                                      {"odds ratio", PAIN_CLAIM_ODDS_RATIO}};
    const phrase *subject = next_of(r, subjects, sizeof subjects / sizeof *subjects);
    pain_status status = PAIN_OK;

    if (subject == NULL)
        return expected(r, "n, mean, sd, se, median, minimum, maximum, percent reduction, mean "
                           "reduction, near zero, responders, worse, p, t, f, z, chi-squared, ci, "
                           "effect size, difference, ratio or odds ratio");
    if (claim->has_cut && subject->number != PAIN_CLAIM_INTERVAL)
        return expected(r, "ci behind a level");
    claim->statistic = subject->number;
    if (claim->statistic >= PAIN_CLAIM_MEAN && claim->statistic <= PAIN_CLAIM_MAXIMUM)
        status = read_time(r, claim);
    if (status == PAIN_OK)
        status = read_bracket(r, claim);
    if (status == PAIN_OK && claim->statistic == PAIN_CLAIM_INTERVAL)
        return read_interval_of(r, claim);
    return status == PAIN_OK ? read_population(r, claim) : status;
}

static pain_status read_comparator(reader *r, pain_claim *claim)
{
    static const phrase comparators[] = {
        {"<=", PAIN_AT_MOST},     {">=", PAIN_AT_LEAST}, {"<", PAIN_LESS},
        {">", PAIN_MORE},         {"=", PAIN_IS},        {"is", PAIN_IS},
        {"more than", PAIN_MORE}, {"over", PAIN_MORE},   {"at least", PAIN_AT_LEAST},
        {"less than", PAIN_LESS}, {"under", PAIN_LESS},  {"at most", PAIN_AT_MOST},
        {"up to", PAIN_AT_MOST},  {"about", PAIN_ABOUT}, {"between", PAIN_BETWEEN}};
    const phrase *comparator = next_of(r, comparators, sizeof comparators / sizeof *comparators);

    if (comparator == NULL)
        return expected(r, "=, <, <=, >, >=, about or between");
    claim->comparator = comparator->number;
    if (claim->statistic == PAIN_CLAIM_INTERVAL && claim->comparator != PAIN_IS)
        return expected(r, "= and two limits");
    return PAIN_OK;
}

/* The unit that the statistic needs or may have. */
static pain_status read_unit(reader *r, pain_claim *claim)
{
    bool share = is_share(claim->statistic);
    bool may_be_percent = share || claim->statistic == PAIN_CLAIM_INTERVAL ||
                          claim->statistic == PAIN_CLAIM_DIFFERENCE;

    claim->unit =
        share || claim->statistic == PAIN_CLAIM_PATIENTS ? PAIN_CLAIM_COUNT : PAIN_CLAIM_POINTS;
    if (claim->statistic == PAIN_CLAIM_PERCENT_REDUCTION || may_be_percent) {
        if (takes(r, "%")) {
            claim->unit = PAIN_CLAIM_PERCENT;
            return PAIN_OK;
        }
        if (claim->statistic == PAIN_CLAIM_PERCENT_REDUCTION)
            return expected(r, "%");
    }
    if (share && (takes(r, "/") || takes(r, "of"))) {
        pain_printed of;

        pass_blanks(r);
        const char *at = r->at;
        pain_status status = read_figure(r, &of);

        if (status != PAIN_OK)
            return status;
        if (of.decimals > 0 || of.digits < 1) {
            r->at = at;
            return expected(r, "a number of patients");
        }
        claim->of = of.digits;
    }
    (void)takes(r, claim->unit == PAIN_CLAIM_COUNT ? "patients" : "points");
    return PAIN_OK;
}

static pain_status read_value(reader *r, pain_claim *claim)
{
    pass_blanks(r);
    const char *begin = r->at;
    pain_status status = read_figure(r, &claim->value);

    if (status != PAIN_OK)
        return status;
    if (claim->statistic == PAIN_CLAIM_P &&
        (claim->value.digits < 0 ||
         claim->value.digits > pain__power_of_ten(claim->value.decimals))) {
        r->at = begin;
        return expected(r, "a p from 0 to 1");
    }
    if (claim->comparator == PAIN_ABOUT && !takes(r, "+-"))
        return expected(r, "+- and a tolerance");
    if (claim->comparator == PAIN_BETWEEN && !takes(r, "and") && !takes(r, "to"))
        return expected(r, "and, and the other end");
    pass_blanks(r);
    const char *at = r->at;

    bool two = claim->comparator == PAIN_ABOUT || claim->comparator == PAIN_BETWEEN;

    if (claim->statistic == PAIN_CLAIM_INTERVAL) {
        (void)takes(r, "%");
        if (!takes(r, "to") && !takes(r, ","))
            return expected(r, "to, and the other limit");
        two = true;
    }
    if (two)
        status = read_figure(r, &claim->second);
    if (status == PAIN_OK)
        status = read_unit(r, claim);
    if (status != PAIN_OK)
        return status;
    if (claim->unit == PAIN_CLAIM_COUNT &&
        (claim->value.decimals > 0 || claim->second.decimals > 0))
        return expected(r, "a whole number of patients, or %");
    pain_range range;

    if (pain_claim_range(claim, PAIN_ROUNDING_UNKNOWN, &range) != PAIN_OK) {
        r->at = at;
        return expected(r, claim->comparator == PAIN_BETWEEN ? "a larger number than the first"
                                                             : "a tolerance of 0 or more");
    }
    return PAIN_OK;
}

pain_status pain_claim_parse(const char *text, pain_claim *claim, pain_error *error)
{
    reader r = {text, text, error};
    pain_status status;

    pain__error_clear(error);
    if (claim != NULL)
        memset(claim, 0, sizeof *claim);
    if (text == NULL || claim == NULL)
        return pain__fail(error, PAIN_EINVAL, "no text or no claim");
    pass_blanks(&r);
    status = is_figure(*r.at) ? read_level(&r, claim) : PAIN_OK;
    if (status == PAIN_OK)
        status = read_subject(&r, claim);
    if (status == PAIN_OK)
        status = read_comparator(&r, claim);
    if (status == PAIN_OK)
        status = read_value(&r, claim);
    pass_blanks(&r);
    if (status == PAIN_OK && *r.at != '\0')
        status = expected(&r, "nothing more");
    if (status != PAIN_OK)
        memset(claim, 0, sizeof *claim);
    return status;
}

pain_status pain_claim_range(const pain_claim *claim, int32_t rounding, pain_range *range)
{
    if (range != NULL)
        *range = (pain_range){0};
    if (claim == NULL || range == NULL)
        return PAIN_EINVAL;
    bool two = claim->comparator == PAIN_ABOUT || claim->comparator == PAIN_BETWEEN;

    /* A number of patients is not rounded. */
    if (claim->unit == PAIN_CLAIM_COUNT && claim->comparator == PAIN_IS)
        return pain_compared_range(PAIN_BETWEEN, &claim->value, &claim->value, rounding, range);
    return pain_compared_range(claim->comparator, &claim->value, two ? &claim->second : NULL,
                               rounding, range);
}
