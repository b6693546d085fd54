/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table of studies: each row with figures becomes a sample with claims, and what is refused has a
 * message. */
#include <config.h>

#include <stdlib.h>

#include "fuzz.h"
#include "requirements.h"
#include "tools/check.h"

void fuzz_table(const uint8_t *data, size_t size)
{
    static check_sample defaults;
    const fuzz_bytes bytes = {data, size};
    check_sample *samples = NULL;
    size_t n = 0;
    char *text = NULL;

    (void)fuzz_messages();
    fuzz_input_begin(&bytes);
    int status = check_read_table("-", &defaults, &samples, &n, &text);

    fuzz_input_end();
    fuzz_require((status == TOOL_DONE) == (fuzz_messages() == 0));
    if (status == TOOL_DONE)
        require_samples(samples, n);
    free(samples);
    free(text);
}
