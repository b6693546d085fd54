/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Printed figures from options. */
#include <config.h>

#include <inttypes.h>
#include <string.h>

#include "figures.h"

bool figures_take(figures_call *call, int c, const char *text)
{
    const char **places[] = {&call->mean,  &call->sd,    &call->se,       &call->median, &call->n,
                             &call->scale, &call->items, &call->rounding, &call->spread};

    if (c < 'A' || c > 'I')
        return false;
    *places[c - 'A'] = text;
    return true;
}

int figures_range(const figures_call *call, const char *name, const char *text, pain_range *range)
{
    pain_printed printed;

    if (pain_printed_parse(text, &printed, NULL) != PAIN_OK ||
        pain_printed_range(&printed, call->rule, range) != PAIN_OK)
        return tool_usage("%s is a number as printed, such as 0.70, not '%s'", name, text);
    return TOOL_DONE;
}

int32_t figures_kind(const figures_call *call, int32_t divisor)
{
    return (call->se != NULL ? PAIN_SPREAD_SE : PAIN_SPREAD_SD) + divisor;
}

static int read_rules(figures_call *call)
{
    static const char *const spreads[] = {"unknown", "n-1", "n"};
    int spread = call->spread != NULL ? tool_choice(call->spread, spreads, 3) : 0;

    if (spread < 0)
        return tool_usage("--spread is unknown, n-1 or n, not '%s'", call->spread);
    call->first_divisor = spread == 2;
    call->last_divisor = spread != 1;
    call->rule = PAIN_ROUNDING_UNKNOWN;
    if (call->rounding == NULL)
        return TOOL_DONE;
    for (call->rule = 0; call->rule < PAIN_ROUNDINGS; call->rule++)
        if (strcmp(call->rounding, pain_rounding_name(call->rule)) == 0)
            return TOOL_DONE;
    return tool_usage("--rounding is unknown, half-up, half-even, half-down, truncated or up, "
                      "not '%s'",
                      call->rounding);
}

int figures_read_grid(figures_call *call)
{
    pain_figures *f = &call->figures;
    const check_place place = {"", 0, 0};
    int status = read_rules(call);

    *f = (pain_figures){.size = sizeof *f, .spread_kind = figures_kind(call, call->first_divisor)};
    return status == TOOL_DONE
               ? check_read_grid(call->scale != NULL ? call->scale : "",
                                 call->items != NULL ? call->items : "", &place, &f->grid)
               : status;
}

int figures_read(figures_call *call, bool needs_figures)
{
    pain_figures *f = &call->figures;
    uint64_t n = 0;
    int status = figures_read_grid(call);

    if (status != TOOL_DONE)
        return status;
    if (call->n == NULL ||
        tool_read_count(call->n, strlen(call->n), 1000000, &n) != TOOL_NUMBER_OK || n < 1)
        return tool_usage("--n is the number of patients, from 1 to 1,000,000");
    f->n = (int64_t)n;
    if (call->sd != NULL && call->se != NULL)
        return tool_usage("--sd and --se exclude each other");
    if (needs_figures && call->mean == NULL && call->sd == NULL && call->se == NULL &&
        call->median == NULL)
        return tool_usage("which figures? Write them as --mean 0.7 --sd 1.2");
    if (call->mean != NULL)
        status = figures_range(call, "--mean", call->mean, &f->mean);
    if (status == TOOL_DONE && call->sd != NULL)
        status = figures_range(call, "--sd", call->sd, &f->spread);
    if (status == TOOL_DONE && call->se != NULL)
        status = figures_range(call, "--se", call->se, &f->spread);
    if (status == TOOL_DONE && call->median != NULL)
        status = figures_range(call, "--median", call->median, &f->median);
    return status;
}

int figures_no_scores(const pain_figures *figures)
{
    pain_finding finding;
    char text[256] = "";

    if (figures != NULL && pain_figures_check(figures, &finding) == PAIN_OK)
        pain_certificate_text(figures, &finding.certificate, text, sizeof text);
    return tool_fail(TOOL_BAD_DATA, "no scores have these figures%s%s", *text != '\0' ? ": " : "",
                     text);
}

void figures_describe(FILE *file, const figures_call *call)
{
    const pain_grid *grid = &call->figures.grid;
    char lowest[TOOL_NUMBER_SIZE], highest[TOOL_NUMBER_SIZE], step[TOOL_NUMBER_SIZE];
    const char *const names[] = {"mean", "SD", "SE", "median"};
    const char *const texts[] = {call->mean, call->sd, call->se, call->median};
    const char *before = ", with ";

    (void)fprintf(file, "%" PRId64 " scores, %s to %s by %s", call->figures.n,
                  check_points(grid, 0, lowest), check_points(grid, grid->steps, highest),
                  tool_exact((double)grid->step / (double)grid->unit, step));
    for (size_t i = 0; i < 4; i++) {
        if (texts[i] == NULL)
            continue;
        (void)fprintf(file, "%s%s %s", before, names[i], texts[i]);
        before = ", ";
    }
}

bool figures_number(const char *name, const char *text, uint64_t most, uint64_t *value)
{
    if (tool_read_count(text, strlen(text), most, value) == TOOL_NUMBER_OK)
        return true;
    (void)tool_usage("--%s is a whole number up to %" PRIu64 ", not '%s'", name, most, text);
    return false;
}
