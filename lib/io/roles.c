/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The usual names of the columns that are not scores before or after. */
#include <config.h>

#include <string.h>

#include "io/columns.h"

enum {
    IN_SESSIONS = 1 << PAIN_LAYOUT_SESSIONS,
    IN_LONG = 1 << PAIN_LAYOUT_LONG,
    IN_ROWS = IN_SESSIONS | IN_LONG,
    IN_ALL = IN_ROWS | 1 << PAIN_LAYOUT_WIDE
};

/* Keys, each in blanks. A name of rank 2 counts only where there is none of rank 1: beside
 * "patient", "id" is the number of the row. "treatment" is a number of a session beside scores
 * before and after, elsewhere the arm; "time" is the hour of a session, elsewhere the visit. */
static const struct {
    pain_csv_role role;
    int rank, layouts;
    const char *keys;
} usual[] = {
    {PAIN_ROLE_PATIENT, 1, IN_ALL,
     " patient patientid patientno patientnr patientnumber patientcode patid pid ptid subject "
     "subjectid subjectno subjectnumber usubjid participant participantid client clientid recordid "
     "mrn "},
    {PAIN_ROLE_PATIENT, 2, IN_ALL,
     " id subjid subj record studyid case caseid caseno person personid pt "},
    {PAIN_ROLE_COURSE, 1, IN_ALL,
     " course courseno coursenr coursenumber courseid treatmentcourse cycle cycleno episode "},
    {PAIN_ROLE_SESSION, 1, IN_ROWS,
     " session sessionno sessionnr sessionnum sessionnumber sessionid sess sessno treatmentno "
     "treatmentnr treatmentnumber "},
    {PAIN_ROLE_SESSION, 2, IN_SESSIONS, " treatment visitno visitnr visitnum visitnumber "},
    {PAIN_ROLE_VISIT, 1, IN_ROWS,
     " visit visitname avisit timepoint redcapeventname eventname event "},
    {PAIN_ROLE_VISIT, 2, IN_LONG,
     " time visitno visitnr visitnum visitnumber avisitn wave occasion measurement assessment "},
    {PAIN_ROLE_DAY, 1, IN_ROWS,
     " day date sessionday sessiondate visitday visitdate treatmentday treatmentdate "
     "assessmentdate dateofsession dateofvisit dateoftreatment studyday "},
    {PAIN_ROLE_DAY, 2, IN_ROWS, " days ady adt adtc dtc qsdtc qsdy "},
    {PAIN_ROLE_KIND, 1, IN_LONG,
     " kind prepost beforeafter scorekind scoretype painkind paintype kindofscore timing "},
    {PAIN_ROLE_KIND, 2, IN_LONG, " type when phase "},
    {PAIN_ROLE_SCORE, 2, IN_LONG, " aval value qsstresn result "},
    {PAIN_ROLE_PLANNED, 1, IN_ALL,
     " planned plannedsessions sessionsplanned nplanned plannedno plannednumber "
     "plannednumberofsessions prescribed prescribedsessions sessionsprescribed "},
    {PAIN_ROLE_STOP, 1, IN_ALL,
     " stop stopped stopreason reasonstopped reasonforstopping stoppedbecause withdrawal "
     "withdrawalreason reasonforwithdrawal withdrawnreason discontinuation discontinuationreason "
     "reasonfordiscontinuation dropoutreason endreason dcsreas dcreascd "},
    {PAIN_ROLE_STOP, 2, IN_ALL, " reason outcome disposition status "},
};

/* True when `key` is one of the keys in blanks. */
static bool holds(const char *keys, const char *key)
{
    size_t length = strlen(key);

    for (const char *at = strstr(keys, key); at != NULL && length > 0; at = strstr(at + 1, key))
        if (at[-1] == ' ' && at[length] == ' ')
            return true;
    return false;
}

bool pain__column_has_role(const pain__columns *c, size_t i, pain_csv_role role, int rank)
{
    for (size_t k = 0; k < sizeof usual / sizeof *usual; k++)
        if (usual[k].role == role && usual[k].rank == rank &&
            (usual[k].layouts >> c->layout & 1) != 0 && holds(usual[k].keys, c->columns[i].key))
            return true;
    return false;
}

pain_status pain__columns_ambiguous(const pain__columns *c, pain_csv_role role, size_t a, size_t b,
                                    pain_error *error)
{
    const char *key = pain__role_name(role), *first = c->columns[a].name;
    const char *second = c->columns[b].name;

    if (strcmp(first, second) == 0) {
        (void)pain__fail(error, PAIN_ESCHEMA,
                         "two columns are named '%.40s', and either could be '%s': rename one",
                         first, key);
    } else {
        (void)pain__fail(error, PAIN_ESCHEMA,
                         "columns '%.40s' and '%.40s' could both be '%s': say which: %s=%.40s",
                         first, second, key, key, first);
    }
    error->column = (uint32_t)b + 1;
    return PAIN_ESCHEMA;
}

pain_status pain__columns_one(const pain__columns *c, pain_csv_role role, int rank, size_t *column,
                              pain_error *error)
{
    *column = PAIN__NO_COLUMN;
    for (size_t i = 0; i < c->n; i++) {
        if (!pain__column_has_role(c, i, role, rank))
            continue;
        if (*column != PAIN__NO_COLUMN)
            return pain__columns_ambiguous(c, role, *column, i, error);
        *column = i;
    }
    return PAIN_OK;
}

pain_status pain__columns_roles(pain__columns *c, pain_error *error)
{
    for (int role = 0; role < PAIN_ROLES; role++) {
        if (c->given[role] || (role >= PAIN_ROLE_SCORE && role <= PAIN_ROLE_AFTER))
            continue;
        for (int rank = 1; rank <= 2 && c->role[role] == PAIN__NO_COLUMN; rank++) {
            pain_status status =
                pain__columns_one(c, (pain_csv_role)role, rank, &c->role[role], error);

            if (status != PAIN_OK)
                return status;
        }
    }
    if (c->role[PAIN_ROLE_PATIENT] == PAIN__NO_COLUMN && c->layout != PAIN_LAYOUT_WIDE) {
        return pain__fail(error, PAIN_ESCHEMA,
                          "no column says who the patient is: say which: patient=NAME%s",
                          pain__columns_hint(c));
    }
    return PAIN_OK;
}
