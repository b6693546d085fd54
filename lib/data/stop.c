/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reasons for stopping, from text. */
#include <config.h>

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "painstat/sessions.h"

/* In small letters, without blanks and punctuation. */
static const struct {
    const char *word;
    pain_stop stop;
} words[] = {
    {"", PAIN_STOP_UNKNOWN},
    {"unknown", PAIN_STOP_UNKNOWN},
    {"notknown", PAIN_STOP_UNKNOWN},
    {"notrecorded", PAIN_STOP_UNKNOWN},
    {"completed", PAIN_STOP_COMPLETED},
    {"complete", PAIN_STOP_COMPLETED},
    {"completion", PAIN_STOP_COMPLETED},
    {"completedasplanned", PAIN_STOP_COMPLETED},
    {"completedcourse", PAIN_STOP_COMPLETED},
    {"completedtreatment", PAIN_STOP_COMPLETED},
    {"coursecompleted", PAIN_STOP_COMPLETED},
    {"treatmentcompleted", PAIN_STOP_COMPLETED},
    {"asplanned", PAIN_STOP_COMPLETED},
    {"planned", PAIN_STOP_COMPLETED},
    {"finished", PAIN_STOP_COMPLETED},
    {"done", PAIN_STOP_COMPLETED},
    {"well", PAIN_STOP_WELL},
    {"stoppedwell", PAIN_STOP_WELL},
    {"earlywell", PAIN_STOP_WELL},
    {"earlybecausewell", PAIN_STOP_WELL},
    {"painfree", PAIN_STOP_WELL},
    {"nopain", PAIN_STOP_WELL},
    {"resolved", PAIN_STOP_WELL},
    {"painresolved", PAIN_STOP_WELL},
    {"recovered", PAIN_STOP_WELL},
    {"cured", PAIN_STOP_WELL},
    {"goalmet", PAIN_STOP_WELL},
    {"goalreached", PAIN_STOP_WELL},
    {"norelief", PAIN_STOP_NO_RELIEF},
    {"lackofrelief", PAIN_STOP_NO_RELIEF},
    {"noeffect", PAIN_STOP_NO_RELIEF},
    {"lackofeffect", PAIN_STOP_NO_RELIEF},
    {"lackofefficacy", PAIN_STOP_NO_RELIEF},
    {"inefficacy", PAIN_STOP_NO_RELIEF},
    {"ineffective", PAIN_STOP_NO_RELIEF},
    {"noresponse", PAIN_STOP_NO_RELIEF},
    {"lackofresponse", PAIN_STOP_NO_RELIEF},
    {"nonresponse", PAIN_STOP_NO_RELIEF},
    {"nonresponder", PAIN_STOP_NO_RELIEF},
    {"nobenefit", PAIN_STOP_NO_RELIEF},
    {"lackofbenefit", PAIN_STOP_NO_RELIEF},
    {"noimprovement", PAIN_STOP_NO_RELIEF},
    {"treatmentfailure", PAIN_STOP_NO_RELIEF},
    {"adverse", PAIN_STOP_ADVERSE},
    {"adverseevent", PAIN_STOP_ADVERSE},
    {"adverseevents", PAIN_STOP_ADVERSE},
    {"adverseeffect", PAIN_STOP_ADVERSE},
    {"adversereaction", PAIN_STOP_ADVERSE},
    {"seriousadverseevent", PAIN_STOP_ADVERSE},
    {"ae", PAIN_STOP_ADVERSE},
    {"sae", PAIN_STOP_ADVERSE},
    {"sideeffect", PAIN_STOP_ADVERSE},
    {"sideeffects", PAIN_STOP_ADVERSE},
    {"intolerance", PAIN_STOP_ADVERSE},
    {"intolerable", PAIN_STOP_ADVERSE},
    {"complication", PAIN_STOP_ADVERSE},
    {"complications", PAIN_STOP_ADVERSE},
};

/* Writes the letters, digits and bytes beyond ASCII of `text` in small letters; false when they do
 * not fit, which no known word does either. */
static bool squeeze(const char *text, char *word, size_t size)
{
    size_t n = 0;

    for (; *text != '\0'; text++) {
        unsigned char c = (unsigned char)*text;
        bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80;

        if (c >= 'A' && c <= 'Z') {
            c = (unsigned char)(c - 'A' + 'a');
            letter = true;
        }
        if (letter && n + 1 >= size)
            return false;
        if (letter)
            word[n++] = (char)c;
    }
    word[n] = '\0';
    return true;
}

pain_stop pain_stop_parse(const char *text)
{
    char word[32];

    if (text == NULL)
        return PAIN_STOP_UNKNOWN;
    if (!squeeze(text, word, sizeof word))
        return PAIN_STOP_OTHER;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(word, words[i].word) == 0)
            return words[i].stop;
    return PAIN_STOP_OTHER;
}
