/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The test of Brunner and Munzel of P(x > y) + P(x = y) / 2 = 1/2: (p - 1/2) / sqrt(var(p)) is
 * nearly Student's t. E. Brunner and U. Munzel, Biom. J. 42 (2000) 17-25. */
#include <config.h>

#include <math.h>

#include "stat/testing.h"
#include "stat/two_sample_test.h"

pain_status pain__brunner_munzel_test(const pain__two_groups *groups, pain_test *test)
{
    if (groups->nx < 2 || groups->ny < 2)
        return pain__test_no_p(test, PAIN_ETOOFEW);
    const pain__superiority s = pain__superiority_of(groups);
    double variance = s.variance_x + s.variance_y;

    if (variance == 0)
        return pain__test_no_p(test, PAIN_ENOSPREAD);
    test->df = s.df;
    test->statistic = (s.p - 0.5) / sqrt(variance);
    return pain__test_t_tails(test, test->statistic, test->df);
}
