/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include <string.h>

#include "fuzz.h"
#include "requirements.h"

void require_same_claim(const pain_claim *claim)
{
    enum { ENOUGH = 128 }; /* as the header says */
    char text[ENOUGH], cut[ENOUGH];
    pain_claim again;

    pain_claim_format(claim, text, sizeof text);
    fuzz_require(strlen(text) + 1 < sizeof text);
    fuzz_require(pain_claim_parse(text, &again, NULL) == PAIN_OK);
    fuzz_require(memcmp(claim, &again, sizeof again) == 0);
    for (size_t size = 1; size <= strlen(text); size += 7) {
        pain_claim_format(claim, cut, size);
        fuzz_require(strlen(cut) == size - 1 && memcmp(cut, text, size - 1) == 0);
    }
}

void require_samples(check_sample *samples, size_t n)
{
    fuzz_require(n > 0);
    for (size_t i = 0; i < n; i++) {
        fuzz_require(samples[i].n_claims > 0);
        for (size_t c = 0; c < samples[i].n_claims; c++)
            require_same_claim(&samples[i].claims[c]);
        int status = check_prepare(&samples[i]);

        fuzz_require((status == TOOL_DONE) == (fuzz_messages() == 0));
        if (status == TOOL_DONE)
            fuzz_require(samples[i].grid.steps >= 1 && samples[i].grid.steps <= 100);
    }
}
