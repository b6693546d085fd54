/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Session files. The first bytes choose how it is read, the rest is the file. The same file in
 * pieces of any size gives the same rows; strict and lenient reading agree where nothing is wrong;
 * every row is valid, and the counts add up. */
#include <config.h>

#include <painstat.h>
#include <string.h>

#include "fuzz.h"
#include "tests/unit/memory_source.h"

/* What came of reading a file. */
typedef struct reading {
    uint64_t rows, sum; /* `sum`: of all that the rows hold */
    uint64_t empty, rejected_rows, rejected_scores;
    pain_csv_counts counts;
    pain_status status;
    pain_csv_layout layout;
    uint64_t errors; /* of strict reading */
} reading;

static void add(reading *r, const void *bytes, size_t length)
{
    const uint8_t *b = bytes;

    for (size_t i = 0; i < length; i++)
        r->sum = (r->sum ^ b[i]) * UINT64_C(1099511628211);
    r->sum = (r->sum ^ length) * UINT64_C(1099511628211);
}

static void add_label(reading *r, const char *label)
{
    fuzz_require(label == NULL || *label != '\0');
    add(r, label, label != NULL ? strlen(label) + 1 : 0);
}

static void require_score(pain_score score, int32_t steps)
{
    fuzz_require(score >= PAIN_SCORE_OFF_STEP && score <= steps);
}

static void require_row(reading *r, const pain_session *row, int32_t steps)
{
    fuzz_require(row->patient != NULL);
    fuzz_require(row->occasion >= PAIN_SESSION && row->occasion <= PAIN_FOLLOW_UP);
    fuzz_require(row->course >= 0 && row->number >= 0 && row->planned >= 0);
    fuzz_require(row->stop >= PAIN_STOP_UNKNOWN && row->stop <= PAIN_STOP_OTHER);
    require_score(row->before, steps);
    require_score(row->after, steps);
    bool two = row->occasion != PAIN_ASSESSMENT;

    fuzz_require(two || row->after == PAIN_SCORE_NONE);
    r->empty += row->before == PAIN_SCORE_NONE;
    r->empty += two && row->after == PAIN_SCORE_NONE;
    add_label(r, row->patient);
    add_label(r, row->visit);
    add_label(r, row->group);
    const int64_t numbers[] = {row->day,    row->occasion, row->course,
                               row->number, row->planned,  row->stop,
                               row->before, row->after,    (int64_t)row->line};

    add(r, numbers, sizeof numbers);
    r->rows++;
}

static void note_reject(void *context, const pain_error *place, int is_row, const char *record,
                        size_t length)
{
    reading *r = context;

    fuzz_require(place->code > 0 && place->text[0] != '\0' && place->line > 0);
    r->rejected_rows += is_row != 0;
    r->rejected_scores += is_row == 0;
    add(r, record, length);
}

static void read_rows(reading *r, pain_csv *csv, int32_t steps)
{
    pain_session row;
    pain_error error;
    uint64_t same = 0;

    for (;;) {
        pain_status status = pain_csv_next(csv, &row, &error);

        if (status == PAIN_DONE)
            break;
        if (status == PAIN_OK) {
            require_row(r, &row, steps);
            continue;
        }
        fuzz_require(row.patient == NULL && error.code == status && error.text[0] != '\0');
        r->status = status;
        r->errors++;
        /* An error that ends the reading comes again; one of a record moves on. */
        pain_csv_counts counts = pain_csv_count(csv);

        same = counts.records == r->counts.records ? same + 1 : 0;
        r->counts = counts;
        if (status == PAIN_EIO || status == PAIN_ENOMEM || same > 3)
            break;
    }
    r->counts = pain_csv_count(csv);
}

static reading read_file(const fuzz_bytes *bytes, const pain_csv_options *how, size_t piece,
                         size_t fail_at)
{
    memory_source source = {(const char *)bytes->data, bytes->size, 0, piece, fail_at};
    pain_csv_options options = *how;
    reading r = {0};
    pain_csv *csv;
    pain_error error;

    options.reject = note_reject;
    options.reject_context = &r;
    r.status = pain_csv_open(&csv, read_memory, &source, &options, &error);
    fuzz_require((csv != NULL) == (r.status == PAIN_OK));
    if (csv == NULL) {
        fuzz_require(error.code == r.status && error.text[0] != '\0');
        return r;
    }
    r.layout = pain_csv_found_layout(csv);
    read_rows(&r, csv, pain_scale_steps(how->scale));
    pain_csv_free(csv);
    return r;
}

static void require_counts(const reading *r, size_t size)
{
    const pain_csv_counts *c = &r->counts;

    fuzz_require(c->bytes <= size);
    fuzz_require(c->empty_scores <= r->empty); /* a score that has no column is not missing */
    fuzz_require(c->off_scale + c->off_step == r->rejected_scores);
    fuzz_require(c->rejected == r->rejected_rows);
    fuzz_require(c->rejected + c->filtered <= c->records);
    if (r->status == PAIN_OK && r->layout != PAIN_LAYOUT_WIDE)
        fuzz_require(c->records == c->rejected + c->filtered + r->rows);
}

static void require_same(const reading *a, const reading *b)
{
    fuzz_require(a->status == b->status && a->rows == b->rows && a->sum == b->sum);
    fuzz_require(memcmp(&a->counts, &b->counts, sizeof a->counts) == 0);
}

/* What is read can be counted: courses and a cohort come of every table. */
static void require_table(const fuzz_bytes *bytes, const pain_csv_options *how)
{
    memory_source source = {(const char *)bytes->data, bytes->size, 0, 0, 0};
    pain_csv *csv;
    pain_sessions *sessions;
    pain_courses *courses;
    pain_cohort *cohort;

    if (pain_csv_open(&csv, read_memory, &source, how, NULL) != PAIN_OK)
        return;
    fuzz_require(pain_sessions_new(&sessions, how->scale, NULL) == PAIN_OK);
    pain_status status = pain_csv_read(csv, sessions, NULL);
    pain_csv_counts counts = pain_csv_count(csv);
    size_t n = pain_sessions_count(sessions);

    if (status == PAIN_OK && pain_csv_found_layout(csv) != PAIN_LAYOUT_WIDE)
        fuzz_require(n + counts.rejected + counts.filtered <= counts.records);
    pain_csv_free(csv);
    if (pain_courses_new(&courses, sessions, NULL, NULL, NULL) == PAIN_OK) {
        fuzz_require(pain_cohort_new(&cohort, courses, NULL, NULL) == PAIN_OK);
        fuzz_require(pain_cohort_count(cohort).n >= pain_sessions_patients(sessions));
        pain_cohort_free(cohort);
        pain_courses_free(courses);
    } else {
        fuzz_require(n == 0);
    }
    pain_sessions_free(sessions);
}

void fuzz_csv(const uint8_t *data, size_t size)
{
    static const char *const scales[] = {"nrs11", "vas100", "vas10", "-5:5:1:reversed"};
    static const char *const where[] = {"arm=a,b", "patient!="};
    static const char *const columns[] = {"score=x", "stop=", "before=a,b,c"};
    static const char *const missing[] = {"99", "-"};
    fuzz_bytes bytes = {data, size};
    pain_scale scale;
    int flags = fuzz_take(&bytes, 255), more = fuzz_take(&bytes, 255);
    size_t piece = 1 + (size_t)fuzz_take(&bytes, 255);

    fuzz_require(pain_scale_parse(scales[more & 3], &scale) == PAIN_OK);
    const pain_csv_options strict = {.size = sizeof strict,
                                     .scale = &scale,
                                     .layout = flags & 3,
                                     .delimiter = "\0\0;|"[flags >> 2 & 3],
                                     .decimal = "\0\0.,"[flags >> 4 & 3],
                                     .columns = columns + (more >> 2) % 3,
                                     .n_columns = more >> 4 & 1,
                                     .where = where + (more >> 5 & 1),
                                     .n_where = flags >> 6 & 1,
                                     .missing = missing,
                                     .n_missing = more >> 6 & 1 ? 2 : 0,
                                     .group = flags >> 7 ? "arm" : NULL};
    pain_csv_options lenient = strict;

    lenient.lenient = 1;
    const reading whole = read_file(&bytes, &lenient, 0, 0);
    const reading pieces = read_file(&bytes, &lenient, piece, 0);
    const reading careful = read_file(&bytes, &strict, 0, 0);

    require_counts(&whole, bytes.size);
    require_same(&whole, &pieces);
    if (careful.errors == 0 && careful.status == PAIN_OK) {
        fuzz_require(whole.counts.rejected == 0);
        require_same(&whole, &careful);
    }
    if (bytes.size > 1) {
        const reading broken = read_file(&bytes, &lenient, piece, 1 + bytes.size * piece / 512);

        fuzz_require(broken.status == PAIN_EIO || broken.status == whole.status);
    }
    require_table(&bytes, &lenient);
}
