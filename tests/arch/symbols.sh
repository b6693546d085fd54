#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What the objects of the library refer to: nothing that ends, prints for, configures or observes the host process,
# GSL only from lib/num, malloc only from lib/base, and no variable that can change.
#
# gsl_set_error_handler is among the forbidden names. So the library never touches GSL's handler, every test of the
# suite runs under GSL's default one, and that one aborts: a call that reached it would kill its test. The suite as
# a whole is the proof that no argument gets past lib/num's own checks.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

# Without the __..._chk dress of a fortified build.
forbidden='
abort exit _exit _Exit quick_exit atexit __assert_fail __assert raise kill signal sigaction
printf vprintf fprintf vfprintf dprintf puts putchar putc perror stdout stderr stdin
setlocale localeconv newlocale uselocale strcoll strerror
strtod strtof strtold atof sscanf fscanf scanf
rand srand random srandom rand_r drand48 lrand48
time clock gettimeofday clock_gettime localtime gmtime strftime
getenv secure_getenv setenv putenv system popen strtok
gsl_set_error_handler gsl_set_error_handler_off gsl_error
'

# Prints the objects below BUILD whose source below SOURCE is still there, as lib/<folder>/<object>.
objects()
{
    (cd "$1" && for object in lib/*/.libs/*.o lib/*/*.o; do
        folder=${object%/*}
        folder=${folder%/.libs}
        name=${object##*/}
        [ -f "$object" ] && [ -f "$2/$folder/${name%.o}.c" ] && echo "$object"
    done)
}

# Complains of undefined names in the objects LIST below BUILD.
references()
{
    # shellcheck disable=SC2086 # a list of objects without blanks
    (cd "$1" && $PAIN_NM -A -u $2) | FORBIDDEN=$forbidden awk '
        BEGIN {
            n = split(ENVIRON["FORBIDDEN"], word, /[ \n]+/)
            for (i = 1; i <= n; i++)
                forbidden[word[i]] = 1
        }
        {
            object = $1
            sub(/:.*/, "", object)
            name = $NF
            sub(/@.*/, "", name)
            plain = name
            sub(/^__isoc[0-9]+_/, "", plain)
            if (plain ~ /^__.*_chk$/) {
                sub(/^__/, "", plain)
                sub(/_chk$/, "", plain)
            }
            if (plain in forbidden)
                print object " refers to " name
            else if (name ~ /^gsl_/ && object !~ /^lib\/num\//)
                print object " refers to " name "; GSL belongs in lib/num"
            else if (name ~ /^(malloc|calloc|realloc|reallocarray|strdup|strndup)$/ && object !~ /^lib\/base\//)
                print object " refers to " name "; memory comes through lib/base"
        }'
}

# Complains of variables in the objects LIST below BUILD. Constant tables of pointers are relocated, then read-only:
# .data.rel.ro.
variables()
{
    # shellcheck disable=SC2086
    (cd "$1" && $PAIN_NM -A -f sysv --defined-only $2) | awk -F'|' '
        NF >= 7 && $3 ~ /^ *[dDbBCgGsS] *$/ && $7 !~ /^ *\.data\.rel\.ro/ {
            gsub(/ +/, "", $1)
            gsub(/ +/, "", $7)
            print $1 " is a variable in " $7
        }'
}

# plant DESCRIPTION FOLDER CODE WORDS: an object compiled from CODE in lib/FOLDER is found.
plant()
{
    mkdir -p "$scratch/lib/$2"
    printf '%s\n' "$3" >"$scratch/lib/$2/planted.c"
    # shellcheck disable=SC2086 # the compiler may be two words
    complaints=$($PAIN_CC -O1 -fPIC -c -o "$scratch/lib/$2/planted.o" "$scratch/lib/$2/planted.c" 2>&1 &&
        list=$(objects "$scratch" "$scratch") &&
        references "$scratch" "$list" && variables "$scratch" "$list")
    rm -rf "${scratch:?}/lib"
    finds "$1" "$complaints" "$4"
}

list=$(objects "$PAIN_BUILDDIR" "$PAIN_SRCDIR")
if [ -z "$list" ]; then
    passes 'there are objects to look at' "no object below $PAIN_BUILDDIR/lib"
    finish
    exit 1
fi
# shellcheck disable=SC2086
if (cd "$PAIN_BUILDDIR" && $PAIN_NM -u $list) | grep -E '__(asan|ubsan|tsan|gcov|llvm_prof)' >/dev/null; then
    skip_all 'this build is instrumented; its objects refer to more than the library does'
fi
passes 'the objects refer to nothing that a library must not touch' "$(references "$PAIN_BUILDDIR" "$list")"
passes 'the objects hold no variables' "$(variables "$PAIN_BUILDDIR" "$list")"
plant 'printing is found' io '#include <stdio.h>
void f(int n); void f(int n) { printf("%d\n", n); }' 'refers to printf'
plant 'fortified printing is found' io 'int __printf_chk(int, const char *, ...);
void f(void);
void f(void) { __printf_chk(1, "%d", 3); }' 'refers to __printf_chk'
plant 'an assertion is found' stat '#undef NDEBUG
#include <assert.h>
void f(int n); void f(int n) { assert(n > 0); }' 'refers to __assert_fail'
plant 'GSL outside num is found' stat 'double gsl_sf_x(void); double f(void);
double f(void) { return gsl_sf_x(); }' 'GSL belongs in lib/num'
plant 'changing the handler of GSL is found even in num' num 'void gsl_set_error_handler_off(void); void f(void);
void f(void) { gsl_set_error_handler_off(); }' 'refers to gsl_set_error_handler_off'
plant 'malloc outside base is found' data '#include <stdlib.h>
void *f(void); void *f(void) { return malloc(3); }' 'memory comes through lib/base'
plant 'a static buffer is found' report 'char *f(void); char *f(void) { static char b[9]; return b; }' 'in .bss'
plant 'a changing variable is found' base 'int pain__n = 3;' 'pain__n is a variable in .data'
finish
