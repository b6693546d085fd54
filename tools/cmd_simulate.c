/* SPDX-License-Identifier: GPL-3.0-or-later */
/* painstat simulate: session data of a clinic that does not exist, with what was true beside it. */
#include <config.h>

#include <string.h>

#include "simulate.h"
#include "tool.h"

static const char help[] =
    "Usage: painstat simulate [OPTION...]\n"
    "\n"
    "Writes the session file of a pain clinic that does not exist, to learn on, to\n"
    "test with, and to see what a rule of analysis does to a known truth. Patients\n"
    "are called SIM-0001 and so on. The same options give the same bytes on every\n"
    "machine.\n"
    "\n"
    "Each row is a session: patient_id, course, site, visit, session, date,\n"
    "pain_before, pain_after (0 to 10), planned, stop_reason. Session 0 is the\n"
    "evaluation with a trial session, also of those who never start; follow-ups come\n"
    "30 and 90 days after the last session, without a session number. An empty score\n"
    "is missing; 99 is \"unable to respond\".\n"
    "\n"
    "Patients respond, respond in part, or not. Those with little relief are\n"
    "likelier to stop, so who is left at the end did better than those who began.\n"
    "\n"
    "Options:\n"
    "      --patients N    how many are evaluated (400)\n"
    "      --sites N       how many sites (3)\n"
    "      --sessions N    planned sessions of a course, 2 to 60 (10)\n"
    "      --seed N        which clinic (1)\n"
    "      --missing RATE  chance that a score is not recorded, 0 to 1 (0.02)\n"
    "      --repeat RATE   chance of another course after a completed one (0.08)\n"
    "  -o, --output FILE   write the sessions there, not to standard output\n"
    "      --truth FILE    write, as JSON, the model, the true reductions, and what\n"
    "                      would have been seen had nobody stopped\n"
    "  -h, --help          this text\n"
    "\n"
    "Examples:\n"
    "  painstat simulate --output clinic.csv --truth truth.json\n"
    "  painstat simulate --patients 50 --seed 7 --missing 0.1 | head\n";

typedef struct simulate_options {
    sim_parameters parameters;
    const char *output, *truth;
} simulate_options;

static bool read_whole(const char *name, const char *text, uint64_t least, uint64_t most,
                       uint64_t *value)
{
    if (tool_read_count(text, strlen(text), most, value) == TOOL_NUMBER_OK && *value >= least)
        return true;
    (void)tool_usage("--%s is a whole number from %llu to %llu, not '%s'", name,
                     (unsigned long long)least, (unsigned long long)most, text);
    return false;
}

static bool read_number(const char *name, const char *text, int32_t least, int32_t most,
                        int32_t *value)
{
    uint64_t whole;
    bool read = read_whole(name, text, (uint64_t)least, (uint64_t)most, &whole);

    *value = (int32_t)whole;
    return read;
}

/* A rate is taken to the nearest 10,000th, in which the model's chances are. */
static bool read_rate(const char *name, const char *text, uint32_t *rate)
{
    double value;
    bool read = tool_read_fraction(text, &value) == TOOL_NUMBER_OK && value <= 1.0;

    *rate = read ? (uint32_t)(value * 10000.0 + 0.5) : 0;
    if (!read)
        (void)tool_usage("--%s is a rate from 0 to 1, such as 0.02, not '%s'", name, text);
    return read;
}

static bool take_option(int c, simulate_options *o)
{
    sim_parameters *p = &o->parameters;

    switch (c) {
    case 'p':
        return read_number("patients", optarg, 1, SIM_MOST_PATIENTS, &p->patients);
    case 'i':
        return read_number("sites", optarg, 1, 1000, &p->sites);
    case 'n':
        return read_number("sessions", optarg, 2, SIM_MOST_SESSIONS, &p->sessions);
    case 's':
        return read_whole("seed", optarg, 0, INT64_MAX, &p->seed);
    case 'm':
        return read_rate("missing", optarg, &p->missing);
    case 'r':
        return read_rate("repeat", optarg, &p->repeat);
    case 'o':
        o->output = optarg;
        return true;
    case 't':
        o->truth = optarg;
        return true;
    default:
        return false;
    }
}

static bool read_options(int argc, char **argv, simulate_options *o)
{
    static const struct option known[] = {
        {"patients", required_argument, NULL, 'p'},
        {"sites", required_argument, NULL, 'i'},
        {"sessions", required_argument, NULL, 'n'},
        {"seed", required_argument, NULL, 's'},
        {"missing", required_argument, NULL, 'm'},
        {"repeat", required_argument, NULL, 'r'},
        {"output", required_argument, NULL, 'o'},
        {"truth", required_argument, NULL, 't'},
        {NULL, 0, NULL, 0},
    };

    *o = (simulate_options){.parameters = sim_defaults()};
    for (int c; (c = tool_option(argc, argv, ":o:", known)) != -1;)
        if (!take_option(c, o))
            return false;
    if (optind < argc) {
        (void)tool_usage("'%s' is no option; simulate reads no file", argv[optind]);
        return false;
    }
    if (o->output != NULL && o->truth != NULL && tool_same_file(o->output, o->truth)) {
        (void)tool_usage("--output and --truth name the same file");
        return false;
    }
    return true;
}

static void write_clinic(tool_output *output, const sim_parameters *parameters, sim_truth *truth)
{
    tool_progress progress;
    sim_patient patient;

    tool_progress_begin(&progress, "patients", (uint64_t)parameters->patients);
    sim_write_header(output->file);
    for (int32_t i = 1; i <= parameters->patients && !tool_output_failed(output); i++) {
        sim_patient_make(&patient, parameters, i);
        sim_write_patient(output->file, &patient, parameters);
        sim_truth_add(truth, &patient, parameters);
        tool_progress_show(&progress, (uint64_t)i);
    }
    tool_progress_end(&progress);
}

static int write_truth(const char *path, const sim_truth *truth, const sim_parameters *parameters)
{
    tool_output output;
    int status = tool_output_open(&output, path);

    if (status != TOOL_DONE)
        return status;
    if (!sim_truth_write(output.file, truth, parameters))
        status = tool_fail(TOOL_NO_IO, "out of memory");
    return tool_output_close(&output, status);
}

static int run(int argc, char **argv)
{
    simulate_options options;
    tool_output output;
    sim_truth truth;

    if (!read_options(argc, argv, &options))
        return TOOL_BAD_USAGE;
    int status = tool_output_open(&output, options.output);

    if (status != TOOL_DONE)
        return status;
    memset(&truth, 0, sizeof truth);
    write_clinic(&output, &options.parameters, &truth);
    if (options.truth != NULL && !tool_output_failed(&output))
        status = write_truth(options.truth, &truth, &options.parameters);
    return tool_output_close(&output, status);
}

const tool_command tool_simulate = {
    .name = "simulate",
    .purpose = "write the session file of a clinic that does not exist",
    .help = help,
    .run = run,
};
