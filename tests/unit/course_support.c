/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include <string.h>

#include "course_support.h"
#include "fixture.h"
#include "support.h"

pain_course_rules rules_with(int32_t baseline, int32_t endpoint)
{
    pain_course_rules rules;

    memset(&rules, 0, sizeof rules);
    rules.size = sizeof rules;
    rules.baseline = baseline;
    rules.endpoint = endpoint;
    return rules;
}

pain_courses *courses_on(const char *scale, const char *rows, const pain_course_rules *rules)
{
    pain_sessions *table = table_of(scale, rows);
    pain_courses *courses;
    pain_error error;

    ck_assert_msg(pain_courses_new(&courses, table, rules, NULL, &error) == PAIN_OK, "%s", rows);
    pain_sessions_free(table);
    return courses;
}

pain_course first_of(const char *scale, const char *rows, const pain_course_rules *rules)
{
    pain_courses *courses = courses_on(scale, rows, rules);
    size_t n;
    const pain_course *list = pain_courses_list(courses, &n);

    ck_assert_uint_ge(n, 1);
    pain_course first = list[0];

    pain_courses_free(courses);
    return first;
}

void check_scores(const score_case *cases, size_t n, const pain_course_rules *rules)
{
    for (size_t i = 0; i < n; i++) {
        pain_course c = first_of("nrs11", cases[i].rows, rules);

        ck_assert_msg(c.baseline == cases[i].baseline && c.endpoint == cases[i].endpoint &&
                          c.last == cases[i].last && c.worst == cases[i].worst,
                      "%s: got %d %d %d %d", cases[i].rows, (int)c.baseline, (int)c.endpoint,
                      (int)c.last, (int)c.worst);
    }
}
