/* SPDX-License-Identifier: GPL-3.0-or-later */
/* painstat interval: a proportion with its confidence interval by every method. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "interval.h"

static const char help[] =
    "Usage: painstat interval [OPTION...] K/N...\n"
    "       painstat interval [OPTION...] K N\n"
    "       painstat interval [OPTION...] -\n"
    "\n"
    "Says how sure a proportion is: K of N patients, with a confidence interval by\n"
    "every method or by one. With \"-\", reads one K/N or K,N a line from standard\n"
    "input.\n"
    "\n"
    "Options:\n"
    "      --level LEVEL   confidence level, such as 0.95 (the default) or 99%\n"
    "      --method NAME   this method alone; --list-methods shows the names\n"
    "      --side SIDE     two (the default), or the one bound: lower, upper\n"
    "      --digits N      decimals of percentages in text, 0 to 12 (2)\n"
    "      --format FORM   text (the default), csv, or json; the last two give\n"
    "                      proportions from 0 to 1 in full precision\n"
    "      --color WHEN    auto (the default), always, or never\n"
    "  -o, --output FILE   write there, not to standard output\n"
    "      --list-methods  names, labels and sources of the methods\n"
    "  -h, --help          this text\n"
    "\n"
    "Which method:\n"
    "  mid-p            the default: close to its level on average, also near 0 and\n"
    "                   100 %, where \"more than 90 % of patients\" lives\n"
    "  clopper-pearson  \"exact\": never covers less than its level, so it is wider;\n"
    "                   where a guarantee is wanted\n"
    "  wilson           score; usual in current papers; too narrow near 0 and 100 %\n"
    "  wilson-cc        Wilson with continuity correction, as R's prop.test prints\n"
    "  jeffreys         Bayesian with a neutral prior; much like mid-P\n"
    "  agresti-coull    near Wilson, and can be done by hand\n"
    "  wald             p +- z sqrt(p(1-p)/n), what many others print: to compare\n"
    "                   with them, not to rely on; of no width at 0 and 100 %\n"
    "  blaker           exact like clopper-pearson, but shorter; only two-sided\n"
    "  likelihood-ratio, logit, scas, wang and more: see --list-methods\n"
    "\n"
    "Examples:\n"
    "  painstat interval 33/50\n"
    "      33 of 50 patients ended near zero: 66 %, but 52 to 78 % by mid-P\n"
    "  painstat interval --side lower 45/48\n"
    "      is it sure that more than 90 % did? Look at the lower bound\n"
    "  painstat interval --method exact --level 99% 33/50 40/50\n"
    "  painstat interval --format csv - < counts.txt\n";

typedef enum form { FORM_TEXT, FORM_CSV, FORM_JSON } form;

typedef struct interval_options {
    interval_layout layout;
    form form;
    tool_color color;
    const char *output;
    bool list;
} interval_options;

/* Whether the method is one for a proportion. */
static bool is_of_proportions(pain_method method)
{
    const pain_interval_options options = {.size = sizeof options, .method = (int32_t)method};
    pain_estimate estimate;

    return pain_proportion(1, 2, &options, &estimate) == PAIN_OK;
}

static bool read_method(const char *text, pain_method *method)
{
    if (pain_method_parse(text, method) == PAIN_OK && *method != PAIN_METHOD_DEFAULT) {
        if (is_of_proportions(*method))
            return true;
        (void)tool_usage("method '%s' is not one for a proportion; see --list-methods", text);
        return false;
    }
    (void)tool_usage("unknown method '%s'; see --list-methods", text);
    return false;
}

static bool read_choice(const char *name, const char *text, const char *const names[3], int *choice)
{
    *choice = tool_choice(text, names, 3);
    if (*choice >= 0)
        return true;
    (void)tool_usage("--%s is %s, %s or %s, not '%s'", name, names[0], names[1], names[2], text);
    return false;
}

static bool read_digits(const char *text, int *digits)
{
    uint64_t value;

    if (tool_read_count(text, strlen(text), 12, &value) != TOOL_NUMBER_OK) {
        (void)tool_usage("--digits is a whole number from 0 to 12, not '%s'", text);
        return false;
    }
    *digits = (int)value;
    return true;
}

static bool take_option(int c, interval_options *o)
{
    static const char *const sides[3] = {"two", "lower", "upper"};
    static const char *const forms[3] = {"text", "csv", "json"};
    int choice = 0;
    bool taken = true;

    switch (c) {
    case 'l':
        return tool_read_level(optarg, &o->layout.level);
    case 'm':
        return read_method(optarg, &o->layout.method);
    case 's':
        taken = read_choice("side", optarg, sides, &choice);
        o->layout.side = (pain_side)choice;
        return taken;
    case 'f':
        taken = read_choice("format", optarg, forms, &choice);
        o->form = (form)choice;
        return taken;
    case 'd':
        return read_digits(optarg, &o->layout.digits);
    case 'c':
        return tool_color_read(optarg, &o->color);
    case 'o':
        o->output = optarg;
        return true;
    case 'L':
        o->list = true;
        return true;
    default:
        return false;
    }
}

static bool read_options(int argc, char **argv, interval_options *o)
{
    static const struct option known[] = {
        {"level", required_argument, NULL, 'l'},
        {"method", required_argument, NULL, 'm'},
        {"side", required_argument, NULL, 's'},
        {"format", required_argument, NULL, 'f'},
        {"digits", required_argument, NULL, 'd'},
        {"color", required_argument, NULL, 'c'},
        {"output", required_argument, NULL, 'o'},
        {"list-methods", no_argument, NULL, 'L'},
        {NULL, 0, NULL, 0},
    };

    *o = (interval_options){.layout = {.level = 0.95, .digits = 2}};
    for (int c; (c = tool_option(argc, argv, ":o:", known)) != -1;)
        if (!take_option(c, o))
            return false;
    if (optind == argc && !o->list) {
        (void)tool_usage("which proportion? Write K/N, such as 33/50");
        return false;
    }
    return true;
}

/* Takes what a fraction comes to by the methods asked for. */
static int compute(const interval_fraction *f, const interval_layout *layout,
                   interval_result *result)
{
    const pain_interval_options options = {.size = sizeof options,
                                           .level = layout->level,
                                           .method = (int32_t)layout->method,
                                           .side = (int32_t)layout->side};
    pain_status status;

    result->count = layout->method == PAIN_METHOD_DEFAULT ? INTERVAL_METHODS : 1;
    if (layout->method == PAIN_METHOD_DEFAULT)
        status = pain_proportion_all(f->k, f->n, &options, result->estimates, &result->count);
    else
        status = pain_proportion(f->k, f->n, &options, result->estimates);
    if (status == PAIN_OK)
        return TOOL_DONE;
    return tool_fail(TOOL_BAD_DATA, "%llu/%llu: %s", (unsigned long long)f->k,
                     (unsigned long long)f->n, pain_status_text(status));
}

static int list_methods(FILE *file)
{
    interval_result result;
    const interval_fraction half = {1, 2};
    int status = compute(&half, &(interval_layout){.level = 0.95}, &result);

    for (size_t i = 0; status == TOOL_DONE && i < result.count; i++) {
        pain_method method = (pain_method)result.estimates[i].method;

        (void)fprintf(file, "%-19s  %-28s  %s\n", pain_method_key(method),
                      pain_method_label(method), pain_method_source(method));
    }
    return status;
}

static int print(FILE *file, const interval_result *results, size_t count,
                 const interval_options *o)
{
    if (o->form == FORM_JSON && !interval_print_json(file, results, count, &o->layout))
        return tool_fail(TOOL_NO_IO, "out of memory");
    if (o->form == FORM_CSV)
        interval_print_csv(file, results, count);
    if (o->form == FORM_TEXT)
        interval_print_text(file, results, count, &o->layout);
    return TOOL_DONE;
}

static int print_all(FILE *file, const interval_fractions *fractions, const interval_options *o)
{
    /* calloc of nothing may be NULL */
    interval_result *results = calloc(fractions->count + 1, sizeof *results);
    int status = TOOL_DONE;

    if (results == NULL)
        return tool_fail(TOOL_NO_IO, "out of memory");
    for (size_t i = 0; status == TOOL_DONE && i < fractions->count; i++)
        status = compute(&fractions->list[i], &o->layout, &results[i]);
    if (status == TOOL_DONE)
        status = print(file, results, fractions->count, o);
    free(results);
    return status;
}

static int run(int argc, char **argv)
{
    interval_fractions fractions = {NULL, 0, 0};
    interval_options options;
    tool_output output;

    if (!read_options(argc, argv, &options))
        return TOOL_BAD_USAGE;
    int status = interval_read_arguments(&fractions, argv + optind, argc - optind);

    if (status == TOOL_DONE)
        status = tool_output_open(&output, options.output);
    if (status == TOOL_DONE) {
        options.layout.color = tool_color_wanted(options.color, output.file);
        status =
            options.list ? list_methods(output.file) : print_all(output.file, &fractions, &options);
        status = tool_output_close(&output, status);
    }
    free(fractions.list);
    return status;
}

const tool_command tool_interval = {
    .name = "interval",
    .purpose = "a proportion, K of N, with its confidence interval by every method",
    .help = help,
    .run = run,
};
