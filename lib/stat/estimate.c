/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of the interval methods, from the one list in the public header, and their other names. */
#include <config.h>

#include <stdbool.h>

#include <painstat/estimate.h>

const char *pain_method_key(pain_method method)
{
    switch (method) {
#define KEY(name, number, key, label, source) \
    case name:                                \
        return key;
        PAIN_METHOD_LIST(KEY)
#undef KEY
    }
    return "unknown";
}

const char *pain_method_label(pain_method method)
{
    switch (method) {
#define LABEL(name, number, key, label, source) \
    case name:                                  \
        return label;
        PAIN_METHOD_LIST(LABEL)
#undef LABEL
    }
    return "unknown";
}

const char *pain_method_source(pain_method method)
{
    switch (method) {
#define SOURCE(name, number, key, label, source) \
    case name:                                   \
        return source;
        PAIN_METHOD_LIST(SOURCE)
#undef SOURCE
    }
    return "unknown";
}

typedef struct method_name {
    const char *text;
    pain_method method;
} method_name;

static const method_name keys[] = {
#define NAME(name, number, key, label, source) {key, name},
    PAIN_METHOD_LIST(NAME)
#undef NAME
};

static const method_name other_names[] = {
    {"exact", PAIN_METHOD_CLOPPER_PEARSON}, {"cp", PAIN_METHOD_CLOPPER_PEARSON},
    {"score", PAIN_METHOD_WILSON},          {"ac", PAIN_METHOD_AGRESTI_COULL},
    {"simple", PAIN_METHOD_WALD},           {"student", PAIN_METHOD_T},
    {"wang-exact", PAIN_METHOD_WANG},       {"bsc", PAIN_METHOD_BLYTH_STILL_CASELLA},
    {"lr", PAIN_METHOD_LIKELIHOOD_RATIO},   {"lrt", PAIN_METHOD_LIKELIHOOD_RATIO},
    {"lik", PAIN_METHOD_LIKELIHOOD_RATIO},  {"complementary-log-log", PAIN_METHOD_CLOGLOG},
};

/* The next character that counts, in lower case whatever the locale; NUL at the end. */
static char next_letter(const char **text)
{
    while (**text == '-' || **text == '_' || **text == ' ')
        ++*text;
    char c = **text;

    if (c != '\0')
        ++*text;
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_same_name(const char *a, const char *b)
{
    char c;

    do {
        c = next_letter(&a);
        if (c != next_letter(&b))
            return false;
    } while (c != '\0');
    return true;
}

static bool find_name(const method_name *names, size_t n, const char *text, pain_method *method)
{
    for (size_t i = 0; i < n; i++)
        if (is_same_name(text, names[i].text)) {
            *method = names[i].method;
            return true;
        }
    return false;
}

pain_status pain_method_parse(const char *text, pain_method *method)
{
    if (method == NULL)
        return PAIN_EINVAL;
    *method = PAIN_METHOD_DEFAULT;
    if (text == NULL)
        return PAIN_EINVAL;
    if (find_name(keys, sizeof keys / sizeof *keys, text, method) ||
        find_name(other_names, sizeof other_names / sizeof *other_names, text, method))
        return PAIN_OK;
    return PAIN_ENOTFOUND;
}
