/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes to records and cells. What is expected comes from a slow, plain reader, which has the whole
 * text at hand (plain_records.h), and from hand-written cases. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "io/records.h"
#include "memory_source.h"
#include "plain_records.h"
#include "support.h"

enum { MOST = 4096 };

static const size_t pieces[] = {1, 2, 3, 7, 0};

/* Text that tells records apart: "line:cell|cell|\n" each, or "line,column!\n" for an error. */
typedef struct transcript {
    char text[MOST];
    size_t length;
} transcript;

static void add(transcript *t, const char *text, size_t length)
{
    ck_assert_uint_lt(t->length + length, sizeof t->text);
    memcpy(t->text + t->length, text, length);
    t->length += length;
    t->text[t->length] = '\0';
}

static void add_number(transcript *t, uint64_t number, char behind)
{
    char text[32];
    int n = snprintf(text, sizeof text, "%llu%c", (unsigned long long)number, behind);

    add(t, text, (size_t)n);
}

/* The reader under test. */
static void read_records(transcript *t, const char *text, size_t length, size_t piece)
{
    memory_source source = {text, length, 0, piece, 0};
    pain_allocator a = pain__allocator(NULL);
    pain__records r;
    pain_error error;
    bool fatal;
    pain_status status;

    t->length = 0;
    t->text[0] = '\0';
    pain__records_init(&r, &a, read_memory, &source);
    ck_assert_int_eq(pain__records_delimiter(&r, ',', &error), PAIN_OK);
    while ((status = pain__records_next(&r, &fatal, &error)) != PAIN_DONE) {
        if (status == PAIN_OK) {
            add_number(t, r.line, ':');
            for (size_t i = 0; i < r.n_cells; i++) {
                pain__text cell = pain__records_cell(&r, i);

                add(t, cell.at, cell.length);
                add(t, "|", 1);
            }
        } else {
            ck_assert_int_eq(status, PAIN_ESYNTAX);
            ck_assert(!fatal);
            add_number(t, error.line, ',');
            add_number(t, error.column, '!');
        }
        add(t, "\n", 1);
    }
    ck_assert_uint_eq(r.bytes, length);
    pain__records_free(&r);
}

/* The plain one. */
static void read_plainly(transcript *t, const char *text, size_t length)
{
    plain_records r;
    pain_status status;
    uint64_t line;
    size_t column;

    t->length = 0;
    t->text[0] = '\0';
    plain_records_begin(&r, text, length, ',');
    while ((status = plain_records_next(&r, &line, &column)) != PAIN_DONE) {
        if (status == PAIN_OK) {
            add_number(t, r.line, ':');
            for (size_t i = 0; i < r.n; i++) {
                add(t, r.cells[i].text, r.cells[i].length);
                add(t, "|", 1);
            }
        } else {
            add_number(t, line, ',');
            add_number(t, column, '!');
        }
        add(t, "\n", 1);
    }
    plain_records_end(&r);
}

static void check_text(const char *text, size_t length)
{
    static transcript want, got;

    read_plainly(&want, text, length);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        read_records(&got, text, length, pieces[i]);
        ck_assert_msg(strcmp(got.text, want.text) == 0,
                      "pieces of %zu of <<%s>>: got\n%s\nwant\n%s", pieces[i], text, got.text,
                      want.text);
    }
}

START_TEST(random_texts_are_read_as_the_plain_reader_does)
{
    static const char alphabet[] = "\"\"\",,\n\r\na b;";
    uint64_t state = 20240229;

    for (int round = 0; round < 6000; round++) {
        char text[40];
        size_t length = (size_t)round % (sizeof text - 1);

        for (size_t i = 0; i < length; i++) {
            text[i] = alphabet[draw_below(sizeof alphabet - 1, &state)];
        }
        text[length] = '\0';
        check_text(text, length);
    }
}
END_TEST

/* Every text of up to five bytes of an alphabet. */
START_TEST(all_short_texts_are_read_as_the_plain_reader_does)
{
    static const char alphabet[] = "\",\n\ra";
    enum { LETTERS = sizeof alphabet - 1 };
    size_t count = 1;

    for (size_t length = 0; length <= 5; length++, count *= LETTERS)
        for (size_t code = 0; code < count; code++) {
            char text[8] = "";
            size_t rest = code;

            for (size_t i = 0; i < length; i++, rest /= LETTERS)
                text[i] = alphabet[rest % LETTERS];
            check_text(text, length);
        }
}
END_TEST

static void check_case(const char *text, const char *want)
{
    static transcript got;

    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        read_records(&got, text, strlen(text), pieces[i]);
        ck_assert_str_eq(got.text, want);
    }
    check_text(text, strlen(text));
}

START_TEST(line_ends_may_be_lf_crlf_cr_or_none)
{
    check_case("a,b\nc,d\n", "1:a|b|\n2:c|d|\n");
    check_case("a,b\r\nc,d\r\n", "1:a|b|\n2:c|d|\n");
    check_case("a,b\rc,d\r", "1:a|b|\n2:c|d|\n");
    check_case("a,b\nc,d", "1:a|b|\n2:c|d|\n");
}
END_TEST

START_TEST(blank_lines_are_passed_over_and_counted)
{
    check_case("\n\r\n\ra\n\n\nb\n\n", "4:a|\n7:b|\n");
}
END_TEST

START_TEST(quoted_cells_hold_delimiters_quotes_and_lines)
{
    check_case("\"a,b\",\"say \"\"hi\"\"\",\"two\r\nlines\"\nnext\n",
               "1:a,b|say \"hi\"|two\r\nlines|\n3:next|\n");
    check_case("\"\",\"\"\"\"\n", "1:|\"|\n");
}
END_TEST

START_TEST(a_quote_inside_an_unquoted_cell_is_text)
{
    check_case("5'6\",a\"b\"\n", "1:5'6\"|a\"b\"|\n");
}
END_TEST

START_TEST(an_unclosed_quote_is_told_where_its_cell_begins)
{
    check_case("a\nb,\"c\nd\n", "1:a|\n2,2!\n3:d|\n");
    check_case("\"x\ny\",\"z\nw\n", "2,2!\n2,2!\n3:w|\n");
}
END_TEST

START_TEST(text_behind_a_closing_quote_is_told_where_its_cell_begins)
{
    check_case("a,\"b\"c,d\ne\n", "1,2!\n2:e|\n");
}
END_TEST

START_TEST(a_stray_quote_costs_no_line_but_its_own)
{
    check_case("1,\"bad\n2,ok\n3,\"fine\",x\n4,ok\n", "1,2!\n2:2|ok|\n3:3|fine|x|\n4:4|ok|\n");
}
END_TEST

/* The status and the place of the first error. */
static pain_status first_error(const char *text, size_t length, pain_error *error)
{
    memory_source source = {text, length, 0, 0, 0};
    pain_allocator a = pain__allocator(NULL);
    pain__records r;
    bool fatal;

    memset(error, 0, sizeof *error);
    pain__records_init(&r, &a, read_memory, &source);
    pain_status status = pain__records_encoding(&r, error);

    if (status == PAIN_OK)
        status = pain__records_delimiter(&r, '\0', error);
    while (status == PAIN_OK)
        status = pain__records_next(&r, &fatal, error);
    pain__records_free(&r);
    return status;
}

START_TEST(a_nul_byte_is_told_with_its_place)
{
    static const char text[] = "a,b\n1,2\n3,4\0\n";
    pain_error error;

    ck_assert_int_eq(first_error(text, sizeof text - 1, &error), PAIN_ESYNTAX);
    ck_assert_uint_eq(error.line, 3);
    ck_assert_uint_eq(error.column, 2);
    ck_assert_ptr_nonnull(strstr(error.text, "NUL"));
}
END_TEST

START_TEST(bytes_that_are_not_utf8_are_told_with_their_place)
{
    static const char *const bad[] = {
        "a,b\n\"x\n\",\xe4\n",            /* Latin-1 */
        "a,b\n\"\n\",\xc0\xaf\n",         /* overlong */
        "a,b\n\"\n\",\xed\xa0\x80\n",     /* a surrogate */
        "a,b\n\"\n\",\xf4\x90\x80\x80\n", /* beyond U+10FFFF */
        "a,b\n\"\n\",\xe2\x82\n",         /* cut short */
    };

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        pain_error error;

        ck_assert_int_eq(first_error(bad[i], strlen(bad[i]), &error), PAIN_ESYNTAX);
        ck_assert_uint_eq(error.line, 3);
        ck_assert_uint_eq(error.column, 2);
        ck_assert_ptr_nonnull(strstr(error.text, "UTF-8"));
    }
    check_case("\xc3\xa4,\xe2\x82\xac,\xf0\x9f\x98\x80\n",
               "1:\xc3\xa4|\xe2\x82\xac|\xf0\x9f\x98\x80|\n");
}
END_TEST

START_TEST(what_is_no_utf8_text_is_told_by_its_name)
{
    static const struct {
        const char *text;
        size_t length;
        const char *says;
    } cases[] = {
        {"\xff\xfei\0d\0", 6, "UTF-16"},
        {"\xfe\xff\0i\0d", 6, "UTF-16"},
        {"i\0d\0,\0", 6, "UTF-16"},
        {"\0i\0d", 4, "UTF-16"},
        {"\xff\xfe\0\0i\0\0\0", 8, "UTF-32"},
        {"\0\0\xfe\xff\0\0\0i", 8, "UTF-32"},
        {"PK\x03\x04 workbook", 13, "workbook"},
        {"\x1f\x8b\x08\0", 4, "gzip"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pain_error error;

        ck_assert_int_eq(first_error(cases[i].text, cases[i].length, &error), PAIN_ESYNTAX);
        ck_assert_ptr_nonnull(strstr(error.text, cases[i].says));
        ck_assert_uint_eq(error.line, 1);
    }
}
END_TEST

START_TEST(a_record_beyond_the_limit_is_told_where_it_begins)
{
    const size_t length = PAIN__RECORD_BYTES + (1 << 20);
    char *text = malloc(length);
    pain_error error;

    ck_assert_ptr_nonnull(text);
    memset(text, 'x', length);
    memcpy(text, "a,b\n1,\"", 7);
    ck_assert_int_eq(first_error(text, length, &error), PAIN_ESYNTAX);
    ck_assert_uint_eq(error.line, 2);
    ck_assert_ptr_nonnull(strstr(error.text, "longer than 16 MiB"));
    free(text);
}
END_TEST

START_TEST(a_long_record_below_the_limit_is_read)
{
    const size_t length = PAIN__RECORD_BYTES - 100;
    char *text = malloc(length);
    pain_error error;

    ck_assert_ptr_nonnull(text);
    memset(text, 'x', length);
    memcpy(text, "a,b\n1,\"", 7);
    text[length - 1] = '"';
    ck_assert_int_eq(first_error(text, length, &error), PAIN_DONE);
    free(text);
}
END_TEST

START_TEST(too_many_cells_are_an_error)
{
    const size_t length = PAIN__RECORD_CELLS + 10;
    char *text = malloc(length);
    pain_error error;

    ck_assert_ptr_nonnull(text);
    memset(text, ',', length);
    ck_assert_int_eq(first_error(text, length, &error), PAIN_ESYNTAX);
    ck_assert_uint_eq(error.column, PAIN__RECORD_CELLS + 1);
    free(text);
}
END_TEST

static char found_delimiter(const char *text)
{
    memory_source source = {text, strlen(text), 0, 1, 0};
    pain_allocator a = pain__allocator(NULL);
    pain__records r;
    pain_error error;

    pain__records_init(&r, &a, read_memory, &source);
    ck_assert_int_eq(pain__records_delimiter(&r, '\0', &error), PAIN_OK);
    pain__records_free(&r);
    return r.delimiter;
}

/* It would be none: the text that is read after it would not be looked at. */
START_TEST(a_nul_byte_is_no_delimiter)
{
    memory_source source = {"sep=\0\nid,visit,pain\nA,x,7\n", 27, 0, 1, 0};
    const pain_allocator a = pain__allocator(NULL);
    pain__records r;
    pain_error error;
    bool fatal;

    pain__records_init(&r, &a, read_memory, &source);
    ck_assert_int_eq(pain__records_delimiter(&r, '\0', &error), PAIN_OK);
    ck_assert_int_eq(r.delimiter, ',');
    ck_assert_int_eq(pain__records_next(&r, &fatal, &error), PAIN_ESYNTAX);
    ck_assert_int_eq(pain__records_next(&r, &fatal, &error), PAIN_OK);
    ck_assert_uint_eq(r.n_cells, 3);
    pain__records_free(&r);
}
END_TEST

START_TEST(the_delimiter_is_told_from_the_first_line)
{
    ck_assert_int_eq(found_delimiter("a,b,c\n"), ',');
    ck_assert_int_eq(found_delimiter("a;b;c\n1,5;2,5;3,5\n"), ';');
    ck_assert_int_eq(found_delimiter("\n\na\tb\n"), '\t');
    ck_assert_int_eq(found_delimiter("a|b|c"), '|');
    ck_assert_int_eq(found_delimiter("a;b,c\n"), ',');
    ck_assert_int_eq(found_delimiter("\"a,b,c\";d\n"), ';');
    ck_assert_int_eq(found_delimiter("\"a\n,,,\";d\n"), ';');
    ck_assert_int_eq(found_delimiter("sep=;\na,b,c\n"), ';');
    ck_assert_int_eq(found_delimiter("a\n"), ',');
    ck_assert_int_eq(found_delimiter(""), ',');
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("csv records");
    TCase *tests = tcase_create("records");

    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, random_texts_are_read_as_the_plain_reader_does);
    tcase_add_test(tests, all_short_texts_are_read_as_the_plain_reader_does);
    tcase_add_test(tests, line_ends_may_be_lf_crlf_cr_or_none);
    tcase_add_test(tests, blank_lines_are_passed_over_and_counted);
    tcase_add_test(tests, quoted_cells_hold_delimiters_quotes_and_lines);
    tcase_add_test(tests, a_quote_inside_an_unquoted_cell_is_text);
    tcase_add_test(tests, an_unclosed_quote_is_told_where_its_cell_begins);
    tcase_add_test(tests, text_behind_a_closing_quote_is_told_where_its_cell_begins);
    tcase_add_test(tests, a_stray_quote_costs_no_line_but_its_own);
    tcase_add_test(tests, a_nul_byte_is_told_with_its_place);
    tcase_add_test(tests, bytes_that_are_not_utf8_are_told_with_their_place);
    tcase_add_test(tests, what_is_no_utf8_text_is_told_by_its_name);
    tcase_add_test(tests, a_record_beyond_the_limit_is_told_where_it_begins);
    tcase_add_test(tests, a_long_record_below_the_limit_is_read);
    tcase_add_test(tests, too_many_cells_are_an_error);
    tcase_add_test(tests, a_nul_byte_is_no_delimiter);
    tcase_add_test(tests, the_delimiter_is_told_from_the_first_line);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
