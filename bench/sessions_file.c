/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes a file of sessions for the benchmarks: PATIENTS with 1 to 15 sessions each, 8 on average.
 * usage: sessions_file PATIENTS [shuffled] [quoted]
 * The same arguments give the same bytes. "shuffled" puts the rows in a random order, "quoted" puts
 * every cell in quotes and ends lines by CRLF. */
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SITES = 40, ROWS_OF_PAIR = 16 };

/* The finaliser of splitmix64 (Steele, Lea, Flood): a row's values depend on its place alone. */
static uint64_t mix(uint64_t x)
{
    x += UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
    return x ^ x >> 31;
}

/* Two patients share 16 sessions, so that the count of rows is exact. */
static unsigned sessions_of(uint32_t patient)
{
    unsigned first = 1 + (unsigned)(mix(patient / 2) % (ROWS_OF_PAIR - 1));

    return patient % 2 == 0 ? first : ROWS_OF_PAIR - first;
}

/* Each session is some days after the one before; months are of 28 days, so that every date is. */
static int put_row(char *to, size_t size, uint32_t patient, unsigned session, const char *quote)
{
    uint64_t own = mix(UINT64_C(1) << 40 | patient);
    uint64_t here = mix(own + session);
    unsigned day = (unsigned)(own >> 8) % 300 + 7 * session + (unsigned)(here >> 20) % 5;
    int start = 4 + (int)((own >> 32) % 7), fall = (int)(session * ((own >> 40) % 10) / 10);
    int before = start - fall + (int)((here >> 8) % 3) - 1;
    const char *delimiter = *quote != '\0' ? "\",\"" : ",";

    before = before < 0 ? 0 : before > 10 ? 10 : before;
    int after = before - (int)((here >> 32) % 4);

    return snprintf(to, size, "%sP%07" PRIu32 "%ssite%02u%s%u%s%u-%02u-%02u%s%d%s%d%s\n", quote,
                    patient + 1, delimiter, (unsigned)(own % SITES) + 1, delimiter, session,
                    delimiter, 2022 + day / 336, day % 336 / 28 + 1, day % 28 + 1, delimiter,
                    before, delimiter, after < 0 ? 0 : after, *quote != '\0' ? "\"\r" : "");
}

static void write_row(uint32_t patient, unsigned session, const char *quote)
{
    char row[128];
    int length = put_row(row, sizeof row, patient, session, quote);

    (void)fwrite(row, 1, (size_t)length, stdout);
}

/* Fisher and Yates; a row is its patient and its session. */
static void write_shuffled(uint32_t patients, const char *quote)
{
    size_t n = 0, most = (size_t)patients * ROWS_OF_PAIR / 2 + ROWS_OF_PAIR;
    uint64_t *row = malloc(most * sizeof *row);

    if (row == NULL) {
        (void)fputs("sessions_file: out of memory\n", stderr);
        exit(3);
    }
    for (uint32_t p = 0; p < patients; p++)
        for (unsigned s = 1; s <= sessions_of(p); s++)
            row[n++] = (uint64_t)p << 8 | s;
    for (size_t i = n; i > 1; i--) {
        size_t j = (size_t)(mix(UINT64_C(1) << 50 | i) % i);
        uint64_t held = row[i - 1];

        row[i - 1] = row[j];
        row[j] = held;
    }
    for (size_t i = 0; i < n; i++)
        write_row((uint32_t)(row[i] >> 8), (unsigned)(row[i] & 255), quote);
    free(row);
}

int main(int argc, char **argv)
{
    unsigned long patients = argc > 1 ? strtoul(argv[1], NULL, 10) : 0;
    bool shuffled = false, quoted = false;

    for (int i = 2; i < argc; i++) {
        shuffled = shuffled || strcmp(argv[i], "shuffled") == 0;
        quoted = quoted || strcmp(argv[i], "quoted") == 0;
    }
    if (patients == 0 || patients > 100000000) {
        (void)fputs("usage: sessions_file PATIENTS [shuffled] [quoted]\n", stderr);
        return 2;
    }
    (void)fputs(
        quoted ? "\"patient_id\",\"site\",\"session\",\"date\",\"pain_before\",\"pain_after\"\r\n"
               : "patient_id,site,session,date,pain_before,pain_after\n",
        stdout);
    if (shuffled)
        write_shuffled((uint32_t)patients, quoted ? "\"" : "");
    for (uint32_t p = 0; p < patients && !shuffled; p++)
        for (unsigned s = 1; s <= sessions_of(p); s++)
            write_row(p, s, quoted ? "\"" : "");
    return fflush(stdout) == 0 && ferror(stdout) == 0 ? 0 : 3;
}
