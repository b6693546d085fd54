/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "data/scale.h"
#include "fixture.h"
#include "support.h"

static pain_score read_score(const pain_scale *scale, const char *text, size_t length)
{
    pain_score score;

    if (length == 0 || (length == 1 && *text == '-'))
        return PAIN_SCORE_NONE;
    if (*text == '!' || *text == '~')
        return *text == '!' ? PAIN_SCORE_OFF_SCALE : PAIN_SCORE_OFF_STEP;
    ck_assert_int_eq(pain__scale_score_text(scale, text, length, ".", &score), PAIN_OK);
    return score;
}

/* A word with '=' in it. */
static void read_named(const char *word, const char *value, pain_session *row)
{
    switch (*word) {
    case 'v':
        row->visit = value;
        break;
    case 'g':
        row->group = value;
        break;
    case 'd':
        row->day = strtoll(value, NULL, 10);
        break;
    case 'c':
        row->course = atoi(value);
        break;
    case 'o':
        row->planned = atoi(value);
        break;
    default:
        row->stop = (int32_t)pain_stop_parse(value);
    }
}

static void read_word(const pain_scale *scale, const char *word, pain_session *row)
{
    static const char kinds[] = "seaf";
    const char *kind = strchr(kinds, *word), *equals = strchr(word, '=');

    if (equals != NULL) {
        read_named(word, equals + 1, row);
    } else if (kind != NULL) {
        row->occasion = (int32_t)(kind - kinds);
        row->number = atoi(word + 1);
    } else {
        size_t before = strcspn(word, ">");

        row->before = read_score(scale, word, before);
        if (word[before] == '>')
            row->after = read_score(scale, word + before + 1, strlen(word + before + 1));
    }
}

pain_status append_text(pain_sessions *sessions, const char *text, uint64_t line, pain_error *error)
{
    pain_scale scale = pain_sessions_scale(sessions);
    char copy[512], *rest = copy;
    pain_session row;

    ck_assert_uint_lt(strlen(text), sizeof copy);
    strcpy(copy, text);
    pain_session_init(&row);
    row.line = line;
    for (char *word = strtok_r(rest, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest)) {
        if (row.patient == NULL)
            row.patient = word;
        else
            read_word(&scale, word, &row);
    }
    return pain_sessions_append(sessions, &row, error);
}

pain_sessions *table_of(const char *scale_text, const char *rows)
{
    pain_scale scale;
    pain_sessions *sessions;

    ck_assert_int_eq(pain_scale_parse(scale_text, &scale), PAIN_OK);
    ck_assert_int_eq(pain_sessions_new(&sessions, &scale, NULL), PAIN_OK);
    for (uint64_t line = 1; *rows != '\0'; line++) {
        size_t length = strcspn(rows, ";");
        char row[512];

        ck_assert_uint_lt(length, sizeof row);
        memcpy(row, rows, length);
        row[length] = '\0';
        if (row[strspn(row, " ")] != '\0')
            ck_assert_msg(append_text(sessions, row, line, NULL) == PAIN_OK, "%s", row);
        rows += length + (rows[length] == ';');
    }
    return sessions;
}
