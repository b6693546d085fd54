/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_ESTIMATE_H
#define PAINSTAT_ESTIMATE_H
/** @file
 * An estimate: a number that carries its denominator, its interval and how that was made. */

#include <stddef.h>
#include <stdint.h>

#include <painstat/alloc.h>
#include <painstat/defs.h>
#include <painstat/status.h>

PAIN_BEGIN_DECLS

/** The one list of interval methods: X(name, number, key, label, source). Numbers never change;
 * `key` is what the command and pain_method_parse take, `label` what tables print. */
#define PAIN_METHOD_LIST(X)                                                                      \
    X(PAIN_METHOD_DEFAULT, 0, "default", "the default of the function", "")                      \
    X(PAIN_METHOD_MIDP, 1, "mid-p", "mid-P", "Lancaster 1961; Berry and Armitage 1995")          \
    X(PAIN_METHOD_CLOPPER_PEARSON, 2, "clopper-pearson", "Clopper-Pearson (exact)",              \
      "Clopper and Pearson 1934")                                                                \
    X(PAIN_METHOD_WILSON, 3, "wilson", "Wilson score", "Wilson 1927")                            \
    X(PAIN_METHOD_WILSON_CC, 4, "wilson-cc", "Wilson, continuity-corrected",                     \
      "Newcombe 1998, method 4")                                                                 \
    X(PAIN_METHOD_JEFFREYS, 5, "jeffreys", "Jeffreys", "Brown, Cai and DasGupta 2001")           \
    X(PAIN_METHOD_AGRESTI_COULL, 6, "agresti-coull", "Agresti-Coull", "Agresti and Coull 1998")  \
    X(PAIN_METHOD_WALD, 7, "wald", "Wald (simple asymptotic)", "Laplace 1812")                   \
    X(PAIN_METHOD_WALD_CC, 8, "wald-cc", "Wald, continuity-corrected", "Fleiss 1981")            \
    X(PAIN_METHOD_BLAKER, 9, "blaker", "Blaker (exact)", "Blaker 2000")                          \
    X(PAIN_METHOD_LIKELIHOOD_RATIO, 10, "likelihood-ratio", "likelihood ratio", "Wilks 1938")    \
    X(PAIN_METHOD_LOGIT, 11, "logit", "logit", "Anscombe 1956; Collett 1991")                    \
    X(PAIN_METHOD_PROBIT, 12, "probit", "probit", "Bliss 1934; Collett 1991")                    \
    X(PAIN_METHOD_CLOGLOG, 13, "cloglog", "complementary log-log",                               \
      "Kalbfleisch and Prentice 1980")                                                           \
    X(PAIN_METHOD_ARCSINE, 14, "arcsine", "arcsine", "Anscombe 1948")                            \
    X(PAIN_METHOD_MODIFIED_WILSON, 15, "modified-wilson", "modified Wilson",                     \
      "Brown, Cai and DasGupta 2001")                                                            \
    X(PAIN_METHOD_MODIFIED_JEFFREYS, 16, "modified-jeffreys", "modified Jeffreys",               \
      "Brown, Cai and DasGupta 2001")                                                            \
    X(PAIN_METHOD_JEFFREYS_PLAIN, 17, "jeffreys-plain", "Jeffreys, ends not moved",              \
      "Jeffreys 1946")                                                                           \
    X(PAIN_METHOD_SCAS, 18, "scas", "skewness-corrected score", "Gart and Nam 1988; Laud 2017")  \
    X(PAIN_METHOD_BLYTH_STILL_CASELLA, 19, "blyth-still-casella", "Blyth-Still-Casella (exact)", \
      "Blyth and Still 1983; Casella 1986")                                                      \
    X(PAIN_METHOD_WANG, 20, "wang", "Wang (exact, admissible)", "Wang 2014")                     \
    X(PAIN_METHOD_EQUAL_TAILED, 21, "equal-tailed", "posterior, equal tails",                    \
      "Bayes 1763; Laplace 1774")                                                                \
    X(PAIN_METHOD_HPD, 22, "hpd", "posterior, highest density", "Box and Tiao 1973")             \
    X(PAIN_METHOD_T, 100, "t", "Student t", "Student 1908")                                      \
    X(PAIN_METHOD_ORDER_STATISTIC, 101, "order-statistic", "order statistics (exact)",           \
      "Thompson 1936; David and Nagaraja 2003")                                                  \
    X(PAIN_METHOD_FIELLER, 102, "fieller", "Fieller, paired", "Fieller 1954")                    \
    X(PAIN_METHOD_DELTA, 103, "delta", "delta method", "Cramer 1946")                            \
    X(PAIN_METHOD_PERCENTILE, 200, "percentile", "bootstrap percentile", "Efron 1979")           \
    X(PAIN_METHOD_BCA, 201, "bca", "bootstrap BCa", "Efron 1987")

typedef enum pain_method {
#define PAIN_METHOD_ENUM(name, number, key, label, source) name = (number),
    PAIN_METHOD_LIST(PAIN_METHOD_ENUM)
#undef PAIN_METHOD_ENUM
} pain_method;

/** The method's key ("mid-p"), label ("mid-P") and source ("Lancaster 1961; ..."). Never NULL;
 * "unknown" for a number that is none. */
PAIN_API const char *pain_method_key(pain_method method);
PAIN_API const char *pain_method_label(pain_method method);
PAIN_API const char *pain_method_source(pain_method method);

/** Finds a method by its key or a usual other name ("exact" and "cp" are Clopper-Pearson, "score"
 * is Wilson, "midp", "ac", "simple", "student"); case, '-', '_' and blanks do not matter.
 * PAIN_ENOTFOUND and PAIN_EINVAL (NULL) leave PAIN_METHOD_DEFAULT. */
PAIN_API PAIN_MUST_CHECK pain_status pain_method_parse(const char *text, pain_method *method);

/** Which side of the estimate an interval bounds. A one-sided bound at level c is the limit on that
 * side of the two-sided interval at level 2c - 1; the other side is the end of the range. For c
 * below 0.5 the bound may lie beyond the estimate. */
typedef enum pain_side {
    PAIN_TWO_SIDED = 0,
    PAIN_LOWER_BOUND = 1, /**< from `lower` to the end of the range */
    PAIN_UPPER_BOUND = 2  /**< from the start of the range to `upper` */
} pain_side;

/** How an interval is made. NULL, or zero in a member, means the default. */
typedef struct pain_interval_options {
    size_t size;        /**< sizeof(pain_interval_options) */
    double level;       /**< in (0, 1); 0 means 0.95; 95 is an error, not 95 % */
    int32_t method;     /**< a pain_method; 0 means the default that the function names */
    int32_t side;       /**< a pain_side */
    uint64_t seed;      /**< bootstrap: 0 is a seed like any other; never taken from the clock */
    uint64_t resamples; /**< bootstrap: 0 means 10,000; at least 100 */
    const pain_allocator *allocator; /**< for working memory; NULL means malloc */
} pain_interval_options;

/** What is special about an estimate: bits of pain_estimate.flags. */
enum {
    PAIN_FLAG_UNBOUNDED = 1, /**< the interval is the whole line */
    PAIN_FLAG_EXCLUSIVE = 2, /**< the interval is all but the gap between `lower` and `upper` */
    PAIN_FLAG_NO_SPREAD = 4, /**< all values are equal: the width says nothing about uncertainty */
    PAIN_FLAG_FALLBACK = 8   /**< the method asked for is undefined here; `method` names another */
};

/** An estimate. A number that could not be had is NaN, and `reason` says why; PAIN_OK: all is
 *  there. */
typedef struct pain_estimate {
    double value;         /**< the estimate; for a proportion always numerator / denominator */
    double lower, upper;  /**< the interval's limits, in the unit of `value` */
    double level;         /**< the level asked for */
    double attained;      /**< order statistics: the exact coverage; NaN where it is not known */
    uint64_t numerator;   /**< proportions: how many have the property; else 0 */
    uint64_t denominator; /**< proportions: of how many; else the number of values used */
    uint64_t n_missing;   /**< in the population, left out for want of the score that is needed */
    uint64_t n_excluded;  /**< observed, left out as undefined (a percentage of a baseline of 0) */
    int32_t method;       /**< the pain_method that was used */
    int32_t side;         /**< a pain_side */
    uint32_t flags;       /**< PAIN_FLAG_... */
    int32_t reason;       /**< a pain_status: why the value or the limits are NaN */
    double reserved[4];   /**< zero unless the function says what it holds */
} pain_estimate;

PAIN_END_DECLS
#endif
