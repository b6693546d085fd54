/* SPDX-License-Identifier: GPL-3.0-or-later */
/* painstat witness: scores that have the printed figures. */
#include <config.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "figures.h"

static const char help[] =
    "Usage: painstat witness [OPTION...] --n N --mean MEAN [--sd SD]\n"
    "\n"
    "Writes scores with the printed figures as CSV: one example, or draws at random\n"
    "from all samples that have them, each with the same probability.\n"
    "\n"
    "Options:\n"
    "      --n N             patients\n"
    "      --mean MEAN       as printed: 0.70 is not 0.7\n"
    "      --sd SD           likewise, or\n"
    "      --se SE           the standard error\n"
    "      --median MEDIAN   likewise; not with --draws\n"
    "      --scale SCALE     such as 0..10 (the default), '0..10 by 0.5', vas100\n"
    "      --items N         each score is the mean of N answers (1)\n"
    "      --rounding RULE   unknown (the default), half-up, half-even, half-down,\n"
    "                        truncated or up\n"
    "      --spread KIND     the SD is divided by n-1 (the default) or n\n"
    "      --draws N         so many random samples, up to 100,000\n"
    "      --seed N          of the draws (0)\n"
    "  -o, --output FILE     write there, not to standard output\n"
    "  -h, --help            this text\n"
    "\n"
    "Example:\n"
    "  painstat witness --n 52 --mean 0.7 --sd 1.2 --draws 1000 -o samples.csv\n"
    "\n"
    "Exit status: 0 done, 1 no scores have these figures, 2 something is wrong with\n"
    "the command line, 3 something cannot be read or written.\n";

typedef struct witness_call {
    figures_call figures;
    uint64_t draws, seed;
    const char *output;
} witness_call;

static bool read_options(int argc, char **argv, witness_call *call)
{
    static const struct option known[] = {
        FIGURES_OPTIONS,
        {"draws", required_argument, NULL, 'd'},
        {"seed", required_argument, NULL, 's'},
        {"output", required_argument, NULL, 'o'},
        {NULL, 0, NULL, 0},
    };

    for (int c; (c = tool_option(argc, argv, ":o:", known)) != -1;) {
        if (figures_take(&call->figures, c, optarg))
            continue;
        if (c == 'o')
            call->output = optarg;
        else if (c == 'd' ? !figures_number("draws", optarg, 100000, &call->draws)
                          : c != 's' || !figures_number("seed", optarg, UINT64_MAX, &call->seed))
            return false;
    }
    return true;
}

static void print_sample(FILE *file, const pain_grid *grid, uint64_t draw, const int64_t *count)
{
    char text[TOOL_NUMBER_SIZE];
    int64_t patient = 0;

    for (int32_t i = 0; i <= grid->steps; i++)
        for (int64_t k = 0; k < count[i]; k++)
            (void)fprintf(file, "%" PRIu64 ",%" PRId64 ",%s\n", draw, ++patient,
                          check_points(grid, i, text));
}

/* One sample, or the draws, one after the other; the caller frees them. */
static int sample(const witness_call *call, int64_t **counts, size_t *n)
{
    const pain_figures *figures = &call->figures.figures;
    size_t width = (size_t)figures->grid.steps + 1;
    pain_status status;

    *n = call->draws > 0 ? call->draws : 1;
    *counts = calloc(*n * width, sizeof **counts);
    if (*counts == NULL)
        return tool_fail(TOOL_NO_IO, "out of memory");
    if (call->draws > 0) {
        status = pain_samples_draw(figures, NULL, call->seed, call->draws, *counts);
        if (status == PAIN_EOVERFLOW)
            return tool_usage("--draws: there are too many such samples to draw from them");
    } else {
        pain_finding finding;

        status = pain_figures_check(figures, &finding);
        if (status == PAIN_OK && !finding.has_witness)
            status = PAIN_DONE;
        memcpy(*counts, finding.witness.count, width * sizeof **counts);
    }
    if (status == PAIN_DONE)
        return figures_no_scores(figures);
    if (status == PAIN_ENOMEM)
        return tool_fail(TOOL_NO_IO, "out of memory");
    return status == PAIN_OK ? TOOL_DONE : tool_fail(TOOL_BAD_DATA, "%s", pain_status_text(status));
}

static int print(const witness_call *call, const int64_t *counts, size_t n)
{
    const pain_grid *grid = &call->figures.figures.grid;
    tool_output output;
    int status = tool_output_open(&output, call->output);

    if (status != TOOL_DONE)
        return status;
    (void)fputs("draw,patient,score\n", output.file);
    for (size_t i = 0; i < n && !tool_output_failed(&output); i++)
        print_sample(output.file, grid, i + 1, &counts[i * ((size_t)grid->steps + 1)]);
    return tool_output_close(&output, status);
}

static int run(int argc, char **argv)
{
    witness_call call = {.output = NULL};
    int64_t *counts = NULL;
    size_t n = 0;

    if (!read_options(argc, argv, &call))
        return TOOL_BAD_USAGE;
    if (optind < argc)
        return tool_usage("'%s' is one argument too many", argv[optind]);
    int status = figures_read(&call.figures, true);

    if (status == TOOL_DONE && call.figures.spread != NULL &&
        call.figures.first_divisor != call.figures.last_divisor)
        status =
            tool_usage("--spread is n-1 or n, not '%s': a sample has one SD", call.figures.spread);
    if (status == TOOL_DONE && call.draws > 0 && call.figures.median != NULL)
        status = tool_usage("--draws takes a mean and an SD, not a median");
    if (status == TOOL_DONE)
        status = sample(&call, &counts, &n);
    if (status == TOOL_DONE)
        status = print(&call, counts, n);
    free(counts);
    return status;
}

const tool_command tool_witness = {"witness", "scores that have printed figures", help, run};
