/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of the tests, from the one list in the public header, and their other names. */
#include <config.h>

#include <stdbool.h>

#include <painstat/test.h>

#include "stat/name.h"

const char *pain_test_method_key(pain_test_method method)
{
    switch (method) {
#define KEY(name, number, key, label, source) \
    case name:                                \
        return key;
        PAIN_TEST_METHOD_LIST(KEY)
#undef KEY
    }
    return "unknown";
}

const char *pain_test_method_label(pain_test_method method)
{
    switch (method) {
#define LABEL(name, number, key, label, source) \
    case name:                                  \
        return label;
        PAIN_TEST_METHOD_LIST(LABEL)
#undef LABEL
    }
    return "unknown";
}

const char *pain_test_method_source(pain_test_method method)
{
    switch (method) {
#define SOURCE(name, number, key, label, source) \
    case name:                                   \
        return source;
        PAIN_TEST_METHOD_LIST(SOURCE)
#undef SOURCE
    }
    return "unknown";
}

typedef struct test_name {
    const char *text;
    pain_test_method method;
} test_name;

static const test_name keys[] = {
#define NAME(name, number, key, label, source) {key, name},
    PAIN_TEST_METHOD_LIST(NAME)
#undef NAME
};

static const test_name other_names[] = {
    {"minlike", PAIN_TEST_FISHER},          {"central", PAIN_TEST_FISHER_CENTRAL},
    {"midp", PAIN_TEST_FISHER_MIDP},        {"pearson", PAIN_TEST_CHI_SQUARED},
    {"chisq", PAIN_TEST_CHI_SQUARED},       {"yates", PAIN_TEST_CHI_SQUARED_CC},
    {"chisq-cc", PAIN_TEST_CHI_SQUARED_CC}, {"farrington-manning", PAIN_TEST_SCORE},
    {"mantel-haenszel", PAIN_TEST_CMH},
};

static bool find_name(const test_name *names, size_t n, const char *text, pain_test_method *method)
{
    for (size_t i = 0; i < n; i++)
        if (pain__is_same_name(text, names[i].text)) {
            *method = names[i].method;
            return true;
        }
    return false;
}

pain_status pain_test_method_parse(const char *text, pain_test_method *method)
{
    if (method == NULL)
        return PAIN_EINVAL;
    *method = PAIN_TEST_DEFAULT;
    if (text == NULL)
        return PAIN_EINVAL;
    if (find_name(keys, sizeof keys / sizeof *keys, text, method) ||
        find_name(other_names, sizeof other_names / sizeof *other_names, text, method))
        return PAIN_OK;
    return PAIN_ENOTFOUND;
}
