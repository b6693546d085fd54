/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the reference rows for paired data, and the data they are about. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "painstat/location_test.h"
#include "paired_golden.h"
#include "support.h"

/* The accuracy that a row's tool states, relative. */
static double tolerance_of(const char *tool, const char *quantity)
{
    /* An optimiser's limits. R 4.2.2's pt(ncp = ) solved to 1e-14 and mpmath agree on others, 7e-7
     * away: noncentral_t.csv holds the digits. */
    if (strstr(tool, "effectsize") != NULL && strncmp(quantity, "cohen_dz_", 9) == 0)
        return 1e-6;
    if (strstr(tool, "abs1e-8") != NULL)
        return 2e-8;
    return 1e-12;
}

unsigned check_golden_rows(golden_filter is_wanted, golden_value value)
{
    FILE *file = open_source("tests/ref/golden_paired.csv");
    char line[1024], *fields[6];
    unsigned rows = 0;

    while (next_fields(file, line, sizeof line, fields, 6) == 6) {
        if (!is_wanted(fields[0], fields[1], fields[2]))
            continue;
        double got = value(fields[0], fields[1], fields[2], fields[3], fields[5]);
        double want = strtod(fields[4], NULL);

        ck_assert_msg(is_close(got, want, tolerance_of(fields[5], fields[1])),
                      "%s %s %s %s: got %.17g, want %s (%s)", fields[0], fields[1], fields[2],
                      fields[3], got, fields[4], fields[5]);
        rows++;
    }
    (void)fclose(file);
    return rows;
}

pain_tally *golden_differences(const char *dataset)
{
    FILE *file = open_source("tests/ref/golden_paired_data.csv");
    char line[256], *fields[5];
    pain_pairs *pairs;
    pain_tally *tally;

    ck_assert_int_eq(pain_pairs_new(&pairs, NULL), PAIN_OK);
    ck_assert_int_eq(pain_tally_new(&tally, NULL), PAIN_OK);
    while (next_fields(file, line, sizeof line, fields, 5) == 5)
        if (strcmp(fields[0], dataset) == 0)
            ck_assert_int_eq(
                pain_pairs_add(pairs, strtod(fields[2], NULL), strtod(fields[3], NULL), 1),
                PAIN_OK);
    (void)fclose(file);
    ck_assert_int_eq(pain_tally_add_differences(tally, pain_pairs_counts(pairs)), PAIN_OK);
    pain_pairs_free(pairs);
    return tally;
}
