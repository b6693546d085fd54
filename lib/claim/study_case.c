/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One combination of definitions and assumptions, and one n: impossible with the reason, possible
 * with an example, or neither. From the cheap questions to the dear ones. */
#include <config.h>

#include "claim/study.h"
#include <painstat/implied.h>

static bool is_share(const pain_claim *claim)
{
    return claim->statistic >= PAIN_CLAIM_NEAR_ZERO;
}

static void add_share(pain__words *w, const pain_claim *claim, int64_t k, int64_t n)
{
    int64_t ten = 1;
    int32_t decimals = claim->value.decimals < 6 ? claim->value.decimals : 6;

    for (int32_t i = 0; i < decimals; i++)
        ten *= 10;
    pain__add_whole(w, k);
    pain__add(w, " (");
    pain__add_decimal(w, (200 * k * ten + n) / (2 * n), decimals);
    pain__add(w, " %)");
}

static void no_such_share(const pain__case *c, const pain_claim *claim, const pain__counts *counts,
                          pain__words *w)
{
    pain__add_claim(w, claim);
    pain__add(w, ": of ");
    pain__add_whole(w, c->n);
    pain__add(w, " patients the nearest are ");
    if (counts->last >= 0)
        add_share(w, claim, counts->last, c->n);
    if (counts->last >= 0 && counts->first <= c->n)
        pain__add(w, " and ");
    if (counts->first <= c->n)
        add_share(w, claim, counts->first, c->n);
}

/* Each share of whole patients; nobody worse against patients who are. */
static pain_status shares(const pain__case *c, pain__words *w, bool *impossible, bool *tested)
{
    for (size_t i = 0; i < c->known->n_claims && !*impossible; i++) {
        const pain_claim *claim = &c->known->claims[i];
        pain__counts counts;
        pain_status status;

        if (!c->known->used[i] || !is_share(claim))
            continue;
        status = pain__share_counts(c, claim, &counts);
        if (status != PAIN_OK)
            return status;
        *tested = *tested || (claim->comparator == PAIN_IS && !(pain__power(c, claim) <= 0));
        *impossible = true;
        if (claim->of > 0 && claim->of != c->n) {
            pain__add_claim(w, claim);
            pain__add(w, " is not of ");
            pain__add_whole(w, c->n);
            pain__add(w, " patients");
        } else if (counts.first > counts.last)
            no_such_share(c, claim, &counts, w);
        else if (claim->statistic == PAIN_CLAIM_WORSE && counts.first > 0 &&
                 c->value[PAIN_CHOICE_NOBODY_WORSE] == 1)
            pain__add(w, "somebody is worse by what is claimed");
        else
            *impossible = false;
    }
    return PAIN_OK;
}

static const char *time_name(int32_t time)
{
    return time == PAIN_TIME_BEFORE ? "before" : time == PAIN_TIME_AFTER ? "after" : "change";
}

/* Mean, SD, median and extremes of one time. */
static pain_status sample(const pain__case *c, const pain__asked *asked, int32_t time,
                          pain__words *w, bool *impossible, bool *tested)
{
    const pain__at_time *at = &asked->at[time];
    pain_figures figures = at->figures;
    pain_finding finding;
    char text[256];

    if (at->given == 0)
        return PAIN_OK;
    *tested = *tested || at->given > 1 || !at->has_mean;
    for (size_t i = 0; i < c->known->n_claims && !*tested; i++)
        *tested = c->known->used[i] && c->known->claims[i].time == time &&
                  pain__power(c, &c->known->claims[i]) > 0;
    if (at->contradicted) {
        pain__add(w, time_name(time));
        pain__add(w, ": the same figure is given twice, with no number in common");
        *impossible = true;
        return PAIN_OK;
    }
    if (figures.grid.steps == 0) /* order figures need limits */
        figures.median = figures.minimum = figures.maximum = (pain_range){0};
    pain_status status = pain_figures_check(&figures, &finding);

    if (status != PAIN_OK || finding.verdict != PAIN_IMPOSSIBLE)
        return status == PAIN_EOVERFLOW ? PAIN_OK : status;
    *impossible = true;
    pain__add(w, time_name(time));
    pain__add(w, ": ");
    if (!at->has_mean && !at->has_spread) {
        pain__add_whole(w, c->n);
        pain__add(w, " scores on the scale's steps do not have these middle and outermost scores");
        return PAIN_OK;
    }
    if (time == PAIN_TIME_CHANGE && finding.certificate.reason == PAIN_REASON_MEAN) {
        /* The sums of a certificate count from the lowest value, here minus the scale. */
        pain__add(w, "no ");
        pain__add_whole(w, c->n);
        pain__add(w, " differences of scores on the scale's steps have such a mean");
        return PAIN_OK;
    }
    pain_certificate_text(&figures, &finding.certificate, text, sizeof text);
    pain__add(w, text);
    return PAIN_OK;
}

/* Near zero up to a lower cut is never more than up to a higher one; responders the reverse. */
static pain_status nested(const pain__case *c, pain__words *w, bool *impossible)
{
    const pain__known *known = c->known;

    for (size_t i = 0; i < known->n_claims && !*impossible; i++)
        for (size_t j = 0; j < known->n_claims && !*impossible; j++) {
            const pain_claim *a = &known->claims[i], *b = &known->claims[j];
            pain__counts at_a, at_b;

            if (!known->used[i] || !known->used[j] || a->statistic != b->statistic ||
                (a->statistic != PAIN_CLAIM_NEAR_ZERO && a->statistic != PAIN_CLAIM_RESPONDERS))
                continue;
            int32_t low = pain__cut_of(c, a), high = pain__cut_of(c, b);

            if (low < 0 || high < 0 ||
                (a->statistic == PAIN_CLAIM_NEAR_ZERO ? low > high : low < high))
                continue;
            if (pain__share_counts(c, a, &at_a) != PAIN_OK ||
                pain__share_counts(c, b, &at_b) != PAIN_OK || at_a.first <= at_b.last)
                continue;
            *impossible = true;
            pain__add_claim(w, a);
            pain__add(w, " is more than ");
            pain__add_claim(w, b);
        }
    return PAIN_OK;
}

/* Patients near zero, by the exact bounds of the figures after. */
static pain_status bounded(const pain__asked *asked, pain__words *w, bool *impossible)
{
    const pain_figures *figures = &asked->at[PAIN_TIME_AFTER].figures;
    pain_count_bounds bounds;

    /* Without a mean there are as many sums as patients and scores; then the programs must do. */
    if (!asked->has_near_zero || asked->at[PAIN_TIME_AFTER].given == 0 ||
        (!asked->at[PAIN_TIME_AFTER].has_mean && figures->n > 200) ||
        asked->paired.cut >= figures->grid.steps)
        return PAIN_OK;
    pain_status status = pain_bounds_at_most(figures, asked->paired.cut, &bounds);

    if (status != PAIN_OK)
        return status == PAIN_ENOMEM ? status : PAIN_OK;
    if (asked->near_zero.first <= bounds.most && asked->near_zero.last >= bounds.least)
        return PAIN_OK;
    *impossible = true;
    pain__add(w, "the figures after leave ");
    pain__add_whole(w, bounds.least);
    pain__add(w, " to ");
    pain__add_whole(w, bounds.most);
    pain__add(w, " of ");
    pain__add_whole(w, figures->n);
    pain__add(w, " near zero, and the claim needs ");
    pain__add_whole(w, asked->near_zero.first);
    pain__add(w, " to ");
    pain__add_whole(w, asked->near_zero.last);
    return PAIN_OK;
}

/* What one sample, or a share of patients, cannot be. */
static pain_status cheap(const pain__case *c, const pain__asked *asked, pain__words *w,
                         bool *impossible, bool *tested)
{
    pain_status status = shares(c, w, impossible, tested);

    for (int32_t time = PAIN_TIME_BEFORE; time <= PAIN_TIME_CHANGE && !*impossible; time++)
        if (status == PAIN_OK)
            status = sample(c, asked, time, w, impossible, tested);
    if (status == PAIN_OK && !*impossible)
        status = nested(c, w, impossible);
    if (status == PAIN_OK && !*impossible && asked->contradicted) {
        pain__add(w, "the same figure is given twice, with no number in common");
        *impossible = true;
    }
    return status;
}

bool pain__fits_alone(const pain__case *c)
{
    pain__asked asked;
    char text[320];
    pain__words w = pain__words_in(text, sizeof text);
    bool impossible = false, tested = false;

    return pain__ask(c, &asked) == PAIN_OK &&
           cheap(c, &asked, &w, &impossible, &tested) == PAIN_OK && !impossible;
}

static void leave_open(pain__decision *decision)
{
    pain__words w = pain__words_in(decision->reason, sizeof decision->reason);

    decision->verdict = PAIN_UNDECIDED;
    pain__add(&w, "nothing shows it to be impossible, and no data set was found");
}

pain_status pain__decide(const pain__case *c, pain__decision *decision)
{
    pain__asked asked;
    pain__words w = pain__words_in(decision->reason, sizeof decision->reason);
    bool impossible = false, tested = false;
    pain_status status = pain__ask(c, &asked);

    decision->verdict = PAIN_UNDECIDED;
    decision->witness.n_groups = 0;
    if (status == PAIN_OK)
        status = cheap(c, &asked, &w, &impossible, &tested);
    if (status == PAIN_OK && !impossible)
        status = bounded(&asked, &w, &impossible);
    if (status != PAIN_OK)
        return status;
    if (!impossible && !pain__change_is_possible(&asked)) {
        impossible = true;
        pain__add(&w, "no correlation of before with after, from -1 to 1, gives the three SDs");
    }
    int32_t given = asked.at[1].given + asked.at[2].given + asked.at[3].given;

    decision->tested =
        tested ||
        (asked.shares + asked.reductions > 0 && asked.shares + asked.reductions + given > 1) ||
        (asked.reductions > 0 && c->n < 10) || (asked.at[3].given > 0 && given > asked.at[3].given);
    if (impossible) {
        decision->verdict = PAIN_IMPOSSIBLE;
        return PAIN_OK;
    }
    if (pain__find_example(c, &asked, NULL, &decision->witness))
        decision->verdict = PAIN_POSSIBLE;
    else
        status = pain__decide_paired(c, &asked, decision);
    if (decision->verdict == PAIN_POSSIBLE && !decision->tested)
        decision->verdict = PAIN_NOT_TESTABLE;
    if (decision->verdict == PAIN_UNDECIDED)
        leave_open(decision);
    return status;
}
