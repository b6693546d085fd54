/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_H
#define PAINSTAT_H
/** @file
 * The whole of painstat. Each idea has a header of its own below. */

#include <painstat/alloc.h>
#include <painstat/defs.h>
#include <painstat/effect_size.h>
#include <painstat/hodges_lehmann.h>
#include <painstat/location_test.h>
#include <painstat/paired_proportions.h>
#include <painstat/status.h>
#include <painstat/version.h>

#endif
