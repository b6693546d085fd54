/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "More than 90 % reach near zero": 33 of 44 who finished, or 33 of 50 who started? With every
 * interval. */
#include <stdio.h>

#include <painstat.h>

static int show(const char *who, uint64_t k, uint64_t n)
{
    pain_estimate e[32];
    size_t count = sizeof e / sizeof *e;
    pain_status status = pain_proportion_all(k, n, NULL, e, &count);

    if (status != PAIN_OK) {
        fprintf(stderr, "%s\n", pain_status_text(status));
        return 1;
    }
    printf("%s: %d of %d, %.1f %%\n", who, (int)k, (int)n, 100 * e[0].value);
    for (size_t i = 0; i < count; i++)
        printf("  %-30s %5.1f to %5.1f %%\n", pain_method_label((pain_method)e[i].method),
               100 * e[i].lower, 100 * e[i].upper);
    return 0;
}

int main(void)
{
    return show("completers", 33, 44) | show("everyone who started", 33, 50);
}
