/* SPDX-License-Identifier: GPL-3.0-or-later */
/* painstat check: whether reported figures can be true together. */
#include <config.h>

#include <stdlib.h>

#include "check.h"

static const char help[] =
    "Usage: painstat check [OPTION...] CLAIM...\n"
    "       painstat check [OPTION...] --file FILE\n"
    "       painstat check [OPTION...] --table FILE\n"
    "\n"
    "Checks by exact arithmetic whether reported figures of the same patients can be\n"
    "true together, under every reading that they leave open. A claim is one\n"
    "argument, in the words and digits of the report:\n"
    "  'n = 52'  'mean before = 8.1'  'sd after = 1.2'  'median after = 1.5'\n"
    "  'mean change = 7.4'  'percent reduction = 84 %'\n"
    "  'percent reduction (of means) about 90 +- 2 %'  'near zero > 90 %'\n"
    "  'near zero (<= 1) = 47 of 52'  'responders (>= 50 %) at least 75 %'\n"
    "Results, such as 'p < 0.001' and 'ci of mean after = 0.4 to 1.0', are\n"
    "calculated again, of two groups, too: painstat recalculate --help.\n"
    "\n"
    "Options:\n"
    "      --file FILE          claims of several samples: [name], then lines such\n"
    "                           as n = 52 and claim = near zero > 90 %; - is\n"
    "                           standard input\n"
    "      --table FILE         published figures, CSV with the columns study, arm,\n"
    "                           time, n, mean, sd, median, percent, responders,\n"
    "                           definition: each row is checked with the baseline of\n"
    "                           its study and arm\n"
    "      --n N                patients: 52, 40-60, 30,40 or 'unknown up to 500'\n"
    "                           (the default is unknown up to 1000)\n"
    "      --scale SCALE        such as 0..10 (the default), '0..10 by 0.5', vas100\n"
    "      --items N            each score is the mean of N answers (1)\n"
    "      --rounding RULE      unknown (the default), half-up, half-even,\n"
    "                           half-down, truncated or up\n"
    "      --spread KIND        SDs are divided by n-1, n or unknown (the default)\n"
    "      --nobody-worse WHEN  yes, no or unknown (the default: both are tried)\n"
    "      --least-baseline P   nobody began below P points; several are all tried\n"
    "                           (0 and one step)\n"
    "      --witness FILE       writes a data set with all figures there, as CSV\n"
    "      --format FORM        text (the default), csv or json\n"
    "  -o, --output FILE        write there, not to standard output\n"
    "  -h, --help               this text\n"
    "\n"
    "Examples:\n"
    "  painstat check --n 27 'near zero = 92.3 %'\n"
    "  painstat check 'percent reduction = 84 %' 'near zero > 90 %'\n"
    "\n"
    "Exit status: 0 consistent or not testable, 1 something is wrong with the data,\n"
    "2 with the command line, 3 something cannot be read or written, 4 inconsistent,\n"
    "5 consistent only under some readings, 6 undecided; of several samples the\n"
    "first of 4, 5, 6 that there is.\n";

typedef struct check_call {
    check_sample given; /* the command line */
    const char *file, *table, *output, *witness;
    char *text; /* of the table */
    int format;
} check_call;

static bool take_option(int c, check_call *call)
{
    static const char *const forms[3] = {"text", "csv", "json"};
    check_place place = {"", 0, 0};

    if (c >= 'A' && c < 'A' + CHECK_KEYS)
        return check_set(&call->given, (check_key)(c - 'A'), optarg, &place) == TOOL_DONE;
    switch (c) {
    case 'f':
        return tool_read_choice("format", optarg, forms, &call->format);
    case 'i':
        call->file = optarg;
        return true;
    case 't':
        call->table = optarg;
        return true;
    case 'w':
        call->witness = optarg;
        return true;
    case 'o':
        call->output = optarg;
        return true;
    default:
        return false;
    }
}

static bool read_options(int argc, char **argv, check_call *call)
{
    static const struct option known[] = {
        {"n", required_argument, NULL, 'A' + CHECK_N},
        {"scale", required_argument, NULL, 'A' + CHECK_SCALE},
        {"items", required_argument, NULL, 'A' + CHECK_ITEMS},
        {"rounding", required_argument, NULL, 'A' + CHECK_ROUNDING},
        {"spread", required_argument, NULL, 'A' + CHECK_SPREAD},
        {"nobody-worse", required_argument, NULL, 'A' + CHECK_NOBODY_WORSE},
        {"least-baseline", required_argument, NULL, 'A' + CHECK_LEAST_BASELINE},
        {"file", required_argument, NULL, 'i'},
        {"table", required_argument, NULL, 't'},
        {"witness", required_argument, NULL, 'w'},
        {"format", required_argument, NULL, 'f'},
        {"output", required_argument, NULL, 'o'},
        {NULL, 0, NULL, 0},
    };

    for (int c; (c = tool_option(argc, argv, ":o:", known)) != -1;)
        if (!take_option(c, call))
            return false;
    return true;
}

static int read_claims(check_call *call, char **arguments, int n, check_sample **samples,
                       size_t *count)
{
    if ((call->file != NULL || call->table != NULL) && n > 0)
        return tool_usage("'%s' is one argument too many: the file has the claims", arguments[0]);
    if (call->file != NULL && call->table != NULL)
        return tool_usage("--file and --table exclude each other");
    if (call->table != NULL)
        return check_read_table(call->table, &call->given, samples, count, &call->text);
    if (call->file != NULL)
        return check_read_file(call->file, &call->given, samples, count);
    if (n < 1)
        return tool_usage("which claims? Write them as 'near zero = 92.3 %%', or --file FILE");
    return check_arguments(&call->given, arguments, n, samples, count);
}

static int write_witness(const check_call *call, const check_sample *samples, size_t n)
{
    bool any = false;
    tool_output output;

    for (size_t i = 0; i < n; i++)
        any = any || check_example(&samples[i]) != NULL;
    if (!any) {
        (void)tool_fail(TOOL_DONE, "there is no example of these figures, so %s is not written",
                        call->witness);
        return TOOL_DONE;
    }
    int status = tool_output_open(&output, call->witness);

    if (status != TOOL_DONE)
        return status;
    (void)check_print_witness(output.file, samples, n);
    return tool_output_close(&output, TOOL_DONE);
}

static int print(const check_call *call, const check_sample *samples, size_t n)
{
    tool_output output;
    int status = tool_output_open(&output, call->output);

    if (status != TOOL_DONE)
        return status;
    if (call->format == 0 && call->table != NULL)
        check_print_rows(output.file, samples, n);
    else if (call->format == 0)
        check_print_text(output.file, samples, n);
    else if (call->format == 1)
        check_print_csv(output.file, samples, n);
    else if (!check_print_json(output.file, samples, n))
        status = tool_fail(TOOL_NO_IO, "out of memory");
    return tool_output_close(&output, status);
}

static int check_all(const check_call *call, check_sample *samples, size_t n)
{
    int status = TOOL_DONE;

    for (size_t i = 0; i < n && status == TOOL_DONE; i++)
        status = check_prepare(&samples[i]);
    for (size_t i = 0; i < n && status == TOOL_DONE; i++)
        status = check_run(&samples[i]);
    if (status == TOOL_DONE)
        status = print(call, samples, n);
    if (status == TOOL_DONE && call->witness != NULL)
        status = write_witness(call, samples, n);
    return status == TOOL_DONE ? check_status(samples, n) : status;
}

static int run(int argc, char **argv)
{
    check_call *call = calloc(1, sizeof *call);
    check_sample *samples = NULL;
    size_t n = 0;
    int status = TOOL_BAD_USAGE;

    if (call == NULL)
        return tool_fail(TOOL_NO_IO, "out of memory");
    if (read_options(argc, argv, call)) {
        status = read_claims(call, argv + optind, argc - optind, &samples, &n);
        if (status == TOOL_DONE)
            status = check_split_groups(&samples, &n);
        if (status == TOOL_DONE)
            status = check_all(call, samples, n);
    }
    check_free(samples, n);
    free(call->text);
    free(call);
    return status;
}

const tool_command tool_check = {"check", "whether reported figures can be true together", help,
                                 run};
