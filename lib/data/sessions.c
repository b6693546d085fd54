/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of what was recorded. */
#include <config.h>

#include <inttypes.h>
#include <string.h>

#include "data/sessions_table.h"

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
    made->visits.key = made->groups.key = made->patients.key;
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
    pain__occasions_clear(&sessions->occasions, &a);
    pain__rows_clear(&sessions->rows, &a);
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

/* The words of the labels of a row; NULL for none. */
typedef struct labelled {
    pain__row *row;
    pain__word *patient, *visit, *group;
} labelled;

/* Finds the index that the label of a word has or will have; true for one that is not there. */
static inline bool find_label(pain__labels *labels, pain__word *word, uint32_t *index)
{
    *index = PAIN__NO_LABEL;
    if (word == NULL)
        return false;
    if (word->index == PAIN__NO_LABEL)
        word->index = pain__labels_find(labels, word);
    *index = word->index != PAIN__NO_LABEL ? word->index : (uint32_t)labels->n;
    return word->index == PAIN__NO_LABEL;
}

/* Finds the labels that the row has or will have; true when one of them is not there. */
static inline bool find_labels(pain_sessions *sessions, const labelled *l)
{
    const bool patient = find_label(&sessions->patients, l->patient, &l->row->patient);
    const bool visit = find_label(&sessions->visits, l->visit, &l->row->visit);
    const bool group = find_label(&sessions->groups, l->group, &l->row->group);

    return patient || visit || group;
}

/* True for a label that is not there. */
static bool is_new(const pain__labels *labels, const pain__word *word, uint32_t index)
{
    return word != NULL && index == labels->n;
}

/* Makes room for the label, if it is not there. */
static pain_status reserve_label(pain__labels *labels, const pain__word *word, uint32_t index)
{
    return is_new(labels, word, index) ? pain__labels_reserve(labels, word) : PAIN_OK;
}

static pain_status reserve_labels(pain_sessions *sessions, const labelled *l)
{
    const pain__row *row = l->row;
    pain_status status = reserve_label(&sessions->patients, l->patient, row->patient);

    if (status == PAIN_OK)
        status = reserve_label(&sessions->visits, l->visit, row->visit);
    return status == PAIN_OK ? reserve_label(&sessions->groups, l->group, row->group) : status;
}

/* Adds the label that the row has as the next one, if it is not there. */
static void add_label(pain__labels *labels, pain__word *word, uint32_t index)
{
    if (is_new(labels, word, index))
        word->index = pain__labels_add(labels, word);
}

static void add_labels(pain_sessions *sessions, const labelled *l)
{
    add_label(&sessions->patients, l->patient, l->row->patient);
    add_label(&sessions->visits, l->visit, l->row->visit);
    add_label(&sessions->groups, l->group, l->row->group);
}

/* Puts a row into row i, which is of the same occasion, where they do not clash. */
static pain_status add_to_row(pain_sessions *sessions, const labelled *l, uint32_t i,
                              pain_error *error)
{
    pain__row there = pain__rows_get(&sessions->rows, i);
    pain_status status = check_clash(&there, l->row, error);

    if (status != PAIN_OK)
        return status;
    complete(&there, l->row);
    /* A label that no row would have is not put into the table. */
    l->row->visit = there.visit;
    l->row->group = there.group;
    status = reserve_labels(sessions, l);
    if (status == PAIN_OK)
        status = pain__rows_set(&sessions->rows, &sessions->allocator, i, &there);
    if (status == PAIN_OK)
        add_labels(sessions, l);
    return status;
}

/* Adds a row that may be of an occasion that is there, or whose patient has many. */
static pain_status add_to_many(pain_sessions *sessions, const labelled *l, uint32_t bit, bool *done,
                               pain_error *error)
{
    pain__patient *patient = &sessions->patients.label[l->row->patient].patient;
    bool many = false;
    uint32_t i =
        pain__occasions_find(&sessions->occasions, &sessions->rows, patient, l->row, bit, &many);

    *done = i != PAIN__NO_ROW;
    if (*done)
        return add_to_row(sessions, l, i, error);
    return pain__occasions_reserve(&sessions->occasions, &sessions->rows, patient, many,
                                   &sessions->allocator);
}

/* True for a row that may be of an occasion that is there, or whose patient has many. */
static inline bool is_of_many(const pain_sessions *sessions, const pain__row *row, uint32_t bit)
{
    return row->earlier != PAIN__NO_ROW && (sessions->patients.label[row->patient].patient.bits &
                                            (bit | PAIN__OCCASIONS_INDEXED)) != 0;
}

/* Adds a row. What might fail comes first, so that a failure leaves nothing behind. */
static inline pain_status add_row(pain_sessions *sessions, const labelled *l, pain_error *error)
{
    pain__row *row = l->row;
    const uint32_t known = row->earlier;
    const bool new_label = find_labels(sessions, l);
    const uint32_t bit = known != 0 ? known : pain__occasion_bit(row);
    pain_status status = PAIN_OK;
    bool done = false;

    row->earlier = PAIN__NO_ROW;
    if (row->patient < sessions->patients.n)
        row->earlier = sessions->patients.label[row->patient].patient.last;
    if (is_of_many(sessions, row, bit))
        status = add_to_many(sessions, l, bit, &done, error);
    if (status != PAIN_OK || done)
        return status;
    if (sessions->rows.n >= UINT32_MAX - 1)
        return PAIN_EOVERFLOW;
    if (new_label)
        status = reserve_labels(sessions, l);
    if (status == PAIN_OK)
        status = pain__rows_add(&sessions->rows, &sessions->allocator, row);
    if (status != PAIN_OK)
        return status;
    if (new_label)
        add_labels(sessions, l);
    pain__occasions_add(&sessions->occasions, &sessions->patients.label[row->patient].patient, row,
                        bit, (uint32_t)(sessions->rows.n - 1));
    sessions->has[row->occasion] = true;
    return PAIN_OK;
}

/* Counts the rows from the first on that are alike: of the same labels and kind, and of occasions
 * that surely are not the same, as in most files a patient's are. Writes the bits of those behind
 * the first. */
static inline size_t count_alike(const pain__row *row, size_t n, uint32_t *bits)
{
    const pain__row *first = row;
    uint32_t seen = first->earlier;
    size_t k = 1;

    for (; k < n && row[k].patient == first->patient && row[k].visit == first->visit &&
           row[k].group == first->group && row[k].occasion == first->occasion &&
           row[k].earlier != 0 && (row[k].earlier & seen) == 0;
         k++)
        seen |= row[k].earlier;
    *bits = seen ^ first->earlier;
    return k;
}

/* Adds rows that are like the one before them, which is there, if nothing is to be asked of them;
 * returns how many: all or none. */
static inline size_t add_alike(pain_sessions *sessions, pain__row *row, size_t n, uint32_t bits,
                               uint64_t line)
{
    const pain__row *before = row - 1;
    pain__patient *patient = &sessions->patients.label[before->patient].patient;

    if ((patient->bits & (bits | PAIN__OCCASIONS_INDEXED)) != 0 ||
        n > UINT32_MAX - 1 - sessions->rows.n || !pain__rows_add_next(&sessions->rows, row, n))
        return 0;
    for (size_t k = 0; k < n; k++) {
        row[k].patient = before->patient;
        row[k].visit = before->visit;
        row[k].group = before->group;
        row[k].line += line;
    }
    patient->last = (uint32_t)(sessions->rows.n - 1);
    patient->bits |= bits;
    return n;
}

/* Rows are known so long before they are added that memory can be fetched for them. */
enum { FAR_AHEAD = 24, AHEAD = 12 };

/* Fetches what the words from a new one on will need. */
static inline void look_ahead(const pain__labels *labels, const pain__words *words, size_t at)
{
    if (at + FAR_AHEAD < words->n)
        pain__labels_expect_slot(labels, &words->word[at + FAR_AHEAD]);
    if (at + AHEAD < words->n)
        pain__labels_expect(labels, &words->word[at + AHEAD]);
}

pain_status pain__sessions_add(pain_sessions *sessions, const pain__incoming *rows, size_t *added,
                               pain_error *error)
{
    uint32_t before = PAIN__NO_LABEL;

    for (*added = 0; *added < rows->n;) {
        pain__row *row = &rows->row[*added];
        const labelled l = {.row = row,
                            .patient = pain__words_at(&rows->patients, row->patient),
                            .visit = pain__words_at(&rows->visits, row->visit),
                            .group = pain__words_at(&rows->groups, row->group)};
        uint32_t bits;
        const size_t alike = count_alike(row, rows->n - *added, &bits);

        if (row->patient != before)
            look_ahead(&sessions->patients, &rows->patients, row->patient);
        before = row->patient;
        row->line += rows->line;
        const uint64_t line = row->line;
        pain_status status = add_row(sessions, &l, error);

        if (status != PAIN_OK) {
            if (status != PAIN_EDUPLICATE && status != PAIN_ECONTRADICTION)
                (void)pain__fail(error, status, "%s", pain_status_text(status));
            if (error != NULL)
                error->line = line;
            return status;
        }
        ++*added;
        if (alike > 1)
            *added += add_alike(sessions, row + 1, alike - 1, bits, rows->line);
    }
    return PAIN_OK;
}

static pain__words words_of(pain__word *word, uint32_t *index)
{
    *index = word->text != NULL ? 0 : PAIN__NO_LABEL;
    return (pain__words){.word = word, .n = word->text != NULL};
}

pain__incoming pain__draft_row(pain__draft *draft)
{
    pain__row *row = &draft->row;

    row->earlier = 0;
    return (pain__incoming){.row = row,
                            .n = 1,
                            .patients = words_of(&draft->patient, &row->patient),
                            .visits = words_of(&draft->visit, &row->visit),
                            .groups = words_of(&draft->group, &row->group)};
}

pain_status pain_sessions_append(pain_sessions *sessions, const pain_session *row,
                                 pain_error *error)
{
    pain_session known;

    if (sessions == NULL || read_row(row, &known) != PAIN_OK)
        return pain__fail(error, PAIN_EINVAL, "there is no table, or no row as from init");
    const char *wrong = check_row(&known, sessions->steps);

    if (wrong != NULL) {
        (void)pain__fail(error, PAIN_EINVAL, "%s", wrong);
        if (error != NULL)
            error->line = known.line;
        return PAIN_EINVAL;
    }
    const uint64_t key = sessions->patients.key;
    pain__draft draft = {.patient = pain__word_of(known.patient, key),
                         .visit = pain__word_of(known.visit, key),
                         .group = pain__word_of(known.group, key),
                         .row = {.day = known.day,
                                 .line = known.line,
                                 .course = known.course,
                                 .number = known.number,
                                 .planned = known.planned,
                                 .before = known.before,
                                 .after = known.after,
                                 .occasion = known.occasion,
                                 .stop = known.stop}};
    const pain__incoming rows = pain__draft_row(&draft);
    size_t n;

    return pain__sessions_add(sessions, &rows, &n, error);
}

size_t pain_sessions_count(const pain_sessions *sessions)
{
    return sessions != NULL ? sessions->rows.n : 0;
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
    if (sessions == NULL || i >= sessions->rows.n)
        return PAIN_EINVAL;
    pain__row there = pain__rows_get(&sessions->rows, i);

    row->patient = pain__labels_text(&sessions->patients, there.patient);
    row->visit = pain__labels_text(&sessions->visits, there.visit);
    row->group = pain__labels_text(&sessions->groups, there.group);
    row->day = there.day;
    row->occasion = there.occasion;
    row->course = there.course;
    row->number = there.number;
    row->planned = there.planned;
    row->stop = there.stop;
    row->before = there.before;
    row->after = there.after;
    row->line = there.line;
    return PAIN_OK;
}
