/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A summary as one JSON object. */
#include <config.h>

#include <jansson.h>
#include <math.h>

#include "base/base.h"
#include "base/floats.h"
#include "painstat/report.h"
#include "painstat/version.h"
#include "report/buffer.h"

/* JSON has neither NaN, which is null, nor the infinities, which are "inf" and "-inf". */
static json_t *number(double value)
{
    if (isinf(value))
        return json_string(value > 0 ? "inf" : "-inf");
    return isnan(value) ? json_null() : json_real(value);
}

static json_t *count(uint64_t n)
{
    return n != PAIN_SUPPRESSED ? json_integer((json_int_t)n) : json_null();
}

static json_t *text_or_null(const char *text)
{
    return text != NULL ? json_string(text) : json_null();
}

static json_t *reading_object(const pain_csv_counts *c)
{
    if (c == NULL)
        return json_null();
    return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o}", "records", count(c->records), "set_aside",
                     count(c->rejected), "filtered_out", count(c->filtered), "scores_missing",
                     count(c->empty_scores), "scores_off_scale", count(c->off_scale),
                     "scores_between_steps", count(c->off_step));
}

static json_t *rules_object(const pain_summary *summary)
{
    static const char *const baselines[] = {"first", "mean", "visit"};
    static const char *const choices[] = {"first", "last", "all"};
    const pain_course_rules r = pain_summary_rules(summary);
    const pain_scale scale = pain_summary_scale(summary);
    char text[128];

    pain_scale_format(&scale, text, sizeof text);
    return json_pack("{s:s, s:s, s:i, s:o, s:s, s:i, s:o, s:[ii], s:s, s:i, s:i, s:o}", "scale",
                     text, "baseline", baselines[r.baseline], "baseline_scores",
                     (int)r.baseline_scores, "baseline_visit", text_or_null(r.baseline_visit),
                     "endpoint", pain_endpoint_key((pain_endpoint_rule)r.endpoint),
                     "endpoint_session", (int)r.endpoint_session, "endpoint_visit",
                     text_or_null(r.endpoint_visit), "follow_up_window", (int)r.window_from,
                     (int)r.window_to, "courses", choices[r.choice], "planned", (int)r.planned,
                     "allowance", (int)r.allowance, "level", number(pain_summary_level(summary)));
}

static json_t *flow_object(const pain_summary *summary, const pain_flow *f)
{
    return json_pack(
        "{s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:{s:o, s:o, s:o, s:o}, s:o, s:o, s:o}", "group",
        pain_summary_group(summary, f->group), "evaluated", count(f->evaluated), "started",
        count(f->started), "no_baseline", count(f->no_baseline), "zero_baseline",
        count(f->zero_baseline), "plan_known", count(f->plan_known), "completed",
        count(f->completed), "completed_early_because_well", count(f->completed_well),
        "ended_early", "no_relief", count(f->stopped[PAIN_STOP_NO_RELIEF]), "adverse_event",
        count(f->stopped[PAIN_STOP_ADVERSE]), "other", count(f->stopped[PAIN_STOP_OTHER]),
        "unknown", count(f->stopped[PAIN_STOP_UNKNOWN]), "evaluable", count(f->evaluable),
        "completers", count(f->completers), "sessions", count(f->sessions));
}

static json_t *row_object(const pain_summary *summary, const pain_summary_row *row)
{
    static const char *const units[] = {"percent", "points", "proportion"};
    static const char *const columns[] = {"other", "completers", "everyone who started"};
    const pain_estimate *e = &row->estimate;
    const pain_measure measure = (pain_measure)row->measure;

    return json_pack(
        "{s:s, s:s, s:s, s:s, s:o, s:s, s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, "
        "s:o, s:b, s:b, s:b, s:b, s:s}",
        "endpoint", pain_endpoint_key((pain_endpoint_rule)row->endpoint), "group",
        pain_summary_group(summary, row->group), "measure", pain_measure_key(measure), "unit",
        units[pain_measure_unit(measure)], "cut", number(row->cut), "population",
        pain_population_key((pain_population)row->population), "missing",
        pain_missing_key((pain_missing_rule)row->missing), "column", columns[row->column], "value",
        number(e->value), "lower", number(e->lower), "upper", number(e->upper), "level",
        number(e->level), "attained", number(e->attained), "method",
        text_or_null(e->reason != PAIN_ESUPPRESSED ? pain_method_key((pain_method)e->method)
                                                   : NULL),
        "numerator", count(e->numerator), "denominator", count(e->denominator), "n_missing",
        count(e->n_missing), "n_excluded", count(e->n_excluded), "unbounded",
        (e->flags & PAIN_FLAG_UNBOUNDED) != 0, "exclusive", (e->flags & PAIN_FLAG_EXCLUSIVE) != 0,
        "no_spread", (e->flags & PAIN_FLAG_NO_SPREAD) != 0, "fallback",
        (e->flags & PAIN_FLAG_FALLBACK) != 0, "reason", pain_status_name((pain_status)e->reason));
}

static json_t *flow_array(const pain_summary *summary)
{
    size_t n = 0;
    const pain_flow *flows = pain_summary_flows(summary, &n);
    json_t *array = json_array();

    for (size_t i = 0; i < n; i++)
        if (json_array_append_new(array, flow_object(summary, &flows[i])) != 0) {
            json_decref(array);
            return NULL;
        }
    return array;
}

static json_t *row_array(const pain_summary *summary)
{
    size_t n = 0;
    const pain_summary_row *rows = pain_summary_rows(summary, &n);
    json_t *array = json_array();

    for (size_t i = 0; i < n; i++)
        if (json_array_append_new(array, row_object(summary, &rows[i])) != 0) {
            json_decref(array);
            return NULL;
        }
    return array;
}

/* jansson writes in thousands of small pieces. */
static int collect(const char *text, size_t length, void *data)
{
    pain__buffer *b = data;

    pain__buffer_bytes(b, text, length);
    return b->status == PAIN_OK ? 0 : -1;
}

pain_status pain_report_json(const pain_summary *summary, const pain_report_options *options,
                             pain_write_fn write, void *context)
{
    PAIN__FLOATS;
    pain__buffer b = {0};
    pain_report_options known;

    if (summary == NULL || write == NULL || pain__options(&known, sizeof known, options) != PAIN_OK)
        return PAIN_EINVAL;

    const uint64_t suppress = pain_summary_suppress(summary);
    /* With optional members: json_pack leaves out a NULL under "o*". */
    json_t *report = json_pack("{s:s, s:o, s:o, s:o, s:o, s:o*, s:o, s:o}", "painstat",
                               pain_version(), "source", text_or_null(known.source), "read",
                               reading_object(suppress > 1 ? NULL : known.counts), "group_column",
                               text_or_null(known.group), "rules", rules_object(summary),
                               "suppress", suppress > 1 ? count(suppress) : NULL, "flow",
                               flow_array(summary), "results", row_array(summary));

    if (report == NULL)
        return PAIN_ENOMEM;
    if (json_dump_callback(report, collect, &b, JSON_INDENT(2)) != 0 && b.status == PAIN_OK)
        b.status = PAIN_ENOMEM;
    json_decref(report);
    pain__buffer_add(&b, "\n");
    return pain__buffer_finish(&b, write, context);
}
