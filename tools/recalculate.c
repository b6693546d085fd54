/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Results of a sample's claims, calculated again. */
#include <config.h>

#include "recalculate.h"

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
