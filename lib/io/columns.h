/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_IO_COLUMNS_H
#define PAIN_IO_COLUMNS_H
/* What the columns of a file are. */

#include "io/records.h"

#define PAIN__NO_COLUMN SIZE_MAX

/* A column's name, and its key: the name without what does not matter. */
typedef struct pain__column {
    char *name, *key;
} pain__column;

/* A place for scores in a wide record: a session with a number, or an assessment named after its
 * column. */
typedef struct pain__slot {
    size_t before, after; /* columns; PAIN__NO_COLUMN */
    int32_t number;       /* of the session */
} pain__slot;

typedef struct pain__columns {
    const pain_allocator *allocator; /* borrowed */
    pain__column *columns;
    size_t n;
    char *text; /* the names and keys stand here */
    pain_csv_layout layout;
    size_t role[PAIN_ROLES]; /* column; in a wide file the first */
    bool given[PAIN_ROLES];  /* by the caller: even "none" is not searched for */
    size_t group;
    pain__slot *slots; /* wide */
    size_t n_slots;
    size_t listed[2]; /* columns that the caller gave for before, after */
    bool pairs;       /* wide: the slots are sessions, not assessments */
} pain__columns;

/* names.c */

/* Takes the names from the header record. ENOMEM. */
pain_status pain__columns_names(pain__columns *c, const pain__records *r, pain_error *error);
void pain__columns_free(pain__columns *c);

/* The column of that name (of `length` bytes): the one of exactly this name, else the one whose
 * name differs in what does not matter. ESCHEMA when there is none or more than one; `option` is
 * the option that names it, for the text. */
pain_status pain__columns_find(const pain__columns *c, const char *name, size_t length,
                               const char *option, size_t *column, pain_error *error);

/* Writes the key of a name: without letter case, blanks, '_', '-', '.' and what stands in brackets.
 * `key` has room for the name. */
void pain__column_key(char *key, const char *name, size_t length);

/* A phrase that says what to do when a needed column was not found. */
const char *pain__columns_hint(const pain__columns *c);

/* words.c */

/* What a key says of a score column. */
typedef enum pain__meaning {
    PAIN__MEANS_NOTHING = 0,
    PAIN__MEANS_SCORE,    /* a score, of no stated occasion: "pain", "NRS score" */
    PAIN__MEANS_BEFORE,   /* "pre", "pain before", "pre 3" */
    PAIN__MEANS_AFTER,    /* "post" */
    PAIN__MEANS_BASELINE, /* "baseline", "pain baseline" */
    PAIN__MEANS_END,      /* "endpoint", "final pain" */
    PAIN__MEANS_VISIT     /* "pain 3", "NRS week 4", "month 6" */
} pain__meaning;

typedef struct pain__reading {
    pain__meaning meaning;
    int32_t number;   /* -1 for none */
    bool scale;       /* the number may belong to the scale, as in "NRS-11 before" */
    uint64_t measure; /* a hash of the words that say what is measured; 0 for none */
} pain__reading;

pain__reading pain__column_read(const char *key);

/* mapping.c */

/* The key of a role in pain_csv_options.columns. */
const char *pain__role_name(pain_csv_role role);

/* Applies pain_csv_options.columns. EINVAL, ESCHEMA, ENOMEM. */
pain_status pain__columns_map(pain__columns *c, const char *const *maps, size_t n_maps,
                              pain_error *error);

/* Makes room for the slots of a wide file: n, of no columns, numbered from 1. */
pain_status pain__columns_slots(pain__columns *c, size_t n, pain_error *error);

/* layout.c */

/* Finds the layout (unless it is given) and where the scores stand. ESCHEMA, ENOMEM. */
pain_status pain__columns_layout(pain__columns *c, pain_csv_layout layout, pain_error *error);

/* wide.c: the score columns of a wide file, from their names. */

/* How the scores of a wide file are named. */
typedef enum pain__series {
    PAIN__SERIES_NONE = 0,
    PAIN__SERIES_BARE, /* only times are named: "baseline", "week 4" */
    PAIN__SERIES_NAMED /* "pain 0", "pain 1" */
} pain__series;

/* True when there are numbered columns before or after. */
bool pain__columns_numbered(const pain__columns *c);

/* Finds sessions: columns before and after. ESCHEMA, ENOMEM. */
pain_status pain__columns_pairs(pain__columns *c, pain_error *error);

/* Finds assessments: `measure` is what they measure. */
pain__series pain__columns_series(const pain__columns *c, uint64_t *measure);

/* Takes that series. ESCHEMA when there is another, ENOMEM. */
pain_status pain__columns_assessments(pain__columns *c, uint64_t measure, pain_error *error);

/* roles.c */

/* Finds the roles that are not scores. ESCHEMA. */
pain_status pain__columns_roles(pain__columns *c, pain_error *error);

/* True when a column's name says well (rank 1) or perhaps (rank 2) that it has the role. */
bool pain__column_has_role(const pain__columns *c, size_t i, pain_csv_role role, int rank);

/* The one column of that role and rank into `*column`, PAIN__NO_COLUMN for none; ESCHEMA for more
 * than one. */
pain_status pain__columns_one(const pain__columns *c, pain_csv_role role, int rank, size_t *column,
                              pain_error *error);

/* Fails because columns a and b could both have the role. */
pain_status pain__columns_ambiguous(const pain__columns *c, pain_csv_role role, size_t a, size_t b,
                                    pain_error *error);

#endif
