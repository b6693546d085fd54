/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Claims of two groups of patients: the figures of each are a sample of their own. */
#include <config.h>

#include <stdlib.h>

#include "check.h"

/* The claims of one group; false when there are none. */
static bool take_group(const check_sample *whole, int32_t group, check_sample *part)
{
    *part = *whole;
    part->n_claims = 0;
    *part->value[CHECK_N] = '\0';
    (void)snprintf(part->name, sizeof part->name, "%.170s%sgroup %d", whole->name,
                   *whole->name != '\0' ? ", " : "", group == PAIN_CLAIM_OF_GROUP_1 ? 1 : 2);
    for (size_t i = 0; i < whole->n_claims; i++) {
        if (whole->claims[i].population != group || pain_claim_result(&whole->claims[i]) >= 0)
            continue;
        part->claims[part->n_claims] = whole->claims[i];
        part->claims[part->n_claims].population = PAIN_CLAIM_OF_OPEN;
        part->claim_at[part->n_claims++] = whole->claim_at[i];
    }
    return part->n_claims > 0;
}

int check_split_groups(check_sample **samples, size_t *n)
{
    check_sample *all = calloc(3 * *n, sizeof *all);
    size_t made = 0;

    if (all == NULL)
        return tool_fail(TOOL_NO_IO, "out of memory");
    for (size_t i = 0; i < *n; i++) {
        size_t before = made;

        made += take_group(&(*samples)[i], PAIN_CLAIM_OF_GROUP_1, &all[made]);
        made += take_group(&(*samples)[i], PAIN_CLAIM_OF_GROUP_2, &all[made]);
        all[made] = (*samples)[i];
        all[made].is_split = made > before;
        if (all[made].is_split && *all[made].name == '\0')
            (void)snprintf(all[made].name, sizeof all[made].name, "both groups");
        made++;
    }
    free(*samples);
    *samples = all;
    *n = made;
    return TOOL_DONE;
}
