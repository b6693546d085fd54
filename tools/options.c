/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Options of a command by getopt_long, with messages in the house's words. */
#include <config.h>

#include <ctype.h>
#include <string.h>

#include "tool.h"

enum { MOST_OPTIONS = 64 };

static int unknown_long(const char *given, const struct option *options)
{
    const char *names[MOST_OPTIONS];
    char name[64];
    size_t n = 0, length = strcspn(given, "=");

    while (n < MOST_OPTIONS && options[n].name != NULL) {
        names[n] = options[n].name;
        n++;
    }
    (void)snprintf(name, sizeof name, "%.*s", (int)length, given);
    const char *nearest = tool_nearest(name, names, n);

    if (nearest != NULL)
        (void)tool_usage("unknown option '--%s'; did you mean '--%s'?", name, nearest);
    else
        (void)tool_usage("unknown option '--%s'", name);
    return '?';
}

/* getopt stands still within a cluster of letters, and moves on after its last. */
static const char *current_argument(int argc, char **argv)
{
    if (optind < argc && argv[optind][0] == '-' && argv[optind][1] == optopt)
        return argv[optind];
    return argv[optind - 1];
}

int tool_option(int argc, char **argv, const char *letters, const struct option *options)
{
    opterr = 0;
    int c = getopt_long(argc, argv, letters, options, NULL);
    const char *before = argv[optind > 0 ? optind - 1 : 0];

    if (c == ':') {
        (void)tool_usage("option '%s' needs a value", before);
        return '?';
    }
    if (c != '?')
        return c;
    if (optopt == 0)
        return unknown_long(before + 2, options);
    if (strncmp(before, "--", 2) == 0 && strchr(before, '=') != NULL)
        (void)tool_usage("option '%.*s' takes no value", (int)strcspn(before, "="), before);
    else if (isdigit(optopt))
        (void)tool_usage("'%s' is below 0", current_argument(argc, argv));
    else
        (void)tool_usage("unknown option '-%c'", optopt);
    return '?';
}

int tool_choice(const char *text, const char *const *names, int n)
{
    for (int i = 0; i < n; i++)
        if (strcmp(text, names[i]) == 0)
            return i;
    return -1;
}

bool tool_read_part(const char *name, const char *text, double *part)
{
    tool_number got = tool_read_fraction(text, part);

    if (got == TOOL_NUMBER_OK && *part > 0.0 && *part < 1.0)
        return true;
    if (got == TOOL_NUMBER_OK && *part > 1.0 && *part < 100.0 && strchr(text, '%') == NULL)
        (void)tool_usage("--%s %s is not between 0 and 1; for %s percent write %s%%", name, text,
                         text, text);
    else
        (void)tool_usage("--%s is between 0 and 1, such as 0.95 or 95%%, not '%s'", name, text);
    return false;
}

bool tool_read_choice(const char *name, const char *text, const char *const names[3], int *choice)
{
    *choice = tool_choice(text, names, 3);
    if (*choice >= 0)
        return true;
    (void)tool_usage("--%s is %s, %s or %s, not '%s'", name, names[0], names[1], names[2], text);
    return false;
}

bool tool_read_whole(const char *name, const char *text, uint64_t most, uint64_t *value)
{
    if (tool_read_count(text, strlen(text), most, value) == TOOL_NUMBER_OK)
        return true;
    (void)tool_usage("--%s is a whole number from 0 to %llu, not '%s'", name,
                     (unsigned long long)most, text);
    return false;
}

bool tool_read_two(const char *name, const char *text, double value[2])
{
    const char *comma = strchr(text, ',');
    char first[64];

    if (comma != NULL && (size_t)(comma - text) < sizeof first) {
        memcpy(first, text, (size_t)(comma - text));
        first[comma - text] = '\0';
        if (tool_read_signed(first, &value[0]) && tool_read_signed(comma + 1, &value[1]))
            return true;
    }
    (void)tool_usage("--%s is two numbers with a comma between, not '%s'", name, text);
    return false;
}
