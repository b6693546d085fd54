/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The caller's words on what the columns are: "role=name", "before=a,b,c", "role=" for none. */
#include <config.h>

#include <string.h>

#include "io/columns.h"

static const char *const role_names[PAIN_ROLES] = {
    "patient", "course", "session", "visit",   "day",  "kind",
    "score",   "before", "after",   "planned", "stop",
};

const char *pain__role_name(pain_csv_role role)
{
    return role_names[role];
}

pain_status pain__columns_slots(pain__columns *c, size_t n, pain_error *error)
{
    if (n <= c->n_slots)
        return PAIN_OK;
    pain__slot *grown = pain__realloc(c->allocator, c->slots, c->n_slots, n, sizeof *grown);

    if (grown == NULL)
        return pain__fail(error, PAIN_ENOMEM, "no memory for the columns");
    c->slots = grown;
    for (; c->n_slots < n; c->n_slots++) {
        const pain__slot none = {PAIN__NO_COLUMN, PAIN__NO_COLUMN, (int32_t)c->n_slots + 1};

        c->slots[c->n_slots] = none;
    }
    return PAIN_OK;
}

/* True when a column has exactly this name, commas and all. */
static bool is_name(const pain__columns *c, const char *name)
{
    for (size_t i = 0; i < c->n; i++)
        if (strcmp(c->columns[i].name, name) == 0)
            return true;
    return false;
}

/* Puts the columns of a list into the slots. */
static pain_status map_list(pain__columns *c, pain_csv_role role, const char *list,
                            pain_error *error)
{
    size_t n = 0;

    for (const char *name = list; name != NULL; n++) {
        const char *comma = is_name(c, list) ? NULL : strchr(name, ',');
        size_t column, length = comma != NULL ? (size_t)(comma - name) : strlen(name);
        pain_status status = pain__columns_find(c, name, length, role_names[role], &column, error);

        if (status == PAIN_OK)
            status = pain__columns_slots(c, n + 1, error);
        if (status != PAIN_OK)
            return status;
        if (role == PAIN_ROLE_BEFORE)
            c->slots[n].before = column;
        else
            c->slots[n].after = column;
        if (n == 0)
            c->role[role] = column;
        name = comma != NULL ? comma + 1 : NULL;
    }
    c->listed[role - PAIN_ROLE_BEFORE] = n;
    return PAIN_OK;
}

static pain_status map_one(pain__columns *c, const char *map, pain_error *error)
{
    const char *name = map != NULL ? strchr(map, '=') : NULL;
    int role = 0;

    while (role < PAIN_ROLES && name != NULL &&
           (strlen(role_names[role]) != (size_t)(name - map) ||
            strncmp(role_names[role], map, (size_t)(name - map)) != 0))
        role++;
    if (name == NULL || role == PAIN_ROLES) {
        return pain__fail(error, PAIN_EINVAL,
                          "a column is given as ROLE=NAME with the roles patient, course, session, "
                          "visit, day, kind, score, before, after, planned, stop");
    }
    if (c->given[role])
        return pain__fail(error, PAIN_EINVAL, "the column '%s' is given twice", role_names[role]);
    c->given[role] = true;
    if (*++name == '\0')
        return PAIN_OK;
    if (role == PAIN_ROLE_BEFORE || role == PAIN_ROLE_AFTER)
        return map_list(c, (pain_csv_role)role, name, error);
    return pain__columns_find(c, name, strlen(name), role_names[role], &c->role[role], error);
}

pain_status pain__columns_map(pain__columns *c, const char *const *maps, size_t n_maps,
                              pain_error *error)
{
    for (int role = 0; role < PAIN_ROLES; role++)
        c->role[role] = PAIN__NO_COLUMN;
    for (size_t i = 0; i < n_maps; i++) {
        pain_status status = map_one(c, maps[i], error);

        if (status != PAIN_OK)
            return status;
    }
    if (c->listed[0] != c->listed[1] && c->listed[0] > 0 && c->listed[1] > 0) {
        return pain__fail(error, PAIN_EINVAL,
                          "before names %zu columns and after %zu: a session needs both, in the "
                          "same order",
                          c->listed[0], c->listed[1]);
    }
    return PAIN_OK;
}
