/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Claims read from a line of text. */
#include <config.h>

#include <string.h>

#include "claim_support.h"
#include <painstat/claim.h>

static pain_claim parsed(const char *text)
{
    pain_claim claim;
    pain_error error;
    pain_status status = pain_claim_parse(text, &claim, &error);

    ck_assert_msg(status == PAIN_OK, "%s: %s at %u", text, error.text, error.column);
    return claim;
}

START_TEST(a_claim_keeps_what_is_printed)
{
    pain_claim c = parsed("sd after = 1.20");

    ck_assert_int_eq(c.statistic, PAIN_CLAIM_SD);
    ck_assert_int_eq(c.time, PAIN_TIME_AFTER);
    ck_assert_int_eq(c.comparator, PAIN_IS);
    ck_assert_int_eq(c.value.digits, 120);
    ck_assert_int_eq(c.value.decimals, 2);
    c = parsed("percent reduction = 84 %");
    ck_assert_int_eq(c.definition, PAIN_DEFINITION_OPEN);
    ck_assert_int_eq(c.population, PAIN_CLAIM_OF_OPEN);
    ck_assert_int_eq(c.unit, PAIN_CLAIM_PERCENT);
    c = parsed("near zero (<= 1) of completers = 47 of 52");
    ck_assert_int_eq(c.population, PAIN_CLAIM_OF_COMPLETERS);
    ck_assert_int_eq(c.cut.digits, 1);
    ck_assert_int_eq(c.has_cut, 1);
    ck_assert_int_eq(c.unit, PAIN_CLAIM_COUNT);
    ck_assert_int_eq(c.of, 52);
}
END_TEST

START_TEST(claims_are_written_as_they_are_read)
{
    static const char *const texts[][2] = {
        {"N = 52", "n = 52"},
        {"mean  BEFORE=8.1 points", "mean before = 8.1"},
        {"mean baseline is 8.10", "mean before = 8.10"},
        {"median change = -6", "median change = -6"},
        {"reduction over 84%", "percent reduction > 84 %"},
        {"percent reduction (of the means) about 90 +- 2 %",
         "percent reduction (of means) about 90 +- 2 %"},
        {"percent reduction (median) of all who started at least 60.0 %",
         "percent reduction (median) of everyone who started >= 60.0 %"},
        {"mean reduction between 5 and 6.5 points", "mean reduction between 5 and 6.5"},
        {"near zero more than 90 %", "near zero > 90 %"},
        {"near zero (0) = 47/52 patients", "near zero (<= 0) = 47 of 52"},
        {"responders (>= 50 %) up to 75 %", "responders (>= 50 %) <= 75 %"},
        {"worse < 3 patients", "worse < 3"},
        {"minimum after = 0", "minimum after = 0"},
        {"se before = .25", "se before = 0.25"},
        {"P < .001", "p < 0.001"},
        {"p(one-tailed) = 0.06", "p (one-sided) = 0.06"},
        {"t(51) = 33.2", "t (51) = 33.2"},
        {"F (1,48) = 5.30", "f (1, 48) = 5.30"},
        {"chi2 = 2.8", "chi-squared = 2.8"},
        {"z is 2.3", "z = 2.3"},
        {"95 % CI = -28 to -2.4 %", "ci (95 %) = -28 to -2.4 %"},
        {"ci (99.9%) of mean change = 1.2, 3.4 points", "ci (99.9 %) of mean change = 1.2 to 3.4"},
        {"ci of mean after of group 2 = 1 to 2", "ci of mean after of group 2 = 1 to 2"},
        {"ci of near zero = 28 % to 2 %", "ci of near zero = 28 to 2 %"},
        {"ci of odds ratio = 0.7 to 27", "ci of odds ratio = 0.7 to 27"},
        {"d = 0.8", "effect size = 0.8"},
        {"difference about 15 +- 1 %", "difference about 15 +- 1 %"},
        {"odds ratio = 4.5", "odds ratio = 4.5"},
        {"responders of group 1 = 6/10", "responders of group 1 = 6 of 10"},
    };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        pain_claim c = parsed(texts[i][0]), again;
        char text[128];

        pain_claim_format(&c, text, sizeof text);
        ck_assert_str_eq(text, texts[i][1]);
        again = parsed(text);
        ck_assert_mem_eq(&c, &again, sizeof c);
    }
}
END_TEST

START_TEST(what_is_no_claim_is_refused_with_its_place)
{
    static const struct {
        const char *text, *says;
        unsigned column;
    } wrong[] = {
        {"", "expected n, mean", 1},
        {"pain = 3", "expected n, mean", 1},
        {"means before = 3", "expected n, mean", 1},
        {"mean = 3", "before, after or change", 6},
        {"mean before 3", "=, <, <=", 13},
        {"mean before = ", "a number", 15},
        {"mean before = 8,1", "nothing more", 16},
        {"mean before = 8.1.2", "a number", 15},
        {"mean before = 8.1 %", "nothing more", 19},
        {"percent reduction = 84", "expected %", 23},
        {"percent reduction (mode) = 84 %", "mean of percentages", 20},
        {"percent reduction (median = 84 %", "a closing bracket", 27},
        {"near zero (-1) > 90 %", "a cut of 0 or more", 14},
        {"near zero = 90.5", "a whole number of patients", 17},
        {"near zero = 47 of 0", "a number of patients", 19},
        {"near zero of somebody > 90 %", "completers", 14},
        {"responders (30) > 50 %", "such as (>= 50 %)", 15},
        {"n about 50", "+- and a tolerance", 11},
        {"n about 50 +- -3", "a tolerance of 0", 15},
        {"n between 50 and 40", "a larger number", 18},
        {"n = 50 51", "nothing more", 8},
        {"n = 12345678901234567890", "too long", 5},
        {"p = 1.2", "a p from 0 to 1", 5},
        {"p (left) = 0.1", "one-sided or two-sided", 4},
        {"ci < 3", "two limits", 5},
        {"ci = 3", "the other limit", 7},
        {"ci (100 %) = 1 to 2", "a level between 0 and 100", 5},
        {"ci (95) = 1 to 2", "such as (95 %)", 7},
        {"95 % mean after = 3", "ci behind a level", 10},
        {"ci of pain = 1 to 2", "mean, near zero", 7},
        {"f (48) = 3", "1 and a comma", 4},
        {"t (0) = 3", "degrees of freedom above 0", 4},
        {"mean after of group 3 = 1", "group 1 or group 2", 15},
    };

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        pain_claim c;
        pain_error e;
        static const pain_claim none;

        ck_assert_msg(pain_claim_parse(wrong[i].text, &c, &e) > 0, "%s", wrong[i].text);
        ck_assert_msg(strstr(e.text, wrong[i].says) != NULL, "%s: %s", wrong[i].text, e.text);
        ck_assert_msg(e.column == wrong[i].column, "%s: %u", wrong[i].text, e.column);
        ck_assert_mem_eq(&c, &none, sizeof c);
    }
    ck_assert_int_eq(pain_claim_parse(NULL, NULL, NULL), PAIN_EINVAL);
}
END_TEST

/* 89.5 to 90.5 print as 90; "more than 90" is 90 itself and no less; patients are not rounded. */
START_TEST(a_claim_is_a_set_of_numbers)
{
    pain_claim c = parsed("near zero = 90 %");
    pain_range range;

    ck_assert_int_eq(pain_claim_range(&c, PAIN_ROUNDING_UNKNOWN, &range), PAIN_OK);
    ck_assert(pain_range_holds(&range, 179, 2) && !pain_range_holds(&range, 178, 2));
    c = parsed("near zero > 90 %");
    ck_assert_int_eq(pain_claim_range(&c, PAIN_ROUNDING_UNKNOWN, &range), PAIN_OK);
    ck_assert(!pain_range_holds(&range, 90, 1) && pain_range_holds(&range, 9001, 100));
    c = parsed("near zero = 47");
    ck_assert_int_eq(pain_claim_range(&c, PAIN_ROUNDING_UNKNOWN, &range), PAIN_OK);
    ck_assert(pain_range_holds(&range, 47, 1) && !pain_range_holds(&range, 95, 2));
}
END_TEST

/* Words of the language in any order: what is read is written and read again as the same. */
START_TEST(any_words_are_read_as_written_or_refused)
{
    static const char *const words[] = {
        "n",         "mean",       "sd",      "before", "after",     "change",
        "p",         "t",          "f",       "ci",     "95 %",      "of",
        "near zero", "responders", "group 1", "ratio",  "odds",      "(",
        ")",         "<=",         "<",       "=",      "about",     "between",
        "+-",        "and",        "to",      ",",      "%",         "0.70",
        "47",        "-3",         "1",       "of 52",  "one-sided", "percent reduction",
        "of means",  "effect size"};
    uint64_t state = 3;
    int read = 0;

    for (int i = 0; i < 60000; i++) {
        char text[256] = "", again[128];
        pain_claim claim, other;
        uint64_t n = 2 + next_case(&state, 6);

        for (uint64_t j = 0; j < n; j++) {
            /* A claim has its comparator in the middle. */
            const char *word = j == n / 2 && next_case(&state, 2) == 0
                                   ? "="
                                   : words[next_case(&state, sizeof words / sizeof *words)];

            (void)snprintf(text + strlen(text), sizeof text - strlen(text), "%s ", word);
        }
        if (pain_claim_parse(text, &claim, NULL) != PAIN_OK)
            continue;
        read++;
        pain_claim_format(&claim, again, sizeof again);
        ck_assert_msg(pain_claim_parse(again, &other, NULL) == PAIN_OK, "%s: %s", text, again);
        ck_assert_msg(memcmp(&claim, &other, sizeof claim) == 0, "%s: %s", text, again);
    }
    ck_assert_int_gt(read, 50);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("claim");
    TCase *tests = tcase_create("lines");

    tcase_add_test(tests, a_claim_keeps_what_is_printed);
    tcase_add_test(tests, claims_are_written_as_they_are_read);
    tcase_add_test(tests, what_is_no_claim_is_refused_with_its_place);
    tcase_add_test(tests, a_claim_is_a_set_of_numbers);
    tcase_add_test(tests, any_words_are_read_as_written_or_refused);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
