/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exact decimal numbers, as the readers take them from text. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "support.h"

static pain_status parse(const char *text, const char *marks, pain__decimal *out)
{
    return pain__decimal_parse(text, strlen(text), marks, out);
}

START_TEST(numbers_are_read_as_printed)
{
    static const struct {
        const char *text;
        int64_t digits;
        int32_t places;
    } rows[] = {
        {"0", 0, 0},
        {"-0.00", 0, 0},
        {"0e99999999999999999999", 0, 0},
        {"7", 7, 0},
        {"+7", 7, 0},
        {"-7.5", -75, 1},
        {"7,5", 75, 1},
        {".5", 5, 1},
        {"5.", 5, 0},
        {"0.50", 5, 1},
        {"007.000", 7, 0},
        {"10", 10, 0},
        {"1e3", 1000, 0},
        {"1E+03", 1000, 0},
        {"120e-1", 12, 0},
        {"125e-2", 125, 2},
        {"1.005", 1005, 3},
        {"2.14285714285714", 214285714285714, 14},
        {"999999999999999999", 999999999999999999, 0},
        {"-0.999999999999999999", -999999999999999999, 18},
        {"1.00000000000000000000000000000", 1, 0},
        {"0.000000000000000001", 1, 18},
        {"0.0000000000000000000000001e25", 1, 0},
        {"100000000000000000000000000000e-29", 1, 0},
        {"1e17", 100000000000000000, 0},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        pain__decimal got;

        ck_assert_msg(parse(rows[i].text, ".,", &got) == PAIN_OK, "%s", rows[i].text);
        ck_assert_msg(got.digits == rows[i].digits && got.places == rows[i].places, "%s",
                      rows[i].text);
    }
}
END_TEST

START_TEST(what_is_no_number_is_refused)
{
    static const char *const rows[] = {
        "",  " ",  "-",  "+",   ".",    ",",    "e5",  "1e",  "1e+", "1e5.0", "1.2.3", "1,2.3",
        "x", " 1", "1 ", "--1", "0x10", "1e 5", "nan", "inf", "1_0", "1'000", "½",     "1%",
    };
    pain__decimal got;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        got.digits = 99;
        ck_assert_msg(parse(rows[i], ".,", &got) == PAIN_EVALUE, "%s", rows[i]);
        ck_assert_int_eq(got.digits, 0);
        ck_assert_int_eq(got.places, 0);
    }
    ck_assert_int_eq(parse("1,5", ".", &got), PAIN_EVALUE);
    ck_assert_int_eq(parse("1.5", ",", &got), PAIN_EVALUE);
    ck_assert_int_eq(parse("1.5", "", &got), PAIN_EVALUE);
    ck_assert_int_eq(pain__decimal_parse("1\0", 2, ".", &got), PAIN_EVALUE);
    ck_assert_int_eq(pain__decimal_parse("12", 1, ".", &got), PAIN_OK);
    ck_assert_int_eq(got.digits, 1);
}
END_TEST

START_TEST(what_does_not_fit_is_cut_and_said)
{
    static const struct {
        const char *text;
        int64_t digits;
        int32_t places;
    } rows[] = {
        {"1e18", 999999999999999999, 0},
        {"-1e99999999999999999999", -999999999999999999, 0},
        {"1234567890123456789", 999999999999999999, 0},
        {"1.234567890123456789", 123456789012345678, 17},
        {"-1.200000000000000000000001", -12, 1},
        {"0.0000000000000000019", 1, 18},
        {"1e-19", 0, 0},
        {"1e-99999999999999999999", 0, 0},
        {"0.1000000000000000009", 1, 1},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        pain__decimal got;

        ck_assert_msg(parse(rows[i].text, ".", &got) == PAIN_EOVERFLOW, "%s", rows[i].text);
        ck_assert_msg(got.digits == rows[i].digits && got.places == rows[i].places, "%s",
                      rows[i].text);
    }
}
END_TEST

START_TEST(whole_numbers_are_told)
{
    int64_t integer;
    pain__decimal got;

    ck_assert_int_eq(parse("12.0", ".", &got), PAIN_OK);
    ck_assert(pain__decimal_integer(&got, &integer));
    ck_assert_int_eq(integer, 12);
    ck_assert_int_eq(parse("12.5", ".", &got), PAIN_OK);
    ck_assert(!pain__decimal_integer(&got, &integer));
    ck_assert_int_eq(integer, 0);
}
END_TEST

/* The C library's strtod is the reference: it rounds correctly, and the tests run in the C locale.
 */
START_TEST(the_nearest_double_is_found)
{
    static const char *const rows[] = {
        "0",
        "0.1",
        "-0.3",
        "2.675",
        "9007199254740993",
        "9007199254740993.1",
        "900719925474099.25",
        "-123456789012345678",
        "0.000000000000000001",
        "0.123456789012345678",
        "99999999.9999999999",
        "4503599627370496.5",
        "4503599627370497.5",
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        pain__decimal got;

        ck_assert_int_eq(parse(rows[i], ".", &got), PAIN_OK);
        ck_assert_msg(pain__decimal_double(&got) == strtod(rows[i], NULL), "%s", rows[i]);
    }
    for (int64_t i = 0; i < 20000; i++) {
        pain__decimal got = {(int64_t)((uint64_t)i * 0x9E3779B97F4A7C15u % 1000000000000000000u),
                             (int32_t)(i % 19)};
        char text[64];

        (void)snprintf(text, sizeof text, "%lldE-%d", (long long)got.digits, (int)got.places);
        ck_assert_msg(pain__decimal_double(&got) == strtod(text, NULL), "%s", text);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("decimal");
    TCase *all = tcase_create("decimal");

    tcase_add_test(all, numbers_are_read_as_printed);
    tcase_add_test(all, what_is_no_number_is_refused);
    tcase_add_test(all, what_does_not_fit_is_cut_and_said);
    tcase_add_test(all, whole_numbers_are_told);
    tcase_add_test(all, the_nearest_double_is_found);
    suite_add_tcase(suite, all);
    return run_suite(suite);
}
