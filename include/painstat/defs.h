/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_DEFS_H
#define PAINSTAT_DEFS_H
/** @file
 * Attributes that the other headers use. */

#ifdef __cplusplus
#define PAIN_BEGIN_DECLS extern "C" {
#define PAIN_END_DECLS   }
#else
#define PAIN_BEGIN_DECLS
#define PAIN_END_DECLS
#endif

#if defined(__GNUC__) || defined(__clang__)
/** Exported by the shared library; everything else in it is hidden. */
#define PAIN_API __attribute__((visibility("default")))
/** The caller must look at the returned status. */
#define PAIN_MUST_CHECK __attribute__((warn_unused_result))
#else
#define PAIN_API
#define PAIN_MUST_CHECK
#endif

#endif
