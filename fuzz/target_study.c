/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes are patients with a score before and one after. Claims that are true of them, printed
 * in exact arithmetic by some rounding rule, must never be called inconsistent together. */
#include <config.h>

#include <inttypes.h>
#include <painstat.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "print_exactly.h"
#include "requirements.h"

enum { MOST_PATIENTS = 24, MOST_CLAIMS = 8, STEPS = 10 };

typedef struct patients {
    int64_t n;
    int32_t before[MOST_PATIENTS], after[MOST_PATIENTS], change[MOST_PATIENTS];
} patients;

typedef struct claims {
    pain_claim list[MOST_CLAIMS];
    size_t n;
    int32_t rule, decimals, divisor; /* of SDs: 0 for n - 1, 1 for n */
} claims;

static patients take_patients(fuzz_bytes *bytes)
{
    patients p = {.n = 0};

    do {
        int32_t before = fuzz_take(bytes, STEPS), after = fuzz_take(bytes, STEPS);

        p.before[p.n] = before;
        p.after[p.n] = after;
        p.change[p.n++] = before - after;
    } while (bytes->size > 0 && p.n < MOST_PATIENTS);
    return p;
}

/* Adds a claim in words. */
static void __attribute__((format(printf, 2, 3))) claim(claims *c, const char *format, ...)
{
    char text[160];
    va_list arguments;

    if (c->n == MOST_CLAIMS)
        return;
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    fuzz_require(pain_claim_parse(text, &c->list[c->n], NULL) == PAIN_OK);
    require_same_claim(&c->list[c->n++]);
}

/* Digits with a decimal point. */
static const char *written(int64_t digits, int32_t decimals, char text[48])
{
    int64_t tens = 1, size = llabs(digits);

    for (int32_t i = 0; i < decimals; i++)
        tens *= 10;
    if (decimals == 0)
        (void)snprintf(text, 48, "%" PRId64, digits);
    else
        (void)snprintf(text, 48, "%s%" PRId64 ".%0*" PRId64, digits < 0 ? "-" : "", size / tens,
                       decimals, size % tens);
    return text;
}

static const char *fraction(const claims *c, int64_t above, int64_t below, char text[48])
{
    return written(print_fraction((exact_fraction){above, below}, c->decimals, c->rule),
                   c->decimals, text);
}

static int by_size(const void *a, const void *b)
{
    return *(const int32_t *)a - *(const int32_t *)b;
}

/* Mean, SD, median and extremes of one time. */
static void claim_scores(claims *c, const char *when, const int32_t *scores, int64_t n, int given)
{
    int32_t s[MOST_PATIENTS];
    int64_t sum = 0, square = 0;
    char text[48];

    memcpy(s, scores, (size_t)n * sizeof *s);
    qsort(s, (size_t)n, sizeof *s, by_size);
    for (int64_t i = 0; i < n; i++) {
        sum += s[i];
        square += (int64_t)s[i] * s[i];
    }
    if (given & 1)
        claim(c, "mean %s = %s", when, fraction(c, sum, n, text));
    if ((given & 2) && n > 1) {
        exact_fraction variance = {n * square - sum * sum, n * (n - 1 + c->divisor)};

        claim(c, "sd %s = %s", when,
              written(print_root(variance, c->decimals, c->rule), c->decimals, text));
    }
    if (given & 4)
        claim(c, "median %s = %s", when, fraction(c, s[(n - 1) / 2] + s[n / 2], 2, text));
    if (given & 8)
        claim(c, "minimum %s = %" PRId32, when, s[0]);
    if (given & 16)
        claim(c, "maximum %s = %" PRId32, when, s[n - 1]);
}

/* "47 of 52", a percentage, or "more than" a whole percentage below it. */
static void claim_share(claims *c, const char *what, int64_t k, int64_t n, int how)
{
    char text[48];

    if (how == 0)
        claim(c, "%s = %" PRId64 " of %" PRId64, what, k, n);
    else if (how == 1)
        claim(c, "%s = %s %%", what, fraction(c, 100 * k, n, text));
    else if (k > 0)
        claim(c, "%s > %" PRId64 " %%", what, (100 * k - 1) / n);
}

static void claim_shares(claims *c, const patients *p, fuzz_bytes *bytes, int given)
{
    int cut = fuzz_take(bytes, 3), percent = fuzz_take(bytes, 1) ? 30 : 50;
    int how = fuzz_take(bytes, 2);
    int64_t near_zero = 0, responders = 0, worse = 0;
    char what[64];

    for (int64_t i = 0; i < p->n; i++) {
        near_zero += p->after[i] <= cut;
        responders += p->before[i] > 0 && 100 * p->change[i] >= percent * p->before[i];
        worse += p->change[i] < 0;
    }
    if (given & 1) {
        (void)snprintf(what, sizeof what, "near zero (<= %d)", cut);
        claim_share(c, what, near_zero, p->n, how);
    }
    if (given & 2) {
        (void)snprintf(what, sizeof what, "responders (>= %d %%)", percent);
        claim_share(c, what, responders, p->n, how);
    }
    if (given & 4)
        claim_share(c, "worse", worse, p->n, how);
}

/* Percent reductions; the mean of percentages is of patients with a baseline above 0. Sums are over
 * 2520, which every baseline divides. */
static void claim_reductions(claims *c, const patients *p, int given)
{
    int64_t before = 0, change = 0, with = 0, sum = 0;
    char text[48];

    for (int64_t i = 0; i < p->n; i++) {
        before += p->before[i];
        change += p->change[i];
        if (p->before[i] > 0) {
            with++;
            sum += (int64_t)100 * p->change[i] * (2520 / p->before[i]);
        }
    }
    if (with == 0)
        return;
    if (given & 1)
        claim(c, "percent reduction (mean of percentages) = %s %%",
              fraction(c, sum, with * 2520, text));
    if (given & 2)
        claim(c, "percent reduction (of means) = %s %%", fraction(c, 100 * change, before, text));
    if (given & 4)
        claim(c, "mean reduction = %s points", fraction(c, change, p->n, text));
}

void fuzz_study(const uint8_t *data, size_t size)
{
    fuzz_bytes bytes = {data, size};
    claims c = {.rule = 1 + fuzz_take(&bytes, 4)};
    int before = fuzz_take(&bytes, 31), after = fuzz_take(&bytes, 31);
    int change = fuzz_take(&bytes, 31) & fuzz_take(&bytes, 31);
    int shares = fuzz_take(&bytes, 7), reductions = fuzz_take(&bytes, 7);
    int told = fuzz_take(&bytes, 15); /* bits 2 and 3: every assumption is tried, which is slow */

    c.decimals = fuzz_take(&bytes, 2);
    c.divisor = fuzz_take(&bytes, 1);
    fuzz_bytes cuts = bytes;
    patients p = take_patients(&bytes);

    claim(&c, "n = %" PRId64, p.n);
    claim_scores(&c, "before", p.before, p.n, before);
    claim_scores(&c, "after", p.after, p.n, after);
    claim_reductions(&c, &p, reductions);
    claim_shares(&c, &p, &cuts, shares);
    claim_scores(&c, "change", p.change, p.n, change);
    const int32_t none = 0;
    const bool nearest = c.rule <= PAIN_ROUNDING_HALF_DOWN;
    const pain_study_options options = {
        .size = sizeof options,
        .rounding = nearest && (told & 1) ? PAIN_ROUNDING_UNKNOWN : c.rule,
        .spread = told & 2 ? 1 + c.divisor : 0,
        .nobody_worse = told >= 12 ? PAIN_TRIED_BOTH : PAIN_TRIED_OFF,
        .least_baselines = &none,
        .n_least_baselines = told >= 12 ? 0 : 1,
    };
    pain_study *study;
    pain_error error;
    pain_status status = pain_study_check(&study, c.list, c.n, &options, &error);

    fuzz_require((study != NULL) == (status == PAIN_OK));
    if (status != PAIN_OK)
        return;
    fuzz_require(pain_study_outcome(study) != PAIN_STUDY_INCONSISTENT);
    for (size_t i = 0; pain_study_at(study, i) != NULL; i++)
        fuzz_require(pain_study_at(study, i)->verdict != PAIN_IMPOSSIBLE || c.n > 1);
    pain_study_free(study);
}
