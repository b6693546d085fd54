/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_TEST_H
#define PAINSTAT_TEST_H
/** @file
 * A hypothesis test: a p-value with the test that made it, and why there is none. */

#include <stddef.h>
#include <stdint.h>

#include <painstat/alloc.h>
#include <painstat/defs.h>
#include <painstat/status.h>

PAIN_BEGIN_DECLS

/** Which departure from the null counts as evidence. */
typedef enum pain_alternative {
    PAIN_ALTERNATIVE_TWO_SIDED = 0,
    PAIN_ALTERNATIVE_LESS = 1,   /**< the parameter is below the null value */
    PAIN_ALTERNATIVE_GREATER = 2 /**< the parameter is above the null value */
} pain_alternative;

/** How a test is made. NULL, or zero in a member, means the default. */
typedef struct pain_test_options {
    size_t size;         /**< sizeof(pain_test_options) */
    double null_value;   /**< the parameter under the null; the function says which parameter */
    int32_t method;      /**< a pain_test_method; 0 means the default that the function names */
    int32_t alternative; /**< a pain_alternative */
    int32_t zeros;       /**< signed-rank tests: a pain_zeros */
    uint32_t reserved;   /**< zero */
    const pain_allocator *allocator; /**< for working memory; NULL means malloc */
} pain_test_options;

/** What a signed-rank or sign test makes of differences of 0. */
typedef enum pain_zeros {
    PAIN_ZEROS_DROPPED = 0, /**< left out before ranking (Wilcoxon) */
    PAIN_ZEROS_PRATT = 1,   /**< ranked with the others, then left out (Pratt 1959) */
    PAIN_ZEROS_KEPT = 2     /**< values like all others: Hodges-Lehmann intervals only */
} pain_zeros;

/** A test's result. A number that could not be had is NaN, and `reason` says why. An exact test
 *  never becomes an approximate one by itself: `method` is what was asked for. */
typedef struct pain_test {
    double statistic; /**< the test's statistic, as the function says */
    double p_value;
    double df;           /**< degrees of freedom; NaN where the test has none */
    double null_value;   /**< the parameter under the null */
    uint64_t n;          /**< values or pairs used */
    uint64_t n_zero;     /**< of the pairs: with a difference of 0 */
    int32_t method;      /**< the pain_test_method that was used */
    int32_t alternative; /**< a pain_alternative */
    int32_t reason;      /**< a pain_status: why a number is NaN */
    uint32_t flags;      /**< zero */
    double reserved[4];  /**< zero */
} pain_test;

/** The one list of tests: X(name, number, key, label, source). Numbers never change. 1-99
 *  proportions, 100-199 paired proportions, 200-299 paired and two-sample location. */
#define PAIN_TEST_METHOD_LIST(X)                                                                  \
    X(PAIN_TEST_DEFAULT, 0, "default", "the default of the function", "")                         \
    X(PAIN_TEST_FISHER, 1, "fisher", "Fisher exact, by least probability",                        \
      "Fisher 1935; Irwin 1935")                                                                  \
    X(PAIN_TEST_FISHER_CENTRAL, 2, "fisher-central", "Fisher exact, twice the smaller tail",      \
      "Fisher 1935; Cornfield 1956")                                                              \
    X(PAIN_TEST_FISHER_MIDP, 3, "fisher-mid-p", "Fisher mid-P, twice the smaller tail",           \
      "Lancaster 1961")                                                                           \
    X(PAIN_TEST_FISHER_MINLIKE_MIDP, 4, "fisher-minlike-mid-p",                                   \
      "Fisher mid-P, by least probability", "Hirji, Tan and Elashoff 1991")                       \
    X(PAIN_TEST_BOSCHLOO, 5, "boschloo", "Boschloo (exact unconditional)", "Boschloo 1970")       \
    X(PAIN_TEST_BARNARD, 6, "barnard", "Barnard by score (exact unconditional)",                  \
      "Barnard 1947; Suissa and Shuster 1985; Agresti and Min 2001")                              \
    X(PAIN_TEST_CHAN, 7, "chan", "score, central (exact unconditional)",                          \
      "Chan 1998; Chan and Zhang 1999")                                                           \
    X(PAIN_TEST_SANTNER_SNELL, 8, "santner-snell", "difference, central (exact unconditional)",   \
      "Santner and Snell 1980")                                                                   \
    X(PAIN_TEST_CHI_SQUARED, 9, "chi-squared", "chi-squared", "Pearson 1900")                     \
    X(PAIN_TEST_CHI_SQUARED_CC, 10, "chi-squared-cc", "chi-squared, continuity-corrected",        \
      "Yates 1934")                                                                               \
    X(PAIN_TEST_SCORE, 11, "score", "score of the difference",                                    \
      "Mee 1984; Farrington and Manning 1990")                                                    \
    X(PAIN_TEST_SCORE_MN, 12, "score-mn", "score of the difference, N - 1",                       \
      "Miettinen and Nurminen 1985")                                                              \
    X(PAIN_TEST_RATIO_SCORE, 13, "ratio-score", "score of the ratio", "Koopman 1984")             \
    X(PAIN_TEST_RATIO_SCORE_MN, 14, "ratio-score-mn", "score of the ratio, N - 1",                \
      "Miettinen and Nurminen 1985")                                                              \
    X(PAIN_TEST_ODDS_SCORE, 15, "odds-score", "score of the odds ratio", "Cornfield 1956")        \
    X(PAIN_TEST_ODDS_SCORE_MN, 16, "odds-score-mn", "score of the odds ratio, N - 1",             \
      "Miettinen and Nurminen 1985")                                                              \
    X(PAIN_TEST_CMH, 20, "cmh", "Cochran-Mantel-Haenszel",                                        \
      "Cochran 1954; Mantel and Haenszel 1959")                                                   \
    X(PAIN_TEST_BINOMIAL, 30, "binomial", "binomial exact, twice the smaller tail",               \
      "Arbuthnott 1710; Clopper and Pearson 1934")                                                \
    X(PAIN_TEST_BINOMIAL_MIDP, 31, "binomial-mid-p", "binomial mid-P, twice the smaller tail",    \
      "Lancaster 1961")                                                                           \
    X(PAIN_TEST_BINOMIAL_BLAKER, 32, "binomial-blaker", "binomial exact, Blaker", "Blaker 2000")  \
    X(PAIN_TEST_PROPORTION_SCORE, 33, "proportion-score", "score of a proportion", "Wilson 1927") \
    X(PAIN_TEST_PROPORTION_SCORE_CC, 34, "proportion-score-cc",                                   \
      "score of a proportion, continuity-corrected", "Wilson 1927; Yates 1934")                   \
    X(PAIN_TEST_PROPORTION_LIKELIHOOD_RATIO, 35, "proportion-likelihood-ratio",                   \
      "likelihood ratio of a proportion", "Wilks 1938")                                           \
    X(PAIN_TEST_PROPORTION_WALD, 36, "proportion-wald", "Wald of a proportion",                   \
      "Laplace 1812; Wald 1943")                                                                  \
    X(PAIN_TEST_MCNEMAR_EXACT, 100, "mcnemar-exact", "McNemar exact",                             \
      "McNemar 1947; Mosteller 1952")                                                             \
    X(PAIN_TEST_MCNEMAR_MIDP, 101, "mcnemar-mid-p", "McNemar mid-P",                              \
      "Fagerland, Lydersen and Laake 2013")                                                       \
    X(PAIN_TEST_MCNEMAR, 102, "mcnemar", "McNemar", "McNemar 1947")                               \
    X(PAIN_TEST_MCNEMAR_CC, 103, "mcnemar-cc", "McNemar, continuity-corrected", "Edwards 1948")   \
    X(PAIN_TEST_T, 200, "t", "one-sample or paired t", "Student 1908")                            \
    X(PAIN_TEST_WILCOXON_EXACT, 201, "wilcoxon-exact", "Wilcoxon signed-rank exact",              \
      "Wilcoxon 1945; Pratt 1959; Streitberg and Roehmel 1986")                                   \
    X(PAIN_TEST_WILCOXON, 202, "wilcoxon", "Wilcoxon signed-rank asymptotic",                     \
      "Wilcoxon 1945; Cureton 1967")                                                              \
    X(PAIN_TEST_WILCOXON_CC, 203, "wilcoxon-cc", "Wilcoxon signed-rank asymptotic, corrected",    \
      "Wilcoxon 1945; Cureton 1967")                                                              \
    X(PAIN_TEST_SIGN_EXACT, 204, "sign-exact", "sign test exact",                                 \
      "Arbuthnott 1710; Dixon and Mood 1946")                                                     \
    X(PAIN_TEST_SIGN_MIDP, 205, "sign-mid-p", "sign test mid-P", "Lancaster 1961")                \
    X(PAIN_TEST_SIGN_FLIP, 206, "sign-flip", "sign-flip permutation exact",                       \
      "Fisher 1935; Pitman 1937")                                                                 \
    X(PAIN_TEST_WELCH, 220, "welch", "Welch t", "Welch 1947")                                     \
    X(PAIN_TEST_T_POOLED, 221, "t-pooled", "two-sample t, equal variances",                       \
      "Student 1908; Fisher 1925")                                                                \
    X(PAIN_TEST_MANN_WHITNEY_EXACT, 222, "mann-whitney-exact", "Mann-Whitney exact",              \
      "Mann and Whitney 1947; Streitberg and Roehmel 1986")                                       \
    X(PAIN_TEST_MANN_WHITNEY, 223, "mann-whitney", "Mann-Whitney asymptotic",                     \
      "Mann and Whitney 1947")                                                                    \
    X(PAIN_TEST_MANN_WHITNEY_CC, 224, "mann-whitney-cc", "Mann-Whitney asymptotic, corrected",    \
      "Mann and Whitney 1947")                                                                    \
    X(PAIN_TEST_BRUNNER_MUNZEL, 225, "brunner-munzel", "Brunner-Munzel", "Brunner and Munzel 2000")

typedef enum pain_test_method {
#define PAIN_TEST_METHOD_ENUM(name, number, key, label, source) name = (number),
    PAIN_TEST_METHOD_LIST(PAIN_TEST_METHOD_ENUM)
#undef PAIN_TEST_METHOD_ENUM
} pain_test_method;

/** The test's key, label and source. Never NULL; "unknown" for a number that is none. */
PAIN_API const char *pain_test_method_key(pain_test_method method);
PAIN_API const char *pain_test_method_label(pain_test_method method);
PAIN_API const char *pain_test_method_source(pain_test_method method);

/** Finds a test by its key or a usual other name; case, '-', '_' and blanks do not matter.
 *  PAIN_ENOTFOUND leaves PAIN_TEST_DEFAULT. */
PAIN_API PAIN_MUST_CHECK pain_status pain_test_method_parse(const char *text,
                                                            pain_test_method *method);

PAIN_END_DECLS
#endif
