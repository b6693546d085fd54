/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Results of a sample's claims, calculated again. */
#include <config.h>

#include "recalculate.h"

static bool is_share(const pain_claim *claim)
{
    return claim->statistic >= PAIN_CLAIM_NEAR_ZERO && claim->statistic <= PAIN_CLAIM_WORSE;
}

/* Whether the claim is used as a figure: the least that is said of a mean, say, is not. */
static bool is_figure(const pain_claim *claim)
{
    bool is_count = claim->statistic == PAIN_CLAIM_PATIENTS || is_share(claim);

    return pain_claim_result(claim) < 0 &&
           (claim->comparator == PAIN_IS ||
            (!is_count && (claim->comparator == PAIN_ABOUT || claim->comparator == PAIN_BETWEEN)));
}

static bool is_mean_change(const pain_claim *claim)
{
    return claim->statistic == PAIN_CLAIM_MEAN_REDUCTION ||
           (claim->statistic == PAIN_CLAIM_MEAN && claim->time == PAIN_TIME_CHANGE);
}

static bool has_same_cut(const pain_claim *a, const pain_claim *b)
{
    return !a->has_cut || !b->has_cut ||
           (a->cut.digits == b->cut.digits && a->cut.decimals == b->cut.decimals);
}

/* Whether both are figures of the same, so that only one could be used. */
static bool is_same_figure(const pain_claim *a, const pain_claim *b)
{
    if (!is_figure(a) || !is_figure(b) || a->population != b->population)
        return false;
    return (is_mean_change(a) && is_mean_change(b)) ||
           (a->statistic == b->statistic && a->time == b->time && a->definition == b->definition &&
            has_same_cut(a, b));
}

static const char twice[] = "the figure is given twice";

/* Whether both are shares that could be compared with those of another group, or be the share whose
 * interval is given: which of them is meant nobody says. */
static bool are_two_shares(const pain_claim *a, const pain_claim *b)
{
    bool groups = a->population == PAIN_CLAIM_OF_GROUP_1 || a->population == PAIN_CLAIM_OF_GROUP_2;

    return is_figure(a) && is_figure(b) && is_share(a) && is_share(b) &&
           a->population == b->population && (groups || a->statistic == b->statistic);
}

/* Why a figure cannot be used beside one before it; NULL when it can. */
static const char *clash(const pain_claim *before, const pain_claim *claim)
{
    if (is_same_figure(before, claim))
        return twice;
    if (are_two_shares(before, claim))
        return "another share of the same patients is given; which one is compared";
    return NULL;
}

int recalculate_check_figures(const check_sample *sample)
{
    char text[160];

    for (size_t i = 0; i < sample->n_claims; i++) {
        const pain_claim *claim = &sample->claims[i];
        /* Of the patients, the option is the first figure. */
        const char *wrong = NULL;

        if (sample->options.n_count > 0 && is_figure(claim) &&
            claim->statistic == PAIN_CLAIM_PATIENTS && claim->population == PAIN_CLAIM_OF_OPEN)
            wrong = twice;
        for (size_t j = 0; j < i && wrong == NULL; j++)
            wrong = clash(&sample->claims[j], claim);
        if (wrong == NULL)
            continue;
        pain_claim_format(claim, text, sizeof text);
        return check_fail(&sample->claim_at[i], "'%s': %s", text, wrong);
    }
    return TOOL_DONE;
}

static int run_one(check_sample *sample, size_t which, pain_recalculation **to)
{
    pain_reported reported;
    pain_error error = {.code = 0};
    pain_status status =
        pain_reported_read(sample->claims, sample->n_claims, which, &sample->options, &reported);

    if (status == PAIN_OK)
        status = pain_recalculate(to, &reported, &error);
    if (status == PAIN_OK)
        return TOOL_DONE;
    if (status == PAIN_ENOMEM)
        return tool_fail(TOOL_NO_IO, "out of memory");
    const check_place none = {"", 0, 0};

    return check_fail(which < sample->n_claims ? &sample->claim_at[which] : &none, "%s",
                      *error.text != '\0' ? error.text : pain_status_text(status));
}

/* Whether the SDs before, after and of the change are all printed. */
static bool has_correlation(const check_sample *sample)
{
    bool at[PAIN_TIME_CHANGE + 1] = {false};

    for (size_t i = 0; i < sample->n_claims; i++)
        if (sample->claims[i].statistic == PAIN_CLAIM_SD ||
            sample->claims[i].statistic == PAIN_CLAIM_SE)
            at[sample->claims[i].time] = true;
    return at[PAIN_TIME_BEFORE] && at[PAIN_TIME_AFTER] && at[PAIN_TIME_CHANGE];
}

int recalculate_run(check_sample *sample, bool always)
{
    int status = TOOL_DONE;
    bool any = false;

    for (size_t i = 0; i < sample->n_claims && status == TOOL_DONE; i++) {
        if (pain_claim_result(&sample->claims[i]) < 0)
            continue;
        any = true;
        status = run_one(sample, i, &sample->again[i]);
    }
    sample->shows_all = always && !any;
    if (status == TOOL_DONE && (has_correlation(sample) || sample->shows_all))
        status = run_one(sample, sample->n_claims, &sample->again[CHECK_MOST_CLAIMS]);
    return status;
}

int32_t recalculate_verdict(const check_sample *sample, size_t i)
{
    const pain_recalculation *r = sample->again[i];

    if (i == CHECK_MOST_CLAIMS)
        return pain_recalculation_verdict(r, PAIN_RESULT_CORRELATION);
    int32_t result = pain_claim_result(&sample->claims[i]);
    int32_t verdict = pain_recalculation_verdict(r, result);

    /* Degrees of freedom are part of the statistic: "t (48) = 2.3". */
    if (result != PAIN_RESULT_STATISTIC || !sample->claims[i].has_cut)
        return verdict;
    int32_t df = pain_recalculation_verdict(r, PAIN_RESULT_DF);

    if (verdict == PAIN_STUDY_NOT_TESTABLE || df == PAIN_STUDY_INCONSISTENT)
        return df;
    if (df == PAIN_STUDY_ONLY_UNDER && verdict == PAIN_STUDY_CONSISTENT)
        return df;
    return verdict;
}

int recalculate_status(const check_sample *sample)
{
    int worst = TOOL_DONE;

    for (size_t i = 0; i <= CHECK_MOST_CLAIMS; i++) {
        if (sample->again[i] == NULL)
            continue;
        int32_t verdict = recalculate_verdict(sample, i);

        if (verdict == PAIN_STUDY_INCONSISTENT)
            return CHECK_INCONSISTENT;
        if (verdict == PAIN_STUDY_ONLY_UNDER)
            worst = CHECK_ONLY_UNDER;
    }
    return worst;
}
