/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_TOOLS_TOOL_H
#define PAIN_TOOLS_TOOL_H
/* What the commands of painstat share. */

#include <getopt.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* Exit statuses. */
enum {
    TOOL_DONE = 0,
    TOOL_BAD_DATA = 1,  /* the data are wrong, or do not give what is asked for */
    TOOL_BAD_USAGE = 2, /* the command line is wrong */
    TOOL_NO_IO = 3      /* something cannot be read or written, or there is no memory */
};

/* One command: painstat NAME. */
typedef struct tool_command {
    const char *name;
    const char *purpose;               /* one line for painstat --help */
    const char *help;                  /* all of painstat NAME --help */
    int (*run)(int argc, char **argv); /* argv[0] is the name; returns the exit status */
} tool_command;

extern const tool_command tool_bounds;
extern const tool_command tool_check;
extern const tool_command tool_compare;
extern const tool_command tool_interval;
extern const tool_command tool_recalculate;
extern const tool_command tool_simulate;
extern const tool_command tool_summary;
extern const tool_command tool_verify;
extern const tool_command tool_witness;

/* messages.c: all on standard error, as "painstat COMMAND: text". */

/* Names the command for the messages that follow. */
void tool_begin(const char *command);

/* Prints a message; returns `status`. */
int tool_fail(int status, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The same with a place: "painstat COMMAND: SOURCE:LINE: text"; line 0 is left out. */
int tool_fail_at(int status, const char *source, uint64_t line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Prints a message and where help is; returns TOOL_BAD_USAGE. */
int tool_usage(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* options.c */

/* The next option, as getopt_long gives it, -1 after the last. For an option that is unknown or
 * lacks its value it prints the message and returns '?'. */
int tool_option(int argc, char **argv, const char *letters, const struct option *options);

/* Index of `text` among `n` names, or -1. */
int tool_choice(const char *text, const char *const *names, int n);

/* The following read the value of the option `name`; they print a usage message and return false
 * for anything else. One of three words, as its index; a whole number from 0 to `most`; two
 * numbers with a comma between. */
bool tool_read_choice(const char *name, const char *text, const char *const names[3], int *choice);
bool tool_read_whole(const char *name, const char *text, uint64_t most, uint64_t *value);
bool tool_read_two(const char *name, const char *text, double value[2]);

/* Reads what --`name` is to be between 0 and 1, such as a level of 0.95 or 95%; prints a usage
 * message and returns false for anything else. */
bool tool_read_part(const char *name, const char *text, double *part);

/* lines.c */

enum { TOOL_LINE = 4096 }; /* a line, its end and a NUL */

/* The next line of a file, its end included and a byte order mark before the first left out; counts
 * it in `number`. False at the end of the file, and with a message and another `status` than
 * TOOL_DONE when it cannot be read, is too long, or has a NUL byte. */
bool tool_next_line(FILE *file, const char *name, uint64_t *number, char line[TOOL_LINE],
                    int *status);

/* nearest.c */

/* The name among `n` that `text` was probably meant to be; NULL when none is near. */
const char *tool_nearest(const char *text, const char *const *names, size_t n);

/* numbers.c: text to numbers, without the locale; the whole text or nothing. */

typedef enum tool_number {
    TOOL_NUMBER_OK,
    TOOL_NUMBER_NONE, /* it is no such number */
    TOOL_NUMBER_LARGE /* it is one, but beyond `most`, or of too many digits */
} tool_number;

/* Digits alone: a whole number from 0 to `most`. */
tool_number tool_read_count(const char *text, size_t length, uint64_t most, uint64_t *value);

/* Digits with a decimal point, at most 15 that count: `value` is the double nearest to the text.
 * With a percent sign behind it, a hundredth of that. */
tool_number tool_read_fraction(const char *text, double *value);

/* The same with a sign before it or none, and without a percent sign behind. */
bool tool_read_signed(const char *text, double *value);

/* format.c: numbers to text, without the locale. */

enum { TOOL_NUMBER_SIZE = 352 }; /* room for any double with up to 15 decimals, sign and NUL */

/* `value` with `digits` decimals (0 to 15), the exact value correctly rounded; never "-0.0".
 * Returns `text`. NaN is "-". */
const char *tool_fixed(double value, int digits, char text[TOOL_NUMBER_SIZE]);

/* 100 times a proportion with `digits` decimals. */
const char *tool_percent(double proportion, int digits, char text[TOOL_NUMBER_SIZE]);

/* A level as a percentage with as many decimals as it has, such as 95 or 99.9. */
const char *tool_level(double level, char text[TOOL_NUMBER_SIZE]);

/* As few digits, from 15 to 17, as read back to the same double. NaN is the empty text. */
const char *tool_exact(double value, char text[TOOL_NUMBER_SIZE]);

/* text.c: text from outside, such as a label or the name of a file. */

/* Bytes of `text`, at most `most`, that are whole characters of UTF-8, up to the first that is
 * none. */
size_t tool_utf8(const char *text, size_t most);

/* For a terminal or a log: control characters, and bytes that are no UTF-8, become "\x1b"; cut to
 * `size` bytes. Returns `to`. */
const char *tool_plain(const char *from, char *to, size_t size);

/* Writes a cell of CSV, in quotes where it needs them. A cell that begins with = + - @, a tab or a
 * carriage return and is no number gets a ' in front, so that no spreadsheet calculates it. */
void tool_write_cell(FILE *file, const char *text, size_t length);

/* outputs.c: what is written is there whole or not at all. */

typedef struct tool_output {
    FILE *file;
    char *path;      /* NULL for standard output */
    char *temporary; /* NULL when the file is written in place */
    int error;       /* errno of the first failed write; 0 for none */
} tool_output;

/* True when two paths name one regular file, or one that is not there yet. */
bool tool_same_file(const char *a, const char *b);

/* Opens `path` for writing; NULL is standard output. A file is written as PATH.XXXXXX in the same
 * folder and gets its name when it is complete; what is no regular file, such as /dev/null, is
 * written in place. Prints a message when that fails and returns TOOL_NO_IO. */
int tool_output_open(tool_output *output, const char *path);

/* True once a write has failed: time to stop. Call it after each of many writes, so that the
 * message names the reason. */
bool tool_output_failed(tool_output *output);

/* Ends the output. With `status` TOOL_DONE the file is flushed and gets its name, else it is
 * removed. Returns `status`, or TOOL_NO_IO with a message when something could not be written. */
int tool_output_close(tool_output *output, int status);

/* terminal.c */

typedef enum tool_color { TOOL_COLOR_AUTO, TOOL_COLOR_ALWAYS, TOOL_COLOR_NEVER } tool_color;

/* Reads auto, always or never. Prints a usage message and returns false for anything else. */
bool tool_color_read(const char *text, tool_color *when);

/* Whether to color what goes to `file`: by `when`, else for a terminal that can and does not have
 * NO_COLOR set. */
bool tool_color_wanted(tool_color when, FILE *file);

/* progress.c: a line on standard error while long work runs at a terminal. */

typedef struct tool_progress {
    const char *unit; /* such as "rows" */
    uint64_t total;   /* 0 when it is not known */
    double begun;     /* seconds */
    double shown;     /* when the line was last written; 0 for never */
    bool wanted;
} tool_progress;

void tool_progress_begin(tool_progress *progress, const char *unit, uint64_t total);
void tool_progress_show(tool_progress *progress, uint64_t done); /* call as often as you like */
void tool_progress_end(tool_progress *progress);                 /* erases the line */

#endif
