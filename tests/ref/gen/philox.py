#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Philox4x64-10 in Python's unbounded integers, from the description in Salmon et al. 2011: writes ../philox.csv.

The first three rows are the known-answer vectors published with Random123 (kat_vectors, philox4x64 10); the script
stops when it does not reproduce them. The others are the first two blocks of streams, as painstat keys them."""

MASK = 2**64 - 1


def block(counter, key):
    c, k = list(counter), list(key)
    for _ in range(10):
        first, second = 0xD2E7470EE14C6C93 * c[0], 0xCA5A826395121157 * c[2]
        c = [(second >> 64) ^ c[1] ^ k[0], second & MASK, (first >> 64) ^ c[3] ^ k[1], first & MASK]
        k = [(k[0] + 0x9E3779B97F4A7C15) & MASK, (k[1] + 0xBB67AE8584CAA73B) & MASK]
    return c


PUBLISHED = [
    ("0 0 0 0 0 0", "16554d9eca36314c db20fe9d672d0fdc d7e772cee186176b 7e68b68aec7ba23b"),
    (" ".join(["ffffffffffffffff"] * 6), "87b092c3013fe90b 438c3c67be8d0224 9cc7d7c69cd777b6 a09caebf594f0ba0"),
    ("243f6a8885a308d3 13198a2e03707344 a4093822299f31d0 082efa98ec4e6c89 452821e638d01377 be5466cf34e90c6c",
     "a528f45403e61d95 38c72dbd566e9788 a5a1610e72fd18b5 57bd43b5e52b7fe6"),
]
STREAMS = [(0, 1), (1, 0), (20240229, 9999), (MASK, 12345678901234567)]

with open("../philox.csv", "w") as out:
    print("# counter (4 words), key (2 words), block (4 words), hexadecimal", file=out)
    for words, want in PUBLISHED:
        given = [int(w, 16) for w in words.split()]
        got = block(given[:4], given[4:])
        assert got == [int(w, 16) for w in want.split()], words
        print(",".join("%016x" % w for w in given + got), file=out)
    for key in STREAMS:
        for counter in range(2):
            given = [counter, 0, 0, 0, *key]
            print(",".join("%016x" % w for w in given + block(given[:4], key)), file=out)
