/* SPDX-License-Identifier: GPL-3.0-or-later */
/* painstat compare: two proportions, or two sets of values, by every method. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "compare.h"

static const char help[] =
    "Usage: painstat compare [OPTION...] X1/N1 X2/N2\n"
    "       painstat compare [OPTION...] --null P X/N\n"
    "       painstat compare [OPTION...] --paired YES_YES YES_NO NO_YES NO_NO\n"
    "       painstat compare [OPTION...] --pairs FILE\n"
    "       painstat compare [OPTION...] --samples FILE\n"
    "       painstat compare [OPTION...] --strata FILE\n"
    "\n"
    "Compares by every method, side by side, with tests:\n"
    "  X1/N1 X2/N2      proportions of two independent groups: difference, ratio,\n"
    "                   odds ratio, number needed to treat\n"
    "  --null P X/N     a proportion and a stated one, P between 0 and 1 or in %\n"
    "  --paired         two proportions of the same patients (near zero before and\n"
    "                   after), from the four counts of yes and no\n"
    "  --pairs FILE     baseline and endpoint of the same patients, two numbers a\n"
    "                   line: effect sizes and tests; painstat interval --pairs has\n"
    "                   every way to say the reduction in percent\n"
    "  --samples FILE   two groups of different patients: a group number and a value\n"
    "                   a line; or group, baseline and endpoint, to compare the\n"
    "                   percent reductions, each by its methods\n"
    "  --strata FILE    two groups within strata (clinics, sexes), X1 N1 X2 N2 a\n"
    "                   line: what the strata have in common\n"
    "Columns are separated by a comma, a semicolon, a tab or blanks; a first line\n"
    "without any number is a header; FILE - is standard input.\n"
    "\n"
    "Options:\n"
    "      --level LEVEL        confidence level, such as 0.95 (the default) or 99%\n"
    "      --method NAME        this method or test alone, such as newcombe or welch\n"
    "      --side SIDE          two (the default), or the one bound: lower, upper\n"
    "      --alternative ALT    of the tests: two-sided (the default), less, greater\n"
    "      --margin M           of two groups: test a difference of M (-1 to 1), not\n"
    "                           of 0; non-inferiority by 10 points is\n"
    "                           --margin -0.1 --alternative greater\n"
    "      --equivalence L,H    of two groups: test whether the difference is beyond\n"
    "                           L or H; a small p says that it lies between\n"
    "      --unconditional      the exact unconditional methods also for more than\n"
    "                           200 patients, where they take seconds to minutes\n"
    "      --clusters           of --samples: the number of a cluster (a clinic) is\n"
    "                           after the group, baseline and endpoint after that\n"
    "      --ideal              of --pairs and --samples: the bootstrap by every\n"
    "                           resample once, nothing random: of few patients\n"
    "      --seed N             of the bootstrap (0)\n"
    "      --threads N          of the bootstrap, up to 64 (1): same result, sooner\n"
    "      --digits N           decimals in text, 0 to 12 (2)\n"
    "      --format FORM        text (the default), csv or json, in full precision\n"
    "      --color WHEN         auto (the default), always or never\n"
    "  -o, --output FILE        write there, not to standard output\n"
    "  -h, --help               this text\n"
    "\n"
    "Differences are group 1 minus group 2, the group with the lower number first.\n"
    "Where patients were not assigned by chance, no method says what made them.\n"
    "\n"
    "Examples:\n"
    "  painstat compare 33/50 10/51\n"
    "      near zero in two arms of a trial\n"
    "  painstat compare --null 90% --alternative greater 45/48\n"
    "      are more than 90 % sure? 93.8 % were seen\n"
    "  painstat compare --paired 2 33 0 15\n"
    "  painstat compare --pairs scores.csv --format csv\n"
    "  painstat compare --samples arms.csv --method hc3\n"
    "      adjusted for the baseline; lines such as 1,8,2\n"
    "\n"
    "Exit status: 0 done, 1 something is wrong with the data, 2 with the command\n"
    "line, 3 something cannot be read or written.\n";

typedef struct compare_call {
    quantity_layout layout;
    int (*read)(const char *path, const quantity_layout *layout, quantities *c); /* of a file */
    const char *file, *output;
    bool paired, has_null;
    int format;
    tool_color color;
} compare_call;

/* One kind of file, named by the option's argument. */
static bool take_file(compare_call *call,
                      int (*read)(const char *path, const quantity_layout *layout, quantities *c))
{
    if (call->read != NULL && call->read != read) {
        (void)tool_usage("--pairs, --samples and --strata exclude each other");
        return false;
    }
    call->read = read;
    call->file = optarg;
    return true;
}

static bool read_margin(const char *text, quantity_layout *layout)
{
    layout->has_margin = true;
    if (tool_read_signed(text, &layout->test.null_value) && layout->test.null_value > -1 &&
        layout->test.null_value < 1)
        return true;
    (void)tool_usage("--margin is between -1 and 1, such as -0.1, not '%s'", text);
    return false;
}

static bool read_equivalence(const char *text, quantity_layout *layout)
{
    const double *ends = layout->equivalence;

    layout->has_equivalence = true;
    if (!tool_read_two("equivalence", text, layout->equivalence))
        return false;
    if (ends[0] > -1 && ends[0] < ends[1] && ends[1] < 1)
        return true;
    (void)tool_usage("--equivalence is LOW,HIGH between -1 and 1, LOW below HIGH, not '%s'", text);
    return false;
}

static bool take_option(int c, compare_call *call)
{
    static const char *const sides[3] = {"two", "lower", "upper"};
    static const char *const forms[3] = {"text", "csv", "json"};
    uint64_t digits = 0;
    bool taken;

    switch (c) {
    case 'l':
        return tool_read_part("level", optarg, &call->layout.interval.level);
    case 's':
        return tool_read_choice("side", optarg, sides, &call->layout.interval.side);
    case 'a':
        return tool_read_choice("alternative", optarg, quantity_alternatives,
                                &call->layout.test.alternative);
    case 'f':
        return tool_read_choice("format", optarg, forms, &call->format);
    case 'd':
        taken = tool_read_whole("digits", optarg, 12, &digits);
        call->layout.digits = (int)digits;
        return taken;
    case 'S':
        return tool_read_whole("seed", optarg, UINT64_MAX, &call->layout.interval.seed);
    case 'T':
        return tool_read_whole("threads", optarg, 64, &call->layout.interval.threads);
    case 'M':
        return quantities_read_only(optarg, &call->layout);
    case 'c':
        return tool_color_read(optarg, &call->color);
    case 'C':
        call->layout.parts = PARTS_CLUSTERS;
        return true;
    case 'i':
        call->layout.ideal = true;
        return true;
    case 'p':
        return take_file(call, compare_pairs_file);
    case 'm':
        return take_file(call, compare_samples_file);
    case 't':
        return take_file(call, compare_strata_file);
    case 'u':
        call->layout.unconditional = true;
        return true;
    case 'P':
        call->paired = true;
        return true;
    case 'g':
        return read_margin(optarg, &call->layout);
    case 'e':
        return read_equivalence(optarg, &call->layout);
    case 'n':
        call->has_null = true;
        return tool_read_part("null", optarg, &call->layout.test.null_value);
    case 'o':
        call->output = optarg;
        return true;
    default:
        return false;
    }
}

static bool read_options(int argc, char **argv, compare_call *call)
{
    static const struct option known[] = {
        {"level", required_argument, NULL, 'l'},
        {"side", required_argument, NULL, 's'},
        {"alternative", required_argument, NULL, 'a'},
        {"method", required_argument, NULL, 'M'},
        {"seed", required_argument, NULL, 'S'},
        {"digits", required_argument, NULL, 'd'},
        {"format", required_argument, NULL, 'f'},
        {"color", required_argument, NULL, 'c'},
        {"output", required_argument, NULL, 'o'},
        {"pairs", required_argument, NULL, 'p'},
        {"samples", required_argument, NULL, 'm'},
        {"strata", required_argument, NULL, 't'},
        {"unconditional", no_argument, NULL, 'u'},
        {"paired", no_argument, NULL, 'P'},
        {"null", required_argument, NULL, 'n'},
        {"margin", required_argument, NULL, 'g'},
        {"equivalence", required_argument, NULL, 'e'},
        {"clusters", no_argument, NULL, 'C'},
        {"ideal", no_argument, NULL, 'i'},
        {"threads", required_argument, NULL, 'T'},
        {NULL, 0, NULL, 0},
    };

    *call = (compare_call){.layout = {.digits = 2}};
    call->layout.interval.size = sizeof call->layout.interval;
    call->layout.test.size = sizeof call->layout.test;
    for (int c; (c = tool_option(argc, argv, ":o:", known)) != -1;)
        if (!take_option(c, call))
            return false;
    return true;
}

/* Reads "7/34" as two counts. */
static bool read_fraction(const char *text, uint64_t *x, uint64_t *n)
{
    const char *slash = strchr(text, '/');
    const uint64_t most = UINT64_C(1) << 53;

    if (slash != NULL && tool_read_count(text, (size_t)(slash - text), most, x) == TOOL_NUMBER_OK &&
        tool_read_count(slash + 1, strlen(slash + 1), most, n) == TOOL_NUMBER_OK)
        return true;
    (void)tool_usage("'%s' is not X/N, two whole numbers such as 33/50", text);
    return false;
}

static int compare_with_stated(const compare_call *call, char **arguments, int n, quantities *c)
{
    uint64_t x, of;

    if (n != 1)
        return tool_usage("--null takes one proportion, X/N, such as 45/48");
    if (!read_fraction(arguments[0], &x, &of))
        return TOOL_BAD_USAGE;
    if (x > of)
        return tool_fail(TOOL_BAD_DATA, "X cannot be above N: write how many of how many, X/N");
    return compare_proportion(x, of, &call->layout, c);
}

static int compare_arguments(const compare_call *call, char **arguments, int n, quantities *c)
{
    uint64_t counts[4];

    bool is_of_groups = call->layout.has_margin || call->layout.has_equivalence;

    if (is_of_groups && (call->paired || call->has_null))
        return tool_usage("--margin and --equivalence are for two groups, X1/N1 X2/N2");
    if (call->paired) {
        if (n != 4)
            return tool_usage("--paired takes four counts: yes-yes, yes-no, no-yes, no-no");
        for (int i = 0; i < 4; i++)
            if (!tool_read_whole("paired", arguments[i], UINT64_C(1) << 50, &counts[i]))
                return TOOL_BAD_USAGE;
        return compare_paired_counts(counts, &call->layout, c);
    }
    if (call->has_null)
        return compare_with_stated(call, arguments, n, c);
    if (n != 2)
        return tool_usage("which two proportions? Write X1/N1 X2/N2, such as 33/50 10/51");
    if (!read_fraction(arguments[0], &counts[0], &counts[1]) ||
        !read_fraction(arguments[1], &counts[2], &counts[3]))
        return TOOL_BAD_USAGE;
    if (counts[0] > counts[1] || counts[2] > counts[3])
        return tool_fail(TOOL_BAD_DATA, "X cannot be above N: write how many of how many, X/N");
    return compare_groups(counts, &call->layout, c);
}

static int print(const compare_call *call, const quantities *c)
{
    quantity_layout layout = call->layout;
    tool_output output;
    int status = tool_output_open(&output, call->output);

    if (status != TOOL_DONE)
        return status;
    layout.color = tool_color_wanted(call->color, output.file);
    if (call->format == 0)
        quantities_print_text(output.file, c, &layout);
    else if (call->format == 1)
        quantities_print_csv(output.file, c);
    else if (!quantities_print_json(output.file, c, &call->layout))
        status = tool_fail(TOOL_NO_IO, "out of memory");
    return tool_output_close(&output, status);
}

static int run(int argc, char **argv)
{
    compare_call call;
    quantities *c;
    int status;

    if (!read_options(argc, argv, &call))
        return TOOL_BAD_USAGE;
    c = calloc(1, sizeof *c);
    if (c == NULL)
        return tool_fail(TOOL_NO_IO, "out of memory");
    if (call.layout.parts != PARTS_NONE && call.read != compare_samples_file)
        status = tool_usage("--clusters is for --samples");
    else if (call.layout.ideal &&
             ((call.read != compare_samples_file && call.read != compare_pairs_file) ||
              call.layout.parts != PARTS_NONE))
        status = tool_usage("--ideal is for --pairs and --samples without --clusters");
    else if (call.layout.has_equivalence &&
             (call.layout.has_margin || call.layout.test.alternative != PAIN_ALTERNATIVE_TWO_SIDED))
        status = tool_usage("--equivalence is a test of its own: it excludes --margin and "
                            "--alternative");
    else if (call.read != NULL && (call.layout.has_margin || call.layout.has_equivalence))
        status = tool_usage("--margin and --equivalence are for two groups, X1/N1 X2/N2");
    else if ((call.read != NULL) + call.paired + call.has_null > 1)
        status = tool_usage("--null, --paired and a file exclude each other");
    else if (call.read != NULL && optind < argc)
        status = tool_usage("'%s' is one argument too many", argv[optind]);
    else if (call.read != NULL)
        status = call.read(call.file, &call.layout, c);
    else
        status = compare_arguments(&call, argv + optind, argc - optind, c);
    if (status == TOOL_DONE)
        status = quantities_restrict(c, &call.layout);
    if (status == TOOL_DONE)
        status = print(&call, c);
    free(c);
    return status;
}

const tool_command tool_compare = {
    "compare", "two proportions, or two sets of scores, by every method", help, run};
