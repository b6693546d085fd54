/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of the interval methods, from the one list in the public header, and their other names. */
#include <config.h>

#include <painstat/method.h>

#include "stat/name.h"

static const pain__name names[] = {
#define NAME(name, number, key, label, source) {number, key, label, source},
    PAIN_METHOD_LIST(NAME)
#undef NAME
};

static const pain__other_name other_names[] = {
    {"exact", PAIN_METHOD_CLOPPER_PEARSON},
    {"cp", PAIN_METHOD_CLOPPER_PEARSON},
    {"beta", PAIN_METHOD_CLOPPER_PEARSON},
    {"score", PAIN_METHOD_WILSON},
    {"ac", PAIN_METHOD_AGRESTI_COULL},
    {"adjusted-wald", PAIN_METHOD_AGRESTI_COULL},
    {"simple", PAIN_METHOD_WALD},
    {"normal", PAIN_METHOD_WALD},
    {"jeffrey", PAIN_METHOD_JEFFREYS},
    {"likelihood", PAIN_METHOD_LIKELIHOOD_RATIO},
    {"lr", PAIN_METHOD_LIKELIHOOD_RATIO},
    {"lrt", PAIN_METHOD_LIKELIHOOD_RATIO},
    {"lik", PAIN_METHOD_LIKELIHOOD_RATIO},
    {"complementary-log-log", PAIN_METHOD_CLOGLOG},
    {"bsc", PAIN_METHOD_BLYTH_STILL_CASELLA},
    {"wang-exact", PAIN_METHOD_WANG},
    {"student", PAIN_METHOD_T},
    {"logdelta-t", PAIN_METHOD_LOG_DELTA},
    {"delta-t", PAIN_METHOD_DELTA},
    {"fieller-t", PAIN_METHOD_FIELLER},
    {"geometric", PAIN_METHOD_GEOMETRIC_T},
    {"cluster", PAIN_METHOD_CLUSTER},
    {"satterthwaite", PAIN_METHOD_WELCH},
    {"nct", PAIN_METHOD_NONCENTRAL_T},
    {"svyciprop-logit", PAIN_METHOD_SURVEY_LOGIT},
    {"bootstrap-t", PAIN_METHOD_STUDENTIZED},
    {"calibrated", PAIN_METHOD_DOUBLE},
    {"bca-z0-mid", PAIN_METHOD_BCA},
    {"bca-z0-strict", PAIN_METHOD_BCA_STRICT},
    {"mn", PAIN_METHOD_MIETTINEN_NURMINEN},
    {"newcomb", PAIN_METHOD_NEWCOMBE},
    {"hybrid", PAIN_METHOD_NEWCOMBE},
    {"hybrid-score", PAIN_METHOD_NEWCOMBE},
    {"score-cc", PAIN_METHOD_NEWCOMBE_CC},
    {"newcombe-method-8", PAIN_METHOD_NEWCOMBE_8},
    {"newcombe-method-10", PAIN_METHOD_NEWCOMBE_10},
    {"tang-score", PAIN_METHOD_TANG},
    {"farrington-manning", PAIN_METHOD_MEE},
    {"fm", PAIN_METHOD_MEE},
    {"ha", PAIN_METHOD_HAUCK_ANDERSON},
    {"jp", PAIN_METHOD_JEFFREYS_PERKS},
    {"blj", PAIN_METHOD_BROWN_LI},
    {"brown-li-jeffreys", PAIN_METHOD_BROWN_LI},
    {"mover", PAIN_METHOD_MOVER_WILSON},
    {"exact-uncond-simple", PAIN_METHOD_SANTNER_SNELL},
    {"exact-uncond-central-score", PAIN_METHOD_CHAN_ZHANG},
    {"exact-uncond-square-score", PAIN_METHOD_AGRESTI_MIN_EXACT},
    {"katz-log", PAIN_METHOD_KATZ},
    {"walter-adj-log", PAIN_METHOD_WALTER},
    {"gart-adj-logit", PAIN_METHOD_GART},
    {"cornfield-exact-r", PAIN_METHOD_CORNFIELD_EXACT},
};

static const pain__name_table table = {names, sizeof names / sizeof *names, other_names,
                                       sizeof other_names / sizeof *other_names};

const char *pain_method_key(pain_method method)
{
    return pain__name_of(&table, (int)method)->key;
}

const char *pain_method_label(pain_method method)
{
    return pain__name_of(&table, (int)method)->label;
}

const char *pain_method_source(pain_method method)
{
    return pain__name_of(&table, (int)method)->source;
}

pain_status pain_method_parse(const char *text, pain_method *method)
{
    int number = 0;
    pain_status status = PAIN_EINVAL;

    if (method == NULL)
        return PAIN_EINVAL;
    status = pain__name_parse(&table, text, &number);
    *method = (pain_method)number;
    return status;
}
