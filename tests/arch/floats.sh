#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every public function that computes begins with PAIN__FLOATS (lib/base/floats.h), and tests/host calls it with
# the floating-point environments of other hosts. What does not compute is listed here: names, access to what is
# there, and what is done with whole numbers alone.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

whole='
pain_certificate_text pain_claim_format pain_claim_parse pain_claim_range pain_claim_result pain_cohort_count
pain_cohort_merge pain_cohort_pairs pain_compared_range pain_courses_are_assessments pain_courses_group
pain_courses_groups pain_courses_list pain_courses_scale pain_courses_unit pain_csv_count pain_csv_found_column
pain_csv_found_delimiter pain_csv_found_layout pain_csv_next pain_csv_open pain_csv_open_file pain_csv_read
pain_factor_name pain_grid_of_scale pain_grid_percent pain_grid_whole pain_innocent_text pain_measure_unit
pain_method_parse pain_paired_quantity_name pain_paired_witness_median pain_paired_witness_value pain_pairings_check
pain_pairs_add pain_pairs_add_arrays pain_pairs_counts pain_pairs_merge pain_pairs_new pain_printed_parse pain_printed_range
pain_range_holds pain_recalculated_text pain_recalculation_at pain_recalculation_outcome pain_recalculation_verdict
pain_result_name pain_rng_below pain_rng_init pain_rng_next pain_rounding_name pain_scale_check pain_scale_format
pain_scale_nrs11 pain_scale_parse pain_scale_steps pain_session_init pain_sessions_append pain_sessions_count
pain_sessions_get pain_sessions_new pain_sessions_patients pain_sessions_scale pain_simplest_share pain_status_name
pain_status_text pain_stop_parse pain_study_at pain_study_choice_text pain_study_condition pain_study_contradicts
pain_study_innocent pain_study_outcome pain_study_used pain_study_verdict_text pain_summary_flows pain_summary_group
pain_summary_is_of_assessments pain_summary_level pain_summary_rows pain_summary_rules pain_summary_scale
pain_summary_suppress pain_support_name pain_tally_add pain_tally_add_array pain_tally_counts pain_tally_merge
pain_tally_new pain_test_method_parse pain_verification_cells pain_verification_claims pain_verification_endpoints
pain_verification_level pain_version
'

# Prints the public functions that begin with PAIN__FLOATS, of the files given.
guarded()
{
    awk '
        /^[a-z].*pain_[a-z0-9_]+\(/ || /^pain_[a-z0-9_]+\(/ {
            match($0, /pain_[a-z0-9_]+\(/)
            name = substr($0, RSTART, RLENGTH - 1)
        }
        last == "{" && $0 == "    PAIN__FLOATS;" { print name }
        { last = $0 }' "$@" | sort
}

# Prints the public functions that are to begin with it.
computing()
{
    sed -n 's/^\t\(pain_[a-z0-9_]*\);$/\1/p' "$1" |
        grep -v -E '_(key|label|source|free)$' | grep -v -w -F "$(echo "$whole" | tr -s ' ' '\n' | grep .)" | sort
}

# missing LEFT RIGHT WORDS: complains of names that only LEFT has.
missing()
{
    comm -23 "$scratch/$1" "$scratch/$2" | sed "s|\$| $3|"
}

cd "$PAIN_SRCDIR" || exit 1
computing lib/painstat.map >"$scratch/computing"
# shellcheck disable=SC2046 # names without blanks
guarded $(find lib -name '*.c') >"$scratch/guarded"
grep -h -o -E 'pain_[a-z0-9_]+' tests/host/calls_*.c | sort -u >"$scratch/called"
passes 'every public function that computes guards its environment' \
    "$(missing computing guarded 'does not begin with PAIN__FLOATS, and is not listed in tests/arch/floats.sh')"
passes 'nothing else does' "$(missing guarded computing 'begins with PAIN__FLOATS, and is listed as not computing')"
passes 'tests/host calls every one' "$(missing computing called 'is not called in tests/host')"

printf '%s\n' 'pain_status' 'pain_planted(double x)' '{' '    PAIN__FLOATS;' '}' >"$scratch/planted.c"
guarded "$scratch/planted.c" >"$scratch/guarded"
printf 'pain_other\npain_planted\n' >"$scratch/computing"
finds 'a function without it is found' "$(missing computing guarded 'has none')" 'pain_other has none'
finish
