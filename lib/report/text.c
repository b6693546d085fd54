/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report for people: its order, and the words for rules. */
#include <config.h>

#include <stdint.h>

#include "base/base.h"
#include "base/floats.h"
#include "report/text.h"

void pain__text_heading(pain__page *page, const char *text)
{
    int color = page->options->color != 0;

    pain__buffer_add(page->out, color ? "\033[1m" : "");
    pain__buffer_add(page->out, text);
    pain__buffer_add(page->out, color ? "\033[0m\n" : "\n");
}

void pain__text_visit(pain__page *page, const char *visit)
{
    pain__buffer_add(page->out, "score at visit ");
    pain__buffer_label(page->out, visit, SIZE_MAX);
}

void pain__text_endpoint(pain__page *page, int32_t endpoint)
{
    const pain_course_rules r = pain_summary_rules(page->summary);

    switch ((pain_endpoint_rule)endpoint) {
    case PAIN_ENDPOINT_LAST_BEFORE:
        pain__buffer_add(page->out, "last score before a session");
        return;
    case PAIN_ENDPOINT_LAST_AFTER:
        pain__buffer_add(page->out, "last score right after a session");
        return;
    case PAIN_ENDPOINT_SESSION:
        pain__buffer_format(page->out, "score before session %d", (int)r.endpoint_session);
        return;
    case PAIN_ENDPOINT_SESSION_AFTER:
        pain__buffer_format(page->out, "score right after session %d", (int)r.endpoint_session);
        return;
    case PAIN_ENDPOINT_VISIT:
        pain__text_visit(page, r.endpoint_visit);
        return;
    case PAIN_ENDPOINT_LAST_VISIT:
        pain__buffer_add(page->out, "score at the last visit of the data");
        return;
    case PAIN_ENDPOINT_FOLLOW_UP:
        pain__buffer_format(page->out, "follow-up %d to %d days after the last session",
                            (int)r.window_from, (int)r.window_to);
        return;
    }
    pain__buffer_add(page->out, "unknown");
}

const char *pain__text_missing(int32_t missing)
{
    switch ((pain_missing_rule)missing) {
    case PAIN_MISSING_OBSERVED:
        return "no endpoint: left out";
    case PAIN_MISSING_NON_RESPONDER:
        return "no endpoint: counted as no";
    case PAIN_MISSING_BOCF:
        return "no endpoint: no change";
    case PAIN_MISSING_LOCF:
        return "no endpoint: last score";
    case PAIN_MISSING_WOCF:
        return "no endpoint: worst score";
    case PAIN_MISSING_BEST:
        return "no endpoint: free of pain";
    case PAIN_MISSING_WORST:
        return "no endpoint: worst pain";
    }
    return "unknown";
}

static void add_tables(pain__page *page)
{
    size_t n = 0, first = 0;
    const pain_summary_row *rows = pain_summary_rows(page->summary, &n);

    for (size_t i = 1; i <= n; i++)
        if (i == n || rows[i].endpoint != rows[first].endpoint ||
            rows[i].group != rows[first].group) {
            pain__text_table(page, rows + first, i - first);
            first = i;
        }
}

pain_status pain_report_text(const pain_summary *summary, const pain_report_options *options,
                             pain_write_fn write, void *context)
{
    PAIN__FLOATS;
    pain__buffer out = {0};
    pain_report_options known;

    if (summary == NULL || write == NULL || pain__options(&known, sizeof known, options) != PAIN_OK)
        return PAIN_EINVAL;

    pain__page page = {&out, summary, &known};

    pain__text_preamble(&page);
    pain__text_flow(&page);
    add_tables(&page);
    pain__text_glance(&page);
    pain__text_methods(&page);
    return pain__buffer_finish(&out, write, context);
}
