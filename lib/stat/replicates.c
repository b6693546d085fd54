/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Replicates of a statistic, with or without probabilities of their own. */
#include <config.h>

#include <math.h>

#include "num/order.h"
#include "num/sum.h"
#include "stat/quantile.h"
#include "stat/replicates.h"

pain_status pain__replicates_reserve(pain__replicates *r, size_t most, bool weighted,
                                     const pain_allocator *a)
{
    *r = (pain__replicates){.value = pain__alloc(a, most, sizeof *r->value)};
    if (weighted)
        r->probability = pain__alloc(a, most, sizeof *r->probability);
    return r->value == NULL || (weighted && r->probability == NULL) ? PAIN_ENOMEM : PAIN_OK;
}

void pain__replicates_clear(pain__replicates *r, const pain_allocator *a)
{
    pain__free(a, r->value);
    pain__free(a, r->probability);
    *r = (pain__replicates){0};
}

void pain__replicates_add(pain__replicates *r, double value, double probability)
{
    if (!isfinite(value)) {
        r->undefined += probability;
        return;
    }
    r->value[r->n] = value;
    if (r->probability != NULL)
        r->probability[r->n] = probability;
    r->n++;
}

void pain__replicates_filled(pain__replicates *r, size_t n)
{
    for (size_t i = 0; i < n; i++)
        pain__replicates_add(r, r->value[i], 1);
}

static void swap(double *x, size_t i, size_t j)
{
    double kept = x[i];

    x[i] = x[j];
    x[j] = kept;
}

/* Lets element i sink to its place in the heap of the first n. */
static void sink(pain__replicates *r, size_t i, size_t n)
{
    for (size_t child; (child = 2 * i + 1) < n; i = child) {
        if (child + 1 < n && r->value[child] < r->value[child + 1])
            child++;
        if (r->value[i] >= r->value[child])
            return;
        swap(r->value, i, child);
        swap(r->probability, i, child);
    }
}

void pain__replicates_sort(pain__replicates *r)
{
    if (r->probability == NULL) {
        pain__sort(r->value, r->n);
        return;
    }
    for (size_t i = r->n / 2; i > 0; i--)
        sink(r, i - 1, r->n);
    for (size_t n = r->n; n > 1; n--) {
        swap(r->value, 0, n - 1);
        swap(r->probability, 0, n - 1);
        sink(r, 0, n - 1);
    }
}

static double weight_of(const pain__replicates *r, size_t i)
{
    return r->probability != NULL ? r->probability[i] : 1;
}

/* The sum of the weights from `first` to before `last`. */
static double weight_between(const pain__replicates *r, size_t first, size_t last)
{
    pain__sum sum = {0, 0};

    for (size_t i = first; i < last; i++)
        pain__sum_add(&sum, weight_of(r, i));
    return pain__sum_value(&sum);
}

bool pain__replicates_are_few(const pain__replicates *r)
{
    return r->n == 0 || r->undefined > (r->undefined + weight_between(r, 0, r->n)) / 100;
}

void pain__replicates_around(const pain__replicates *r, double value, double same, double *below,
                             double *above)
{
    size_t first = 0, last = r->n;

    while (first < r->n && r->value[first] < value - same)
        first++;
    while (last > first && r->value[last - 1] > value + same)
        last--;
    double all = weight_between(r, 0, r->n);

    *below = weight_between(r, 0, first) / all;
    *above = weight_between(r, last, r->n) / all;
}

double pain__replicates_quantile(const pain__replicates *r, double p)
{
    const double slack = 1 - 1e-12;
    pain__sum sum = {0, 0};
    size_t i;

    if (r->probability == NULL)
        return pain__quantile_sorted(r->value, r->n, p);
    double all = weight_between(r, 0, r->n), want = all * (p <= 0.5 ? p : 1 - p) * slack;

    for (i = 0; i + 1 < r->n; i++) {
        pain__sum_add(&sum, r->probability[p <= 0.5 ? i : r->n - 1 - i]);
        if (pain__sum_value(&sum) >= want)
            break;
    }
    return r->value[p <= 0.5 ? i : r->n - 1 - i];
}

double pain__replicates_sd(const pain__replicates *r)
{
    pain__sum sum = {0, 0}, left = {0, 0}, squares = {0, 0};
    double all = weight_between(r, 0, r->n);

    for (size_t i = 0; i < r->n; i++)
        pain__sum_add(&sum, weight_of(r, i) * r->value[i]);
    double mean = pain__sum_value(&sum) / all;

    for (size_t i = 0; i < r->n; i++) {
        double d = r->value[i] - mean;

        pain__sum_add(&left, weight_of(r, i) * d);
        pain__sum_add(&squares, weight_of(r, i) * d * d);
    }
    double rest = pain__sum_value(&left) / all;

    return sqrt(fmax(pain__sum_value(&squares) / all - rest * rest, 0));
}
