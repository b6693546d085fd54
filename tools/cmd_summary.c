/* SPDX-License-Identifier: GPL-3.0-or-later */
/* painstat summary: a session file to the outcome table. */
#include <config.h>

#include <string.h>

#include "summary.h"

static const char help[] =
    "Usage: painstat summary [OPTION...] FILE...\n"
    "\n"
    "Reads pain scores from CSV files ('-' is standard input) and prints who took part, how far\n"
    "pain fell, how many ended near zero, and how much of that rests on the rules: completers\n"
    "beside everyone who started, and the range over all rules for missing endpoints.\n"
    "\n"
    "A file has one row a session (before and after), one row a score, or one row a patient;\n"
    "column names are matched by the usual ones.\n"
    "\n"
    "Reading\n"
    "  --column ROLE=NAME     the column NAME is the patient, course, session, visit, day, kind,\n"
    "                         score, before, after, planned or stop; repeat it\n"
    "  --layout L             auto, sessions, long or wide\n"
    "  --scale S              nrs11, vas100, vas10, 0-1 or LOWEST:HIGHEST:STEP[:reversed]\n"
    "  --where COND           COLUMN=VALUE,... or COLUMN!=VALUE,...; repeat it\n"
    "  --na TEXT              another marker for a missing value; repeat it\n"
    "  --delimiter C, --decimal C\n"
    "  --lenient              set bad rows aside instead of stopping at the first\n"
    "  --rejects FILE         list what is set aside, with place and reason\n"
    "\n"
    "Rules\n"
    "  --baseline R           first, mean:K or visit:NAME\n"
    "  --endpoint R           last-before, last-after, session:K, session-after:K, visit:NAME,\n"
    "                         last-visit or follow-up:FROM-TO (days)\n"
    "  --courses W            first, last or all courses of a patient\n"
    "  --planned N            planned sessions, where the file does not say\n"
    "  --allowance N          complete also with N sessions fewer than planned\n"
    "  --missing R            for those without an endpoint: observed, non-responder, bocf,\n"
    "                         locf, wocf, best-case or worst-case\n"
    "  --near-zero CUTS, --responder CUTS, --points CUTS\n"
    "  -b, --by COLUMN        a table for each value of the column too\n"
    "\n"
    "Numbers and output\n"
    "  --level L              0.95 or 95%\n"
    "  --method M             mid-p, clopper-pearson, wilson, ...; fieller, delta, bca; repeat it\n"
    "  --seed N, --resamples N  of the bootstrap; --threads N changes its time alone\n"
    "  -f, --format F         text, json or csv\n"
    "  -o, --output FILE\n"
    "  --color WHEN           auto, always or never\n"
    "\n"
    "Examples\n"
    "  painstat summary clinic.csv\n"
    "  painstat summary --by site --format csv --output table.csv clinic.csv\n"
    "  painstat summary --column score=pain_avg --by group --where 'group!=' trial.csv\n"
    "  painstat summary --scale vas100 --endpoint follow-up:60-120 --lenient clinic.csv\n"
    "\n"
    "Exit status: 0 done, 1 something is wrong with the data, 2 with the command line,\n"
    "3 something cannot be read or written. More in painstat-summary(1).\n";

static pain_status write_out(void *context, const char *text, size_t length)
{
    return fwrite(text, 1, length, context) == length ? PAIN_OK : PAIN_EIO;
}

/* What a report calls its data: the file, or how many files. */
static const char *name_source(const summary_call *call, char *text, size_t size)
{
    if (call->n_files > 1)
        (void)snprintf(text, size, "%s and %d more", call->files[0], call->n_files - 1);
    else
        (void)snprintf(text, size, "%s",
                       strcmp(call->files[0], "-") == 0 ? "standard input" : call->files[0]);
    return text;
}

static int write_report(const summary_call *call, const pain_summary *summary,
                        const pain_csv_counts *counts)
{
    char name[512];
    tool_output output;
    pain_status written;
    int status = tool_output_open(&output, call->output);

    if (status != TOOL_DONE)
        return status;
    const pain_report_options page = {.size = sizeof page,
                                      .source = name_source(call, name, sizeof name),
                                      .counts = counts,
                                      .group = call->csv.group,
                                      .color = tool_color_wanted(call->color, output.file)};

    if (call->format == SUMMARY_JSON)
        written = pain_report_json(summary, &page, write_out, output.file);
    else if (call->format == SUMMARY_CSV)
        written = pain_report_csv(summary, &page, write_out, output.file);
    else
        written = pain_report_text(summary, &page, write_out, output.file);
    if (written != PAIN_OK && !tool_output_failed(&output))
        status = tool_fail(TOOL_NO_IO, "%s", pain_status_text(written));
    return tool_output_close(&output, status);
}

/* Says where to look when a table has nothing to be measured from. */
static void note_nothing(const pain_summary *summary)
{
    size_t n = 0;
    const pain_flow *all = pain_summary_flows(summary, &n);

    if (all->started == 0)
        (void)tool_fail(TOOL_DONE, "nobody started: no row is a session or has a score; are the "
                                   "columns the right ones? see --column");
    else if (all->no_baseline == all->started)
        (void)tool_fail(TOOL_DONE, "nobody who started has a baseline; is the column of scores "
                                   "before the right one? see --column, --baseline");
}

static int run(int argc, char **argv)
{
    summary_call call;
    pain_sessions *sessions = NULL;
    pain_summary *summary = NULL;
    pain_csv_counts counts;
    pain_error error;
    int status = summary_read_call(&call, argc, argv);

    if (status == TOOL_DONE)
        status = summary_read_files(&call, &sessions, &counts);
    if (status != TOOL_DONE)
        return status;
    if (pain_summary_new(&summary, sessions, &call.summary, NULL, &error) != PAIN_OK)
        status = summary_fail(&error);
    pain_sessions_free(sessions);
    if (status == TOOL_DONE) {
        summary_note(&call, &counts);
        note_nothing(summary);
        status = write_report(&call, summary, &counts);
    }
    pain_summary_free(summary);
    return status;
}

const tool_command tool_summary = {"summary", "outcomes of a session file, by every rule", help,
                                   run};
