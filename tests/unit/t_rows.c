/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packed rows come back as they were put in, whatever their members hold. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "data/intern.h"
#include "data/packing.h"
#include "support.h"

enum { ROWS = 20000, MORE = ROWS + PAIN__CHUNK };

static uint64_t state;

static uint64_t draw(void)
{
    state += UINT64_C(0x9e3779b97f4a7c15);
    return pain__mix(state);
}

/* A number of up to so many bits. */
static uint64_t draw_bits(unsigned most)
{
    unsigned bits = (unsigned)(draw() % (most + 1));

    return bits == 0 ? 0 : draw() >> (64 - bits);
}

/* Small numbers as in most tables; rarely, and more so in `wild` ones, any. */
static pain__row draw_row(size_t i, bool wild)
{
    bool any = draw() % (wild ? 3 : 3000) == 0;
    pain__row row;

    memset(&row, 0, sizeof row);
    row.day = any ? (int64_t)draw_bits(64) : 19000 + (int64_t)(draw() % 400);
    row.line = any ? draw_bits(64) : i + 2;
    row.patient = (uint32_t)(any ? draw_bits(32) : i / 8);
    row.visit = any ? (uint32_t)draw_bits(32) : PAIN__NO_LABEL;
    row.group = any ? (uint32_t)draw_bits(32) : (uint32_t)(draw() % 3);
    row.earlier =
        i > 0 && draw() % 4 != 0 ? (uint32_t)(i - 1 - (any ? draw() % i : 0)) : PAIN__NO_ROW;
    row.course = (int32_t)(any ? draw_bits(31) : 0);
    row.number = (int32_t)(any ? draw_bits(31) : i % 8 + 1);
    row.planned = (int32_t)(any ? draw_bits(31) : 0);
    row.before = (pain_score)(draw() % 14) - 3;
    row.after = (pain_score)(any ? draw_bits(31) : draw() % 11);
    row.occasion = (uint8_t)(draw() % 4);
    row.stop = (uint8_t)(draw() % 6);
    return row;
}

static bool same(const pain__row *a, const pain__row *b)
{
    return a->day == b->day && a->line == b->line && a->patient == b->patient &&
           a->visit == b->visit && a->group == b->group && a->earlier == b->earlier &&
           a->course == b->course && a->number == b->number && a->planned == b->planned &&
           a->before == b->before && a->after == b->after && a->occasion == b->occasion &&
           a->stop == b->stop;
}

static void check_all(const pain__rows *rows, const pain__row *want)
{
    for (size_t i = 0; i < rows->n; i++) {
        pain__row got = pain__rows_get(rows, i);

        ck_assert_msg(same(&got, &want[i]), "row %zu", i);
        pain__spot spot = pain__rows_spot(rows, i);
        const bool back = pain__spot_back(rows, &spot);

        ck_assert_uint_eq(back ? spot.part->before + spot.k : PAIN__NO_ROW, want[i].earlier);
    }
}

/* Adds a row, and remembers it. */
static pain_status add(pain__rows *rows, const pain_allocator *a, bool wild, pain__row *want)
{
    const size_t i = rows->n;
    const pain__row row = draw_row(i, wild);
    pain_status status = pain__rows_add(rows, a, &row);

    want[i] = row;
    return status;
}

START_TEST(rows_come_back_as_they_were_put_in)
{
    const pain_allocator a = pain__allocator(NULL);
    pain__row *want = malloc(ROWS * sizeof *want);
    pain__rows rows = {.part = NULL};

    ck_assert_ptr_nonnull(want);
    state = (uint64_t)_i;
    for (size_t i = 0; i < ROWS; i++)
        ck_assert_int_eq(add(&rows, &a, _i == 1, want), PAIN_OK);
    check_all(&rows, want);
    for (size_t changes = 0; changes < ROWS / 4; changes++) {
        size_t i = draw() % rows.n;

        want[i] = draw_row(i, draw() % 50 == 0);
        ck_assert_int_eq(pain__rows_set(&rows, &a, i, &want[i]), PAIN_OK);
    }
    check_all(&rows, want);
    pain__rows_clear(&rows, &a);
    free(want);
}
END_TEST

/* Adds rows, of a room that holds more than will be added, as a reader's does. */
static void adopt(pain__rows *rows, const pain_allocator *a, pain__row *want)
{
    pain__room *spare = NULL, *room = pain__room_take(&spare, a);
    const size_t n = 1 + draw() % PAIN__CHUNK;

    ck_assert_ptr_nonnull(room);
    for (size_t k = 0; k < n; k++)
        room->row[k] = draw_row(rows->n + k, false);
    ck_assert_int_eq(pain__rows_adopt(rows, a, room), PAIN_OK);
    for (size_t k = 0; k < n; k++) {
        if (draw() % 8 == 0)
            continue;
        room->row[k].earlier = rows->n == 0 ? PAIN__NO_ROW : (uint32_t)(rows->n / 2);
        want[rows->n] = room->row[k];
        ck_assert_int_eq(pain__rows_add(rows, a, &room->row[k]), PAIN_OK);
    }
    if (draw() % 2 == 0)
        pain__rows_close(rows);
}

/* Adds rows and changes some; another thread would pack meanwhile what was taken before. */
static void add_and_change(pain__rows *rows, const pain_allocator *a, pain__row *want, size_t n)
{
    rows->leave = true;
    if (draw() % 3 == 0)
        adopt(rows, a, want);
    for (size_t end = rows->n + n; rows->n < end && rows->n < ROWS;)
        ck_assert_int_eq(add(rows, a, false, want), PAIN_OK);
    rows->leave = false;
    for (size_t changes = rows->n > 0 ? draw() % 3 : 0; changes > 0; changes--) {
        size_t i = draw() % rows->n;

        want[i] = draw_row(i, false);
        ck_assert_int_eq(pain__rows_set(rows, a, i, &want[i]), PAIN_OK);
    }
}

/* Parts are packed while rows are added to others, and changed also in these. */
START_TEST(rows_stay_as_they_are_while_they_are_packed)
{
    static pain__row want[MORE];
    failing_allocator memory;
    pain__rows rows = {.part = NULL};
    pain__packing packing[2] = {{.part = NULL}, {.part = NULL}};
    pain__room *spare = NULL;

    state = (uint64_t)_i;
    failing_allocator_init(&memory, 0);
    const pain_allocator *a = &memory.allocator;

    for (size_t step = 0; rows.n < ROWS; step++) {
        pain__packing *p = &packing[step % 2];
        const size_t first = rows.parts > 0 ? rows.parts - 1 : 0;
        const bool short_of_memory = p->status != PAIN_OK;

        ck_assert_int_eq(pain__packing_end(p, &rows, &spare, a),
                         short_of_memory ? PAIN_ENOMEM : PAIN_OK);
        add_and_change(&rows, a, want, draw() % 5000);
        /* Some are packed at once, some when others were taken, some not for want of memory. */
        memory.calls = 0;
        memory.fail_at = _i > 0 ? draw() % 4 : 0;
        pain__packing_begin(p, &rows, first, a);
        if (draw() % 2 == 0)
            pain__packing_work(p, a);
        else
            pain__packing_work(&packing[1 - step % 2], a);
        memory.fail_at = 0;
        check_all(&rows, want);
    }
    for (size_t i = 0; i < 2; i++) {
        (void)pain__packing_end(&packing[i], &rows, &spare, a);
        pain__packing_clear(&packing[i], a);
    }
    check_all(&rows, want);
    ck_assert_int_eq(pain__rows_pack(&rows, a), PAIN_OK);
    for (size_t i = 0; i + 1 < rows.parts; i++)
        ck_assert(rows.part[i].open == NULL && !rows.part[i].taken);
    check_all(&rows, want);
    pain__rooms_free(&spare, a);
    pain__rows_clear(&rows, a);
    ck_assert_uint_eq(memory.live, 0);
}
END_TEST

START_TEST(without_memory_the_rows_are_as_they_were)
{
    static pain__row want[5000];
    failing_allocator memory;
    pain__rows rows = {.part = NULL};

    state = 9;
    failing_allocator_init(&memory, 0);
    for (size_t i = 0; i < 5000; i++) {
        memory.calls = 0;
        memory.fail_at = 1 + i % 2;
        pain_status status = add(&rows, &memory.allocator, true, want);

        memory.fail_at = 0;
        if (status != PAIN_OK) {
            ck_assert_int_eq(status, PAIN_ENOMEM);
            ck_assert_uint_eq(rows.n, i);
            check_all(&rows, want);
            ck_assert_int_eq(add(&rows, &memory.allocator, true, want), PAIN_OK);
        }
    }
    check_all(&rows, want);
    for (size_t changes = 0; changes < 200; changes++) {
        size_t i = draw() % rows.n;
        const pain__row row = draw_row(i, true);

        memory.calls = 0;
        memory.fail_at = 1 + changes % 3;
        pain_status status = pain__rows_set(&rows, &memory.allocator, i, &row);

        memory.fail_at = 0;
        ck_assert(status == PAIN_OK || status == PAIN_ENOMEM);
        want[i] = status == PAIN_OK ? row : want[i];
    }
    check_all(&rows, want);
    pain__rows_clear(&rows, &memory.allocator);
    ck_assert_uint_eq(memory.live, 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("rows");
    TCase *tests = tcase_create("rows");

    tcase_add_loop_test(tests, rows_come_back_as_they_were_put_in, 0, 2);
    tcase_add_loop_test(tests, rows_stay_as_they_are_while_they_are_packed, 0, 12);
    tcase_add_test(tests, without_memory_the_rows_are_as_they_were);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
