/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "calls.h"

static pain_range range_of(int64_t digits, int32_t decimals)
{
    const pain_printed printed = {digits, decimals};
    pain_range range;

    if (pain_printed_range(&printed, PAIN_ROUNDING_UNKNOWN, &range) != PAIN_OK)
        abort();
    return range;
}

static void call_samples(host_calls *calls, const pain_figures *figures)
{
    pain_samples_total total;
    int64_t drawn[2 * 11] = {0};
    uint64_t shares[28] = {0};
    pain_status status;

    memset(&total, 0, sizeof total);
    status = pain_samples_count(figures, NULL, &total);
    host_note(calls, "pain_samples_count", status, &total.about, sizeof total.about);
    status = pain_samples_draw(figures, NULL, 3, 2, drawn);
    host_note(calls, "pain_samples_draw", status, drawn, sizeof drawn);
    status = pain_samples_share(figures, NULL, 1, 3, 5, shares);
    host_note(calls, "pain_samples_share", status, shares, sizeof shares);
}

static void call_figures(host_calls *calls)
{
    const pain_figures figures = {.size = sizeof figures,
                                  .grid = pain_grid_whole(10),
                                  .n = 27,
                                  .mean = range_of(148, 2),
                                  .spread = range_of(13, 1),
                                  .spread_kind = PAIN_SPREAD_SD};
    pain_finding finding;
    pain_grim grim;
    pain_count_bounds bounds;
    int64_t n = 0;
    int32_t verdict = 0;
    pain_status status;

    CALL(int32_t, pain_figures_possible, &figures);
    finding = (pain_finding){.verdict = -1};
    status = pain_figures_check(&figures, &finding);
    host_note(calls, "pain_figures_check", status, &finding.witness, sizeof finding.witness);
    host_note(calls, "pain_witness_check", pain_witness_check(&figures, &finding.witness), "", 0);
    host_note(calls, "pain_certificate_check",
              pain_certificate_check(&figures, &finding.certificate), &verdict, sizeof verdict);
    status = pain_figures_next_n(&figures, 28, 40, &n);
    host_note(calls, "pain_figures_next_n", status, &n, sizeof n);
    CALL(pain_spread_limits, pain_spread_bounds, &figures);
    status = pain_grim_check(&figures.grid, &figures.mean, 27, &grim);
    host_note(calls, "pain_grim_check", status, &grim.power, sizeof grim.power);
    status = pain_grim_next_n(&figures.grid, &figures.mean, 1, 28, 40, &n);
    host_note(calls, "pain_grim_next_n", status, &n, sizeof n);
    status = pain_bounds_at_most(&figures, 1, &bounds);
    host_note(calls, "pain_bounds_at_most", status, &bounds.least, sizeof bounds.least);
    status = pain_bounds_at(&figures, 1, &bounds);
    host_note(calls, "pain_bounds_at", status, &bounds.most, sizeof bounds.most);
    call_samples(calls, &figures);
}

/* From 1, 2, ..., 100 to 1: a fraction beyond 64 bits, so that doubles are added up. */
static void call_pairings(host_calls *calls)
{
    pain_pairings pairings = {.size = sizeof pairings, .steps = 100};
    pain_pairings_end end;

    for (int32_t v = 1; v <= pairings.steps; v++)
        pairings.before[v] = 1;
    pairings.after[1] = pairings.steps;
    for (int32_t q = 0; q < PAIN_PAIRINGS_QUANTITIES; q++) {
        pain_status status = pain_pairings_bound(&pairings, q, true, &end);

        host_note(calls, "pain_pairings_bound", status, &end.value, sizeof end.value);
    }
}

static void call_pairs(host_calls *calls)
{
    const pain_paired_figures figures = {.size = sizeof figures,
                                         .grid = pain_grid_whole(10),
                                         .n = 12,
                                         .baseline_mean = range_of(65, 1),
                                         .endpoint_mean = range_of(21, 1),
                                         .least_baseline = 1,
                                         .cut = 1,
                                         .percent = 50};
    pain_paired_witness witness;
    pain_paired_end end;
    int32_t verdict = 0;
    pain_status status = pain_paired_check(&figures, 1, &verdict, &witness);

    host_note(calls, "pain_paired_check", status, &verdict, sizeof verdict);
    host_note(calls, "pain_paired_witness_check", pain_paired_witness_check(&figures, &witness), "",
              0);
    status = pain_paired_bound(&figures, 0, true, false, 1, &end);
    host_note(calls, "pain_paired_bound", status, &end.bound, sizeof end.bound);
    host_note(calls, "pain_paired_bound", status, &end.reached, sizeof end.reached);
    call_pairings(calls);
}

static void call_study(host_calls *calls)
{
    static const char *const lines[] = {"n = 27", "mean after = 1.48", "sd after = 1.3",
                                        "near zero = 92.3 %"};
    const pain_study_options options = {.size = sizeof options, .most_n = 60};
    pain_claim claims[4];
    pain_study *study = NULL;
    int64_t n = 0;
    double power;
    pain_status status = PAIN_OK;

    for (size_t i = 0; i < 4; i++)
        host_note(calls, "pain_claim_parse", pain_claim_parse(lines[i], &claims[i], NULL), "", 0);
    status = pain_study_check(&study, claims, 4, &options, NULL);
    host_note(calls, "pain_study_check", status, "", 0);
    const pain_study_cell *cell;

    for (size_t i = 0; (cell = pain_study_at(study, i)) != NULL; i++)
        host_note(calls, "pain_study_at", cell->verdict, cell->reason, strlen(cell->reason));
    power = pain_study_power(study, 1);
    host_note(calls, "pain_study_power", 0, &power, sizeof power);
    status = pain_study_next_n(study, 28, &n);
    host_note(calls, "pain_study_next_n", status, &n, sizeof n);
    pain_study_free(study);
}

static void call_results(host_calls *calls)
{
    static const char *const lines[] = {"n = 52",           "mean before = 8.1", "sd before = 1.1",
                                        "mean after = 0.7", "sd after = 1.2",    "t = 30.1"};
    pain_claim claims[6];
    pain_reported reported;
    pain_recalculation *again = NULL;
    const pain_recalculated *row;
    pain_status status = PAIN_OK;

    for (size_t i = 0; i < 6; i++)
        host_note(calls, "pain_claim_parse", pain_claim_parse(lines[i], &claims[i], NULL), "", 0);
    memset(&reported, 0, sizeof reported);
    status = pain_reported_read(claims, 6, 6, NULL, &reported);
    host_note(calls, "pain_reported_read", status, "", 0);
    status = pain_recalculate(&again, &reported, NULL);
    host_note(calls, "pain_recalculate", status, "", 0);
    for (size_t i = 0; (row = pain_recalculation_at(again, i)) != NULL; i++)
        host_note(calls, "pain_recalculation_at", row->verdict, &row->least, sizeof row->least);
    pain_recalculation_free(again);
}

void host_call_claims(host_calls *calls)
{
    call_figures(calls);
    call_pairs(calls);
    call_study(calls);
    call_results(calls);
}
