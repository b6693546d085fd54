/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sign-flip permutation test: the sum of the positive differences, every sign as likely as the
 * other. As a test it is the same as that of the mean. R. A. Fisher, The Design of Experiments,
 * 1935, section 21; E. J. G. Pitman, Suppl. J. R. Stat. Soc. 4 (1937) 119-130.
 *
 * Scores are decimals, so their differences are multiples of a power of ten but for the last bits
 * of the doubles; as whole numbers their sums are counted like ranks. Only differences that are no
 * such multiples are enumerated. */
#include <config.h>

#include <math.h>

#include "base/base.h"
#include "num/sum.h"
#include "stat/flips.h"
#include "stat/paired_test.h"
#include "stat/testing.h"

enum { MOST_DECIMALS = 6 };

static bool is_whole(double x)
{
    double whole = rint(x);

    return whole >= 1 && whole < 0x1p50 && fabs(x - whole) <= 1e-9;
}

/* Writes the sizes in units of the coarsest power of ten that they are multiples of; false when
 * there is none. */
static bool to_whole(const pain__magnitudes *m, uint64_t *whole)
{
    double scale = 1;

    for (int decimals = 0; decimals <= MOST_DECIMALS; decimals++, scale *= 10) {
        size_t i = 0;

        while (i < m->rows && is_whole(m->size[i] * scale)) {
            whole[i] = (uint64_t)rint(m->size[i] * scale);
            i++;
        }
        if (i == m->rows)
            return true;
    }
    return false;
}

static pain_status by_counting(const pain__magnitudes *m, const uint64_t *whole,
                               const pain_allocator *allocator, double *lower, double *upper)
{
    uint64_t observed = 0;

    for (size_t i = 0; i < m->rows; i++) {
        if (m->positive[i] > (UINT64_MAX - observed) / whole[i])
            return PAIN_EOVERFLOW;
        observed += m->positive[i] * whole[i];
    }
    return pain__flip_tails((pain__scores){whole, m->count, m->rows}, observed, allocator, lower,
                            upper);
}

typedef struct enumeration {
    const pain__magnitudes *m;
    double observed, tolerance;
    pain__sum lower, upper;
} enumeration;

/* Adds up the probabilities of all outcomes of the rows from `row` on, the earlier ones having the
 * sum `sum` with `probability`. As deep as there are rows, which MAX_OUTCOMES keeps below 25. */
static void enumerate(enumeration *e, size_t row, double sum, double probability)
{
    if (row == e->m->rows) {
        if (sum <= e->observed + e->tolerance)
            pain__sum_add(&e->lower, probability);
        if (sum >= e->observed - e->tolerance)
            pain__sum_add(&e->upper, probability);
        return;
    }
    double count = (double)e->m->count[row];
    double choices = exp2(-count);

    for (double k = 0; k <= count; k++) {
        enumerate(e, row + 1, sum + k * e->m->size[row], probability * choices);
        choices = choices * (count - k) / (k + 1);
    }
}

#define MAX_OUTCOMES 0x1p24

static pain_status by_enumeration(const pain__magnitudes *m, double observed, double *lower,
                                  double *upper)
{
    enumeration e = {.m = m, .observed = observed};
    double outcomes = 1, total = 0;

    for (size_t i = 0; i < m->rows; i++) {
        outcomes *= (double)m->count[i] + 1;
        total += m->size[i] * (double)m->count[i];
        /* 2^-count must be a double. */
        if (outcomes > MAX_OUTCOMES || m->count[i] > 1000)
            return PAIN_EOVERFLOW;
    }
    e.tolerance = 1e-12 * total;
    enumerate(&e, 0, 0, 1);
    *lower = pain__sum_value(&e.lower);
    *upper = pain__sum_value(&e.upper);
    return PAIN_OK;
}

pain_status pain__sign_flip_test(const pain__magnitudes *m, const pain_allocator *allocator,
                                 pain_test *test)
{
    double lower = 1, upper = 1;
    pain__sum sum = {0, 0};
    pain_status status = PAIN_OK;

    for (size_t i = 0; i < m->rows; i++)
        pain__sum_add_times(&sum, m->size[i], m->positive[i]);
    test->statistic = pain__sum_value(&sum);
    if (m->rows == 0)
        return pain__test_tails(test, 1, 1);
    uint64_t *whole = pain__alloc(allocator, m->rows, sizeof *whole);

    if (whole == NULL)
        return pain__test_fail(test, PAIN_ENOMEM);
    if (!isfinite(test->statistic))
        status = PAIN_EOVERFLOW;
    else if (to_whole(m, whole))
        status = by_counting(m, whole, allocator, &lower, &upper);
    else
        status = by_enumeration(m, test->statistic, &lower, &upper);
    pain__free(allocator, whole);
    if (status == PAIN_EOVERFLOW)
        return pain__test_no_p(test, status);
    if (status != PAIN_OK)
        return pain__test_fail(test, status);
    return pain__test_tails(test, lower, upper);
}
