/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report's beginning: what was read, by which rules, and the participant flow. */
#include <config.h>

#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "painstat/version.h"
#include "report/text.h"

enum { MOST_COLUMNS = 7, LABEL = 40, LEAST_WIDTH = 9, MOST_WIDTH = 24 };

static void add_reading(pain__page *page)
{
    const pain_csv_counts *c = page->options->counts;
    const uint64_t suppress = pain_summary_suppress(page->summary);

    if (suppress > 1) {
        pain__buffer_format(page->out,
                            "  hidden    counts of fewer than %" PRIu64
                            " patients, and whatever would tell them\n",
                            suppress);
        return;
    }
    if (c == NULL)
        return;
    pain__buffer_format(page->out, "  read      %" PRIu64 " records", c->records);
    if (c->filtered > 0)
        pain__buffer_format(page->out, ", %" PRIu64 " of them filtered out", c->filtered);
    pain__buffer_format(page->out, ", %" PRIu64 " set aside\n", c->rejected);
    pain__buffer_format(page->out, "  scores    %" PRIu64 " missing, %" PRIu64 " off the scale",
                        c->empty_scores, c->off_scale);
    if (c->off_step > 0)
        pain__buffer_format(page->out, ", %" PRIu64 " between its steps", c->off_step);
    pain__buffer_add(page->out, "\n");
}

static void add_baseline(pain__page *page)
{
    const pain_course_rules r = pain_summary_rules(page->summary);

    pain__buffer_add(page->out, "  baseline  ");
    if (r.baseline == PAIN_BASELINE_MEAN)
        pain__buffer_format(page->out, "mean of the first %d scores before",
                            (int)r.baseline_scores);
    else if (r.baseline == PAIN_BASELINE_VISIT)
        pain__text_visit(page, r.baseline_visit);
    else
        pain__buffer_add(page->out, pain_summary_is_of_assessments(page->summary)
                                        ? "score at the first visit of the data"
                                        : "score before the first session");
    pain__buffer_add(page->out, "\n");
}

static void add_choice(pain__page *page)
{
    static const char *const choices[] = {"the first of each patient", "the last of each patient",
                                          "all, as if of different patients"};
    const pain_course_rules r = pain_summary_rules(page->summary);

    pain__buffer_format(page->out, "  courses   %s", choices[r.choice]);
    if (r.planned > 0)
        pain__buffer_format(page->out, "; planned: %d sessions", (int)r.planned);
    if (r.allowance > 0)
        pain__buffer_format(page->out, "; complete with %d fewer than planned", (int)r.allowance);
    pain__buffer_add(page->out, "\n\n");
}

void pain__text_preamble(pain__page *page)
{
    const pain_scale scale = pain_summary_scale(page->summary);
    char text[128];

    pain__buffer_format(page->out, "painstat %s: outcomes of ", pain_version());
    pain__buffer_label(page->out,
                       page->options->source != NULL ? page->options->source : "session data",
                       SIZE_MAX);
    pain__buffer_add(page->out, "\n");
    add_reading(page);
    pain_scale_format(&scale, text, sizeof text);
    pain__buffer_format(page->out, "  scale     %s (lowest:highest:step), %s is worse\n", text,
                        scale.direction == PAIN_LOWER_IS_WORSE ? "lower" : "higher");
    add_baseline(page);
    add_choice(page);
}

/* A line of the flow: its label and where its count stands in pain_flow. */
typedef struct line {
    const char *label;
    size_t offset;
    int always; /* 0: left out when it is 0 everywhere */
} line;

static const line lines[] = {
    {"in the data", offsetof(pain_flow, evaluated), 1},
    {"started", offsetof(pain_flow, started), 1},
    {"  without a baseline score", offsetof(pain_flow, no_baseline), 0},
    {"  baseline 0 (no percentage exists)", offsetof(pain_flow, zero_baseline), 0},
    {"  completed the course", offsetof(pain_flow, completed), 0},
    {"    of these early, because well", offsetof(pain_flow, completed_well), 0},
    {"  ended early: lack of relief",
     offsetof(pain_flow, stopped) + PAIN_STOP_NO_RELIEF * sizeof(uint64_t), 0},
    {"  ended early: adverse event",
     offsetof(pain_flow, stopped) + PAIN_STOP_ADVERSE * sizeof(uint64_t), 0},
    {"  ended early: other reason",
     offsetof(pain_flow, stopped) + PAIN_STOP_OTHER * sizeof(uint64_t), 0},
    {"  ended early: reason not known",
     offsetof(pain_flow, stopped) + PAIN_STOP_UNKNOWN * sizeof(uint64_t), 0},
    {"evaluable (baseline and a later score)", offsetof(pain_flow, evaluable), 1},
    {"completers (evaluable and completed)", offsetof(pain_flow, completers), 1},
    {"sessions attended", offsetof(pain_flow, sessions), 0},
};

static uint64_t value_of(const pain_flow *flow, const line *l)
{
    return *(const uint64_t *)(const void *)((const char *)flow + l->offset);
}

/* Adds a count at the right of `width` columns. */
static void add_count(pain__page *page, uint64_t n, int width)
{
    if (n == PAIN_SUPPRESSED)
        pain__buffer_right(page->out, PAIN__TEXT_SUPPRESSED, (size_t)width);
    else
        pain__buffer_format(page->out, "%*" PRIu64, width, n);
}

/* Wide enough for the longest label of a group, within reason. */
static int column_width(const pain__page *page, const pain_flow *flows, size_t n)
{
    size_t width = LEAST_WIDTH;

    if (pain_summary_suppress(page->summary) > 1)
        width = sizeof PAIN__TEXT_SUPPRESSED - 1;

    for (size_t i = 0; i < n; i++) {
        size_t length = strlen(pain_summary_group(page->summary, flows[i].group));

        width = length > width ? length : width;
    }
    return width < MOST_WIDTH ? (int)width : MOST_WIDTH;
}

static void add_line(pain__page *page, const line *l, const pain_flow *flows, size_t n, int width)
{
    bool is_zero = true;

    for (size_t i = 0; i < n; i++)
        is_zero = is_zero && value_of(&flows[i], l) == 0;
    if (is_zero && !l->always)
        return;
    pain__buffer_format(page->out, "  %s", l->label);
    for (size_t i = 0; i < n; i++) {
        pain__buffer_to_column(page->out, LABEL + 2 + i * (size_t)(width + 1));
        add_count(page, value_of(&flows[i], l), width);
    }
    pain__buffer_add(page->out, "\n");
}

void pain__text_flow(pain__page *page)
{
    size_t n = 0;
    const pain_flow *flows = pain_summary_flows(page->summary, &n);

    pain__text_heading(page, "PARTICIPANTS");
    if (n > MOST_COLUMNS) {
        pain__buffer_format(page->out, "  all; the %zu groups are too many to stand here\n", n - 1);
        n = 1;
    }
    int width = column_width(page, flows, n);

    if (n > 1) {
        pain__buffer_add(page->out, "  by ");
        pain__buffer_label(page->out, page->options->group != NULL ? page->options->group : "group",
                           LABEL - 4);
        for (size_t i = 0; i < n; i++) {
            pain__buffer_to_column(page->out, LABEL + 2 + i * (size_t)(width + 1));
            pain__buffer_right(page->out, pain_summary_group(page->summary, flows[i].group),
                               (size_t)width);
        }
        pain__buffer_add(page->out, "\n");
    }
    /* Of assessments there are visits, and no sessions to be counted. */
    size_t n_lines = sizeof lines / sizeof *lines;

    if (pain_summary_is_of_assessments(page->summary))
        n_lines--;
    for (size_t i = 0; i < n_lines; i++)
        add_line(page, &lines[i], flows, n, width);
}
