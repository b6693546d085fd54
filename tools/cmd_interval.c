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
    "       painstat interval [OPTION...] --pairs FILE\n"
    "       painstat interval [OPTION...] --values FILE\n"
    "       painstat interval [OPTION...] --strata FILE\n"
    "       painstat interval [OPTION...] --clusters FILE\n"
    "\n"
    "Says how sure a number is, by every method side by side or by one:\n"
    "  K/N            a proportion: K of N patients. With \"-\", reads one K/N or K,N\n"
    "                 a line from standard input\n"
    "  --pairs FILE   by how many percent pain went down, in each of the ways it is\n"
    "                 said, from a baseline and an endpoint a line\n"
    "  --values FILE  the centre of values, one a line: mean, trimmed mean, median,\n"
    "                 Hodges-Lehmann, geometric mean\n"
    "  --strata FILE  a proportion from K and N of each stratum (sexes, diagnoses),\n"
    "                 a line each: what they differ by makes it surer\n"
    "  --clusters FILE  the same of clusters (clinics, patients with sessions), in\n"
    "                 which patients are alike: that makes it less sure\n"
    "Columns are separated by a comma, a semicolon, a tab or blanks; a first line\n"
    "without any number is a header; FILE - is standard input.\n"
    "\n"
    "Options:\n"
    "      --level LEVEL   confidence level, such as 0.95 (the default) or 99%\n"
    "      --method NAME   this method alone; --list-methods shows the names for K/N\n"
    "      --side SIDE     two (the default), or the one bound: lower, upper\n"
    "      --prior A,B     of K/N: credible, with the prior Beta(A, B): such\n"
    "                      as 0.5,0.5 (Jeffreys) or 1,1 (flat)\n"
    "      --range LOW,HIGH  of --values: none can be beyond these; adds the mean\n"
    "                      with limits that are not either\n"
    "      --parts KIND    of --values and --pairs: clusters (clinics, patients with\n"
    "                      sessions) or strata (sexes); each line begins with the\n"
    "                      number of the one that it belongs to\n"
    "      --ideal         the bootstrap by every resample once, nothing random: of\n"
    "                      few patients\n"
    "      --seed N        of the bootstrap (0)\n"
    "      --threads N     of the bootstrap, up to 64 (1): same result, sooner\n"
    "      --digits N      decimals in text, 0 to 12 (2)\n"
    "      --format FORM   text (the default), csv, or json; the last two give\n"
    "                      proportions from 0 to 1 in full precision\n"
    "      --color WHEN    auto (the default), always, or never\n"
    "  -o, --output FILE   write there, not to standard output\n"
    "      --list-methods  names, labels and sources of the methods for K/N\n"
    "  -h, --help          this text\n"
    "\n"
    "Which method for K/N:\n"
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
    "Which percentage? \"84 % less pain\" may be the mean of the patients'\n"
    "percentages (those with a baseline of 0 have none and are left out; one who got\n"
    "worse from a low baseline weighs much), the reduction of the means (all count),\n"
    "that of the medians, the geometric mean (halving and doubling weigh the same;\n"
    "nobody may end at 0), or what is expected at the mean baseline. They differ on\n"
    "the same patients: say which one it is.\n"
    "\n"
    "Examples:\n"
    "  painstat interval 33/50\n"
    "      33 of 50 patients ended near zero: 66 %, but 52 to 78 % by mid-P\n"
    "  painstat interval --side lower 45/48\n"
    "      is it sure that more than 90 % did? Look at the lower bound\n"
    "  painstat interval --method exact --level 99% 33/50 40/50\n"
    "  painstat interval --format csv - < counts.txt\n"
    "  painstat interval --pairs scores.csv\n"
    "  painstat interval --values ends.txt --range 0,10 --method anderson\n";

typedef enum form { FORM_TEXT, FORM_CSV, FORM_JSON } form;

typedef struct interval_options {
    interval_layout layout;
    quantity_layout values; /* how the table of --pairs or --values is made */
    interval_file read;     /* of a file; NULL for proportions as arguments */
    const char *file, *method;
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

    return pain_proportion(1, 2, &options, &estimate) == PAIN_OK ||
           pain_proportion_posterior(1, 2, 1, 1, &options, &estimate) == PAIN_OK;
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

static bool read_range(const char *text, quantity_layout *layout)
{
    double ends[2];

    if (!tool_read_two("range", text, ends))
        return false;
    layout->lowest = ends[0];
    layout->highest = ends[1];
    if (ends[0] < ends[1])
        return true;
    (void)tool_usage("--range is LOW,HIGH with LOW below HIGH, not '%s'", text);
    return false;
}

static bool read_prior(const char *text, double prior[2])
{
    if (!tool_read_two("prior", text, prior))
        return false;
    if (prior[0] >= 0 && prior[1] >= 0)
        return true;
    (void)tool_usage("--prior is A,B, neither below 0, not '%s'", text);
    return false;
}

/* One kind of file, named by the option's argument. */
static bool take_file(interval_options *o, interval_file read)
{
    if (o->read != NULL && o->read != read) {
        (void)tool_usage("--pairs, --values, --strata and --clusters exclude each other");
        return false;
    }
    o->read = read;
    o->file = optarg;
    return true;
}

static bool take_option(int c, interval_options *o)
{
    static const char *const sides[3] = {"two", "lower", "upper"};
    static const char *const forms[3] = {"text", "csv", "json"};
    static const char *const parts[3] = {"none", "clusters", "strata"};
    int choice = 0;
    uint64_t digits = 0;
    bool taken = true;

    switch (c) {
    case 'l':
        return tool_read_part("level", optarg, &o->layout.level);
    case 'm':
        o->method = optarg;
        return true;
    case 's':
        taken = tool_read_choice("side", optarg, sides, &choice);
        o->layout.side = (pain_side)choice;
        return taken;
    case 'f':
        taken = tool_read_choice("format", optarg, forms, &choice);
        o->form = (form)choice;
        return taken;
    case 'd':
        taken = tool_read_whole("digits", optarg, 12, &digits);
        o->layout.digits = (int)digits;
        return taken;
    case 'r':
        o->values.has_range = true;
        return read_range(optarg, &o->values);
    case 'p':
        o->layout.has_prior = true;
        return read_prior(optarg, o->layout.prior);
    case 'a':
        taken = tool_read_choice("parts", optarg, parts, &choice);
        o->values.parts = choice;
        return taken;
    case 'i':
        o->values.ideal = true;
        return true;
    case 'S':
        return tool_read_whole("seed", optarg, UINT64_MAX, &o->values.interval.seed);
    case 'T':
        return tool_read_whole("threads", optarg, 64, &o->values.interval.threads);
    case 'P':
        return take_file(o, interval_pairs_file);
    case 'V':
        return take_file(o, interval_values_file);
    case 'X':
        return take_file(o, interval_strata_file);
    case 'C':
        return take_file(o, interval_clusters_file);
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

/* Whether the method is one with a prior where there is one, and else one without. */
static bool suits_prior(const interval_layout *layout)
{
    bool is_posterior =
        layout->method == PAIN_METHOD_EQUAL_TAILED || layout->method == PAIN_METHOD_HPD;

    if (is_posterior == layout->has_prior)
        return true;
    (void)tool_usage("the methods equal-tailed and hpd need --prior A,B, and no other takes it");
    return false;
}

/* What belongs together, once all options are known. */
static bool check_options(int left, interval_options *o)
{
    bool is_file = o->read != NULL;

    if (is_file && left > 0)
        (void)tool_usage("a proportion and a file exclude each other");
    else if (is_file && o->layout.has_prior)
        (void)tool_usage("--prior is for proportions, K/N");
    else if (o->values.has_range && o->read != interval_values_file)
        (void)tool_usage("--range is for --values");
    else if ((o->values.parts != PARTS_NONE || o->values.ideal) &&
             o->read != interval_values_file && o->read != interval_pairs_file)
        (void)tool_usage("--parts and --ideal are for --values and --pairs");
    else if (o->values.parts != PARTS_NONE && (o->values.ideal || o->values.has_range))
        (void)tool_usage("--ideal and --range are not for parts");
    else if (!is_file && left == 0 && !o->list)
        (void)tool_usage("which proportion? Write K/N, such as 33/50");
    else if (o->method != NULL && is_file)
        return quantities_read_only(o->method, &o->values);
    else
        return o->method == NULL ||
               (read_method(o->method, &o->layout.method) && suits_prior(&o->layout));
    return false;
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
        {"prior", required_argument, NULL, 'p'},
        {"range", required_argument, NULL, 'r'},
        {"seed", required_argument, NULL, 'S'},
        {"pairs", required_argument, NULL, 'P'},
        {"values", required_argument, NULL, 'V'},
        {"strata", required_argument, NULL, 'X'},
        {"clusters", required_argument, NULL, 'C'},
        {"parts", required_argument, NULL, 'a'},
        {"ideal", no_argument, NULL, 'i'},
        {"list-methods", no_argument, NULL, 'L'},
        {"threads", required_argument, NULL, 'T'},
        {NULL, 0, NULL, 0},
    };

    *o = (interval_options){.layout = {.level = 0.95, .digits = 2},
                            .values = {.interval = {.size = sizeof(pain_interval_options)}}};
    for (int c; (c = tool_option(argc, argv, ":o:", known)) != -1;)
        if (!take_option(c, o))
            return false;
    return check_options(argc - optind, o);
}

static int finish(pain_status status, const interval_fraction *f)
{
    if (status == PAIN_OK)
        return TOOL_DONE;
    return tool_fail(TOOL_BAD_DATA, "%llu/%llu: %s", (unsigned long long)f->k,
                     (unsigned long long)f->n, pain_status_text(status));
}

/* The same with a prior. */
static int compute_posterior(const interval_fraction *f, const interval_layout *layout,
                             pain_interval_options options, interval_result *result)
{
    static const int32_t methods[] = {PAIN_METHOD_EQUAL_TAILED, PAIN_METHOD_HPD};
    pain_status status = PAIN_OK;

    result->count = 0;
    for (size_t i = 0; status == PAIN_OK && i < sizeof methods / sizeof *methods; i++) {
        options.method = methods[i];
        if (layout->method != PAIN_METHOD_DEFAULT && (int32_t)layout->method != methods[i])
            continue;
        status = pain_proportion_posterior(f->k, f->n, layout->prior[0], layout->prior[1], &options,
                                           &result->estimates[result->count++]);
    }
    return finish(status, f);
}

/* Takes what a fraction comes to by the methods asked for. */
static int compute(const interval_fraction *f, const interval_layout *layout,
                   interval_result *result)
{
    const pain_interval_options options = {.size = sizeof options,
                                           .level = layout->level,
                                           .method = (int32_t)layout->method,
                                           .side = (int32_t)layout->side};
    pain_status status = PAIN_OK;

    if (layout->has_prior)
        return compute_posterior(f, layout, options, result);
    result->count = layout->method == PAIN_METHOD_DEFAULT ? INTERVAL_METHODS : 1;
    if (layout->method == PAIN_METHOD_DEFAULT)
        status = pain_proportion_all(f->k, f->n, &options, result->estimates, &result->count);
    else
        status = pain_proportion(f->k, f->n, &options, result->estimates);
    return finish(status, f);
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

static int print_values(FILE *file, const quantities *q, const interval_options *o)
{
    if (o->form == FORM_JSON && !quantities_print_json(file, q, &o->values))
        return tool_fail(TOOL_NO_IO, "out of memory");
    if (o->form == FORM_CSV)
        quantities_print_csv(file, q);
    if (o->form == FORM_TEXT)
        quantities_print_text(file, q, &o->values);
    return TOOL_DONE;
}

static int run_values(interval_options *o)
{
    quantities *q = calloc(1, sizeof *q);
    tool_output output;
    int status;

    if (q == NULL)
        return tool_fail(TOOL_NO_IO, "out of memory");
    o->values.interval.level = o->layout.level;
    o->values.interval.side = (int32_t)o->layout.side;
    o->values.digits = o->layout.digits;
    status = o->read(o->file, &o->values, q);
    if (status == TOOL_DONE)
        status = quantities_restrict(q, &o->values);
    if (status == TOOL_DONE)
        status = tool_output_open(&output, o->output);
    if (status == TOOL_DONE) {
        o->values.color = tool_color_wanted(o->color, output.file);
        status = tool_output_close(&output, print_values(output.file, q, o));
    }
    free(q);
    return status;
}

static int run(int argc, char **argv)
{
    interval_fractions fractions = {NULL, 0, 0};
    interval_options options;
    tool_output output;

    if (!read_options(argc, argv, &options))
        return TOOL_BAD_USAGE;
    if (options.read != NULL)
        return run_values(&options);
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
    .purpose = "a proportion, mean or percent reduction with its intervals",
    .help = help,
    .run = run,
};
