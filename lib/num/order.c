/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sorting and selection: quicksort with a watched depth, heapsort when the pivots turn out bad.
 * D. R. Musser, Introspective sorting and selection algorithms, Software: Practice and Experience
 * 27 (1997) 983-993. */
#include <config.h>

#include <math.h>

#include "num/order.h"

/* Below this length insertion is faster. */
#define SHORT 24

static void swap(double *x, size_t i, size_t j)
{
    double kept = x[i];

    x[i] = x[j];
    x[j] = kept;
}

static void insertion_sort(double *x, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        double moved = x[i];
        size_t j = i;

        for (; j > 0 && moved < x[j - 1]; j--)
            x[j] = x[j - 1];
        x[j] = moved;
    }
}

static void sift_down(double *x, size_t root, size_t n)
{
    double moved = x[root];

    while (root < n / 2) {
        size_t child = 2 * root + 1;

        if (child + 1 < n && x[child] < x[child + 1])
            child++;
        if (!(moved < x[child]))
            break;
        x[root] = x[child];
        root = child;
    }
    x[root] = moved;
}

static void heap_sort(double *x, size_t n)
{
    for (size_t i = n / 2; i > 0; i--)
        sift_down(x, i - 1, n);
    for (size_t end = n; end > 1; end--) {
        swap(x, 0, end - 1);
        sift_down(x, 0, end - 1);
    }
}

/* Splits x into [0, result) and [result, n), none of the first above one of the second, both not
 * empty. Hoare's scheme: it stops at equal values, so scores with few distinct values split in
 * halves. */
static size_t partition(double *x, size_t n)
{
    size_t middle = n / 2;

    if (x[middle] < x[0])
        swap(x, middle, 0);
    if (x[n - 1] < x[middle]) {
        swap(x, n - 1, middle);
        if (x[middle] < x[0])
            swap(x, middle, 0);
    }
    const double pivot = x[middle];
    size_t left = 0, right = n - 1;

    /* The first and the last value are in their place and stop the scans, as a NaN does. */
    for (;;) {
        do
            left++;
        while (x[left] < pivot);
        do
            right--;
        while (pivot < x[right]);
        if (left >= right)
            return right + 1;
        swap(x, left, right);
    }
}

/* Twice the binary logarithm: more splits than that mean bad pivots. */
static unsigned depth_limit(size_t n)
{
    unsigned limit = 0;

    for (; n > 1; n /= 2)
        limit += 2;
    return limit;
}

static void sort_within(double *x, size_t n, unsigned depth)
{
    while (n > SHORT) {
        if (depth-- == 0) {
            heap_sort(x, n);
            return;
        }
        size_t first = partition(x, n);

        /* Recursion into the shorter side only, so the stack stays logarithmic. */
        if (first < n - first) {
            sort_within(x, first, depth);
            x += first;
            n -= first;
        } else {
            sort_within(x + first, n - first, depth);
            n = first;
        }
    }
    insertion_sort(x, n);
}

void pain__sort(double *x, size_t n)
{
    sort_within(x, n, depth_limit(n));
}

double pain__select(double *x, size_t n, size_t k)
{
    unsigned depth = depth_limit(n);

    if (k >= n)
        return NAN;
    while (n > SHORT) {
        if (depth-- == 0) {
            heap_sort(x, n);
            return x[k];
        }
        size_t first = partition(x, n);

        if (k < first) {
            n = first;
        } else {
            x += first;
            n -= first;
            k -= first;
        }
    }
    insertion_sort(x, n);
    return x[k];
}
