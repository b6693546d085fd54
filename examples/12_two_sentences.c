/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "On average, our patients experience an 84 % reduction in pain, and more than 90 % conclude
 * therapy with a pain score of zero or near zero." Can both be true of 1,000 patients, none of whom
 * got worse? */
#include <stdio.h>

#include <painstat.h>

int main(void)
{
    static const char *const sentences[] = {"percent reduction = 84 %", "near zero > 90 %"};
    const pain_study_n n = {1000, 1000};
    const int32_t least = 1; /* who began without pain has no percentage */
    const pain_study_options options = {.size = sizeof options,
                                        .n = &n,
                                        .n_count = 1,
                                        .nobody_worse = PAIN_TRIED_ON,
                                        .least_baselines = &least,
                                        .n_least_baselines = 1};
    pain_claim claims[2];
    pain_study *study = NULL;
    pain_error error;
    pain_status status = PAIN_OK;

    for (int i = 0; i < 2 && status == PAIN_OK; i++)
        status = pain_claim_parse(sentences[i], &claims[i], &error);
    if (status == PAIN_OK)
        status = pain_study_check(&study, claims, 2, &options, &error);
    if (status != PAIN_OK) {
        fprintf(stderr, "%s\n", error.text);
        return 1;
    }
    if (pain_study_outcome(study) == PAIN_STUDY_ONLY_UNDER)
        printf("consistent %s\n", pain_study_condition(study));
    else
        printf("%s\n", pain_study_verdict_text(pain_study_outcome(study)));
    for (size_t i = 0; pain_study_at(study, i) != NULL; i++) {
        const pain_study_cell *cell = pain_study_at(study, i);
        char definition[64], cut[64];

        pain_study_choice_text(NULL, PAIN_CHOICE_DEFINITION, cell->value[PAIN_CHOICE_DEFINITION],
                               definition, sizeof definition);
        pain_study_choice_text(NULL, PAIN_CHOICE_NEAR_ZERO, cell->value[PAIN_CHOICE_NEAR_ZERO], cut,
                               sizeof cut);
        printf("%s, %s: %s\n", definition, cut,
               cell->verdict == PAIN_POSSIBLE ? "possible" : cell->reason);
    }
    pain_study_free(study);
    return 0;
}
