/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report says: 52 patients, at the end 0.7 (1.2) of 10. Can that be? How many were at 0 or 1? */
#include <stdio.h>

#include <painstat.h>

/* The numbers that print so. */
static pain_status printed(const char *text, pain_range *range)
{
    pain_printed figure;
    pain_status status = pain_printed_parse(text, &figure, NULL);

    return status == PAIN_OK ? pain_printed_range(&figure, PAIN_ROUNDING_UNKNOWN, range) : status;
}

int main(void)
{
    pain_figures figures = {.size = sizeof figures, .grid = pain_grid_whole(10), .n = 52};
    pain_finding finding;
    pain_count_bounds bounds;
    char reason[256];
    pain_status status = printed("0.7", &figures.mean);

    if (status == PAIN_OK)
        status = printed("1.2", &figures.spread);
    if (status == PAIN_OK)
        status = pain_figures_check(&figures, &finding);
    if (status == PAIN_OK && finding.verdict == PAIN_POSSIBLE) {
        printf("possible, for example");
        for (int i = 0; i <= finding.witness.steps; i++)
            if (finding.witness.count[i] > 0)
                printf(" %d x %d", (int)finding.witness.count[i], i);
        printf("\n");
    }
    for (int cut = 0; cut <= 2 && status == PAIN_OK; cut++) {
        status = pain_bounds_at_most(&figures, cut, &bounds);
        if (status == PAIN_OK)
            printf("at %d or below: %d to %d of 52\n", cut, (int)bounds.least, (int)bounds.most);
    }
    /* An SD of 3.9 would need more scores at 10 than the mean leaves room for. */
    if (status == PAIN_OK)
        status = printed("3.9", &figures.spread);
    if (status == PAIN_OK)
        status = pain_figures_check(&figures, &finding);
    if (status == PAIN_OK && finding.verdict == PAIN_IMPOSSIBLE) {
        pain_certificate_text(&figures, &finding.certificate, reason, sizeof reason);
        printf("with an SD of 3.9: %s\n", reason);
    }
    if (status != PAIN_OK)
        fprintf(stderr, "%s\n", pain_status_text(status));
    return status != PAIN_OK;
}
