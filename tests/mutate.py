#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Does the suite notice faults? Plants them one at a time in a copy of the library, and runs tests on each.

    tests/mutate.py [--count N] [--seed S] [FOLDER...]      (default: 200 faults, lib/stat lib/claim)

A fault changes one operator or small number in the code of a function, or takes out a statement. Faults that do not
compile, and faults that give the same machine code, are drawn again. A fault is found when a test fails, crashes, or
takes ten times as long as without faults. The unit tests that contain the file come first, those named most like it
before the others; then the kept inputs of the fuzz targets, and the command's tests.

Works in build-mutate/, a configured copy of the sources that is built once; then a fault costs one compilation, and
linking the library as a shared object, which all programs load. Prints what was not found, with place and change,
and the share that was found; tests/mutants.txt lists the known faults that change no result, with the reason. Exit
status 0 when at least 90 % of the others are found.
"""
import argparse
import collections
import functools
import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BUILD = os.path.join(ROOT, "build-mutate")
FLAGS = "-g0 -O1 -fvisibility=default"
SCRIPTS = {"tests/fuzz.sh": "fuzz/replay", "tests/cli/run.sh": "tools/painstat"}  # and the programs that they run
SLOW = 5.0  # seconds; slower programs run when no other has found the fault

SWAPS = [
    (r"(?<![<>=-])<=(?!=)", "<"), (r"(?<![<>=-])>=(?!=)", ">"), (r"(?<= )<(?= )", "<="), (r"(?<= )>(?= )", ">="),
    (r"==", "!="), (r"!=", "=="), (r"&&", "||"), (r"\|\|", "&&"),
    (r"(?<= )\+(?= )", "-"), (r"(?<= )-(?= )", "+"), (r"(?<= )\*(?= \w)", "/"), (r"(?<= )/(?= )", "*"),
    (r"\+\+", "--"), (r"\+=", "-="), (r"-=", "+="),
    (r"(?<![\w.])0(?![\w.])", "1"), (r"(?<![\w.])1(?![\w.])", "2"), (r"(?<![\w.])2(?![\w.])", "3"),
    (r"(?<![\w.])0\.5(?!\w)", "0.25"), (r"(?<![\w.])1\.0(?!\w)", "2.0"), (r"(?<![\w.])2\.0(?!\w)", "1.0"),
]
STATEMENT = re.compile(r"^(\s+)(?!return|break|continue|goto|case|default)[\w>.\[\]()*&-]+ [-+*/|]?= [^;]*;$")


def code_lines(text):
    """The numbers of the lines inside functions, and each without its comments and texts (of the same length)."""
    blank = lambda m: re.sub(r"[^\n]", " ", m.group())
    text = re.sub(r'/\*.*?\*/|"(?:\\.|[^"\\\n])*"', blank, text, flags=re.S)
    inside = False
    for number, line in enumerate(text.split("\n")):
        if line == "{":
            inside = True
        elif line == "}":
            inside = False
        elif inside:
            yield number, line


def faults_of(path):
    """All faults of a file: (path, line, from column, to column, text instead)."""
    for number, line in code_lines("\n".join(lines_of(path))):
        for pattern, instead in SWAPS:
            for match in re.finditer(pattern, line):
                yield path, number, match.start(), match.end(), instead
        match = STATEMENT.match(line)
        if match:
            yield path, number, match.end(1), len(line), ";"


def run(command, **more):
    return subprocess.run(command, cwd=BUILD, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, errors="replace", check=False, **more)


def must(command):
    result = run(command, shell=isinstance(command, str))
    if result.returncode != 0:
        sys.exit(f"mutate: {command} failed:\n{result.stdout[-3000:]}")
    return result.stdout


def make_variable(name):
    return must(["make", "-s", f"--eval=show: ; @echo $({name})", "show"]).split()


def shared_object(lo):
    """The position-independent object that libtool made beside a .lo."""
    folder, name = os.path.split(lo)
    return os.path.join(folder, ".libs", name[:-3] + ".o")


def is_newer(made, source):
    made, source = os.path.join(BUILD, made), os.path.join(BUILD, source)
    return os.path.exists(made) and os.path.getmtime(made) > os.path.getmtime(source)


def symbols_of(path):
    """The functions that an object or a program defines for others."""
    lines = must(["nm", "--defined-only", "--extern-only", path]).split("\n")
    return {line.split()[2] for line in lines if len(line.split()) == 3 and line.split()[1] == "T"}


def prepare(jobs):
    """Builds the copy, with every symbol of the library in reach of a program that loads it."""
    os.makedirs(BUILD, exist_ok=True)
    must(f"make -s -C {ROOT} distdir distdir=build-mutate/source")
    must(f"test -f config.status || source/configure -q --disable-static CFLAGS='{FLAGS}'")
    must(["make", "-s", f"-j{jobs}", "libpaincore.la"])
    must(["make", "-s", f"-j{jobs}", *make_variable("unit_programs"), *SCRIPTS.values()])


class Bench:
    """The library as one shared object, and the test programs that load it."""

    def __init__(self):
        self.objects = {}
        for lo in make_variable("libpaincore_la_OBJECTS"):
            self.objects[lo[:-3] + ".c"] = shared_object(lo)
        self.libraries = must("pkg-config --libs gsl jansson inih").split() + make_variable("LIBS")
        self.support = [shared_object(lo) for lo in make_variable("libtestsupport_la_OBJECTS")]
        self.link()
        programs = make_variable("unit_programs")
        self.tests = {program[len("tests/unit/"):]: self.link_test(program) for program in programs}
        for program in SCRIPTS.values():
            self.link_program(program, make_variable(program.replace("/", "_") + "_OBJECTS"))
        self.symbols = {program[len("tests/unit/"):]: symbols_of(program) for program in programs}
        self.seconds = self.time_all()
        self.sound = {}

    def link(self):
        must(["cc", "-shared", "-o", "libmutate.so", *self.objects.values(), *self.libraries])

    def link_test(self, program):
        made = program + ".mutate"
        if is_newer(made, program):
            return made
        self.link_program(made, make_variable(program.replace("/", "_") + "_OBJECTS") + self.support)
        return made

    def link_program(self, made, objects):
        must(["cc", "-o", made, *objects, "-L.", "-lmutate", f"-Wl,-rpath,{BUILD}",
              *must("pkg-config --libs check").split(), *self.libraries])

    def fails(self, name, limit):
        command = f"! sh source/{name} | grep -m 1 '^not ok'" if name in SCRIPTS else "exec ./" + self.tests[name]
        environment = dict(os.environ, PAIN_SRCDIR=os.path.join(BUILD, "source"), PAIN_BUILDDIR=BUILD,
                           CK_FORK="no", CK_DEFAULT_TIMEOUT="0")
        with subprocess.Popen(command, shell=True, cwd=BUILD, env=environment, start_new_session=True,
                              stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as test:
            try:
                return test.wait(limit) != 0
            except subprocess.TimeoutExpired:
                os.killpg(test.pid, signal.SIGKILL)
                return True

    def time_all(self):
        """How long each program takes; kept for the next run while the programs are the same."""
        kept = os.path.join(BUILD, "seconds.json")
        if all(is_newer(kept, made) for made in self.tests.values()):
            with open(kept, encoding="utf-8") as file:
                return json.load(file)
        seconds = {}
        for name in [*self.tests, *SCRIPTS]:
            began = time.monotonic()
            if self.fails(name, 600):
                sys.exit(f"mutate: {name} fails without a fault")
            seconds[name] = time.monotonic() - began
        with open(kept, "w", encoding="utf-8") as file:
            json.dump(seconds, file, indent=1)
        return seconds

    def order(self, path):
        """The tests whose own program has the file in it: named most like it first, of those the quick ones."""
        words, defined = set(os.path.basename(path)[:-2].split("_")), symbols_of(self.objects[path])
        return sorted((name for name in self.tests if defined & self.symbols[name]),
                      key=lambda name: (self.seconds[name] > SLOW, -len(words & set(name[2:].split("_"))),
                                        self.seconds[name]))

    def compile(self, path, lines):
        """The object code of a file of the library with these lines; None when it does not compile."""
        with open(os.path.join(BUILD, "fault.c"), "w", encoding="utf-8") as file:
            file.write("\n".join(lines))
        made = run(["cc", "-std=gnu11", *FLAGS.split(), "-w", "-fPIC", "-ffp-contract=off", "-I.", "-Iinclude",
                    "-Isource/include", "-Isource/lib", "-Isource/" + os.path.dirname(path), *must("pkg-config --cflags gsl jansson").split(),
                    "-c", "-o", "fault.o", "fault.c"])
        if made.returncode != 0:
            return None
        with open(os.path.join(BUILD, "fault.o"), "rb") as file:
            return file.read()

    def try_fault(self, fault):
        """None when the fault does not compile or changes nothing; else the test that found it, or ''."""
        path, number, start, end, instead = fault
        lines = list(lines_of(path))
        if path not in self.sound:
            self.sound[path] = self.compile(path, lines)
        lines[number] = lines[number][:start] + instead + lines[number][end:]
        faulty = self.compile(path, lines)
        if faulty is None or faulty == self.sound[path]:
            return None
        order, kept = self.order(path), self.objects[path]
        self.objects[path] = "fault.o"
        try:
            self.link()
            for name in [*order, *SCRIPTS]:
                if self.fails(name, 5 + 10 * self.seconds[name]):
                    return name
            return ""
        finally:
            self.objects[path] = kept


def known_faults():
    """The changes of tests/mutants.txt: path, and the line after the change, without blanks at its ends; of a statement
    that is taken out "; (statement)"."""
    with open(os.path.join(ROOT, "tests", "mutants.txt"), encoding="utf-8") as file:
        parts = [line.rstrip("\n").split(" | ") for line in file if line.strip() and not line.startswith("#")]
    return {(part[0], part[1]) for part in parts}


@functools.lru_cache(maxsize=None)
def lines_of(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read().split("\n")


def changed_line(fault):
    path, number, start, end, instead = fault
    line = lines_of(path)[number]
    new = (line[:start] + instead + line[end:]).strip()
    return new if new != ";" else f"; ({line.strip()})", line.strip()


def in_order(faults, seed):
    """In an order of chance that a change elsewhere in the sources does not change."""
    seen = collections.Counter()
    keys = {}
    for fault in faults:
        text = f"{seed} {fault[0]} {fault[2]} {' -> '.join(changed_line(fault))}"
        seen[text] += 1
        keys[fault] = hashlib.sha256(f"{text} {seen[text]}".encode()).digest()
    return sorted(faults, key=keys.get)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("folders", nargs="*", default=["lib/stat", "lib/claim"])
    options = parser.parse_args()

    prepare(options.jobs)
    bench, known = Bench(), known_faults()
    files = sorted(path for path in bench.objects if os.path.dirname(path) in options.folders)
    faults = in_order([fault for path in files for fault in faults_of(path)], options.seed)
    tried = found = explained = 0
    for fault in faults:
        if tried == options.count:
            break
        by = bench.try_fault(fault)
        if by is None:
            continue
        new, old = changed_line(fault)
        tried += 1
        if by:
            found += 1
        elif (fault[0], new) in known:
            explained += 1
        else:
            print(f"not found: {fault[0]}:{fault[1] + 1}: {old}  ->  {new}", flush=True)
        if tried % 20 == 0:
            print(f"{tried} faults, {found} found, {explained} known to change nothing", flush=True)
    rest = tried - explained
    print(f"{tried} faults of {len(faults)}, seed {options.seed}: {explained} known to change no result; "
          f"of {rest} others {found} found ({100 * found / max(rest, 1):.1f} %)")
    sys.exit(0 if rest > 0 and found >= 0.9 * rest else 1)


main()
