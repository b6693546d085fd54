/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the library says of bad data may go into a log: it holds no identifier, label or score.
 *
 * Every cell of a file of each shape is replaced by markers that are wrong there in all sorts of
 * ways, rows are cut, lengthened and repeated, and the header is left out; then everything that the
 * library wrote is searched for the markers. */
#include <config.h>

#include <string.h>

#include "memory_source.h"
#include "painstat.h"
#include "support.h"

/* Marked: every label begins so, and every score that is wrong has these digits. */
#define LABEL  "ZQ"
#define DIGITS "7391"

enum { MOST_CELLS = 8, MOST_ROWS = 8, MOST_TEXT = 8192 };

typedef struct shape {
    const char *rows[MOST_ROWS]; /* the header first; cells are separated by commas */
    const char *group;
} shape;

static const shape shapes[] = {
    {{"patient,visit,session,date,before,after,planned,stop",
      "ZQp1,ZQv1,1,2025-01-07,7,5,2,completed", "ZQp1,ZQv2,2,2025-01-09,3,2,2,ZQs",
      "ZQp2,ZQv1,1,2025-01-07,6,6,2,ZQs", "ZQp3,follow-up,,2025-03-07,4,,,"},
     NULL},
    {{"patient,site,visit,session,kind,score", "ZQp1,ZQg1,ZQv1,1,before,7",
      "ZQp1,ZQg1,ZQv1,1,after,5", "ZQp2,ZQg2,ZQv1,1,before,6", "ZQp2,ZQg2,ZQv2,2,before,3"},
     "site"},
    {{"patient,site,before1,after1,before2,after2", "ZQp1,ZQg1,7,5,3,2", "ZQp2,ZQg2,6,6,,"},
     "site"},
};

static const char *const wrong[] = {"ZQmark",
                                    "",
                                    "73917391",
                                    "-7391",
                                    "7391.73917391739173917391",
                                    "7391e7391",
                                    "7,391",
                                    "2025-73-91",
                                    "7391-02-30",
                                    "\"ZQ\"mark\"",
                                    "\"ZQmark",
                                    "ZQ\"mark",
                                    "\"ZQ\nmark\"",
                                    "\"ZQ,\"\"mark\"",
                                    "\xffZQmark",
                                    "ZQ\x01\x1b[31mmark",
                                    "=ZQmark",
                                    "99999999999999999997391",
                                    "ZQm|arkZQ;mark\tZQmark"};

static size_t errors, reads;

static bool is_marked(const char *text)
{
    return strstr(text, LABEL) != NULL || strstr(text, DIGITS) != NULL;
}

static void look_at(const pain_error *error, const char *data)
{
    errors += error->text[0] != '\0';
    /* ck_assert writes something down each time, and so is too slow for this many. */
    if (is_marked(error->text) || is_marked(error->field) || is_marked(error->source))
        ck_abort_msg("\"%s\" (%s, %s) of\n%s", error->text, error->field, error->source, data);
}

static void on_reject(void *context, const pain_error *place, int is_row, const char *record,
                      size_t length)
{
    (void)is_row;
    (void)record; /* the record itself is for the caller */
    (void)length;
    look_at(place, context);
}

/* Everything that follows reading: the summary, and a claim against it. */
static void use(pain_sessions *sessions, const char *data)
{
    const pain_course_rules rules = {
        .size = sizeof rules, .endpoint = PAIN_ENDPOINT_VISIT, .endpoint_visit = "elsewhere"};
    const pain_summary_options options = {.size = sizeof options, .rules = &rules};
    pain_summary *summary = NULL;
    pain_verification *verification = NULL;
    pain_claim claim;
    pain_error error;

    if (pain_summary_new(&summary, sessions, NULL, NULL, &error) != PAIN_OK)
        look_at(&error, data);
    pain_summary_free(summary);
    if (pain_summary_new(&summary, sessions, &options, NULL, &error) != PAIN_OK)
        look_at(&error, data);
    pain_summary_free(summary);
    if (pain_claim_parse("near zero > 90 %", &claim, NULL) == PAIN_OK &&
        pain_verification_new(&verification, sessions, &claim, 1, NULL, NULL, &error) != PAIN_OK)
        look_at(&error, data);
    pain_verification_free(verification);
}

static void read_text(const char *data, const char *group, bool lenient)
{
    const pain_csv_options options = {.size = sizeof options,
                                      .source = "data",
                                      .group = group,
                                      .lenient = lenient,
                                      .reject = on_reject,
                                      .reject_context = (void *)(uintptr_t)data};
    memory_source source = {data, strlen(data), 0, 0, 0};
    pain_sessions *sessions = NULL;
    pain_csv *csv = NULL;
    pain_error error;

    pain_status status = pain_sessions_new(&sessions, NULL, NULL);

    if (status == PAIN_OK)
        status = pain_csv_open(&csv, read_memory, &source, &options, &error);
    if (status == PAIN_OK)
        status = pain_csv_read(csv, sessions, &error);
    if (status != PAIN_OK)
        look_at(&error, data);
    else if (reads++ % 16 == 0) /* that is slow, and the tables are much alike */
        use(sessions, data);
    pain_csv_free(csv);
    pain_sessions_free(sessions);
}

/* Reads a shape from row `first` on, with `cell` in place of the one in `column` of `row` unless it
 * is NULL, and `behind` at the end of that row. */
static void try_shape(const shape *s, size_t row, size_t column, const char *cell, size_t first,
                      const char *behind)
{
    char data[MOST_TEXT] = "";

    for (size_t r = first; r < MOST_ROWS && s->rows[r] != NULL; r++) {
        const char *at = s->rows[r];

        for (size_t c = 0; *at != '\0'; c++) {
            size_t length = strcspn(at, ",");

            if (cell != NULL && r == row && c == column)
                (void)strcat(data, cell);
            else
                (void)strncat(data, at, length);
            at += length;
            if (*at == ',') {
                (void)strcat(data, ",");
                at++;
            }
        }
        (void)strcat(data, r == row ? behind : "");
        (void)strcat(data, "\n");
    }
    for (int lenient = 0; lenient < 2; lenient++)
        read_text(data, s->group, lenient != 0);
}

START_TEST(no_message_repeats_a_cell)
{
    const shape *s = &shapes[_i];

    errors = 0;
    for (size_t r = 1; r < MOST_ROWS && s->rows[r] != NULL; r++)
        for (size_t c = 0; c < MOST_CELLS; c++)
            for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
                try_shape(s, r, c, wrong[i], 0, "");
    ck_assert_uint_gt(errors, 100);
}
END_TEST

START_TEST(no_message_repeats_a_row)
{
    const shape *s = &shapes[_i];

    errors = 0;
    for (size_t r = 1; r < MOST_ROWS && s->rows[r] != NULL; r++) {
        char again[512];

        try_shape(s, r, 0, NULL, 0, ",ZQmark");
        try_shape(s, r, 0, NULL, 0, "\n\nZQmark,7391");
        (void)snprintf(again, sizeof again, "\n%s", s->rows[r]);
        try_shape(s, r, 0, NULL, 0, again);
        again[strlen(again) - 1] = '9';
        try_shape(s, r, 0, NULL, 0, again);
    }
    ck_assert_uint_gt(errors, 5);
}
END_TEST

START_TEST(no_message_repeats_what_stands_in_place_of_a_header)
{
    const shape *s = &shapes[_i];

    errors = 0;
    try_shape(s, 0, 0, NULL, 1, "");
    for (size_t c = 0; c < MOST_CELLS; c++)
        for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
            try_shape(s, 1, c, wrong[i], 1, "");
    ck_assert_uint_gt(errors, 10);
}
END_TEST

START_TEST(no_message_repeats_a_row_of_a_table)
{
    pain_sessions *sessions = NULL;
    pain_session row;
    pain_error error;

    ck_assert_int_eq(pain_sessions_new(&sessions, NULL, NULL), PAIN_OK);
    for (int kind = 0; kind < 8; kind++) {
        pain_session_init(&row);
        row.patient = kind == 0 ? "" : "ZQp";
        row.visit = "ZQv";
        row.group = kind == 1 ? "ZQg\xff" : "ZQg";
        row.number = kind == 2 ? -7391 : 1;
        row.planned = kind == 3 ? -7391 : 0;
        row.before = kind == 4 ? 7391 : kind == 5 ? 3 : 4;
        row.occasion = kind == 6 ? 7391 : 0;
        row.stop = kind == 7 ? 7391 : 0;
        if (pain_sessions_append(sessions, &row, &error) != PAIN_OK)
            look_at(&error, "a row");
    }
    pain_sessions_free(sessions);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("privacy");
    TCase *tests = tcase_create("privacy");

    tcase_add_loop_test(tests, no_message_repeats_a_cell, 0, sizeof shapes / sizeof *shapes);
    tcase_add_loop_test(tests, no_message_repeats_a_row, 0, sizeof shapes / sizeof *shapes);
    tcase_add_loop_test(tests, no_message_repeats_what_stands_in_place_of_a_header, 0,
                        sizeof shapes / sizeof *shapes);
    tcase_add_test(tests, no_message_repeats_a_row_of_a_table);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
