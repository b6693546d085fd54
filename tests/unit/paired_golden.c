/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the reference rows for paired data. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "paired_golden.h"
#include "support.h"

/* The accuracy that a row's tool states, relative. */
static double tolerance_of(const char *tool)
{
    if (strstr(tool, "abs1e-8") != NULL)
        return 2e-8;
    return 1e-12;
}

unsigned check_golden_rows(bool tables, golden_value value)
{
    FILE *file = open_source("tests/ref/golden_paired.csv");
    char line[1024], *fields[6];
    unsigned rows = 0;

    while (next_fields(file, line, sizeof line, fields, 6) == 6) {
        if ((strncmp(fields[0], "tab_", 4) == 0) != tables)
            continue;
        double got = value(fields[0], fields[1], fields[2], fields[3]);
        double want = strtod(fields[4], NULL);

        ck_assert_msg(is_close(got, want, tolerance_of(fields[5])),
                      "%s %s %s %s: got %.17g, want %s (%s)", fields[0], fields[1], fields[2],
                      fields[3], got, fields[4], fields[5]);
        rows++;
    }
    (void)fclose(file);
    return rows;
}
