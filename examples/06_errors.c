/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Errors have a place: the same text read strictly, then leniently with every bad row told. */
#include <stdio.h>
#include <string.h>

#include <painstat.h>

static const char text[] = "patient,session,pain_before,pain_after\n"
                           "A,1,8,3\n"
                           "A,2,seven,2\n"
                           "B,1,99,4\n"
                           "B,1,6,5\n";

/* Reads from the text: a source can be anything that gives bytes. */
static pain_status give(void *context, char *buffer, size_t size, size_t *got)
{
    const char **rest = context;

    *got = strlen(*rest) < size ? strlen(*rest) : size;
    memcpy(buffer, *rest, *got);
    *rest += *got;
    return PAIN_OK;
}

static void tell(void *context, const pain_error *e, int is_row, const char *record, size_t length)
{
    (void)context, (void)record,
        (void)length; /* the record holds the patient's data: not printed */
    printf("  %s set aside: line %d, column %s: %s\n", is_row ? "row" : "score", (int)e->line,
           e->field[0] != '\0' ? e->field : "any", e->text);
}

static void read_all(char lenient)
{
    const char *rest = text;
    const pain_csv_options how = {.size = sizeof how, .lenient = lenient, .reject = tell};
    pain_csv *csv = NULL;
    pain_sessions *sessions = NULL;
    pain_error e = {0};
    pain_status status = pain_csv_open(&csv, give, &rest, &how, &e);

    if (status == PAIN_OK)
        status = pain_sessions_new(&sessions, NULL, NULL);
    if (status == PAIN_OK)
        status = pain_csv_read(csv, sessions, &e);
    if (status != PAIN_OK)
        printf("  %s: line %d, column %s: %s\n", pain_status_name(status), (int)e.line, e.field,
               e.text);
    printf("  %d rows kept\n", sessions != NULL ? (int)pain_sessions_count(sessions) : 0);
    pain_sessions_free(sessions);
    pain_csv_free(csv);
}

int main(void)
{
    puts("strict:"), read_all(0);
    puts("lenient:"), read_all(1);
    return 0;
}
