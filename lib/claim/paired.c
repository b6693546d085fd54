/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures of the same patients before and after, as rows over cells (baseline, endpoint).
 *
 * A printed mean bounds the sum S of scores, first <= S <= last, and an SD bounds n Q - S^2, which
 * is not linear. But on that interval
 *
 *   (first + last) S - (first + last)^2 / 4 <= S^2 <= (first + last) S - first last,
 *
 * the tangent in the middle and the chord, which are parallel: so n Q - (first + last) S is bounded
 * for every sample, by little more than the SD allows. A quantity between L and U, a quotient of
 * two sums, is two rows: numerator - L denominator >= 0 and numerator - U denominator <= 0. A
 * median is at least L only if no more patients are below L than are not, and at most U likewise.
 */
#include <config.h>

#include <string.h>

#include "base/decimal.h"
#include "claim/exact.h"
#include "claim/grid.h"
#include "claim/paired.h"
#include "claim/range.h"

enum { MOST_PAIRED = 1000 };

const char *pain_paired_quantity_name(int32_t quantity)
{
    switch (quantity) {
    case PAIN_PAIRED_MEAN_PERCENT:
        return "mean of percentages";
    case PAIN_PAIRED_PERCENT_OF_MEANS:
        return "reduction of the means";
    case PAIN_PAIRED_NEAR_ZERO:
        return "patients near zero";
    case PAIN_PAIRED_RESPONDERS:
        return "responders";
    case PAIN_PAIRED_MEDIAN_PERCENT:
        return "median of percentages";
    case PAIN_PAIRED_BETTER:
        return "patients who were better";
    case PAIN_PAIRED_WORSE:
        return "patients who were worse";
    default:
        return "unknown";
    }
}

pain__share pain__paired_share(const pain_paired_figures *figures, int32_t quantity,
                               int32_t baseline, int32_t endpoint)
{
    int32_t a = baseline, b = endpoint;
    int64_t scale = a > 0 ? a : 1;

    switch (quantity) {
    case PAIN_PAIRED_MEAN_PERCENT:
        return (pain__share){a > 0 ? 100 * (a - b) : 0, a > 0};
    case PAIN_PAIRED_PERCENT_OF_MEANS:
        return (pain__share){100 * (a - b) * scale, a};
    case PAIN_PAIRED_NEAR_ZERO:
        return (pain__share){b <= figures->cut ? 100 * scale : 0, 1};
    default:
        return (pain__share){a > 0 && 100 * (a - b) >= figures->percent * a ? 100 * scale : 0, 1};
    }
}

/* The pairs that the assumptions allow. */
static bool is_allowed(const pain_paired_figures *f, int32_t a, int32_t b)
{
    return a >= f->least_baseline && (!f->nobody_worse || b <= a);
}

static size_t list_cells(const pain_paired_figures *f, int32_t *baseline, int32_t *endpoint)
{
    size_t n = 0;

    for (int32_t a = 0; a <= f->grid.steps; a++)
        for (int32_t b = 0; b <= f->grid.steps; b++)
            if (is_allowed(f, a, b)) {
                if (baseline != NULL) {
                    baseline[n] = a;
                    endpoint[n] = b;
                }
                n++;
            }
    return n;
}

static int64_t *add_row(pain__paired *p, int64_t lower, int64_t upper)
{
    p->lower[p->n_rows] = lower;
    p->upper[p->n_rows] = upper;
    return p->entry + p->n_rows++ * p->n_cells;
}

static int64_t scale_of(const pain__paired *p, size_t j)
{
    return p->baseline[j] > 0 ? p->baseline[j] : 1;
}

/* The rows of a mean and an SD at one time. */
static void add_frame(pain__paired *p, const pain__frame *frame, const int32_t *score)
{
    int64_t n = frame->n, twice = frame->first + frame->last;

    if (frame->first > frame->last || frame->high < frame->low) {
        p->contradiction = true;
        return;
    }
    int64_t *sum = add_row(p, frame->first, frame->last);

    for (size_t j = 0; j < p->n_cells; j++)
        sum[j] = score[j] * scale_of(p, j);
    /* No sum of squares about the mean exceeds this. */
    int64_t most = n * n * frame->k * frame->k, high = frame->high < most ? frame->high : most;
    int64_t *square = add_row(p, frame->low - pain__floor_div(twice * twice, 4),
                              high - frame->first * frame->last);

    for (size_t j = 0; j < p->n_cells; j++)
        square[j] = (n * score[j] - twice) * score[j] * scale_of(p, j);
}

/* numerator - bound denominator, times 2 x 10^decimals. */
static void fill_claim(const pain__paired *p, int32_t quantity, int64_t bound, int64_t *entry)
{
    int64_t power = 2 * pain__power_of_ten(p->figures.claimed[quantity].decimals);

    for (size_t j = 0; j < p->n_cells; j++) {
        pain__share s = pain__paired_share(&p->figures, quantity, p->baseline[j], p->endpoint[j]);

        entry[j] = power * s.numerator - bound * s.denominator * scale_of(p, j);
    }
}

static void add_claim(pain__paired *p, int32_t quantity)
{
    const pain_range *range = &p->figures.claimed[quantity];

    if (range->lower_end != PAIN_END_NONE)
        fill_claim(p, quantity, range->lower, add_row(p, 0, INT64_MAX));
    if (range->upper_end != PAIN_END_NONE)
        fill_claim(p, quantity, range->upper, add_row(p, INT64_MIN, 0));
}

/* `way` 1: those not below the set less those below, 0 or more; -1: not above less above. */
static void add_median(pain__paired *p, int way)
{
    int64_t *row = add_row(p, 0, INT64_MAX);

    for (size_t j = 0; j < p->n_cells; j++) {
        int64_t a = p->baseline[j], b = p->endpoint[j];

        if (a > 0)
            row[j] = a * (way * pain__range_side(&p->figures.median_percent, 100 * (a - b), a) >= 0
                              ? 1
                              : -1);
    }
}

/* Whether some patients of the cells have such a median of percentages: one change, or the middle
 * of two where their number can be even. */
static bool median_is_attained(const pain__paired *p)
{
    const pain_paired_figures *f = &p->figures;
    bool is_even = f->least_baseline > 0 ? f->n % 2 == 0 : f->n > 1;

    if (is_even && p->n_cells > MOST_PAIRED) /* of so many, two have nearly any middle */
        return true;
    for (size_t i = 0; i < p->n_cells; i++)
        for (size_t j = is_even ? 0 : i; j <= i; j++) {
            int64_t a = p->baseline[i], b = p->baseline[j];
            int64_t lost = a - p->endpoint[i], other = b - p->endpoint[j];

            if (a > 0 && b > 0 &&
                pain__range_side(&f->median_percent, 50 * (lost * b + other * a), a * b) == 0)
                return true;
        }
    return false;
}

/* One time by itself; its figures are decided exactly. */
static pain_status init_frame(pain__paired *p, pain__frame *frame, const pain_range *mean,
                              const pain_range *spread)
{
    const pain_paired_figures *f = &p->figures;
    const pain_figures one = {.size = sizeof one,
                              .grid = f->grid,
                              .n = f->n,
                              .mean = *mean,
                              .spread = *spread,
                              .spread_kind = f->spread_kind};
    int32_t verdict;
    pain_status status = pain__frame_init(frame, &one);

    if (status == PAIN_OK)
        status = pain_figures_possible(&one, &verdict);
    p->contradiction = p->contradiction || (status == PAIN_OK && verdict == PAIN_IMPOSSIBLE);
    return status;
}

static bool are_sound(const pain_paired_figures *f)
{
    if (f->grid.steps < 1 || f->least_baseline < 0 || f->least_baseline > f->grid.steps ||
        f->cut < 0 || f->cut > f->grid.steps || f->percent < 0 || f->percent > 100)
        return false;
    for (int q = 0; q < PAIN_PAIRED_QUANTITIES; q++)
        if (!pain__range_is_sound(&f->claimed[q]))
            return false;
    return pain__range_is_sound(&f->median_percent);
}

/* Claimed percentages so long or so large that their rows would pass 64 bits. */
static bool are_too_large(const pain_paired_figures *f)
{
    for (int q = 0; q < PAIN_PAIRED_QUANTITIES; q++) {
        const pain_range *r = &f->claimed[q];
        int64_t most = INT64_C(100000000000);

        if (r->decimals > 6 || r->lower > most || r->lower < -most || r->upper > most ||
            r->upper < -most)
            return true;
    }
    return false;
}

static pain_status read_figures(pain__paired *p, const pain_paired_figures *figures)
{
    pain_paired_figures *f = &p->figures;

    if (figures == NULL)
        return PAIN_EINVAL;
    pain_status status = pain__options(f, sizeof *f, figures);

    if (status != PAIN_OK)
        return status;
    if (!are_sound(f))
        return PAIN_EINVAL;
    if (f->percent == 0)
        f->percent = 30;
    if (are_too_large(f))
        return PAIN_EOVERFLOW;
    status = init_frame(p, &p->before, &f->baseline_mean, &f->baseline_spread);
    return status == PAIN_OK ? init_frame(p, &p->after, &f->endpoint_mean, &f->endpoint_spread)
                             : status;
}

static pain_status make_room(pain__paired *p)
{
    p->n_cells = list_cells(&p->figures, NULL, NULL);
    p->baseline = pain__alloc(&p->allocator, p->n_cells, sizeof *p->baseline);
    p->endpoint = pain__alloc(&p->allocator, p->n_cells, sizeof *p->endpoint);
    p->entry = pain__alloc(&p->allocator, p->n_cells, PAIN__PAIRED_ROWS * sizeof *p->entry);
    if (p->baseline != NULL && p->endpoint != NULL && p->entry != NULL)
        return PAIN_OK;
    pain__paired_free(p);
    return PAIN_ENOMEM;
}

pain_status pain__paired_begin(pain__paired *p, const pain_paired_figures *figures)
{
    memset(p, 0, sizeof *p);
    p->allocator = pain__allocator(NULL);
    return read_figures(p, figures);
}

pain_status pain__paired_init(pain__paired *p, const pain_paired_figures *figures)
{
    pain_status status = pain__paired_begin(p, figures);

    if (status == PAIN_OK)
        status = make_room(p);
    if (status != PAIN_OK)
        return status;
    (void)list_cells(&p->figures, p->baseline, p->endpoint);
    int64_t *count = add_row(p, p->figures.n, p->figures.n);

    for (size_t j = 0; j < p->n_cells; j++)
        count[j] = scale_of(p, j);
    add_frame(p, &p->before, p->baseline);
    add_frame(p, &p->after, p->endpoint);
    for (int32_t q = 0; q < PAIN_PAIRED_QUANTITIES; q++)
        add_claim(p, q);
    if (p->figures.median_percent.lower_end != PAIN_END_NONE)
        add_median(p, 1);
    if (p->figures.median_percent.upper_end != PAIN_END_NONE)
        add_median(p, -1);
    p->contradiction = p->contradiction || !median_is_attained(p);
    return PAIN_OK;
}

void pain__paired_free(pain__paired *p)
{
    pain__free(&p->allocator, p->baseline);
    pain__free(&p->allocator, p->endpoint);
    pain__free(&p->allocator, p->entry);
    p->baseline = p->endpoint = NULL;
    p->entry = NULL;
}
