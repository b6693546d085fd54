/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_H
#define PAINSTAT_H
/** @file
 * The whole of painstat. Each idea has a header of its own below. */

#include <painstat/alloc.h>
#include <painstat/ancova.h>
#include <painstat/bootstrap.h>
#include <painstat/checks.h>
#include <painstat/claim.h>
#include <painstat/cohort.h>
#include <painstat/course.h>
#include <painstat/csv.h>
#include <painstat/defs.h>
#include <painstat/describe.h>
#include <painstat/effect_size.h>
#include <painstat/estimate.h>
#include <painstat/figures.h>
#include <painstat/granularity.h>
#include <painstat/hodges_lehmann.h>
#include <painstat/implied.h>
#include <painstat/location.h>
#include <painstat/location_test.h>
#include <painstat/mean.h>
#include <painstat/method.h>
#include <painstat/outcome.h>
#include <painstat/paired_figures.h>
#include <painstat/paired_proportions.h>
#include <painstat/pairings.h>
#include <painstat/parts.h>
#include <painstat/printed.h>
#include <painstat/proportion.h>
#include <painstat/proportion_parts.h>
#include <painstat/quantile.h>
#include <painstat/recalculate.h>
#include <painstat/report.h>
#include <painstat/rng.h>
#include <painstat/samples.h>
#include <painstat/scale.h>
#include <painstat/sessions.h>
#include <painstat/status.h>
#include <painstat/study.h>
#include <painstat/summary.h>
#include <painstat/tally.h>
#include <painstat/test.h>
#include <painstat/two_locations.h>
#include <painstat/two_proportions.h>
#include <painstat/verify.h>
#include <painstat/version.h>

#endif
