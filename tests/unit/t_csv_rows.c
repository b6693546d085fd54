/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From records to rows. What is expected was written by hand from the contract; see csv_support.h
 * for the notation. */
#include <config.h>

#include <string.h>

#include "csv_support.h"

START_TEST(a_session_has_scores_before_and_after)
{
    csv_check("",
              "patient,course,session,visit,date,pre,post,planned,stop\n"
              "P1,1,1,,2024-02-29,7,2,10,\n"
              "P1,1,2,Tuesday,2024-03-01T09:30,6,1,10,well\n",
              "P1 s1 7>2 day=19782 course=1 planned=10 @2\n"
              "P1 s2 6>1 day=19783 visit=Tuesday course=1 planned=10 stop=2 @3\nend");
}
END_TEST

START_TEST(session_0_is_an_evaluation_and_none_a_follow_up)
{
    csv_check("",
              "patient,session,visit,day,pre,post\n"
              "P1,0,,,8,3\nP1,1,,,7,2\nP1,,1 month,,3,\nP1,,,90,,4\nP1,,,,,\n",
              "P1 e0 8>3 @2\nP1 s1 7>2 @3\nP1 f0 3>- visit=1 month @4\nP1 f0 4>- day=90 @5\n"
              "P1 a0 ->- @6\nend");
}
END_TEST

START_TEST(a_score_without_number_visit_and_day_is_refused)
{
    csv_check("", "patient,session,pre,post\nP1,1,7,2\nP1,,3,\n",
              "P1 s1 7>2 @2\nPAIN_EVALUE line 3 record 2 column 2 field session\n");
}
END_TEST

START_TEST(a_visits_name_says_its_kind_in_a_file_of_sessions)
{
    csv_check("",
              "patient,session,visit,pre,post\nP1,,Evaluation,8,\nP1,1,Free session,8,5\n"
              "P1,1,Session,8,4\nP1,2,Follow-up 3 months,4,\nP1,,FU1,4,\n",
              "P1 e0 8>- visit=Evaluation @2\nP1 e1 8>5 visit=Free session @3\n"
              "P1 s1 8>4 visit=Session @4\nP1 f2 4>- visit=Follow-up 3 months @5\n"
              "P1 f0 4>- visit=FU1 @6\nend");
}
END_TEST

START_TEST(without_session_numbers_the_day_is_what_is_known)
{
    csv_check("", "patient,day,pre,post\nP1,1,7,2\nP1,3.0,6,2\nP1,-2,6,2\n",
              "P1 s0 7>2 day=1 @2\nP1 s0 6>2 day=3 @3\nP1 s0 6>2 day=-2 @4\nend");
}
END_TEST

START_TEST(a_long_row_is_an_assessment)
{
    csv_check("group arm",
              "id,visit,score,arm\nP1,baseline,7,A\nP1,follow-up,2,\nP2,baseline,NA,na\n",
              "P1 a0 7>- visit=baseline group=A @2\nP1 a0 2>- visit=follow-up @3\n"
              "P2 a0 ->- visit=baseline @4\nend");
}
END_TEST

START_TEST(a_long_row_with_a_kind_is_one_side_of_a_session)
{
    csv_check("",
              "id,session,kind,when_asked,nrs\nP1,1,before,,7\nP1,1,POST,,2\nP1,0,pre,,9\n"
              "P1,,Follow-up,,3\nP1,,evaluation,,8\nP1,,baseline,,8\nP1,,,,\n",
              "P1 s1 7>- @2\nP1 s1 ->2 @3\nP1 e0 9>- @4\nP1 f0 3>- @5\nP1 e0 8>- @6\nP1 e0 8>- @7\n"
              "P1 a0 ->- @8\nend");
}
END_TEST

START_TEST(a_long_row_with_a_number_only_is_named_by_it)
{
    csv_check("", "id,session,nrs\nP1,1,7\nP1,10,2\n",
              "P1 a1 7>- visit=1 @2\nP1 a10 2>- visit=10 @3\nend");
}
END_TEST

START_TEST(a_wide_record_of_pairs_is_sessions)
{
    csv_check(
        "",
        "id,pre1,post1,pre2,post2,pre3,post3\nP1,7,2,6,1,5,0\nP2,7,,,,6,2\nP3,8,4,,,,\nP4,,,,,,\n",
        "P1 s1 7>2 @2\nP1 s2 6>1 @2\nP1 s3 5>0 @2\nP2 s1 7>- @3\nP2 s2 ->- @3\nP2 s3 6>2 @3\n"
        "P3 s1 8>4 @4\nP4 e0 ->- @5\nend");
    csv_check("", "id,pre_0,post_0,pre_1,post_1\nP1,9,5,7,3\n", "P1 e0 9>5 @2\nP1 s1 7>3 @2\nend");
}
END_TEST

START_TEST(a_wide_record_of_single_scores_is_assessments)
{
    csv_check("", "\"pain.0\",\"pain.1\",\"pain.2\"\n7,NA,3\n,,\n",
              "1 a0 7>- visit=pain.0 @2\n1 a0 ->- visit=pain.1 @2\n1 a0 3>- visit=pain.2 @2\n"
              "2 a0 ->- visit=pain.0 @3\n2 a0 ->- visit=pain.1 @3\n2 a0 ->- visit=pain.2 @3\nend");
    csv_check("column before=x,y\ncolumn after=u,v", "id,x,y,u,v\nP1,7,6,2,1\n",
              "P1 s1 7>2 @2\nP1 s2 6>1 @2\nend");
    csv_check("column after=x,y", "id,x,y\nP1,7,6\n", "P1 s1 ->7 @2\nP1 s2 ->6 @2\nend");
}
END_TEST

START_TEST(markers_for_no_value_are_no_scores)
{
    csv_check("missing -9\nmissing Refused",
              "id,visit,pain\n"
              "A,1,\nA,2,na\nA,3,N/A\nA,4,NaN\nA,5,NULL\nA,6,.\nA,7,-9\nA,8,\" refused \"\nA,.,5\n",
              "A a0 ->- visit=1 @2\nA a0 ->- visit=2 @3\nA a0 ->- visit=3 @4\nA a0 ->- visit=4 @5\n"
              "A a0 ->- visit=5 @6\nA a0 ->- visit=6 @7\nA a0 ->- visit=7 @8\nA a0 ->- visit=8 @9\n"
              "A a0 5>- @10\nend");
}
END_TEST

START_TEST(scores_the_scale_does_not_have_are_told_and_missing)
{
    csv_check(
        "", "id,session,pre,post\nA,1,99,3\nA,2,3.5,-1\n",
        "score <A,1,99,3> PAIN_EVALUE line 2 record 1 column 3 field pre\nA s1 !>3 @2\n"
        "score <A,2,3.5,-1> PAIN_EVALUE line 3 record 2 column 3 field pre\n"
        "score <A,2,3.5,-1> PAIN_EVALUE line 3 record 2 column 4 field post\nA s2 ~>! @3\nend");
}
END_TEST

/* More decimals than are held, behind a number that is an end of the scale or a step of it. */
START_TEST(a_score_a_trace_beyond_an_end_is_off_the_scale)
{
    static const char text[] = "P,pre,post\nA,10.00000000000000000001,5.00000000000000000001\n"
                               "B,-0.00000000000000000001,0.00000000000000000001\n";
    static const char *const scales[] = {
        "scale 0:10:1\nlayout sessions\ncolumn patient=P",
        "scale 0:10:1:reversed\nlayout sessions\ncolumn patient=P"};

    for (int i = 0; i < 2; i++) {
        pain_sessions *table;
        pain_csv_counts counts;

        ck_assert_int_eq(csv_read_table(scales[i], text, &table, &counts, NULL), PAIN_OK);
        ck_assert_uint_eq(counts.off_scale, 2);
        ck_assert_uint_eq(counts.off_step, 2);
        pain_sessions_free(table);
    }
}
END_TEST

START_TEST(decimals_may_have_a_comma_where_it_is_no_delimiter)
{
    csv_check("scale vas10", "id;visit;pain\nA;1;3,5\nA;2;4.5\n",
              "A a0 35>- visit=1 @2\nA a0 45>- visit=2 @3\nend");
    csv_check("scale vas10", "id\tvisit\tpain\nA\t1\t3,5\n", "A a0 35>- visit=1 @2\nend");
    csv_check("scale vas10\ndecimal ,", "id;visit;pain\nA;1;3.5\n",
              "PAIN_EVALUE line 2 record 1 column 3 field pain\n");
    csv_check("scale vas10", "id,visit,pain\nA,1,\"3,5\"\n",
              "PAIN_EVALUE line 2 record 1 column 3 field pain\n");
    csv_check("scale 0-1:reversed", "id,visit,pain\nA,1,0.25\n", "A a0 75>- visit=1 @2\nend");
}
END_TEST

START_TEST(delimiters_quotes_and_line_ends_do_not_change_rows)
{
    static const char want[] = "A a0 7>- visit=x, y @2\nB a0 3>- visit=z @3\nend";

    csv_check("", "id,visit,pain\nA,\"x, y\",7\nB,z,3\n", want);
    csv_check("", "\xef\xbb\xbfid,visit,pain\r\nA,\"x, y\", 7 \r\n\"B\",z,\"3\"\r\n", want);
    csv_check("", "id;visit;pain\rA;x, y;7\rB;z;3\r", want);
    csv_check("", "\"id\"|visit|pain\nA|x, y|7\nB|z|3", want);
    csv_check("delimiter \t", "id\tvisit\tpain\nA\tx, y\t7\nB\tz\t3\n", want);
    csv_check("", "sep=;\nid;visit;pain\nA;x, y;7\n", "A a0 7>- visit=x, y @3\nend");
    csv_check("", "\n,,\nid,visit,pain\n\n,,\nA,x,7\n,,\n\n", "A a0 7>- visit=x @6\nend");
}
END_TEST

START_TEST(filters_leave_records_out_whatever_they_hold)
{
    static const char text[] = "id,visit,pain,arm\nA,1,7,1\nB,1,bad,2\nC,1,3,3\nD,1,4,\n";

    csv_check("where arm=1,3", text, "A a0 7>- visit=1 @2\nC a0 3>- visit=1 @4\nend");
    csv_check("where arm!=2", text,
              "A a0 7>- visit=1 @2\nC a0 3>- visit=1 @4\nD a0 4>- visit=1 @5\nend");
    csv_check("where arm=", text, "D a0 4>- visit=1 @5\nend");
    csv_check("where arm!=2,\nwhere id!=A", text, "C a0 3>- visit=1 @4\nend");
}
END_TEST

/* Days since 1970-01-01 by Python's datetime.date.toordinal. */
START_TEST(dates_are_days_of_the_calendar)
{
    csv_check(
        "",
        "id,date,pre,post\nA,1970-01-01,1,1\nA,1969-12-31,1,1\nA,2000-02-29,1,1\nA,2100-03-01,1,1\n"
        "A,0001-01-01,1,1\nA,9999-12-31,1,1\n",
        "A s0 1>1 day=0 @2\nA s0 1>1 day=-1 @3\nA s0 1>1 day=11016 @4\nA s0 1>1 day=47541 @5\n"
        "A s0 1>1 day=-719162 @6\nA s0 1>1 day=2932896 @7\nend");
}
END_TEST

START_TEST(what_is_no_date_is_refused)
{
    static const char *const bad[] = {"2023-02-29", "2100-02-29", "2024-13-01", "2024-00-10",
                                      "2024-01-32", "2024-1-1",   "01/02/2024", "20240101",
                                      "2024-01",    "Monday",     "1.5",        "2024-01-01x"};

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char text[128];

        (void)snprintf(text, sizeof text, "id,date,pre,post\nA,%s,1,1\n", bad[i]);
        csv_check("", text, "PAIN_EVALUE line 2 record 1 column 2 field date\n");
    }
    csv_check("", "id,date,pre,post\nA,2024-01-01,1,1\nA,5,1,1\n",
              "A s0 1>1 day=19723 @2\nPAIN_EVALUE line 3 record 2 column 2 field date\n");
    csv_check("", "id,date,pre,post\nA,5,1,1\nA,2024-01-01,1,1\n",
              "A s0 1>1 day=5 @2\nPAIN_EVALUE line 3 record 2 column 2 field date\n");
}
END_TEST

/* A few rows of public data: Ashar 2022 (CC0), VIS-SIG Wonderful Wednesdays (CC0), licorice gargle
 * (MIT). */
START_TEST(public_data_sets_are_read_with_few_options)
{
    csv_check("group group\nwhere group!=",
              "id,time,group,is_patient,pain_avg,bpi_intensity\n"
              "12,1,3,1,2,2.5\n12,2,3,1,3,2.75\n18,1,,0,1,\n",
              "12 a0 2>- visit=1 group=3 @2\n12 a0 3>- visit=2 group=3 @3\nend");
    csv_check("scale vas100\ngroup trt",
              "\"pain.0\",\"pain.1\",\"pain.bin.1\",\"age\",\"trt\"\n"
              "43,36,\"no\",78,\"pbo\"\n49,NA,NA,57,\"pbo\"\n",
              "1 a0 43>- visit=pain.0 group=pbo @2\n1 a0 36>- visit=pain.1 group=pbo @2\n"
              "2 a0 49>- visit=pain.0 group=pbo @3\n2 a0 ->- visit=pain.1 group=pbo @3\nend");
    csv_check("scale vas100:reversed",
              "USUBJID,TRT,AVISIT,AVAL,ICE\nSUBJ-001,Treatment A,BASE,19,N\n",
              "SUBJ-001 a0 81>- visit=BASE @2\nend");
    csv_check("column before=pacu30min_throatPain,pod1am_throatPain\ngroup treat",
              "preOp_gender,preOp_pain,treat,pacu30min_throatPain,pod1am_throatPain\n0,0,1,2,0\n",
              "1 a0 2>- visit=pacu30min_throatPain group=1 @2\n1 a0 0>- visit=pod1am_throatPain "
              "group=1 @2\nend");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("csv rows");
    TCase *tests = tcase_create("rows");

    tcase_add_test(tests, a_session_has_scores_before_and_after);
    tcase_add_test(tests, session_0_is_an_evaluation_and_none_a_follow_up);
    tcase_add_test(tests, a_score_without_number_visit_and_day_is_refused);
    tcase_add_test(tests, a_visits_name_says_its_kind_in_a_file_of_sessions);
    tcase_add_test(tests, without_session_numbers_the_day_is_what_is_known);
    tcase_add_test(tests, a_long_row_is_an_assessment);
    tcase_add_test(tests, a_long_row_with_a_kind_is_one_side_of_a_session);
    tcase_add_test(tests, a_long_row_with_a_number_only_is_named_by_it);
    tcase_add_test(tests, a_wide_record_of_pairs_is_sessions);
    tcase_add_test(tests, a_wide_record_of_single_scores_is_assessments);
    tcase_add_test(tests, markers_for_no_value_are_no_scores);
    tcase_add_test(tests, scores_the_scale_does_not_have_are_told_and_missing);
    tcase_add_test(tests, a_score_a_trace_beyond_an_end_is_off_the_scale);
    tcase_add_test(tests, decimals_may_have_a_comma_where_it_is_no_delimiter);
    tcase_add_test(tests, delimiters_quotes_and_line_ends_do_not_change_rows);
    tcase_add_test(tests, filters_leave_records_out_whatever_they_hold);
    tcase_add_test(tests, dates_are_days_of_the_calendar);
    tcase_add_test(tests, what_is_no_date_is_refused);
    tcase_add_test(tests, public_data_sets_are_read_with_few_options);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
