/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file of claims: each sample that comes out of it has claims, and what is refused has a message.
 * The claims are not checked here: see target_study.c. */
#include <config.h>

#include <stdlib.h>

#include "fuzz.h"
#include "requirements.h"
#include "tools/check.h"

void fuzz_claims_file(const uint8_t *data, size_t size)
{
    static check_sample defaults;
    const fuzz_bytes bytes = {data, size};
    check_sample *samples = NULL;
    size_t n = 0;

    (void)fuzz_messages();
    fuzz_input_begin(&bytes);
    int status = check_read_file("-", &defaults, &samples, &n);

    fuzz_input_end();
    fuzz_require((status == TOOL_DONE) == (fuzz_messages() == 0));
    if (status == TOOL_DONE)
        require_samples(samples, n);
    else
        fuzz_require(samples == NULL && n == 0);
    free(samples);
}
