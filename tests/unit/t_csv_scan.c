/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every way to scan finds what a loop over the bytes does. */
#include <config.h>

#include <string.h>

#include "io/scan.h"
#include "support.h"

static uint64_t state;

static unsigned draw(unsigned n)
{
    return (unsigned)draw_below((int)n, &state);
}

/* Every way to scan gives the marks that a loop over the bytes does. */
START_TEST(marks_are_those_of_the_plain_loop)
{
    static const char alphabet[] = "\"\",;\t|\r\n\0ab\xc3\xa4 0";
    char text[400 + PAIN__SCAN_PAD];
    uint64_t marks[8];

    state = 3;
    for (int round = 0; round < 3000; round++) {
        size_t n = draw(400), at = 0;
        char delimiter = ",;\t|"[draw(4)];
        bool wide = false;

        for (size_t i = 0; i < sizeof text; i++)
            text[i] = alphabet[draw(sizeof alphabet - 1)];
        for (size_t i = 0; i < n; i++)
            wide = wide || (unsigned char)text[i] > 127;
        for (int w = PAIN__SCAN_PLAIN; w <= (int)pain__scan_best(); w++) {
            bool said = pain__scan((pain__scan_way)w, text, n, delimiter, marks), same = true;

            ck_assert(said || !wide);
            for (at = 0; at < n && same; at++) {
                bool means = text[at] == delimiter || text[at] == '"' || text[at] == '\r' ||
                             text[at] == '\n' || text[at] == '\0';

                same = (marks[at / 64] >> at % 64 & 1) == means;
            }
            ck_assert_msg(same, "round %d way %d byte %zu", round, w, at);
            ck_assert_uint_eq(marks[n / 64] >> n % 64, 1);
        }
    }
}
END_TEST

/* Every way to list marks gives what a walk does, from any place on and in any number of calls. */
START_TEST(lists_of_marks_are_those_of_a_walk)
{
    enum { WORDS = 40, MOST = 200 };
    uint64_t marks[WORDS];
    uint32_t list[MOST];

    state = 5;
    for (int round = 0; round < 2000; round++) {
        unsigned rare = draw(6) * draw(6) + 1;

        for (size_t i = 0; i < WORDS; i++) {
            marks[i] = 0;
            for (unsigned bit = 0; bit < 64; bit++)
                marks[i] |= (uint64_t)(draw(rare) == 0) << bit;
        }
        marks[WORDS - 1] |= UINT64_C(1) << 63;
        size_t from = draw(64 * WORDS);
        for (int w = PAIN__SCAN_PLAIN; w <= (int)pain__scan_best(); w++) {
            pain__walk one = pain__walk_from(marks, from), all = one;
            size_t n = 1, at = 0;

            while (n > 0) {
                n = pain__walk_list((pain__scan_way)w, &all, marks + WORDS, list,
                                    128 + draw(MOST - 127));
                for (size_t i = 0; i < n; i++) {
                    at = pain__walk_next(&one);
                    ck_assert_uint_eq(list[i], at);
                }
                n = all.word < marks + WORDS;
            }
            ck_assert_uint_eq(at, 64 * WORDS - 1);
        }
    }
}
END_TEST

/* The ends of cells, byte by byte; false for text that is not regular. */
static bool find_ends(const char *text, size_t n, char delimiter, bool *end)
{
    bool inside = false;

    for (size_t i = 0; i < n; i++) {
        bool first = i == 0 || end[i - 1] || text[i - 1] == '\r';

        end[i] = !inside && (text[i] == delimiter || text[i] == '\n');
        if (text[i] == '\0' || (inside && (text[i] == '\r' || text[i] == '\n')))
            return false;
        if (text[i] == '\r' && (i + 1 == n || text[i + 1] != '\n'))
            return false;
        if (text[i] != '"')
            continue;
        if (!inside && !first)
            return false;
        if (inside && i + 1 < n && text[i + 1] != delimiter && text[i + 1] != '\n' &&
            text[i + 1] != '\r')
            return false;
        inside = !inside;
    }
    return !inside;
}

/* Every way to scan tells regular text from other text, and finds the same ends of its cells and
 * lines. */
START_TEST(ends_of_cells_are_those_of_the_plain_loop)
{
    static const char *const cell[] = {"", "a", "12", "\xc3\xa4", "\"\"", "\"b c\"", "\"d,\""};
    static const char *const behind[] = {",", ",", ",", "\n", "\r\n"};
    static const char *const odd[] = {"\"", "\r", "\",", "e\"", " ", "\"\"", "\n"};
    size_t regular = 0;

    state = 11;
    for (int round = 0; round < 20000; round++) {
        char text[400 + PAIN__SCAN_PAD] = "";
        unsigned cells = draw(50), strange = draw(3) == 0 ? 10 : 1000000;
        bool end[400];
        uint64_t marks[8], lines[8];

        for (unsigned i = 0; i < cells; i++) {
            strcat(text, cell[draw(7)]);
            strcat(text, draw(strange) == 0 ? odd[draw(7)] : behind[draw(5)]);
        }
        size_t n = strlen(text);
        bool want = find_ends(text, n, ',', end), wide;

        regular += want;
        for (int w = PAIN__SCAN_PLAIN; w <= (int)pain__scan_best(); w++) {
            ck_assert_msg(
                pain__scan_regular((pain__scan_way)w, text, n, ',', marks, lines, &wide) == want,
                "<<%s>>", text);
            bool same = true;

            for (size_t i = 0; i < n && want && same; i++)
                same = (marks[i / 64] >> i % 64 & 1) == end[i] &&
                       (lines[i / 64] >> i % 64 & 1) == (end[i] && text[i] == '\n');
            ck_assert_msg(same, "<<%s>>", text);
            ck_assert(!want || (marks[n / 64] >> n % 64 == 1 && lines[n / 64] >> n % 64 == 1));
            ck_assert(!want || wide == (strchr(text, '\xc3') != NULL));
        }
    }
    ck_assert(regular > 8000 && regular < 19000);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("csv scan");
    TCase *tests = tcase_create("scan");

    tcase_add_test(tests, marks_are_those_of_the_plain_loop);
    tcase_add_test(tests, lists_of_marks_are_those_of_a_walk);
    tcase_add_test(tests, ends_of_cells_are_those_of_the_plain_loop);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
