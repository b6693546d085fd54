/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_METHOD_H
#define PAINSTAT_METHOD_H
/** @file
 * The interval methods: numbers, names and sources. What each does stands with the functions that
 * take it. */

#include <painstat/defs.h>
#include <painstat/status.h>

PAIN_BEGIN_DECLS

/** The one list of interval methods: X(name, number, key, label, source). Numbers never change;
 * `key` is what the command and pain_method_parse take, `label` what tables print. */
#define PAIN_METHOD_LIST(X)                                                                        \
    X(PAIN_METHOD_DEFAULT, 0, "default", "the default of the function", "")                        \
    X(PAIN_METHOD_MIDP, 1, "mid-p", "mid-P", "Lancaster 1961; Berry and Armitage 1995")            \
    X(PAIN_METHOD_CLOPPER_PEARSON, 2, "clopper-pearson", "Clopper-Pearson (exact)",                \
      "Clopper and Pearson 1934")                                                                  \
    X(PAIN_METHOD_WILSON, 3, "wilson", "Wilson score", "Wilson 1927")                              \
    X(PAIN_METHOD_WILSON_CC, 4, "wilson-cc", "Wilson, continuity-corrected",                       \
      "Newcombe 1998, method 4")                                                                   \
    X(PAIN_METHOD_JEFFREYS, 5, "jeffreys", "Jeffreys", "Brown, Cai and DasGupta 2001")             \
    X(PAIN_METHOD_AGRESTI_COULL, 6, "agresti-coull", "Agresti-Coull", "Agresti and Coull 1998")    \
    X(PAIN_METHOD_WALD, 7, "wald", "Wald (simple asymptotic)", "Laplace 1812")                     \
    X(PAIN_METHOD_BLAKER, 8, "blaker", "Blaker (exact)", "Blaker 2000")                            \
    X(PAIN_METHOD_LIKELIHOOD_RATIO, 9, "likelihood-ratio", "likelihood ratio", "Wilks 1938")       \
    X(PAIN_METHOD_LOGIT, 10, "logit", "logit", "Anscombe 1956; Collett 1991")                      \
    X(PAIN_METHOD_PROBIT, 11, "probit", "probit", "Bliss 1934; Collett 1991")                      \
    X(PAIN_METHOD_CLOGLOG, 12, "cloglog", "complementary log-log",                                 \
      "Kalbfleisch and Prentice 1980")                                                             \
    X(PAIN_METHOD_ARCSINE, 13, "arcsine", "arcsine", "Anscombe 1948")                              \
    X(PAIN_METHOD_MODIFIED_WILSON, 14, "modified-wilson", "modified Wilson",                       \
      "Brown, Cai and DasGupta 2001")                                                              \
    X(PAIN_METHOD_MODIFIED_JEFFREYS, 15, "modified-jeffreys", "modified Jeffreys",                 \
      "Brown, Cai and DasGupta 2001")                                                              \
    X(PAIN_METHOD_JEFFREYS_PLAIN, 16, "jeffreys-plain", "Jeffreys, ends not moved",                \
      "Jeffreys 1946")                                                                             \
    X(PAIN_METHOD_BLYTH_STILL_CASELLA, 17, "blyth-still-casella", "Blyth-Still-Casella (exact)",   \
      "Blyth and Still 1983; Casella 1986")                                                        \
    X(PAIN_METHOD_WANG, 18, "wang", "Wang (exact, admissible)", "Wang 2014")                       \
    X(PAIN_METHOD_EQUAL_TAILED, 19, "equal-tailed", "posterior, equal tails",                      \
      "Bayes 1763; Laplace 1774")                                                                  \
    X(PAIN_METHOD_HPD, 20, "hpd", "posterior, highest density", "Box and Tiao 1973")               \
    X(PAIN_METHOD_STRATIFIED_WILSON, 21, "stratified-wilson", "Wilson score, stratified",          \
      "Yan and Su 2010")                                                                           \
    X(PAIN_METHOD_STRATIFIED_WILSON_OPTIMAL, 22, "stratified-wilson-optimal",                      \
      "Wilson score, stratified, shortest", "Yan and Su 2010")                                     \
    X(PAIN_METHOD_CLUSTER_WILSON, 23, "cluster-wilson", "Wilson score, clustered",                 \
      "Saha, Miller and Wang 2016")                                                                \
    X(PAIN_METHOD_CLUSTER_SCAS, 24, "cluster-scas", "skewness-corrected score, clustered",         \
      "Saha, Miller and Wang 2016; Laud 2017")                                                     \
    X(PAIN_METHOD_SURVEY_LOGIT, 25, "survey-logit", "logit, linearised variance",                  \
      "Korn and Graubard 1998; Binder 1983")                                                       \
    X(PAIN_METHOD_BETA_BINOMIAL, 26, "beta-binomial", "beta-binomial, profile likelihood",         \
      "Williams 1975; Griffiths 1973")                                                             \
    X(PAIN_METHOD_T, 100, "t", "Student t", "Student 1908")                                        \
    X(PAIN_METHOD_ORDER_STATISTIC, 101, "order-statistic", "order statistics (exact)",             \
      "Thompson 1936; David and Nagaraja 2003")                                                    \
    X(PAIN_METHOD_FIELLER, 102, "fieller", "Fieller, paired", "Fieller 1954")                      \
    X(PAIN_METHOD_DELTA, 103, "delta", "delta method", "Cramer 1946")                              \
    X(PAIN_METHOD_WALSH, 104, "walsh", "Walsh averages (exact, no ties)",                          \
      "Hodges and Lehmann 1963; Tukey 1949")                                                       \
    X(PAIN_METHOD_WALSH_CONDITIONAL, 105, "walsh-conditional",                                     \
      "Walsh averages (exact, given the ties)", "Hodges and Lehmann 1963; Bauer 1972")             \
    X(PAIN_METHOD_LOG_DELTA, 110, "log-delta", "delta method on the logarithm",                    \
      "Bonett and Price 2020")                                                                     \
    X(PAIN_METHOD_GEOMETRIC_T, 111, "geometric-t", "Student t on logarithms", "Galton 1879")       \
    X(PAIN_METHOD_TUKEY_MCLAUGHLIN, 112, "tukey-mclaughlin", "trimmed t, Tukey-McLaughlin",        \
      "Tukey and McLaughlin 1963; Wilcox 2022, section 4.3")                                       \
    X(PAIN_METHOD_YUEN, 113, "yuen", "trimmed t, Yuen", "Yuen 1974")                               \
    X(PAIN_METHOD_LOG_T, 114, "log-t", "t on the logarithm of the distance to the end",            \
      "Cramer 1946; Bonett and Price 2020")                                                        \
    X(PAIN_METHOD_ANDERSON, 115, "anderson", "Anderson, by the band of the distribution",          \
      "Anderson 1969; Massart 1990")                                                               \
    X(PAIN_METHOD_PRICE_BONETT, 116, "price-bonett", "order statistics, Price-Bonett",             \
      "Price and Bonett 2002; Bonett and Price 2020")                                              \
    X(PAIN_METHOD_WELCH, 117, "welch", "Welch t", "Welch 1938; Satterthwaite 1946")                \
    X(PAIN_METHOD_OLS, 120, "ols", "least squares", "Gauss 1823")                                  \
    X(PAIN_METHOD_HC0, 121, "hc0", "least squares, HC0", "White 1980")                             \
    X(PAIN_METHOD_HC1, 122, "hc1", "least squares, HC1", "Hinkley 1977")                           \
    X(PAIN_METHOD_HC2, 123, "hc2", "least squares, HC2", "Horn, Horn and Duncan 1975")             \
    X(PAIN_METHOD_HC3, 124, "hc3", "least squares, HC3",                                           \
      "MacKinnon and White 1985; Long and Ervin 2000")                                             \
    X(PAIN_METHOD_CLUSTER, 125, "cluster-robust", "cluster-robust", "Liang and Zeger 1986")        \
    X(PAIN_METHOD_MOVER_FIELLER, 130, "mover-fieller", "MOVER, Fieller",                           \
      "Zou and Donner 2008; Fieller 1954")                                                         \
    X(PAIN_METHOD_MOVER_LOG_DELTA, 131, "mover-log-delta", "MOVER, delta method on the logarithm", \
      "Zou and Donner 2008; Bonett and Price 2020")                                                \
    X(PAIN_METHOD_MOVER_PRICE_BONETT, 132, "mover-price-bonett", "MOVER, order statistics",        \
      "Zou and Donner 2008; Price and Bonett 2002")                                                \
    X(PAIN_METHOD_NONCENTRAL_T, 150, "noncentral-t", "noncentral t (exact)",                       \
      "Steiger and Fouladi 1997")                                                                  \
    X(PAIN_METHOD_FISHER_Z, 151, "fisher-z", "Fisher z", "Fisher 1921; Kerby 2014")                \
    X(PAIN_METHOD_SUPERIORITY_SCORE, 152, "superiority-score", "sign score", "Tango 1998")         \
    X(PAIN_METHOD_SUPERIORITY_T, 153, "superiority-t", "Brunner-Munzel t",                         \
      "Brunner and Munzel 2000")                                                                   \
    X(PAIN_METHOD_SUPERIORITY_LOGIT, 154, "superiority-logit", "Brunner-Munzel t of the logit",    \
      "Brunner and Munzel 2000; Newcombe 2006")                                                    \
    X(PAIN_METHOD_PERCENTILE, 200, "percentile", "bootstrap percentile", "Efron 1979")             \
    X(PAIN_METHOD_BCA, 201, "bca", "bootstrap BCa", "Efron 1987")                                  \
    X(PAIN_METHOD_BASIC, 202, "basic", "bootstrap basic", "Davison and Hinkley 1997, 5.2")         \
    X(PAIN_METHOD_STUDENTIZED, 203, "studentized", "bootstrap studentized",                        \
      "Efron 1981; Hall 1988")                                                                     \
    X(PAIN_METHOD_ABC, 204, "abc", "approximate bootstrap (ABC)", "DiCiccio and Efron 1992")       \
    X(PAIN_METHOD_BCA_STRICT, 205, "bca-strict", "bootstrap BCa, strict z0", "Efron 1987")         \
    X(PAIN_METHOD_BAYESIAN, 206, "bayesian", "Bayesian bootstrap", "Rubin 1981")                   \
    X(PAIN_METHOD_DOUBLE, 207, "double", "bootstrap, calibrated by a second",                      \
      "Beran 1987; Davison and Hinkley 1997, 5.6")                                                 \
    X(PAIN_METHOD_WALD_CC, 300, "wald-cc", "Wald, continuity-corrected",                           \
      "Yates 1934; Fleiss 1981")                                                                   \
    X(PAIN_METHOD_AGRESTI_CAFFO, 301, "agresti-caffo", "Agresti-Caffo", "Agresti and Caffo 2000")  \
    X(PAIN_METHOD_NEWCOMBE, 302, "newcombe", "Newcombe hybrid score", "Newcombe 1998, method 10")  \
    X(PAIN_METHOD_NEWCOMBE_CC, 303, "newcombe-cc", "Newcombe hybrid score, corrected",             \
      "Newcombe 1998, method 11")                                                                  \
    X(PAIN_METHOD_MIETTINEN_NURMINEN, 304, "miettinen-nurminen", "Miettinen-Nurminen score",       \
      "Miettinen and Nurminen 1985")                                                               \
    X(PAIN_METHOD_MEE, 305, "mee", "Mee score", "Mee 1984; Farrington and Manning 1990")           \
    X(PAIN_METHOD_HALDANE, 306, "haldane", "Haldane", "Beal 1987")                                 \
    X(PAIN_METHOD_JEFFREYS_PERKS, 307, "jeffreys-perks", "Jeffreys-Perks", "Beal 1987")            \
    X(PAIN_METHOD_HAUCK_ANDERSON, 308, "hauck-anderson", "Hauck-Anderson",                         \
      "Hauck and Anderson 1986")                                                                   \
    X(PAIN_METHOD_BROWN_LI, 309, "brown-li", "Brown-Li Jeffreys", "Brown and Li 2005")             \
    X(PAIN_METHOD_SCAS, 310, "scas", "skewness-corrected score", "Gart and Nam 1988; Laud 2017")   \
    X(PAIN_METHOD_MOVER_JEFFREYS, 311, "mover-jeffreys", "MOVER, Jeffreys",                        \
      "Li, Tang and Wong 2014; Laud 2017")                                                         \
    X(PAIN_METHOD_SANTNER_SNELL, 312, "santner-snell", "Santner-Snell (exact unconditional)",      \
      "Santner and Snell 1980")                                                                    \
    X(PAIN_METHOD_CHAN_ZHANG, 313, "chan-zhang", "Chan-Zhang (exact unconditional)",               \
      "Chan and Zhang 1999")                                                                       \
    X(PAIN_METHOD_AGRESTI_MIN_EXACT, 314, "agresti-min-exact",                                     \
      "Agresti-Min (exact unconditional)", "Agresti and Min 2001")                                 \
    X(PAIN_METHOD_MANTEL_HAENSZEL, 320, "mantel-haenszel", "Mantel-Haenszel",                      \
      "Mantel and Haenszel 1959; Greenland and Robins 1985; Robins, Breslow and Greenland 1986; "  \
      "Sato 1989")                                                                                 \
    X(PAIN_METHOD_KATZ, 400, "katz", "Katz logarithm", "Katz et al. 1978")                         \
    X(PAIN_METHOD_WALTER, 401, "walter", "Walter adjusted logarithm", "Walter 1975")               \
    X(PAIN_METHOD_KOOPMAN, 402, "koopman", "Koopman score", "Koopman 1984")                        \
    X(PAIN_METHOD_MOVER_WILSON, 403, "mover-wilson", "MOVER, Wilson",                              \
      "Zou and Donner 2008; Donner and Zou 2012")                                                  \
    X(PAIN_METHOD_INVERSE_SINH, 404, "inverse-sinh", "inverse hyperbolic sine", "Newcombe 2001")   \
    X(PAIN_METHOD_WOOLF, 500, "woolf", "Woolf logit", "Woolf 1955")                                \
    X(PAIN_METHOD_GART, 501, "gart", "Gart adjusted logit", "Gart 1966")                           \
    X(PAIN_METHOD_UNCORRECTED_SCORE, 502, "uncorrected-score", "score without correction",         \
      "Cornfield 1956; Gart and Thomas 1982")                                                      \
    X(PAIN_METHOD_CORNFIELD_EXACT, 503, "cornfield-exact", "Cornfield conditional exact",          \
      "Cornfield 1956; Fisher 1935")                                                               \
    X(PAIN_METHOD_CORNFIELD_MIDP, 504, "cornfield-mid-p", "Cornfield conditional mid-P",           \
      "Lancaster 1961; Agresti 1992")                                                              \
    X(PAIN_METHOD_BAPTISTA_PIKE, 505, "baptista-pike", "Baptista-Pike (conditional exact)",        \
      "Baptista and Pike 1977")                                                                    \
    X(PAIN_METHOD_BAPTISTA_PIKE_MIDP, 506, "baptista-pike-mid-p", "Baptista-Pike mid-P",           \
      "Baptista and Pike 1977; Fagerland, Lydersen and Laake 2015")                                \
    X(PAIN_METHOD_PAIRED_WALD, 600, "paired-wald", "Wald, paired difference", "McNemar 1947")      \
    X(PAIN_METHOD_AGRESTI_MIN, 601, "agresti-min", "Wald, half a pair added to each cell",         \
      "Agresti and Min 2005")                                                                      \
    X(PAIN_METHOD_BONETT_PRICE, 602, "bonett-price", "Bonett-Price", "Bonett and Price 2012")      \
    X(PAIN_METHOD_NEWCOMBE_8, 603, "newcombe-8", "Newcombe square-and-add",                        \
      "Newcombe 1998c, method 8")                                                                  \
    X(PAIN_METHOD_NEWCOMBE_10, 604, "newcombe-10", "Newcombe square-and-add, corrected",           \
      "Newcombe 1998c, method 10")                                                                 \
    X(PAIN_METHOD_TANGO, 605, "tango", "Tango score", "Tango 1998")                                \
    X(PAIN_METHOD_PAIRED_RATIO_WALD, 650, "paired-ratio-wald", "Wald of the logarithm, paired",    \
      "Desu and Raghavarao 2004")                                                                  \
    X(PAIN_METHOD_TANG, 651, "tang", "Tang score", "Tang, Tang and Chan 2003")                     \
    X(PAIN_METHOD_CONDITIONAL_EXACT, 700, "conditional-exact", "conditional exact",                \
      "Clopper and Pearson 1934; Cox 1958")                                                        \
    X(PAIN_METHOD_CONDITIONAL_MIDP, 701, "conditional-mid-p", "conditional mid-P",                 \
      "Lancaster 1961; Fagerland, Lydersen and Laake 2014")                                        \
    X(PAIN_METHOD_CONDITIONAL_WILSON, 702, "conditional-wilson", "conditional Wilson score",       \
      "Wilson 1927; Agresti and Min 2005")                                                         \
    X(PAIN_METHOD_CONDITIONAL_JEFFREYS, 703, "conditional-jeffreys", "conditional Jeffreys",       \
      "Brown, Cai and DasGupta 2001")                                                              \
    X(PAIN_METHOD_CONDITIONAL_SCAS, 704, "conditional-scas",                                       \
      "conditional skewness-corrected score", "Agresti and Min 2005; Laud 2017")

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
 * is Wilson, "midp", "ac", "simple", "student", "mn", "fm", "hybrid", "mover", "katz-log"); case,
 * '-', '_' and blanks do not matter. PAIN_ENOTFOUND and PAIN_EINVAL (NULL) leave
 * PAIN_METHOD_DEFAULT. */
PAIN_API PAIN_MUST_CHECK pain_status pain_method_parse(const char *text, pain_method *method);

PAIN_END_DECLS
#endif
