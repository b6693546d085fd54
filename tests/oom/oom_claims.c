/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Claims, figures and samples. */
#include <config.h>

#include <math.h>
#include <string.h>

#include "oom.h"

static pain_range range_of(const char *text)
{
    pain_printed printed;
    pain_range range;

    oom_require(pain_printed_parse(text, &printed, NULL) == PAIN_OK);
    oom_require(pain_printed_range(&printed, PAIN_ROUNDING_UNKNOWN, &range) == PAIN_OK);
    return range;
}

static pain_claim claim_of(const char *text)
{
    pain_claim claim;

    oom_require(pain_claim_parse(text, &claim, NULL) == PAIN_OK);
    return claim;
}

static pain_figures figures_of(void)
{
    return (pain_figures){.size = sizeof(pain_figures),
                          .grid = pain_grid_whole(10),
                          .n = 12,
                          .mean = range_of("5.0"),
                          .spread = range_of("2.5")};
}

static pain_paired_figures paired_of(void)
{
    return (pain_paired_figures){.size = sizeof(pain_paired_figures),
                                 .grid = pain_grid_whole(10),
                                 .n = 12,
                                 .baseline_mean = range_of("7.1"),
                                 .endpoint_mean = range_of("2.0"),
                                 .cut = 1,
                                 .percent = 50};
}

static pain_status call_checks_run(const oom *o)
{
    pain_checks checks;
    pain_status status = pain_checks_run(o->data->sessions, NULL, o->allocator, &checks, NULL);

    oom_require(status == PAIN_OK ||
                (checks.evaluated == 0 && isnan(checks.last_fall) && isnan(checks.fall.value)));
    return status;
}

static pain_status call_samples_count(const oom *o)
{
    const pain_figures figures = figures_of();
    const pain_samples_options options = {.size = sizeof options, .allocator = o->allocator};
    pain_samples_total total;
    pain_status status = pain_samples_count(&figures, &options, &total);

    oom_require(status == PAIN_OK || (total.exact == 0 && isnan(total.about)));
    return status;
}

static pain_status call_samples_draw(const oom *o)
{
    const pain_figures figures = figures_of();
    const pain_samples_options options = {.size = sizeof options, .allocator = o->allocator};
    int64_t counts[22], sum = 0;
    pain_status status;

    memset(counts, 1, sizeof counts);
    status = pain_samples_draw(&figures, &options, 1, 2, counts);
    for (int i = 0; i < 22; i++)
        sum += counts[i];
    oom_require(sum == (status == PAIN_OK ? 24 : 0));
    return status;
}

static pain_status call_samples_share(const oom *o)
{
    const pain_figures figures = figures_of();
    const pain_samples_options options = {.size = sizeof options, .allocator = o->allocator};
    uint64_t tally[13], sum = 0;
    pain_status status;

    memset(tally, 1, sizeof tally);
    status = pain_samples_share(&figures, &options, 2, 1, 5, tally);
    for (int i = 0; i < 13; i++)
        sum += tally[i];
    oom_require(sum == (status == PAIN_OK ? 5 : 0));
    return status;
}

static pain_status call_paired_check(const oom *o)
{
    const pain_paired_figures figures = paired_of();
    static pain_paired_witness witness;
    int32_t verdict = -1;
    pain_status status = pain_paired_check(&figures, 1, &verdict, &witness);

    (void)o;
    oom_require(verdict == (status == PAIN_OK ? PAIN_POSSIBLE : PAIN_UNDECIDED));
    oom_require((witness.n_cells > 0) == (status == PAIN_OK));
    return status;
}

static pain_status call_paired_bound(const oom *o)
{
    const pain_paired_figures figures = paired_of();
    static pain_paired_end end;
    pain_status status = pain_paired_bound(&figures, PAIN_PAIRED_MEAN_PERCENT, true, true, 1, &end);

    (void)o;
    oom_require(isnan(end.bound) == (status != PAIN_OK));
    return status;
}

static pain_status check(const oom *o, const pain_claim *claims, size_t n)
{
    const pain_study_options options = {.size = sizeof options, .allocator = o->allocator};
    pain_study *study = (pain_study *)&study;
    pain_status status = pain_study_check(&study, claims, n, &options, NULL);

    oom_require((study != NULL) == (status == PAIN_OK));
    pain_study_free(study);
    return status;
}

static pain_status call_study_check(const oom *o)
{
    const pain_claim claims[] = {claim_of("n = 12"), claim_of("mean before = 7.1"),
                                 claim_of("mean after = 2.0"), claim_of("near zero > 40 %")};

    return check(o, claims, 4);
}

/* The innocent readings and the smallest set that contradicts come with these. */
static pain_status call_study_check_impossible(const oom *o)
{
    const pain_claim claims[] = {claim_of("n = 12"), claim_of("mean after = 7.11"),
                                 claim_of("sd after = 0.2")};

    return check(o, claims, 3);
}

static pain_status call_recalculate(const oom *o)
{
    const pain_claim claims[] = {claim_of("n of group 1 = 10"),
                                 claim_of("n of group 2 = 12"),
                                 claim_of("mean after of group 1 = 3.1"),
                                 claim_of("sd after of group 1 = 1.2"),
                                 claim_of("mean after of group 2 = 4.2"),
                                 claim_of("sd after of group 2 = 1.4"),
                                 claim_of("p = 0.06")};
    const pain_study_options options = {.size = sizeof options, .allocator = o->allocator};
    pain_recalculation *again = (pain_recalculation *)&again;
    pain_reported reported;
    pain_status status = pain_reported_read(claims, 7, 6, &options, &reported);

    if (status == PAIN_OK)
        status = pain_recalculate(&again, &reported, NULL);
    oom_require((again != NULL) == (status == PAIN_OK));
    pain_recalculation_free(again);
    return status;
}

static pain_status call_verification_new(const oom *o)
{
    const pain_claim claims[] = {claim_of("percent reduction = 40 %"), claim_of("near zero > 10 %"),
                                 claim_of("n = 3")};
    pain_verification *verification = (pain_verification *)&verification;
    pain_status status = pain_verification_new(&verification, o->data->sessions, claims, 3, NULL,
                                               o->allocator, NULL);

    oom_require((verification != NULL) == (status == PAIN_OK));
    pain_verification_free(verification);
    return status;
}

const oom_call oom_claim_calls[] = {
    {"pain_checks_run", call_checks_run, true},
    {"pain_samples_count", call_samples_count, true},
    {"pain_samples_draw", call_samples_draw, true},
    {"pain_samples_share", call_samples_share, true},
    {"pain_paired_check", call_paired_check, false},
    {"pain_paired_bound", call_paired_bound, false},
    {"pain_study_check", call_study_check, true},
    {"pain_study_check", call_study_check_impossible, true},
    {"pain_reported_read", call_recalculate, true},
    {"pain_recalculate", call_recalculate, true},
    {"pain_verification_new", call_verification_new, true},
    {NULL, NULL, false},
};
