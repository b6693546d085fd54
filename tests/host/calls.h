/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_TESTS_HOST_CALLS_H
#define PAIN_TESTS_HOST_CALLS_H
/* Every function of the library that computes, called once or more with ordinary data, and what it
 * gave as bits. tests/arch/floats.sh sees to it that none is forgotten. */

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <painstat.h>

enum { HOST_MOST_CALLS = 400 };

typedef struct host_call {
    const char *name;
    uint64_t bits; /* a hash of status and result */
} host_call;

typedef struct host_calls {
    host_call call[HOST_MOST_CALLS];
    size_t n;
} host_calls;

/* Makes all calls. Uses no numbers of its own but whole ones, so that its own environment does not
 * matter. */
void host_call_all(host_calls *calls);

/* The parts of it. */
void host_call_proportions(host_calls *calls);
void host_call_locations(host_calls *calls);
void host_call_bootstraps(host_calls *calls);
void host_call_outcomes(host_calls *calls);
void host_call_claims(host_calls *calls);

void host_note(host_calls *calls, const char *name, int64_t status, const void *result,
               size_t size);

/* Call NAME with the arguments, and a result of TYPE last. */
#define CALL(TYPE, NAME, ...)                                       \
    do {                                                            \
        TYPE result_;                                               \
                                                                    \
        memset(&result_, 0, sizeof result_);                        \
        int64_t status_ = NAME(__VA_ARGS__, &result_);              \
        host_note(calls, #NAME, status_, &result_, sizeof result_); \
    } while (0)
#define ESTIMATE(NAME, ...) CALL(pain_estimate, NAME, __VA_ARGS__)
#define TEST(NAME, ...)     CALL(pain_test, NAME, __VA_ARGS__)

/* The same for a function that gives a list of them. */
#define LIST(TYPE, NAME, ...)                                        \
    do {                                                             \
        TYPE results_[64];                                           \
        size_t n_ = 64;                                              \
                                                                     \
        memset(results_, 0, sizeof results_);                        \
        int64_t status_ = NAME(__VA_ARGS__, results_, &n_);          \
        host_note(calls, #NAME, status_, results_, sizeof results_); \
    } while (0)

/* For a function whose value is the result. */
#define VALUE(TYPE, NAME, ...)                                \
    do {                                                      \
        TYPE result_ = NAME(__VA_ARGS__);                     \
                                                              \
        host_note(calls, #NAME, 0, &result_, sizeof result_); \
    } while (0)

#endif
