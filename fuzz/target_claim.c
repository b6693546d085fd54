/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One claim: what is read can be written and read again as the same claim; what is refused has a
 * place and a reason. */
#include <config.h>

#include <painstat.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "requirements.h"

static void require_refused(const char *text, const pain_claim *claim, pain_status status,
                            const pain_error *error)
{
    static const pain_claim none;

    fuzz_require(status == PAIN_ESYNTAX || status == PAIN_EOVERFLOW);
    fuzz_require(error->code == status && error->text[0] != '\0');
    fuzz_require(error->column <= strlen(text) + 1);
    fuzz_require(memcmp(claim, &none, sizeof none) == 0);
}

static void require_range(const pain_claim *claim)
{
    for (int32_t rounding = 0; rounding < PAIN_ROUNDINGS; rounding++) {
        pain_range range;
        pain_status status = pain_claim_range(claim, rounding, &range);

        fuzz_require(status == PAIN_OK || status == PAIN_EINVAL || status == PAIN_EOVERFLOW);
        if (status != PAIN_OK)
            fuzz_require(range.lower_end == PAIN_END_NONE && range.upper_end == PAIN_END_NONE);
        else if (range.lower_end != PAIN_END_NONE && range.upper_end != PAIN_END_NONE)
            fuzz_require(range.lower <= range.upper);
    }
}

void fuzz_claim(const uint8_t *data, size_t size)
{
    const fuzz_bytes bytes = {data, size};
    char *text = fuzz_rest(&bytes);
    pain_claim claim;
    pain_error error;
    pain_status status = pain_claim_parse(text, &claim, &error);

    if (status == PAIN_OK) {
        require_same_claim(&claim);
        require_range(&claim);
    } else {
        require_refused(text, &claim, status, &error);
    }
    free(text);
}
