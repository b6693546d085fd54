/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One proportion: the table of methods, and what all of them share. */
#include <config.h>

#include <math.h>
#include <stdbool.h>

#include <painstat/proportion.h>

#include "base/base.h"
#include "base/floats.h"
#include "base/parallel.h"
#include "stat/exact_set.h"
#include "stat/interval.h"
#include "stat/proportion.h"

/* How a method differs from the usual. */
enum {
    MOVES_ENDS = 1,       /* the limit at k = 0 or n is not the end of the range */
    INNER_ONLY = 2,       /* has no value at k = 0 and k = n */
    SMALL_ONLY = 4,       /* for n up to PAIN__EXACT_SET_MOST and levels above 1/2 */
    POINT_AT_ENDS = 8,    /* at k = 0 and n its width does not come from uncertainty */
    BOUND_ABOVE_HALF = 16 /* one-sided, for levels above 1/2 only */
};

typedef struct proportion_method {
    pain_method method;
    pain__proportion_limit lower, upper;
    pain__proportion_limit_at lower_at, upper_at; /* or these two */
    pain__proportion_pair pair;                   /* or both limits at once */
    unsigned traits;
} proportion_method;

#define METHOD(name, function, its_traits)                               \
    {                                                                    \
        .method = PAIN_METHOD_##name, .lower = pain__##function##_lower, \
        .upper = pain__##function##_upper, .traits = its_traits          \
    }
#define LEVEL(name, function, its_traits)                                      \
    {                                                                          \
        .method = PAIN_METHOD_##name, .lower_at = pain__##function##_lower_at, \
        .upper_at = pain__##function##_upper_at, .traits = its_traits          \
    }
#define PAIR(name, function, its_traits)                                             \
    {                                                                                \
        .method = PAIN_METHOD_##name, .pair = pain__##function, .traits = its_traits \
    }

/* In the order that pain_proportion_all fills. */
static const proportion_method methods[] = {
    LEVEL(MIDP, midp, 0),
    LEVEL(CLOPPER_PEARSON, clopper_pearson, 0),
    METHOD(WILSON, wilson, 0),
    METHOD(WILSON_CC, wilson_cc, 0),
    LEVEL(JEFFREYS, jeffreys, 0),
    METHOD(AGRESTI_COULL, agresti_coull, 0),
    METHOD(WALD, wald, POINT_AT_ENDS),
    METHOD(WALD_CC, wald_cc, POINT_AT_ENDS),
    PAIR(BLAKER, blaker, 0),
    METHOD(LIKELIHOOD_RATIO, likelihood, 0),
    METHOD(LOGIT, logit, INNER_ONLY),
    METHOD(PROBIT, probit, INNER_ONLY),
    METHOD(CLOGLOG, cloglog, INNER_ONLY),
    METHOD(ARCSINE, arcsine, 0),
    METHOD(MODIFIED_WILSON, modified_wilson, BOUND_ABOVE_HALF),
    METHOD(MODIFIED_JEFFREYS, modified_jeffreys, 0),
    LEVEL(JEFFREYS_PLAIN, jeffreys, MOVES_ENDS),
    METHOD(SCAS, scas, 0),
    PAIR(BLYTH_STILL_CASELLA, casella, SMALL_ONLY),
    PAIR(WANG, wang, SMALL_ONLY),
};

enum { METHODS = sizeof methods / sizeof *methods };

/* Counts above this are not all doubles. */
#define MAX_EXACT_COUNT (UINT64_C(1) << 53)

static const proportion_method *find_method(int32_t number)
{
    for (size_t i = 0; i < METHODS; i++)
        if ((int32_t)methods[i].method == number)
            return &methods[i];
    return NULL;
}

/* Rounding, and the methods that know no range, can pass its ends. A NaN stays one. */
static double cut(double limit)
{
    if (limit < 0)
        return 0;
    return limit > 1 ? 1 : limit;
}

/* Why the method has no limits here, before any is computed; PAIN_OK when it has. */
static pain_status why_undefined(const proportion_method *by, const pain_estimate *estimate)
{
    uint64_t k = estimate->numerator, n = estimate->denominator;
    bool one_sided = estimate->side != PAIN_TWO_SIDED, above_half = estimate->level > 0.5;
    unsigned traits = by->traits;

    if ((by->pair != NULL && one_sided) || ((traits & INNER_ONLY) && (k == 0 || k == n)) ||
        ((traits & BOUND_ABOVE_HALF) && one_sided && !above_half) ||
        ((traits & SMALL_ONLY) && !above_half))
        return PAIN_EUNDEFINED;
    return (traits & SMALL_ONLY) && n > PAIN__EXACT_SET_MOST ? PAIN_EOVERFLOW : PAIN_OK;
}

/* What is wanted of every proportion of a call: the probability beyond each limit. */
typedef struct wanted {
    const proportion_method *by; /* NULL: none is known */
    double tail;
    pain__beta_level level; /* where the method takes it */
} wanted;

static void want(wanted *w, int32_t method, double tail)
{
    w->by = find_method(method);
    w->tail = tail;
    if (w->by != NULL && w->by->lower_at != NULL)
        pain__beta_level_make(&w->level, tail);
}

static double lower_limit(uint64_t k, uint64_t n, wanted *w)
{
    return cut(w->by->lower_at != NULL ? w->by->lower_at(k, n, &w->level)
                                       : w->by->lower(k, n, w->tail));
}

static double upper_limit(uint64_t k, uint64_t n, wanted *w)
{
    return cut(w->by->upper_at != NULL ? w->by->upper_at(k, n, &w->level)
                                       : w->by->upper(k, n, w->tail));
}

static void each_limit(wanted *w, pain_estimate *estimate)
{
    uint64_t k = estimate->numerator, n = estimate->denominator;
    bool moves_ends = (w->by->traits & MOVES_ENDS) != 0;
    bool needs_lower = estimate->side != PAIN_UPPER_BOUND && (k > 0 || moves_ends);
    bool needs_upper = estimate->side != PAIN_LOWER_BOUND && (k < n || moves_ends);

    estimate->lower = needs_lower ? lower_limit(k, n, w) : 0;
    estimate->upper = needs_upper ? upper_limit(k, n, w) : 1;
}

static pain_status limits_by(wanted *w, pain_estimate *estimate)
{
    const proportion_method *by = w->by;
    uint64_t k = estimate->numerator, n = estimate->denominator;
    pain_status why = why_undefined(by, estimate);

    if (why != PAIN_OK)
        return pain__interval_no_limits(estimate, why);
    if (by->pair == NULL)
        each_limit(w, estimate);
    else if (!by->pair(k, n, 2 * w->tail, &estimate->lower, &estimate->upper))
        estimate->lower = NAN;
    if (isnan(estimate->lower) || isnan(estimate->upper))
        return pain__interval_no_limits(estimate,
                                        n > MAX_EXACT_COUNT ? PAIN_EOVERFLOW : PAIN_ENOCONV);
    if ((by->traits & POINT_AT_ENDS) && (k == 0 || k == n))
        estimate->flags |= PAIN_FLAG_NO_SPREAD;
    return PAIN_OK;
}

/* k of n in an estimate that has been begun. */
static pain_status proportion_of(uint64_t k, uint64_t n, wanted *w, pain_estimate *estimate)
{
    if (w->by == NULL || k > n)
        return pain__interval_fail(estimate, PAIN_EINVAL);
    if (n == 0)
        return pain__interval_fail(estimate, PAIN_EEMPTY);
    estimate->numerator = k;
    estimate->denominator = n;
    estimate->value = (double)k / (double)n;
    return limits_by(w, estimate);
}

/* `method` PAIN_METHOD_DEFAULT: the one in the options. */
static pain_status proportion_by(uint64_t k, uint64_t n, const pain_interval_options *options,
                                 pain_method method, pain_estimate *estimate)
{
    pain_interval_options known;
    pain_status status = pain__interval_begin(options, PAIN_METHOD_MIDP, &known, estimate);
    wanted w;

    if (status != PAIN_OK)
        return status;
    if (method != PAIN_METHOD_DEFAULT)
        estimate->method = (int32_t)method;
    want(&w, estimate->method, pain__interval_tail(&known));
    return proportion_of(k, n, &w, estimate);
}

pain_status pain_proportion(uint64_t k, uint64_t n, const pain_interval_options *options,
                            pain_estimate *estimate)
{
    PAIN__FLOATS;

    return proportion_by(k, n, options, PAIN_METHOD_DEFAULT, estimate);
}

pain_status pain_proportion_all(uint64_t k, uint64_t n, const pain_interval_options *options,
                                pain_estimate *estimates, size_t *count)
{
    PAIN__FLOATS;
    pain_status status = pain__interval_room(METHODS, estimates, count);

    if (status != PAIN_OK)
        return status;
    for (size_t i = 0; i < METHODS; i++) {
        pain_status one = proportion_by(k, n, options, methods[i].method, &estimates[i]);

        if (status == PAIN_OK)
            status = one;
    }
    return status;
}

/* Proportions that a worker takes at a time, and at most the pairs that it remembers: room for all
 * of n up to 254. */
enum { PART = 4096, MOST_REMEMBERED = 32768 };

typedef struct many {
    const uint64_t *k, *n;
    size_t count;
    wanted *wanted;
    pain_estimate begun;
    double *lower, *upper;
    int32_t *reason;
    size_t *place_of;  /* of each worker: 1 + where a pair stands, 0: nowhere yet; or NULL */
    size_t remembered; /* a power of 2 */
} many;

static void solve(const many *all, size_t i)
{
    pain_estimate e = all->begun;

    (void)proportion_of(all->k[i], all->n[i], all->wanted, &e);
    all->lower[i] = e.lower;
    all->upper[i] = e.upper;
    if (all->reason != NULL)
        all->reason[i] = e.reason;
}

static void copy(const many *all, size_t from, size_t i)
{
    all->lower[i] = all->lower[from];
    all->upper[i] = all->upper[from];
    if (all->reason != NULL)
        all->reason[i] = all->reason[from];
}

static void part_of_many(void *context, size_t worker, size_t part)
{
    const many *all = context;
    size_t last = all->count - part * PART < PART ? all->count : (part + 1) * PART;

    for (size_t i = part * PART; i < last; i++) {
        uint64_t k = all->k[i], n = all->n[i], number = n * (n + 1) / 2 + k;
        size_t before = 0;

        if (all->place_of != NULL) {
            size_t *place =
                all->place_of + worker * all->remembered + (size_t)(number & (all->remembered - 1));

            before = *place;
            *place = i + 1;
        }
        if (before > 0 && all->k[before - 1] == k && all->n[before - 1] == n)
            copy(all, before - 1, i);
        else
            solve(all, i);
    }
}

static void no_limits(const many *all, pain_status why)
{
    for (size_t i = 0; i < all->count; i++) {
        if (all->lower != NULL)
            all->lower[i] = NAN;
        if (all->upper != NULL)
            all->upper[i] = NAN;
        if (all->reason != NULL)
            all->reason[i] = (int32_t)why;
    }
}

pain_status pain_proportion_limits(const uint64_t *k, const uint64_t *n, size_t count,
                                   const pain_interval_options *options, double *lower,
                                   double *upper, int32_t *reason)
{
    PAIN__FLOATS;
    wanted w = {.by = NULL};
    many all = {k, n, count, &w, .lower = lower, .upper = upper, .reason = reason};
    pain_interval_options known;
    pain_status status = pain__interval_begin(options, PAIN_METHOD_MIDP, &known, &all.begun);

    if (status == PAIN_OK)
        want(&w, known.method, pain__interval_tail(&known));
    bool is_whole = k != NULL && n != NULL && lower != NULL && upper != NULL;

    if (status == PAIN_OK && (w.by == NULL || (count > 0 && !is_whole)))
        status = PAIN_EINVAL;
    if (status != PAIN_OK) {
        no_limits(&all, status);
        return status;
    }
    /* So that the threads only read it. */
    if (w.by->lower_at != NULL)
        pain__beta_level_complete(&w.level);
    size_t parts = count / PART + (count % PART != 0);
    pain_allocator a = pain__allocator(known.allocator);

    for (all.remembered = 1; all.remembered < count && all.remembered < MOST_REMEMBERED;)
        all.remembered *= 2;
    /* Without the memory, each pair is solved again. */
    all.place_of = pain__alloc(&a, pain__parallel_workers(known.threads, parts),
                               all.remembered * sizeof *all.place_of);
    pain__parallel(known.threads, parts, part_of_many, &all);
    pain__free(&a, all.place_of);
    return PAIN_OK;
}
