/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Short names of rules, for reports and options. */
#include <config.h>

#include "painstat/report.h"

static const char *name_of(const char *const *names, size_t n, int number)
{
    return number >= 0 && (size_t)number < n ? names[number] : "unknown";
}

const char *pain_population_key(pain_population population)
{
    static const char *const names[] = {"evaluated", "started", "evaluable", "completers"};

    return name_of(names, sizeof names / sizeof *names, (int)population);
}

const char *pain_missing_key(pain_missing_rule rule)
{
    static const char *const names[] = {"observed", "non-responder", "bocf",      "locf",
                                        "wocf",     "best-case",     "worst-case"};

    return name_of(names, sizeof names / sizeof *names, (int)rule);
}

const char *pain_endpoint_key(pain_endpoint_rule rule)
{
    static const char *const names[] = {"last-before", "last-after", "session",  "session-after",
                                        "visit",       "last-visit", "follow-up"};

    return name_of(names, sizeof names / sizeof *names, (int)rule);
}
