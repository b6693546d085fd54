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
#define PAIN_METHOD_LIST(X)                                                                     \
    X(PAIN_METHOD_DEFAULT, 0, "default", "the default of the function", "")                     \
    X(PAIN_METHOD_MIDP, 1, "mid-p", "mid-P", "Lancaster 1961; Berry and Armitage 1995")         \
    X(PAIN_METHOD_CLOPPER_PEARSON, 2, "clopper-pearson", "Clopper-Pearson (exact)",             \
      "Clopper and Pearson 1934")                                                               \
    X(PAIN_METHOD_WILSON, 3, "wilson", "Wilson score", "Wilson 1927")                           \
    X(PAIN_METHOD_WILSON_CC, 4, "wilson-cc", "Wilson, continuity-corrected",                    \
      "Newcombe 1998, method 4")                                                                \
    X(PAIN_METHOD_JEFFREYS, 5, "jeffreys", "Jeffreys", "Brown, Cai and DasGupta 2001")          \
    X(PAIN_METHOD_AGRESTI_COULL, 6, "agresti-coull", "Agresti-Coull", "Agresti and Coull 1998") \
    X(PAIN_METHOD_WALD, 7, "wald", "Wald (simple asymptotic)", "Laplace 1812")                  \
    X(PAIN_METHOD_T, 100, "t", "Student t", "Student 1908")                                     \
    X(PAIN_METHOD_ORDER_STATISTIC, 101, "order-statistic", "order statistics (exact)",          \
      "Thompson 1936; David and Nagaraja 2003")                                                 \
    X(PAIN_METHOD_FIELLER, 102, "fieller", "Fieller, paired", "Fieller 1954")                   \
    X(PAIN_METHOD_DELTA, 103, "delta", "delta method", "Cramer 1946")                           \
    X(PAIN_METHOD_LOG_DELTA, 150, "log-delta", "delta method on the logarithm",                 \
      "Bonett and Price 2020")                                                                  \
    X(PAIN_METHOD_GEOMETRIC_T, 151, "geometric-t", "Student t on logarithms", "Galton 1879")    \
    X(PAIN_METHOD_TUKEY_MCLAUGHLIN, 152, "tukey-mclaughlin", "trimmed t, Tukey-McLaughlin",     \
      "Tukey and McLaughlin 1963; Wilcox 2022, section 4.3")                                    \
    X(PAIN_METHOD_YUEN, 153, "yuen", "trimmed t, Yuen", "Yuen 1974")                            \
    X(PAIN_METHOD_LOG_T, 154, "log-t", "t on the logarithm of the distance from the end",       \
      "Cramer 1946; Bonett and Price 2020")                                                     \
    X(PAIN_METHOD_ANDERSON, 155, "anderson", "Anderson, by the band of the distribution",       \
      "Anderson 1969; Massart 1990")                                                            \
    X(PAIN_METHOD_PRICE_BONETT, 156, "price-bonett", "log ratio of medians, Price-Bonett",      \
      "Price and Bonett 2002; Bonett and Price 2020")                                           \
    X(PAIN_METHOD_WELCH, 157, "welch", "Welch t", "Welch 1938; Satterthwaite 1946")             \
    X(PAIN_METHOD_OLS, 160, "ols", "least squares", "Gauss 1823")                               \
    X(PAIN_METHOD_HC0, 161, "hc0", "least squares, HC0", "White 1980")                          \
    X(PAIN_METHOD_HC1, 162, "hc1", "least squares, HC1", "Hinkley 1977")                        \
    X(PAIN_METHOD_HC2, 163, "hc2", "least squares, HC2", "Horn, Horn and Duncan 1975")          \
    X(PAIN_METHOD_HC3, 164, "hc3", "least squares, HC3",                                        \
      "MacKinnon and White 1985; Long and Ervin 2000")                                          \
    X(PAIN_METHOD_CLUSTER, 165, "cluster-robust", "cluster-robust", "Liang and Zeger 1986")     \
    X(PAIN_METHOD_PERCENTILE, 200, "percentile", "bootstrap percentile", "Efron 1979")          \
    X(PAIN_METHOD_BCA, 201, "bca", "bootstrap BCa", "Efron 1987")                               \
    X(PAIN_METHOD_BASIC, 202, "basic", "bootstrap basic", "Davison and Hinkley 1997, 5.2")      \
    X(PAIN_METHOD_STUDENTIZED, 203, "studentized", "bootstrap studentized",                     \
      "Efron 1981; Hall 1988")                                                                  \
    X(PAIN_METHOD_ABC, 204, "abc", "approximate bootstrap (ABC)", "DiCiccio and Efron 1992")    \
    X(PAIN_METHOD_BCA_STRICT, 205, "bca-strict", "bootstrap BCa, strict z0", "Efron 1987")      \
    X(PAIN_METHOD_BAYESIAN, 206, "bayesian", "Bayesian bootstrap", "Rubin 1981")                \
    X(PAIN_METHOD_DOUBLE, 207, "double", "bootstrap, calibrated by a second",                   \
      "Beran 1987; Davison and Hinkley 1997, 5.6")

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
