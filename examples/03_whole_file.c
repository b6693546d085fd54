/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A session file to the whole outcome table, by group. */
#include <stdio.h>

#include <painstat.h>

static pain_status to_stdout(void *context, const char *text, size_t length)
{
    return fwrite(text, 1, length, context) == length ? PAIN_OK : PAIN_EIO;
}

int main(void)
{
    const char *columns[] = {"score=pain_avg"}, *randomised[] = {"group!="};
    const pain_csv_options how = {.size = sizeof how,
                                  .columns = columns,
                                  .n_columns = 1,
                                  .where = randomised,
                                  .n_where = 1,
                                  .group = "group"};
    pain_csv *csv = NULL;
    pain_sessions *sessions = NULL;
    pain_summary *summary = NULL;
    pain_error error = {0};
    pain_status status = pain_csv_open_file(&csv, "data/ashar2022_backpain.csv", &how, &error);

    if (status == PAIN_OK)
        status = pain_sessions_new(&sessions, NULL, NULL);
    if (status == PAIN_OK)
        status = pain_csv_read(csv, sessions, &error);
    if (status == PAIN_OK)
        status = pain_summary_new(&summary, sessions, NULL, NULL, &error);
    if (status == PAIN_OK) {
        const pain_csv_counts counts = pain_csv_count(csv);
        const pain_report_options page = {
            .size = sizeof page, .source = "Ashar 2022", .counts = &counts, .group = "arm"};

        status = pain_report_text(summary, &page, to_stdout, stdout);
    }
    if (status != PAIN_OK)
        fprintf(stderr, "%s:%d: %s\n", error.source, (int)error.line, error.text);
    pain_summary_free(summary);
    pain_sessions_free(sessions);
    pain_csv_free(csv);
    return status == PAIN_OK ? 0 : 1;
}
