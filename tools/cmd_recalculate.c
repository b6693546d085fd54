/* SPDX-License-Identifier: GPL-3.0-or-later */
/* painstat recalculate: printed p, t, limits and effect sizes, calculated again. */
#include <config.h>

#include <stdlib.h>

#include "json.h"
#include "recalculate.h"

static const char help[] =
    "Usage: painstat recalculate [OPTION...] CLAIM...\n"
    "       painstat recalculate [OPTION...] --file FILE\n"
    "\n"
    "Calculates printed results again from the figures printed beside them, over all\n"
    "numbers that print so, and says which test or method gives them. A claim is one\n"
    "argument, in the words and digits of the report. Figures:\n"
    "  of the same patients   'n = 52'  'mean before = 8.1'  'sd before = 1.1'\n"
    "                         'mean after = 0.7'  'sd after = 1.2'\n"
    "                         'sd change = 1.5'\n"
    "                         'near zero = 47 of 52'  'responders = 75.0 %'\n"
    "  of two groups          'n of group 1 = 40'  'mean after of group 1 = 2.9'\n"
    "                         'sd after of group 2 = 2.1'\n"
    "                         'responders of group 1 = 6 of 10'\n"
    "Results:\n"
    "  'p = 0.11'  'p < 0.001'  'p (one-sided) = 0.06'\n"
    "  't (51) = 33.2'  'f (1, 48) = 5.3'  'z = 2.3'  'chi-squared = 2.8'\n"
    "  '95 % ci = 2.4 to 28'  'ci of mean after = 0.4 to 1.0'  'ci of near zero =\n"
    "  79 to 96 %'  'ci of ratio = 0.8 to 7.3'  'ci of odds ratio = 0.7 to 27'\n"
    "  'd = 0.8'  'difference = 15 %'  'ratio = 2.4'  'odds ratio = 4.5'\n"
    "Without results, those of comparing two groups, two times or a change with\n"
    "none are shown. A figure may be given once, a result more often.\n"
    "\n"
    "Options:\n"
    "      --file FILE       claims of several samples: [name], then lines such as\n"
    "                        n = 52 and claim = p < 0.001; - is standard input\n"
    "      --n N             patients\n"
    "      --scale SCALE     such as 0..10: narrows the correlation of before with\n"
    "                        after\n"
    "      --items N         each score is the mean of N answers (1)\n"
    "      --rounding RULE   unknown (the default), half-up, half-even, half-down,\n"
    "                        truncated or up\n"
    "      --spread KIND     SDs are divided by n-1, n or unknown (both)\n"
    "      --format FORM     text (the default), csv or json\n"
    "  -o, --output FILE     write there, not to standard output\n"
    "  -h, --help            this text\n"
    "\n"
    "Examples:\n"
    "  painstat recalculate 'responders of group 1 = 6 of 10' \\\n"
    "      'responders of group 2 = 3 of 12' 'p = 0.11'\n"
    "  painstat recalculate 'ci = -28 to -2.4' 'p < 0.001'\n"
    "\n"
    "Exit status: 0 consistent or not testable, 1 something is wrong with the data,\n"
    "2 with the command line, 3 something cannot be read or written, 4 inconsistent,\n"
    "5 consistent only under some tests or methods.\n";

typedef struct recalculate_call {
    check_sample given; /* the command line */
    const char *file, *output;
    int format;
} recalculate_call;

static bool take_option(int c, recalculate_call *call)
{
    static const char *const forms[3] = {"text", "csv", "json"};
    const check_place place = {"", 0, 0};

    if (c >= 'A' && c < 'A' + CHECK_KEYS)
        return check_set(&call->given, (check_key)(c - 'A'), optarg, &place) == TOOL_DONE;
    switch (c) {
    case 'f':
        return tool_read_choice("format", optarg, forms, &call->format);
    case 'i':
        call->file = optarg;
        return true;
    case 'o':
        call->output = optarg;
        return true;
    default:
        return false;
    }
}

static bool read_options(int argc, char **argv, recalculate_call *call)
{
    static const struct option known[] = {
        {"n", required_argument, NULL, 'A' + CHECK_N},
        {"scale", required_argument, NULL, 'A' + CHECK_SCALE},
        {"items", required_argument, NULL, 'A' + CHECK_ITEMS},
        {"rounding", required_argument, NULL, 'A' + CHECK_ROUNDING},
        {"spread", required_argument, NULL, 'A' + CHECK_SPREAD},
        {"file", required_argument, NULL, 'i'},
        {"format", required_argument, NULL, 'f'},
        {"output", required_argument, NULL, 'o'},
        {NULL, 0, NULL, 0},
    };

    for (int c; (c = tool_option(argc, argv, ":o:", known)) != -1;)
        if (!take_option(c, call))
            return false;
    return true;
}

static int read_claims(recalculate_call *call, char **arguments, int n, check_sample **samples,
                       size_t *count)
{
    if (call->file != NULL && n > 0)
        return tool_usage("'%s' is one argument too many: the file has the claims", arguments[0]);
    if (call->file != NULL)
        return check_read_file(call->file, &call->given, samples, count);
    if (n < 1)
        return tool_usage("which claims? Write them as 'p = 0.11', or --file FILE");
    return check_arguments(&call->given, arguments, n, samples, count);
}

static bool print_json(FILE *file, const check_sample *samples, size_t n)
{
    json_t *all = json_array();

    for (size_t i = 0; i < n; i++)
        tool_json_append(&all, json_pack("{s:s, s:o}", "sample", samples[i].name, "results",
                                         recalculate_json(&samples[i])));
    return tool_json_write(file,
                           json_pack("{s:s, s:o}", "painstat", pain_version(), "samples", all), 0);
}

static void print_text(FILE *file, const check_sample *samples, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        (void)fputs(i > 0 ? "\n" : "", file);
        check_print_name(file, &samples[i]);
        recalculate_print_text(file, &samples[i]);
    }
}

static int print(const recalculate_call *call, const check_sample *samples, size_t n)
{
    tool_output output;
    int status = tool_output_open(&output, call->output);

    if (status != TOOL_DONE)
        return status;
    if (call->format == 0)
        print_text(output.file, samples, n);
    else if (call->format == 1)
        recalculate_print_csv(output.file, samples, n);
    else if (!print_json(output.file, samples, n))
        status = tool_fail(TOOL_NO_IO, "out of memory");
    return tool_output_close(&output, status);
}

static int recalculate_all(const recalculate_call *call, check_sample *samples, size_t n)
{
    int status = TOOL_DONE, worst = TOOL_DONE;

    for (size_t i = 0; i < n && status == TOOL_DONE; i++) {
        status = check_prepare(&samples[i]);
        /* Scores are not taken to be whole, nor up to 10, unless that is said. */
        if (*samples[i].value[CHECK_SCALE] == '\0')
            samples[i].options.grid = NULL;
        if (status == TOOL_DONE)
            status = recalculate_check_figures(&samples[i]);
        if (status == TOOL_DONE)
            status = recalculate_run(&samples[i], true);
    }
    if (status == TOOL_DONE)
        status = print(call, samples, n);
    for (size_t i = 0; i < n && status == TOOL_DONE; i++) {
        int one = recalculate_status(&samples[i]);

        if (worst == TOOL_DONE || one == CHECK_INCONSISTENT)
            worst = one;
    }
    return status == TOOL_DONE ? worst : status;
}

static int run(int argc, char **argv)
{
    recalculate_call *call = calloc(1, sizeof *call);
    check_sample *samples = NULL;
    size_t n = 0;
    int status = TOOL_BAD_USAGE;

    if (call == NULL)
        return tool_fail(TOOL_NO_IO, "out of memory");
    if (read_options(argc, argv, call)) {
        status = read_claims(call, argv + optind, argc - optind, &samples, &n);
        if (status == TOOL_DONE)
            status = recalculate_all(call, samples, n);
    }
    check_free(samples, n);
    free(call);
    return status;
}

const tool_command tool_recalculate = {"recalculate", "printed p, t and limits, calculated again",
                                       help, run};
