/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody probably meant to type: the name at the smallest edit distance (insertion,
 * deletion, replacement, swap of neighbours; Damerau 1964), if that is small. */
#include <config.h>

#include <string.h>

#include "tool.h"

enum { LONGEST = 32 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t cost[LONGEST + 1][LONGEST + 1];

    for (size_t i = 0; i <= a_length; i++) {
        for (size_t j = 0; j <= b_length; j++) {
            if (i == 0 || j == 0) {
                cost[i][j] = i + j;
                continue;
            }
            size_t replaced = cost[i - 1][j - 1] + (a[i - 1] != b[j - 1]);

            cost[i][j] = least(replaced, least(cost[i - 1][j], cost[i][j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                cost[i][j] = least(cost[i][j], cost[i - 2][j - 2] + 1);
        }
    }
    return cost[a_length][b_length];
}

const char *tool_nearest(const char *text, const char *const *names, size_t n)
{
    size_t length = strlen(text);
    size_t best = length > 4 ? 3 : 2; /* farther than this, a guess would only confuse */
    const char *nearest = NULL;

    if (length < 2 || length > LONGEST)
        return NULL;
    for (size_t i = 0; i < n; i++) {
        size_t name_length = strlen(names[i]);

        if (name_length > LONGEST)
            continue;
        /* The beginning of a name is as good as a slip of one letter. */
        size_t d = strncmp(text, names[i], length) == 0
                       ? 1
                       : distance(text, length, names[i], name_length);

        if (d <= best && (nearest == NULL || d < best)) {
            best = d;
            nearest = names[i];
        }
    }
    return nearest;
}
