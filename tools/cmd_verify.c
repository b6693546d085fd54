/* SPDX-License-Identifier: GPL-3.0-or-later */
/* painstat verify: claims against a session file. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "verify.h"

static const char help[] =
    "Usage: painstat verify [OPTION...] DATA CLAIM...\n"
    "\n"
    "Checks reported figures against a session file, under every definition that\n"
    "they leave open: which percentage, of whom, what became of those who left, when\n"
    "the score was taken, which cut. Prints all of these readings, how many support\n"
    "the claim, and which choice decides; then what a validator looks at first: who\n"
    "is left out, when scores were taken, digits.\n"
    "\n"
    "A claim is one argument: what it is about, a comparison, and the figure as\n"
    "printed, such as\n"
    "  'percent reduction = 84 %'      'near zero (<= 1) of completers > 90 %'\n"
    "  'mean after = 0.7'              'responders (>= 50 %) at least 75 %'\n"
    "\n"
    "Reading (as painstat summary; DATA '-' is standard input)\n"
    "  --column ROLE=NAME, --layout L, --scale S, --where COND, --na TEXT,\n"
    "  --delimiter C, --decimal C, --lenient, --rejects FILE, --threads N\n"
    "\n"
    "Rules (as painstat summary)\n"
    "  --baseline R, --courses W, --planned N, --allowance N\n"
    "  --endpoint R           this endpoint alone; without it the last score before\n"
    "                         a session, the last after one, and follow-up visits\n"
    "  --near-zero CUTS, --responder CUTS\n"
    "                         to try where a claim has none: 0, 1, 2 points and 30,\n"
    "                         50 %\n"
    "\n"
    "Verdict, checks and output\n"
    "  --screening CUT        patients were taken with a first score of at least\n"
    "                         CUT: how far it falls by regression to the mean\n"
    "  --correlation R        of two scores without treatment between, in place of\n"
    "                         that of the data\n"
    "  --rounding R           unknown, half-up, half-even, half-down, truncated or\n"
    "                         up: how the figures were rounded\n"
    "  --level L              0.95 or 95%\n"
    "  -f, --format F         text, json or csv\n"
    "  -o, --output FILE\n"
    "\n"
    "Examples\n"
    "  painstat verify clinic.csv 'percent reduction = 84 %' 'near zero > 90 %'\n"
    "  painstat verify --column score=pain_avg --where group=1 trial.csv \\\n"
    "      'near zero = 66 %'\n"
    "\n"
    "Exit status: 0 supported, 1 something is wrong with the data, 2 with the\n"
    "command line, 3 something cannot be read or written, 4 a claim is contradicted,\n"
    "5 one is supported only under some choices, 6 one is undecided; of several\n"
    "claims the first of 4, 5, 6 that occurs.\n"
    "More in painstat-verify(1).\n";

enum { OPT_CORRELATION = 512, OPT_ROUNDING, OPT_SCREENING };

static const struct option options[] = {
    {"allowance", required_argument, NULL, SUMMARY_OPT_ALLOWANCE},
    {"baseline", required_argument, NULL, SUMMARY_OPT_BASELINE},
    {"column", required_argument, NULL, SUMMARY_OPT_COLUMN},
    {"correlation", required_argument, NULL, OPT_CORRELATION},
    {"courses", required_argument, NULL, SUMMARY_OPT_COURSES},
    {"decimal", required_argument, NULL, SUMMARY_OPT_DECIMAL},
    {"delimiter", required_argument, NULL, SUMMARY_OPT_DELIMITER},
    {"endpoint", required_argument, NULL, SUMMARY_OPT_ENDPOINT},
    {"format", required_argument, NULL, 'f'},
    {"layout", required_argument, NULL, SUMMARY_OPT_LAYOUT},
    {"lenient", no_argument, NULL, SUMMARY_OPT_LENIENT},
    {"level", required_argument, NULL, SUMMARY_OPT_LEVEL},
    {"na", required_argument, NULL, SUMMARY_OPT_NA},
    {"near-zero", required_argument, NULL, SUMMARY_OPT_NEAR_ZERO},
    {"output", required_argument, NULL, 'o'},
    {"planned", required_argument, NULL, SUMMARY_OPT_PLANNED},
    {"rejects", required_argument, NULL, SUMMARY_OPT_REJECTS},
    {"responder", required_argument, NULL, SUMMARY_OPT_RESPONDER},
    {"rounding", required_argument, NULL, OPT_ROUNDING},
    {"scale", required_argument, NULL, SUMMARY_OPT_SCALE},
    {"screening", required_argument, NULL, OPT_SCREENING},
    {"threads", required_argument, NULL, SUMMARY_OPT_THREADS},
    {"where", required_argument, NULL, SUMMARY_OPT_WHERE},
    {NULL, 0, NULL, 0}};

/* What was asked for beyond what painstat summary reads. */
typedef struct verify_call {
    summary_call data;
    int32_t rounding;
    pain_checks_options checks;
    pain_claim *claims;
    size_t n_claims;
} verify_call;

static int read_rounding(const char *text, int32_t *rounding)
{
    const char *names[PAIN_ROUNDINGS];

    for (int i = 0; i < PAIN_ROUNDINGS; i++)
        names[i] = pain_rounding_name(i);
    *rounding = tool_choice(text, names, PAIN_ROUNDINGS);
    if (*rounding >= 0)
        return TOOL_DONE;
    return tool_usage("--rounding takes unknown, half-up, half-even, half-down, truncated or up, "
                      "not '%s'",
                      text);
}

static int read_option(verify_call *call, int c, const char *value)
{
    switch (c) {
    case OPT_ROUNDING:
        return read_rounding(value, &call->rounding);
    case OPT_SCREENING:
        call->checks.has_screening = 1;
        if (strchr(value, '%') == NULL &&
            tool_read_fraction(value, &call->checks.screening) == TOOL_NUMBER_OK)
            return TOOL_DONE;
        return tool_usage("--screening takes a score, not '%s'", value);
    case OPT_CORRELATION:
        call->checks.has_correlation = 1;
        if (strchr(value, '%') == NULL &&
            tool_read_fraction(value, &call->checks.correlation) == TOOL_NUMBER_OK &&
            call->checks.correlation < 1.0)
            return TOOL_DONE;
        return tool_usage("--correlation is from 0 to below 1, not '%s'", value);
    default:
        return summary_read_option(&call->data, c, value);
    }
}

static int read_claims(verify_call *call, int n, char *const *texts)
{
    call->claims = calloc((size_t)n, sizeof *call->claims);
    if (call->claims == NULL)
        return tool_fail(TOOL_NO_IO, "out of memory");
    for (int i = 0; i < n; i++) {
        pain_error error;

        if (pain_claim_parse(texts[i], &call->claims[i], &error) != PAIN_OK)
            return tool_usage("claim '%s', character %u: %s", texts[i], (unsigned)error.column,
                              error.text);
        call->n_claims++;
    }
    return TOOL_DONE;
}

static int read_call(verify_call *call, int argc, char **argv)
{
    int c;

    *call = (verify_call){.rounding = PAIN_ROUNDING_UNKNOWN};
    summary_begin_call(&call->data);
    while ((c = tool_option(argc, argv, ":f:o:", options)) != -1) {
        int status = c == '?' ? TOOL_BAD_USAGE : read_option(call, c, optarg);

        if (status != TOOL_DONE)
            return status;
    }
    if (call->data.summary.level != 0.0 && call->data.summary.level <= 0.5)
        return tool_usage("--level is above 0.5 here");
    call->data.files = argv + optind;
    call->data.n_files = 1;
    if (argc - optind == 0)
        return tool_usage("which file? '-' is standard input");
    if (argc - optind == 1)
        return tool_usage("which claim? such as 'near zero > 90 %%'");
    int status = summary_check_cuts(&call->data);

    return status == TOOL_DONE ? read_claims(call, argc - optind - 1, argv + optind + 1) : status;
}

static int status_of(const pain_verification *verification)
{
    static const int32_t worst[] = {PAIN_SUPPORT_NO, PAIN_SUPPORT_ONLY_UNDER,
                                    PAIN_SUPPORT_UNDECIDED, PAIN_SUPPORT_NONE};
    static const int statuses[] = {VERIFY_CONTRADICTED, VERIFY_ONLY_UNDER, VERIFY_UNDECIDED,
                                   VERIFY_UNDECIDED};
    size_t n = 0;
    const pain_verified *claims = pain_verification_claims(verification, &n);

    for (size_t i = 0; i < sizeof worst / sizeof *worst; i++)
        for (size_t j = 0; j < n; j++)
            if (claims[j].support == worst[i])
                return statuses[i];
    return TOOL_DONE;
}

static int write_report(const verify_call *call, const verify_report *report)
{
    tool_output output;
    int status = tool_output_open(&output, call->data.output);

    if (status != TOOL_DONE)
        return status;
    if (call->data.format == SUMMARY_JSON) {
        if (!verify_print_json(output.file, report) && !tool_output_failed(&output))
            status = tool_fail(TOOL_NO_IO, "out of memory");
    } else if (call->data.format == SUMMARY_CSV) {
        verify_print_csv(output.file, report);
    } else {
        verify_print_text(output.file, report);
    }
    return tool_output_close(&output, status);
}

/* Says why the claims cannot be verified, and which. */
static int fail_claim(const verify_call *call, const pain_error *error)
{
    char text[256];

    if (error->record == 0)
        return summary_fail(error);
    pain_claim_format(&call->claims[error->record - 1], text, sizeof text);
    return tool_usage("'%s': %s", text, error->text);
}

static int verify(const verify_call *call, const pain_sessions *sessions)
{
    const summary_call *data = &call->data;
    const pain_verify_options how = {.size = sizeof how,
                                     .rules = &data->rules,
                                     .one_endpoint = data->summary.one_endpoint,
                                     .rounding = call->rounding,
                                     .level = data->summary.level,
                                     .near_zero = data->summary.near_zero,
                                     .n_near_zero = data->summary.n_near_zero,
                                     .responder = data->summary.responder,
                                     .n_responder = data->summary.n_responder};
    pain_checks_options look = call->checks;
    pain_verification *verification = NULL;
    pain_checks checks;
    pain_error error;

    look.size = sizeof look;
    look.rules = &data->rules;
    look.level = data->summary.level;
    if (pain_checks_run(sessions, &look, NULL, &checks, &error) != PAIN_OK)
        return summary_fail(&error);
    if (pain_verification_new(&verification, sessions, call->claims, call->n_claims, &how, NULL,
                              &error) != PAIN_OK)
        return fail_claim(call, &error);
    const verify_report report = {.source = strcmp(data->files[0], "-") == 0 ? "standard input"
                                                                             : data->files[0],
                                  .verification = verification,
                                  .checks = &checks,
                                  .scale = data->scale,
                                  .screening = look.has_screening != 0};
    int status = write_report(call, &report);

    if (status == TOOL_DONE)
        status = status_of(verification);
    pain_verification_free(verification);
    return status;
}

static int run(int argc, char **argv)
{
    verify_call call;
    pain_sessions *sessions = NULL;
    pain_csv_counts counts;
    int status = read_call(&call, argc, argv);

    if (status == TOOL_DONE)
        status = summary_read_files(&call.data, &sessions, &counts);
    if (status == TOOL_DONE) {
        summary_note(&call.data, &counts);
        status = verify(&call, sessions);
    }
    pain_sessions_free(sessions);
    free(call.claims);
    return status;
}

const tool_command tool_verify = {"verify", "reported figures against a session file", help, run};
