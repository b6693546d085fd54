/* SPDX-License-Identifier: GPL-3.0-or-later */
/* painstat bounds: what printed figures imply. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "bounds.h"

static const char help[] =
    "Usage: painstat bounds [OPTION...] --n N --mean MEAN [--sd SD]\n"
    "       painstat bounds [OPTION...] --n N --before MEAN/SD --after MEAN/SD\n"
    "       painstat bounds [OPTION...] --before-counts LIST --after-counts LIST\n"
    "\n"
    "What printed figures imply: the least and the most patients at or below each\n"
    "cut that any scores with these figures have, exactly; the SDs that the mean\n"
    "allows; how many samples there are. With figures before and after: how far\n"
    "percent reductions, near zero and responders can lie, proved by linear\n"
    "programs; exactly where it is known how many had each score. Percentages count\n"
    "from the lowest value of the scale.\n"
    "\n"
    "Options:\n"
    "      --n N              patients\n"
    "      --mean MEAN        as printed: 0.70 is not 0.7\n"
    "      --sd SD            likewise, or\n"
    "      --se SE            the standard error\n"
    "      --median MEDIAN    likewise\n"
    "      --before MEAN/SD   of the same patients before, and\n"
    "      --after MEAN/SD    after; /SD may be left out\n"
    "      --before-counts LIST  patients with each score before, such as 7:3,8:9,\n"
    "      --after-counts LIST   and after, of the same patients\n"
    "      --cut LIST         scores, such as 0,1,2,3 (the default)\n"
    "      --scale SCALE      such as 0..10 (the default), '0..10 by 0.5', vas100\n"
    "      --items N          each score is the mean of N answers (1)\n"
    "      --rounding RULE    unknown (the default), half-up, half-even, half-down,\n"
    "                         truncated or up\n"
    "      --spread KIND      the SD is divided by n-1, n or unknown (the default:\n"
    "                         the bounds hold for both)\n"
    "      --least-baseline P nobody began below P points (one step)\n"
    "      --draws N          the distribution over so many random samples, up to\n"
    "                         100,000\n"
    "      --seed N           of the draws (0)\n"
    "      --format FORM      text (the default), csv or json\n"
    "  -o, --output FILE      write there, not to standard output\n"
    "  -h, --help             this text\n"
    "\n"
    "Examples:\n"
    "  painstat bounds --n 52 --mean 0.7 --sd 1.2\n"
    "  painstat bounds --n 52 --before 8.1/1.1 --after 0.7/1.2\n"
    "  painstat bounds --before-counts 4:4,8:4 --after-counts 0:4,2:3,6:1\n"
    "\n"
    "Exit status: 0 done, 1 no scores have these figures, 2 something is wrong with\n"
    "the command line, 3 something cannot be read or written.\n";

typedef struct bounds_call {
    figures_call figures;
    const char *before, *after, *before_counts, *after_counts, *cut, *least, *output;
    uint64_t draws, seed;
    int format;
} bounds_call;

static bool read_options(int argc, char **argv, bounds_call *call)
{
    static const char *const forms[3] = {"text", "csv", "json"};
    static const struct option known[] = {
        FIGURES_OPTIONS,
        {"before", required_argument, NULL, 'b'},
        {"after", required_argument, NULL, 'a'},
        {"before-counts", required_argument, NULL, 'p'},
        {"after-counts", required_argument, NULL, 'q'},
        {"cut", required_argument, NULL, 'c'},
        {"least-baseline", required_argument, NULL, 'l'},
        {"draws", required_argument, NULL, 'd'},
        {"seed", required_argument, NULL, 's'},
        {"format", required_argument, NULL, 'f'},
        {"output", required_argument, NULL, 'o'},
        {NULL, 0, NULL, 0},
    };

    for (int c; (c = tool_option(argc, argv, ":o:", known)) != -1;) {
        if (figures_take(&call->figures, c, optarg))
            continue;
        if (c == 'f') {
            if (!tool_read_choice("format", optarg, forms, &call->format))
                return false;
            continue;
        }
        if (c == 'd' || c == 's') {
            if (!figures_number(c == 'd' ? "draws" : "seed", optarg, c == 'd' ? 100000 : UINT64_MAX,
                                c == 'd' ? &call->draws : &call->seed))
                return false;
            continue;
        }
        const char **to = c == 'b'   ? &call->before
                          : c == 'a' ? &call->after
                          : c == 'p' ? &call->before_counts
                          : c == 'q' ? &call->after_counts
                          : c == 'c' ? &call->cut
                          : c == 'l' ? &call->least
                          : c == 'o' ? &call->output
                                     : NULL;

        if (to == NULL)
            return false;
        *to = optarg;
    }
    return true;
}

bool bounds_steps(const char *text, size_t length, const pain_grid *grid, int32_t *steps)
{
    char one[32];
    pain_printed printed;
    int64_t tens = 1;

    if (length >= sizeof one)
        return false;
    (void)snprintf(one, sizeof one, "%.*s", (int)length, text);
    if (pain_printed_parse(one, &printed, NULL) != PAIN_OK || printed.decimals > 6 ||
        printed.digits > 1000000000)
        return false;
    for (int32_t i = 0; i < printed.decimals; i++)
        tens *= 10;
    int64_t from = printed.digits * grid->unit - grid->lowest * tens;

    if (from < 0 || from % (grid->step * tens) != 0 || from / (grid->step * tens) > grid->steps)
        return false;
    *steps = (int32_t)(from / (grid->step * tens));
    return true;
}

/* The cuts in steps; the highest score is none. */
static int read_cuts(const bounds_call *call, bounds_table *table)
{
    const pain_grid *grid = &table->grid;
    const char *text = call->cut;

    for (int64_t i = 0; text == NULL && i < 4; i++)
        if (i * grid->unit % grid->step == 0 && i * grid->unit / grid->step < grid->steps)
            table->cuts[table->n_cuts++] = (int32_t)(i * grid->unit / grid->step);
    if (text != NULL && *text == '\0')
        return tool_usage("--cut is a list of scores, such as 0,1,2,3");
    for (size_t length; text != NULL && *text != '\0'; text += length + (text[length] == ',')) {
        int32_t cut;

        length = strcspn(text, ",");
        if (table->n_cuts == BOUNDS_MOST_CUTS || !bounds_steps(text, length, grid, &cut) ||
            cut >= grid->steps)
            return tool_usage(
                "--cut is up to %d scores below the highest, such as 0,1,2,3, not '%s'",
                BOUNDS_MOST_CUTS, call->cut);
        table->cuts[table->n_cuts++] = cut;
    }
    return TOOL_DONE;
}

/* "8.1/1.1" or "8.1". */
static int read_pair(const bounds_call *call, const char *name, const char *text, pain_range *mean,
                     pain_range *spread)
{
    const char *slash = strchr(text, '/');
    char first[64];

    (void)snprintf(first, sizeof first, "%.*s",
                   slash != NULL ? (int)(slash - text) : (int)strlen(text), text);
    int status = figures_range(&call->figures, name, first, mean);

    return status == TOOL_DONE && slash != NULL
               ? figures_range(&call->figures, name, slash + 1, spread)
               : status;
}

static int read_paired(const bounds_call *call, bounds_table *table)
{
    pain_paired_figures *p = &table->paired;
    int32_t least = table->grid.steps > 0;

    if (call->before == NULL || call->after == NULL)
        return tool_usage("--before and --after go together");
    if (call->figures.mean != NULL || call->figures.sd != NULL || call->figures.se != NULL ||
        call->figures.median != NULL)
        return tool_usage("--before and --after exclude --mean, --sd, --se and --median");
    if (call->least != NULL &&
        !bounds_steps(call->least, strlen(call->least), &table->grid, &least))
        return tool_usage("--least-baseline is a score on the scale, not '%s'", call->least);
    *p = (pain_paired_figures){.size = sizeof *p,
                               .grid = table->grid,
                               .n = table->n,
                               .least_baseline = least,
                               .percent = 50};
    int status = read_pair(call, "--before", call->before, &p->baseline_mean, &p->baseline_spread);

    return status == TOOL_DONE
               ? read_pair(call, "--after", call->after, &p->endpoint_mean, &p->endpoint_spread)
               : status;
}

static int read_counts(bounds_call *call, bounds_table *table)
{
    const figures_call *f = &call->figures;

    if (call->before_counts == NULL || call->after_counts == NULL)
        return tool_usage("--before-counts and --after-counts go together");
    if (call->before != NULL || call->after != NULL || f->n != NULL || f->mean != NULL ||
        f->sd != NULL || f->se != NULL || f->median != NULL || call->least != NULL)
        return tool_usage("--before-counts and --after-counts exclude --n, --mean, --sd, --se, "
                          "--median, --before, --after and --least-baseline");
    int status = bounds_read_counts(call->before_counts, call->after_counts, table);

    call->figures.figures.n = table->n;
    return status;
}

static int print(const bounds_call *call, const bounds_table *table)
{
    tool_output output;
    int status = tool_output_open(&output, call->output);

    if (status != TOOL_DONE)
        return status;
    if (call->format == 0) {
        figures_describe(output.file, &call->figures);
        if (table->is_counted)
            (void)fprintf(output.file, ", before %s, after %s", call->before_counts,
                          call->after_counts);
        else if (table->is_paired)
            (void)fprintf(output.file, ", before %s, after %s", call->before, call->after);
        (void)fputc('\n', output.file);
        bounds_print_text(output.file, table);
    } else if (call->format == 1)
        bounds_print_csv(output.file, table);
    else if (!bounds_print_json(output.file, table))
        status = tool_fail(TOOL_NO_IO, "out of memory");
    return tool_output_close(&output, status);
}

static int run(int argc, char **argv)
{
    bounds_call call = {.format = 0};
    bounds_table *table;
    int status;

    if (!read_options(argc, argv, &call))
        return TOOL_BAD_USAGE;
    if (optind < argc)
        return tool_usage("'%s' is one argument too many", argv[optind]);
    bool is_counted = call.before_counts != NULL || call.after_counts != NULL;
    bool is_paired = is_counted || call.before != NULL || call.after != NULL;

    if (call.least != NULL && !is_paired)
        return tool_usage("--least-baseline is of figures before and after");
    if (call.draws > 0 && (is_paired || call.figures.median != NULL))
        return tool_usage("--draws excludes figures before and after, and --median");
    status =
        is_counted ? figures_read_grid(&call.figures) : figures_read(&call.figures, !is_paired);
    if (status != TOOL_DONE)
        return status;
    table = calloc(1, sizeof *table);
    if (table == NULL)
        return tool_fail(TOOL_NO_IO, "out of memory");
    table->grid = call.figures.figures.grid;
    table->n = call.figures.figures.n;
    table->is_paired = is_paired;
    table->is_counted = is_counted;
    table->worse_at = -1;
    table->draws = call.draws;
    table->seed = call.seed;
    status = read_cuts(&call, table);
    if (status == TOOL_DONE && is_counted)
        status = read_counts(&call, table);
    else if (status == TOOL_DONE && is_paired)
        status = read_paired(&call, table);
    if (status == TOOL_DONE)
        status = is_paired ? bounds_of_pairs(&call.figures, table)
                           : bounds_of_scores(&call.figures, table);
    if (status == TOOL_DONE)
        status = print(&call, table);
    free(table);
    return status;
}

const tool_command tool_bounds = {"bounds", "what printed figures imply", help, run};
