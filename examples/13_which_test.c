/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report says: responders 6 of 10 against 3 of 12, p = 0.11. Which test gives that p? */
#include <stdio.h>

#include <painstat.h>

int main(void)
{
    static const char *const lines[] = {"responders (>= 50 %) of group 1 = 6 of 10",
                                        "responders (>= 50 %) of group 2 = 3 of 12", "p = 0.11"};
    pain_claim claims[3];
    pain_reported reported;
    pain_recalculation *again = NULL;
    const pain_recalculated *row;
    pain_error error = {.code = PAIN_OK};
    char how[128];
    pain_status status = PAIN_OK;

    for (int i = 0; i < 3 && status == PAIN_OK; i++)
        status = pain_claim_parse(lines[i], &claims[i], &error);
    if (status == PAIN_OK)
        status = pain_reported_read(claims, 3, 2, NULL, &reported);
    if (status == PAIN_OK)
        status = pain_recalculate(&again, &reported, &error);
    for (size_t i = 0; (row = pain_recalculation_at(again, i)) != NULL; i++) {
        if (row->verdict != PAIN_POSSIBLE && !row->usual)
            continue;
        pain_recalculated_text(again, row, how, sizeof how);
        printf("%-9s %.4f  %s\n", row->verdict == PAIN_POSSIBLE ? "fits" : "does not", row->least,
               how);
    }
    if (status == PAIN_OK)
        printf("%s\n", pain_study_verdict_text(pain_recalculation_outcome(again)));
    else
        fprintf(stderr, "%s\n", *error.text != '\0' ? error.text : pain_status_text(status));
    pain_recalculation_free(again);
    return status != PAIN_OK;
}
