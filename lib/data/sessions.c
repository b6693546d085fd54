/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of what was recorded. */
#include <config.h>

#include <inttypes.h>
#include <string.h>

#include "data/sessions_table.h"

/* The three labels of a row on its way in. */
typedef struct {
    pain__word patient, visit, group;
} row_words;

void pain_session_init(pain_session *row)
{
    memset(row, 0, sizeof *row);
    row->size = sizeof *row;
    row->day = PAIN_NO_DAY;
    row->before = PAIN_SCORE_NONE;
    row->after = PAIN_SCORE_NONE;
}

pain_status pain_sessions_new(pain_sessions **sessions, const pain_scale *scale,
                              const pain_allocator *allocator)
{
    pain_allocator a = pain__allocator(allocator);

    if (sessions == NULL)
        return PAIN_EINVAL;
    *sessions = NULL;
    if (pain_scale_check(scale) != PAIN_OK)
        return PAIN_EINVAL;
    pain_sessions *made = pain__alloc(&a, 1, sizeof *made);

    if (made == NULL)
        return PAIN_ENOMEM;
    made->allocator = a;
    made->scale = scale != NULL ? *scale : pain_scale_nrs11();
    made->steps = pain_scale_steps(scale);
    pain__labels_init(&made->patients, &a);
    pain__labels_init(&made->visits, &a);
    pain__labels_init(&made->groups, &a);
    *sessions = made;
    return PAIN_OK;
}

void pain_sessions_free(pain_sessions *sessions)
{
    if (sessions == NULL)
        return;
    pain_allocator a = sessions->allocator;

    pain__labels_clear(&sessions->patients);
    pain__labels_clear(&sessions->visits);
    pain__labels_clear(&sessions->groups);
    pain__free(&a, sessions->occasions.slot);
    pain__free(&a, sessions->row);
    pain__free(&a, sessions);
}

/* The row as this library knows it. Members that an older caller does not have are as from
 * pain_session_init: a zero for a score would be a plausible lie. */
static pain_status read_row(const pain_session *given, pain_session *row)
{
    pain_session known;
    size_t size = 0;

    pain_session_init(row);
    if (given == NULL)
        return PAIN_EINVAL;
    pain_status status = pain__options(&known, sizeof known, given);

    if (status != PAIN_OK)
        return status;
    memcpy(&size, given, sizeof size);
    memcpy((char *)row + sizeof size, (const char *)&known + sizeof size,
           (size < sizeof *row ? size : sizeof *row) - sizeof size);
    return PAIN_OK;
}

static const char *check_row(const pain_session *row, int32_t steps)
{
    if (row->patient == NULL || *row->patient == '\0')
        return "there is no patient";
    if (row->occasion < PAIN_SESSION || row->occasion > PAIN_FOLLOW_UP)
        return "the kind of occasion is unknown";
    if (row->stop < PAIN_STOP_UNKNOWN || row->stop > PAIN_STOP_OTHER)
        return "the reason for stopping is unknown";
    if (row->course < 0 || row->number < 0 || row->planned < 0)
        return "a course, a session number or a planned number is below 0";
    if (row->before > steps || row->after > steps)
        return "a score is beyond the scale";
    if (row->before < PAIN_SCORE_OFF_STEP || row->after < PAIN_SCORE_OFF_STEP)
        return "a missing score has an unknown reason";
    return NULL;
}

/* A score and another of the same occasion: whether they clash, and how. */
static pain_status clash(pain_score there, pain_score added)
{
    if (there == PAIN_SCORE_NONE || added == PAIN_SCORE_NONE)
        return PAIN_OK;
    return there == added ? PAIN_EDUPLICATE : PAIN_ECONTRADICTION;
}

static pain_status check_clash(const pain__row *there, const pain__row *added, pain_error *error)
{
    pain_status before = clash(there->before, added->before);
    pain_status after = clash(there->after, added->after);
    bool contradicts = before == PAIN_ECONTRADICTION || after == PAIN_ECONTRADICTION;

    if (before == PAIN_OK && after == PAIN_OK)
        return PAIN_OK;
    pain_status status = contradicts ? PAIN_ECONTRADICTION : PAIN_EDUPLICATE;

    (void)pain__fail(error, status, "%s; the earlier one stands in line %" PRIu64,
                     pain_status_text(status), there->line);
    if (error != NULL)
        error->line = added->line;
    return status;
}

/* Completes a row by another of the same occasion. What only one of them says is kept, else what
 * the first said; of the plan the largest, of the reasons for stopping the last, as in a course. */
static void complete(pain__row *there, const pain__row *added)
{
    if (there->before == PAIN_SCORE_NONE)
        there->before = added->before;
    if (there->after == PAIN_SCORE_NONE)
        there->after = added->after;
    if (there->visit == PAIN__NO_LABEL)
        there->visit = added->visit;
    if (there->group == PAIN__NO_LABEL)
        there->group = added->group;
    if (there->day == PAIN_NO_DAY)
        there->day = added->day;
    if (there->planned < added->planned)
        there->planned = added->planned;
    if (added->stop != PAIN_STOP_UNKNOWN)
        there->stop = added->stop;
}

/* Makes room for the row and its labels, so that nothing can fail halfway. */
static pain_status reserve(pain_sessions *sessions, const row_words *words)
{
    if (sessions->n >= UINT32_MAX - 1)
        return PAIN_EOVERFLOW;
    pain_status status = pain__grow(&sessions->allocator, (void **)&sessions->row,
                                    &sessions->capacity, sessions->n + 1, sizeof *sessions->row);

    if (status == PAIN_OK)
        status = pain__labels_reserve(&sessions->patients, &words->patient);
    if (status == PAIN_OK)
        status = pain__labels_reserve(&sessions->visits, &words->visit);
    if (status == PAIN_OK)
        status = pain__labels_reserve(&sessions->groups, &words->group);
    if (status == PAIN_OK)
        status = pain__occasions_reserve(&sessions->occasions, &sessions->allocator);
    return status;
}

/* The row with the labels that are there already. */
static pain__row find_labels(const pain_sessions *sessions, const pain_session *row,
                             const row_words *words)
{
    return (pain__row){
        .day = row->day,
        .line = row->line,
        .patient = pain__labels_find(&sessions->patients, &words->patient),
        .visit = pain__labels_find(&sessions->visits, &words->visit),
        .group = pain__labels_find(&sessions->groups, &words->group),
        .course = row->course,
        .number = row->number,
        .planned = row->planned,
        .before = row->before,
        .after = row->after,
        .occasion = (uint8_t)row->occasion,
        .stop = (uint8_t)row->stop,
    };
}

/* The earlier row of the same occasion, or SIZE_MAX. A new patient has none, nor has a new visit
 * where the visit is what tells the occasion. */
static size_t find_earlier(const pain_sessions *sessions, const pain__row *row,
                           const row_words *words)
{
    bool new_visit = words->visit.text != NULL && row->visit == PAIN__NO_LABEL;

    if (row->patient == PAIN__NO_LABEL || (new_visit && row->number == 0))
        return SIZE_MAX;
    if (!pain__occasion_known(row))
        return SIZE_MAX;
    return pain__occasions_find(&sessions->occasions, sessions->row, row);
}

/* Puts a row in, for which there is room. */
static void commit(pain_sessions *sessions, pain__row *row, const row_words *words, size_t earlier)
{
    row->patient = pain__labels_add(&sessions->patients, &words->patient);
    row->visit = pain__labels_add(&sessions->visits, &words->visit);
    row->group = pain__labels_add(&sessions->groups, &words->group);
    if (earlier != SIZE_MAX) {
        complete(&sessions->row[earlier], row);
        return;
    }
    sessions->row[sessions->n] = *row;
    if (pain__occasion_known(row))
        pain__occasions_add(&sessions->occasions, sessions->row, sessions->n);
    sessions->kinds[row->occasion]++;
    sessions->n++;
}

static pain_status append(pain_sessions *sessions, const pain_session *given, pain_error *error)
{
    row_words words = {pain__word_of(given->patient), pain__word_of(given->visit),
                       pain__word_of(given->group)};
    pain__row row = find_labels(sessions, given, &words);
    size_t earlier = find_earlier(sessions, &row, &words);

    if (earlier != SIZE_MAX) {
        const pain__row *there = &sessions->row[earlier];
        pain_status status = check_clash(there, &row, error);

        if (status != PAIN_OK)
            return status;
        /* A label that no row would have is not put into the table. */
        if (there->visit != PAIN__NO_LABEL)
            words.visit = pain__word_of(NULL);
        if (there->group != PAIN__NO_LABEL)
            words.group = pain__word_of(NULL);
    }
    pain_status status = reserve(sessions, &words);

    if (status != PAIN_OK)
        return pain__fail(error, status, "%s", pain_status_text(status));
    commit(sessions, &row, &words, earlier);
    return PAIN_OK;
}

pain_status pain_sessions_append(pain_sessions *sessions, const pain_session *row,
                                 pain_error *error)
{
    pain_session known;

    if (sessions == NULL || read_row(row, &known) != PAIN_OK)
        return pain__fail(error, PAIN_EINVAL, "there is no table, or no row as from init");
    const char *wrong = check_row(&known, sessions->steps);

    if (wrong == NULL)
        return append(sessions, &known, error);
    (void)pain__fail(error, PAIN_EINVAL, "%s", wrong);
    if (error != NULL)
        error->line = known.line;
    return PAIN_EINVAL;
}

size_t pain_sessions_count(const pain_sessions *sessions)
{
    return sessions != NULL ? sessions->n : 0;
}

size_t pain_sessions_patients(const pain_sessions *sessions)
{
    return sessions != NULL ? sessions->patients.n : 0;
}

pain_scale pain_sessions_scale(const pain_sessions *sessions)
{
    return sessions != NULL ? sessions->scale : pain_scale_nrs11();
}

pain_status pain_sessions_get(const pain_sessions *sessions, size_t i, pain_session *row)
{
    pain_session_init(row);
    if (sessions == NULL || i >= sessions->n)
        return PAIN_EINVAL;
    const pain__row *there = &sessions->row[i];

    row->patient = pain__labels_text(&sessions->patients, there->patient);
    row->visit = pain__labels_text(&sessions->visits, there->visit);
    row->group = pain__labels_text(&sessions->groups, there->group);
    row->day = there->day;
    row->occasion = there->occasion;
    row->course = there->course;
    row->number = there->number;
    row->planned = there->planned;
    row->stop = there->stop;
    row->before = there->before;
    row->after = there->after;
    row->line = there->line;
    return PAIN_OK;
}
