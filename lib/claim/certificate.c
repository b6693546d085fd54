/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Proofs of a verdict: examples and reasons, checked and put into words. */
#include <config.h>

#include <inttypes.h>
#include <stdio.h>

#include "base/base.h"
#include "base/floats.h"
#include "claim/frame.h"
#include "claim/range.h"

static bool spread_fits(const pain__frame *frame, const pain_witness *witness)
{
    int64_t n = witness->n, sum = witness->sum - n * witness->first, square = 0;

    /* Relative to the first score, so that the numbers stay small. */
    for (int64_t i = 0; i <= witness->steps; i++)
        square += witness->count[i] * i * i;
    int64_t squares = n * square - sum * sum;

    return squares >= frame->low && squares <= frame->high;
}

static int64_t score_at(const pain_witness *witness, int64_t position)
{
    int32_t i = 0;

    for (int64_t seen = witness->count[0]; seen < position; seen += witness->count[i])
        i++;
    return witness->first + i;
}

bool pain_witness_check(const pain_figures *figures, const pain_witness *witness)
{
    PAIN__FLOATS;
    pain__frame frame;
    int64_t n = 0, sum = 0;

    if (witness == NULL || witness->steps < 0 || witness->steps > PAIN__MOST_STEPS ||
        witness->first < -INT64_C(1000000000000) || witness->first > INT64_C(1000000000000) ||
        pain__frame_init(&frame, figures) != PAIN_OK)
        return false;
    const pain_grid *grid = &frame.figures.grid;

    if (frame.k > 0 && (witness->first != 0 || witness->steps != frame.k))
        return false;
    for (int32_t i = 0; i <= witness->steps; i++) {
        if (witness->count[i] < 0 || witness->count[i] > frame.n)
            return false;
        n += witness->count[i];
        sum += witness->count[i] * (witness->first + i);
    }
    if (n != frame.n || n != witness->n || sum != witness->sum)
        return false;
    int64_t lowest = grid->lowest, step = grid->step, unit = grid->unit;
    int64_t middle = score_at(witness, (n + 1) / 2) + score_at(witness, n / 2 + 1);

    if (sum < frame.first || sum > frame.last || !spread_fits(&frame, witness))
        return false;
    return !frame.ordered ||
           (pain_range_holds(&figures->minimum, lowest + step * score_at(witness, 1), unit) &&
            pain_range_holds(&figures->maximum, lowest + step * score_at(witness, n), unit) &&
            pain_range_holds(&figures->median, 2 * lowest + step * middle, 2 * unit));
}

int32_t pain_certificate_check(const pain_figures *figures, const pain_certificate *certificate)
{
    PAIN__FLOATS;
    pain__frame frame;

    if (certificate == NULL || pain__frame_init(&frame, figures) != PAIN_OK)
        return PAIN_UNDECIDED;
    if (certificate->n != frame.n || certificate->first != frame.first ||
        certificate->last != frame.last || certificate->reason <= PAIN_REASON_NONE ||
        certificate->reason > PAIN_REASON_SEVERAL)
        return PAIN_POSSIBLE;
    return pain__recheck(&frame);
}

static const char *phrase_of(int32_t reason)
{
    switch (reason) {
    case PAIN_REASON_WHOLE:
        return "no sum of squares, a whole number and as even or odd as the sum, gives the SD";
    case PAIN_REASON_SMALL:
        return "scores as equal as they can be already have a larger SD";
    case PAIN_REASON_LARGE:
        return "scores all at the ends of the scale have a smaller SD";
    case PAIN_REASON_GAP:
        return "nearly all scores would be at the ends of the scale, and the rest do not add up";
    case PAIN_REASON_ORDER:
        return "with this mean and SD the median, minimum or maximum cannot be";
    default:
        return "each sum fails for a reason of its own";
    }
}

void pain_certificate_text(const pain_figures *figures, const pain_certificate *certificate,
                           char *text, size_t size)
{
    if (text == NULL || size == 0)
        return;
    text[0] = '\0';
    if (figures == NULL || certificate == NULL)
        return;
    const pain_certificate *c = certificate;

    if (c->reason == PAIN_REASON_MEAN)
        (void)snprintf(text, size,
                       "no %" PRId64 " scores have such a mean: a sum of %" PRId64
                       " steps is too small and one of %" PRId64 " too large",
                       c->n, c->last, c->first);
    else if (c->reason == PAIN_REASON_NO_SD)
        (void)snprintf(text, size, "%" PRId64 " scores have no such SD", c->n);
    else if (c->reason != PAIN_REASON_NONE)
        (void)snprintf(text, size,
                       "for each of the sums %" PRId64 " to %" PRId64 " of %" PRId64
                       " scores: %s (sum %" PRId64 ": squares %" PRId64 " to %" PRId64
                       " wanted, they can be %" PRId64 " to %" PRId64 ")",
                       c->first, c->last, c->n, phrase_of(c->reason), c->sum, c->low, c->high,
                       c->least, c->most);
}
