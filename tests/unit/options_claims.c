/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls with figures and claims, for t_options. */
#include <config.h>

#include "claim_support.h"
#include "options_callers.h"

static pain_range printed(const char *text)
{
    return printed_as(text, PAIN_ROUNDING_UNKNOWN);
}

static pain_figures figures;
static pain_paired_figures paired;
static pain_pairings pairings;

static outcome use_figures(const void *options)
{
    int32_t verdict = 0;
    pain_status status = pain_figures_possible(options, &verdict);

    return outcome_of(status, &verdict, sizeof verdict);
}

static outcome use_paired(const void *options)
{
    static pain_paired_end end;
    pain_status status =
        pain_paired_bound(options, PAIN_PAIRED_PERCENT_OF_MEANS, true, false, 1, &end);

    return outcome_of(status, &end.bound, sizeof end.bound);
}

static outcome use_pairings(const void *options)
{
    static pain_pairings_end end;
    pain_status status = pain_pairings_bound(options, PAIN_PAIRED_RESPONDERS, true, &end);

    return outcome_of(status, &end, sizeof end);
}

static const int64_t exactly[] = {3, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1};
static const pain_samples_options samples_options = {
    .size = sizeof(pain_samples_options), .exactly = exactly, .memory = 1 << 20};

static outcome use_samples(const void *options)
{
    pain_samples_total total;
    pain_status status = pain_samples_count(&figures, options, &total);

    return outcome_of(status, &total.exact, sizeof total.exact);
}

static const pain_grid percents = {0, 1, 1, 100};
static const pain_study_n patients[] = {{10, 12}};
static const pain_study_options study_options = {.size = sizeof(pain_study_options),
                                                 .grid = &percents,
                                                 .n = patients,
                                                 .n_count = 1,
                                                 .most_n = 20,
                                                 .rounding = 1,
                                                 .spread = 1,
                                                 .seed = 1};

static outcome use_study(const void *options)
{
    pain_claim claim = claim_of("mean after = 1.48");
    pain_study *study = NULL;
    pain_status status = pain_study_check(&study, &claim, 1, options, NULL);
    int64_t n = 0;

    if (status == PAIN_OK)
        (void)!pain_study_next_n(study, 1, &n);
    pain_study_free(study);
    return outcome_of(status, &n, sizeof n);
}

static pain_reported reported;

static outcome use_reported(const void *options)
{
    pain_recalculation *again = NULL;
    pain_status status = pain_recalculate(&again, options, NULL);
    const pain_recalculated *first = pain_recalculation_at(again, 0);
    outcome o = outcome_of(status, first, first != NULL ? sizeof *first : 0);

    pain_recalculation_free(again);
    return o;
}

const caller claim_callers[CLAIM_CALLERS] = {
    {"figures", sizeof(pain_figures), &figures, use_figures},
    {"paired", sizeof(pain_paired_figures), &paired, use_paired},
    {"pairings", sizeof(pain_pairings), &pairings, use_pairings},
    {"samples", sizeof(pain_samples_options), &samples_options, use_samples},
    {"study", sizeof(pain_study_options), &study_options, use_study},
    {"reported", sizeof(pain_reported), &reported, use_reported},
};

void set_up_claims(void)
{
    reported.size = sizeof reported;
    reported.compared = PAIN_COMPARED_MEAN;
    reported.spread_kind = PAIN_SPREAD_SD;
    reported.group[0] = (pain_reported_group){25, printed("1.5"), printed("1.3"), {0}, 0, 0, {0}};
    figures = (pain_figures){.size = sizeof(pain_figures),
                             .grid = pain_grid_whole(10),
                             .n = 13,
                             .mean = printed("1.5"),
                             .spread = printed("1.3")};
    paired = (pain_paired_figures){.size = sizeof(pain_paired_figures),
                                   .grid = pain_grid_whole(10),
                                   .n = 9,
                                   .baseline_mean = printed("6.1"),
                                   .endpoint_mean = printed("1.2"),
                                   .least_baseline = 1,
                                   .nobody_worse = true,
                                   .cut = 1,
                                   .percent = 50};
    pairings = (pain_pairings){.size = sizeof(pain_pairings),
                               .steps = 10,
                               .percent = 50,
                               .nobody_worse = true,
                               .before = {[4] = 2, [6] = 3},
                               .after = {[0] = 1, [2] = 3, [3] = 1}};
}
