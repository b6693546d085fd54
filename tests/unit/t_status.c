/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Status codes, errors, options and memory: the base layer. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "painstat/version.h"
#include "support.h"

START_TEST(every_code_has_a_name_and_a_text)
{
    static const struct {
        pain_status code;
        const char *name;
    } codes[] = {
#define ROW(name, number, text) {name, #name},
        PAIN_STATUS_LIST(ROW)
#undef ROW
    };

    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        ck_assert_str_eq(pain_status_name(codes[i].code), codes[i].name);
        ck_assert_uint_gt(strlen(pain_status_text(codes[i].code)), 5);
        for (size_t j = 0; j < i; j++)
            ck_assert_str_ne(pain_status_text(codes[i].code), pain_status_text(codes[j].code));
    }
}
END_TEST

START_TEST(unknown_codes_have_a_text_too)
{
    ck_assert_str_eq(pain_status_name((pain_status)9999), "PAIN_UNKNOWN");
    ck_assert_str_eq(pain_status_text((pain_status)9999), "an unknown status code");
}
END_TEST

START_TEST(signs_tell_errors_from_the_end)
{
    ck_assert_int_lt(PAIN_DONE, 0);
    ck_assert_int_eq(PAIN_OK, 0);
    ck_assert_int_gt(PAIN_EINVAL, 0);
}
END_TEST

START_TEST(fail_fills_the_error_and_returns_the_code)
{
    pain_error err;

    memset(&err, 0xff, sizeof err);
    ck_assert_int_eq(pain__fail(&err, PAIN_EVALUE, "column %s", "x"), PAIN_EVALUE);
    ck_assert_int_eq(err.code, PAIN_EVALUE);
    ck_assert_str_eq(err.text, "column x");
    ck_assert_uint_eq(err.line, 0);
    ck_assert_str_eq(err.source, "");
    ck_assert_int_eq(pain__fail(NULL, PAIN_EIO, "nobody listens"), PAIN_EIO);
}
END_TEST

START_TEST(a_long_error_text_is_cut_and_ended)
{
    char longer[1000];
    pain_error err;

    memset(longer, 'a', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    (void)pain__fail(&err, PAIN_EIO, "%s", longer);
    ck_assert_uint_eq(strlen(err.text), sizeof err.text - 1);
    pain__copy_cut(err.source, sizeof err.source, longer);
    ck_assert_uint_eq(strlen(err.source), sizeof err.source - 1);
}
END_TEST

struct sample_options {
    size_t size;
    double level;
    int32_t method;
    int32_t later;
};

START_TEST(no_options_mean_defaults)
{
    struct sample_options known;

    ck_assert_int_eq(pain__options(&known, sizeof known, NULL), PAIN_OK);
    ck_assert_uint_eq(known.size, sizeof known);
    ck_assert(known.level == 0.0 && known.method == 0 && known.later == 0);
}
END_TEST

START_TEST(an_older_callers_options_are_filled_up)
{
    struct sample_options given = {offsetof(struct sample_options, later), 0.9, 3, 77}, known;

    ck_assert_int_eq(pain__options(&known, sizeof known, &given), PAIN_OK);
    ck_assert(known.level == 0.9 && known.method == 3 && known.later == 0);
}
END_TEST

START_TEST(a_newer_callers_unknown_option_is_refused_unless_zero)
{
    struct {
        struct sample_options old;
        int64_t newer;
    } given = {{sizeof given, 0.9, 3, 4}, 0};
    struct sample_options known;

    ck_assert_int_eq(pain__options(&known, sizeof known, &given), PAIN_OK);
    ck_assert_int_eq(known.later, 4);
    given.newer = 1;
    ck_assert_int_eq(pain__options(&known, sizeof known, &given), PAIN_EINVAL);
}
END_TEST

START_TEST(options_without_a_size_are_refused)
{
    struct sample_options given = {0, 0.9, 3, 4}, known;

    ck_assert_int_eq(pain__options(&known, sizeof known, &given), PAIN_EINVAL);
    ck_assert(known.level == 0.0);
}
END_TEST

START_TEST(sizes_that_overflow_are_refused)
{
    pain_allocator a = pain__allocator(NULL);
    void *block = NULL;
    size_t capacity = 0;

    ck_assert_ptr_null(pain__alloc(&a, SIZE_MAX / 4, 8));
    ck_assert_int_eq(pain__grow(&a, &block, &capacity, SIZE_MAX / 4, 8), PAIN_EOVERFLOW);
    ck_assert_ptr_null(block);
    ck_assert_ptr_null(pain__copy_text(&a, "x", SIZE_MAX));
}
END_TEST

START_TEST(growing_keeps_the_content)
{
    pain_allocator a = pain__allocator(NULL);
    void *block = NULL;
    size_t capacity = 0;

    for (size_t i = 0; i < 1000; i++) {
        ck_assert_int_eq(pain__grow(&a, &block, &capacity, i + 1, sizeof(size_t)), PAIN_OK);
        ((size_t *)block)[i] = i;
    }
    for (size_t i = 0; i < 1000; i++)
        ck_assert_uint_eq(((size_t *)block)[i], i);
    pain__free(&a, block);
}
END_TEST

START_TEST(headers_and_library_have_one_version)
{
    char text[64];

    (void)snprintf(text, sizeof text, "%d.%d.%d", PAIN_VERSION_MAJOR, PAIN_VERSION_MINOR,
                   PAIN_VERSION_PATCH);
    ck_assert_str_eq(text, PAIN_VERSION);
    ck_assert_str_eq(pain_version(), PAIN_VERSION);
    ck_assert_str_eq(pain_version(), PACKAGE_VERSION);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("status");
    TCase *tests = tcase_create("base");

    tcase_add_test(tests, every_code_has_a_name_and_a_text);
    tcase_add_test(tests, unknown_codes_have_a_text_too);
    tcase_add_test(tests, signs_tell_errors_from_the_end);
    tcase_add_test(tests, fail_fills_the_error_and_returns_the_code);
    tcase_add_test(tests, a_long_error_text_is_cut_and_ended);
    tcase_add_test(tests, no_options_mean_defaults);
    tcase_add_test(tests, an_older_callers_options_are_filled_up);
    tcase_add_test(tests, a_newer_callers_unknown_option_is_refused_unless_zero);
    tcase_add_test(tests, options_without_a_size_are_refused);
    tcase_add_test(tests, sizes_that_overflow_are_refused);
    tcase_add_test(tests, growing_keeps_the_content);
    tcase_add_test(tests, headers_and_library_have_one_version);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
