/* SPDX-License-Identifier: GPL-3.0-or-later */
/* painstat COMMAND: finds the command and runs it. */
#include <config.h>

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <painstat/version.h>

#include "tool.h"

static const tool_command *const commands[] = {
    &tool_summary, &tool_interval,    &tool_compare, &tool_check,    &tool_verify,
    &tool_bounds,  &tool_recalculate, &tool_witness, &tool_simulate,
};

enum { COMMANDS = sizeof commands / sizeof *commands };

static const char before_commands[] =
    "Usage: painstat COMMAND [OPTION...] [ARGUMENT...]\n"
    "       painstat help COMMAND\n"
    "\n"
    "Outcomes of pain treatment, with their denominators and their uncertainty.\n"
    "\n"
    "Commands:\n";

static const char after_commands[] =
    "\n"
    "  -h, --help     this text; painstat COMMAND --help for more\n"
    "  -V, --version  the version\n"
    "\n"
    "Exit status: 0 done, 1 something is wrong with the data, 2 with the command\n"
    "line, 3 something cannot be read or written. check, recalculate and verify say\n"
    "4 for inconsistent or contradicted, 5 for only under some readings, 6 for\n"
    "undecided.\n";

static int print_help(void)
{
    tool_output output;
    int status = tool_output_open(&output, NULL);

    (void)fputs(before_commands, output.file);
    for (size_t i = 0; i < COMMANDS; i++)
        (void)fprintf(output.file, "  %-11s %s\n", commands[i]->name, commands[i]->purpose);
    (void)fputs(after_commands, output.file);
    return tool_output_close(&output, status);
}

static int print_text(const char *text)
{
    tool_output output;
    int status = tool_output_open(&output, NULL);

    (void)fputs(text, output.file);
    return tool_output_close(&output, status);
}

static int print_version(void)
{
    tool_output output;
    int status = tool_output_open(&output, NULL);

    (void)fprintf(output.file,
                  "painstat %s\n"
                  "Licence GPL-3.0-or-later; there is no warranty.\n",
                  pain_version());
    return tool_output_close(&output, status);
}

/* The command of that name; NULL after a message. */
static const tool_command *find(const char *name)
{
    const char *names[COMMANDS];

    for (size_t i = 0; i < COMMANDS; i++) {
        names[i] = commands[i]->name;
        if (strcmp(name, names[i]) == 0)
            return commands[i];
    }
    const char *nearest = tool_nearest(name, names, COMMANDS);

    if (nearest != NULL)
        (void)tool_usage("unknown command '%s'; did you mean '%s'?", name, nearest);
    else
        (void)tool_usage("unknown command '%s'", name);
    return NULL;
}

static int run(const tool_command *command, int argc, char **argv)
{
    tool_begin(command->name);
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0)
            return print_text(command->help);
    return command->run(argc, argv);
}

static int help(int argc, char **argv)
{
    if (argc < 2)
        return print_help();
    const tool_command *command = find(argv[1]);

    return command != NULL ? print_text(command->help) : TOOL_BAD_USAGE;
}

/* A file that is opened while 0, 1 or 2 is closed would get that number, and our output. Open for
 * reading only, so that writing to it still fails. */
static void hold_standard_files(void)
{
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) < 0)
            (void)open("/dev/null", O_RDONLY);
}

int main(int argc, char **argv)
{
    hold_standard_files();
    if (argc < 2)
        return tool_usage("which command?");
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
        return print_help();
    if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0)
        return print_version();
    if (strcmp(argv[1], "help") == 0)
        return help(argc - 1, argv + 1);
    if (argv[1][0] == '-')
        return tool_usage("unknown option '%s'", argv[1]);
    const tool_command *command = find(argv[1]);

    return command != NULL ? run(command, argc - 1, argv + 1) : TOOL_BAD_USAGE;
}
