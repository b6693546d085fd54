/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two groups in one order: U, and the placements behind the test of Brunner and Munzel. The
 * placement of an x is the number of y below it, ties one half; U is their sum. With S_x^2 the
 * variance of the placements of x, divisor nx - 1,
 *
 *   p = U / (nx ny),   var(p) = S_x^2 / (nx ny^2) + S_y^2 / (ny nx^2)
 *
 * with the degrees of freedom of Satterthwaite. E. Brunner and U. Munzel, Biom. J. 42 (2000) 17-25.
 */
#include <config.h>

#include <math.h>
#include <string.h>

#include "base/base.h"
#include "num/sum.h"
#include "stat/midranks.h"

static void merge(pain__two_groups *groups, pain_counts x, pain_counts y, double shift)
{
    size_t i = 0, j = 0;

    while (i < x.distinct || j < y.distinct) {
        double from_x = i < x.distinct ? x.x[i] - shift : INFINITY;
        double from_y = j < y.distinct ? y.x[j] : INFINITY;
        double value = fmin(from_x, from_y);

        /* Several x may become one by the shift. */
        while (i < x.distinct && x.x[i] - shift == value)
            groups->x[groups->rows] += x.count[i++];
        if (from_y == value)
            groups->y[groups->rows] += y.count[j++];
        if (groups->x[groups->rows] + groups->y[groups->rows] > 0)
            groups->rows++;
    }
}

pain_status pain__two_groups_new(pain__two_groups *groups, pain_counts x, pain_counts y,
                                 double shift, const pain_allocator *allocator)
{
    const uint64_t most = UINT64_C(1) << 31;

    memset(groups, 0, sizeof *groups);
    groups->nx = x.n;
    groups->ny = y.n;
    if (!isfinite(x.x[0] - shift) || !isfinite(x.x[x.distinct - 1] - shift))
        return PAIN_ENONFINITE;
    if (x.n > most || y.n > most - x.n)
        return PAIN_EOVERFLOW;
    /* One row more than can be filled, for the merge to look at. */
    groups->x = pain__alloc(allocator, x.distinct + y.distinct + 1, sizeof *groups->x);
    groups->y = pain__alloc(allocator, x.distinct + y.distinct + 1, sizeof *groups->y);
    if (groups->x == NULL || groups->y == NULL)
        return PAIN_ENOMEM;
    merge(groups, x, y, shift);
    return PAIN_OK;
}

void pain__two_groups_free(pain__two_groups *groups, const pain_allocator *allocator)
{
    pain__free(allocator, groups->x);
    pain__free(allocator, groups->y);
}

uint64_t pain__two_groups_u2(const pain__two_groups *groups)
{
    uint64_t u2 = 0, y_below = 0;

    for (size_t i = 0; i < groups->rows; i++) {
        u2 += groups->x[i] * (2 * y_below + groups->y[i]);
        y_below += groups->y[i];
    }
    return u2;
}

/* The variance of the placements of `own` among `other`, whose mean is `mean`. */
static double placement_variance(const uint64_t *own, const uint64_t *other, size_t rows,
                                 double mean)
{
    uint64_t below = 0, n = 0;
    pain__sum squares = {0, 0};

    for (size_t i = 0; i < rows; i++) {
        double distance = (double)(2 * below + other[i]) / 2 - mean;

        pain__sum_add_times(&squares, distance * distance, own[i]);
        below += other[i];
        n += own[i];
    }
    return pain__sum_value(&squares) / (double)(n - 1);
}

pain__superiority pain__superiority_of(const pain__two_groups *groups)
{
    double nx = (double)groups->nx, ny = (double)groups->ny;
    double u = (double)pain__two_groups_u2(groups) / 2;
    pain__superiority s = {.p = u / nx / ny};
    double of_x = placement_variance(groups->x, groups->y, groups->rows, u / nx);
    double of_y = placement_variance(groups->y, groups->x, groups->rows, nx - u / ny);

    s.variance_x = of_x / nx / ny / ny;
    s.variance_y = of_y / ny / nx / nx;
    double variance = s.variance_x + s.variance_y;

    s.df = variance * variance /
           (s.variance_x * s.variance_x / (nx - 1) + s.variance_y * s.variance_y / (ny - 1));
    return s;
}
