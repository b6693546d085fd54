/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Near zero before and after in the same 50 patients: 2 both times, none before only, 31 after
 * only, 17 never. Only those who changed tell the two proportions apart. */
#include <stdio.h>

#include <painstat.h>

int main(void)
{
    const pain_paired_counts counts = {.yes_yes = 2, .yes_no = 0, .no_yes = 31, .no_no = 17};
    pain_estimate e[8];
    pain_test tests[8];
    size_t count = sizeof e / sizeof *e;
    pain_status status = pain_paired_difference_all(counts, NULL, e, &count);

    if (status == PAIN_OK) {
        printf("before minus after: %.0f points\n", 100 * e[0].value);
        for (size_t i = 0; i < count; i++)
            printf("  %-40s %6.1f to %6.1f\n", pain_method_label((pain_method)e[i].method),
                   100 * e[i].lower, 100 * e[i].upper);
        count = sizeof tests / sizeof *tests;
        status = pain_mcnemar_all(counts, NULL, tests, &count);
    }
    if (status == PAIN_OK)
        for (size_t i = 0; i < count; i++)
            printf("  %-40s p = %.3g\n", pain_test_method_label((pain_test_method)tests[i].method),
                   tests[i].p_value);
    if (status != PAIN_OK)
        fprintf(stderr, "%s\n", pain_status_text(status));
    return status != PAIN_OK;
}
