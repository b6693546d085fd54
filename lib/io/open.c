/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening: options, header, columns. */
#include <config.h>

#include <string.h>

#include "io/reader.h"

/* Of a block: large beside the cost of a thread's start, small beside the cache. */
enum { BLOCK_BYTES = 1 << 16 };

static pain_status check_options(const pain_csv_options *o, pain_error *error)
{
    if (o->layout < PAIN_LAYOUT_AUTO || o->layout > PAIN_LAYOUT_WIDE)
        return pain__fail(error, PAIN_EINVAL, "the layout is none of pain_csv_layout");
    if (o->delimiter != '\0' && strchr(",;|\t", o->delimiter) == NULL)
        return pain__fail(error, PAIN_EINVAL, "the delimiter is none of , ; | and tab");
    if (o->decimal != '\0' && o->decimal != '.' && o->decimal != ',')
        return pain__fail(error, PAIN_EINVAL, "the decimal mark is neither . nor ,");
    if (o->scale != NULL && pain_scale_check(o->scale) != PAIN_OK)
        return pain__fail(error, PAIN_EINVAL, "the scale is not valid");
    if (o->n_columns > 0 && o->columns == NULL)
        return pain__fail(error, PAIN_EINVAL, "columns are counted but not given");
    return PAIN_OK;
}

/* Reads the header: the first record that is not empty. */
static pain_status read_header(pain_csv *csv, const pain_csv_options *o, pain_error *error)
{
    pain__records *r = &csv->header;
    bool fatal, empty = true;
    pain_status status = pain__records_encoding(r, error);

    if (status == PAIN_OK)
        status = pain__records_delimiter(r, o->delimiter, error);
    while (status == PAIN_OK && empty) {
        status = pain__records_next(r, &fatal, error);
        for (size_t i = 0; status == PAIN_OK && i < r->n_cells; i++)
            empty = empty && pain__trim(pain__records_cell(r, i)).length == 0;
    }
    if (status == PAIN_DONE)
        return pain__fail(error, PAIN_EEMPTY, "no header: there is no text in it");
    if (status == PAIN_OK)
        status = pain__columns_names(&csv->columns, r, error);
    return status;
}

/* The scores of a file that is not wide stand in one slot. */
static pain_status make_slots(pain_csv *csv, pain_error *error)
{
    pain__columns *c = &csv->columns;

    if (c->layout != PAIN_LAYOUT_WIDE) {
        pain_status status = pain__columns_slots(c, 1, error);

        if (status != PAIN_OK)
            return status;
        c->slots[0].before =
            c->role[c->layout == PAIN_LAYOUT_LONG ? PAIN_ROLE_SCORE : PAIN_ROLE_BEFORE];
        c->slots[0].after = c->role[PAIN_ROLE_AFTER];
    }
    return PAIN_OK;
}

static pain_status find_columns(pain_csv *csv, const pain_csv_options *o, pain_error *error)
{
    pain__columns *c = &csv->columns;
    pain_status status = pain__columns_map(c, o->columns, o->n_columns, error);

    if (status == PAIN_OK)
        status = pain__columns_layout(c, (pain_csv_layout)o->layout, error);
    if (status == PAIN_OK)
        status = pain__columns_roles(c, error);
    c->group = PAIN__NO_COLUMN;
    if (status == PAIN_OK && o->group != NULL)
        status = pain__columns_find(c, o->group, strlen(o->group), "group", &c->group, error);
    if (status == PAIN_OK)
        status = pain__filters_new(&csv->filters, c, o->where, o->n_where, error);
    if (status == PAIN_OK)
        status = make_slots(csv, error);
    return status;
}

static pain_status set_rules(pain_csv *csv, const pain_csv_options *o, pain_error *error)
{
    char delimiter = csv->header.delimiter;

    if (o->decimal == ',' && delimiter == ',')
        return pain__fail(error, PAIN_EINVAL, "',' cannot be both decimal mark and delimiter");
    csv->rules.scale = o->scale != NULL ? *o->scale : pain_scale_nrs11();
    pain__cell_rules_scale(&csv->rules);
    csv->rules.marks = o->decimal == '.'   ? "."
                       : o->decimal == ',' ? ","
                       : delimiter == ','  ? "."
                                           : ".,";
    return pain__cell_rules_missing(&csv->rules, &csv->allocator, o->missing, o->n_missing, error);
}

static pain_csv *make(const pain_csv_options *o, pain_read_fn read, void *context)
{
    pain_allocator a = pain__allocator(o->allocator);
    pain_csv *csv = pain__alloc(&a, 1, sizeof *csv);

    if (csv == NULL)
        return NULL;
    csv->allocator = a;
    csv->columns.allocator = &csv->allocator;
    csv->filters.allocator = &csv->allocator;
    csv->lenient = o->lenient != 0;
    csv->reject = o->reject;
    csv->reject_context = o->reject_context;
    csv->threads = o->threads;
    csv->block_bytes = BLOCK_BYTES;
    pain__records_init(&csv->header, &csv->allocator, read, context);
    return csv;
}

/* The bytes behind the header are those of the first block. */
static void leave_header(pain_csv *csv)
{
    pain__records *r = &csv->header;

    r->begin += r->next;
    csv->line = r->line + r->lines;
    /* A line end of CR and LF may be cut by the end of what was read. */
    csv->after_cr = r->after_cr;
    csv->before.bytes = r->bytes - (r->end - r->begin);
}

/* Opens `path`, or `read` where that is NULL. */
static pain_status open_source(pain_csv **csv, pain_read_fn read, void *context, const char *path,
                               const pain_csv_options *o, pain_error *error)
{
    pain_status status = check_options(o, error);

    if (status != PAIN_OK)
        return status;
    pain_csv *made = make(o, path != NULL ? pain__file_read : read, context);

    if (made == NULL)
        return pain__fail(error, PAIN_ENOMEM, "no memory for the reader");
    if (path != NULL) {
        made->header.context = &made->file;
        status = pain__file_open(&made->file, path, error);
    }
    pain__copy_cut(made->source, sizeof made->source,
                   path != NULL        ? path
                   : o->source != NULL ? o->source
                                       : "");
    if (status == PAIN_OK)
        status = read_header(made, o, error);
    if (status == PAIN_OK)
        status = set_rules(made, o, error);
    if (status == PAIN_OK)
        status = find_columns(made, o, error);
    if (status == PAIN_EIO && made->file.error != 0)
        (void)pain__file_fail(&made->file, error);
    if (status == PAIN_ESCHEMA)
        error->line = made->header.line;
    if (status == PAIN_OK) {
        leave_header(made);
        *csv = made;
        return PAIN_OK;
    }
    pain__copy_cut(error->source, sizeof error->source, made->source);
    pain_csv_free(made);
    return status;
}

/* What both ways of opening share. */
static pain_status open_either(pain_csv **csv, pain_read_fn read, void *context, const char *path,
                               const pain_csv_options *options, pain_error *error)
{
    pain_csv_options known;
    pain_error place;
    pain_status status = PAIN_OK;

    if (csv == NULL)
        return pain__fail(error, PAIN_EINVAL, "no place for the reader");
    *csv = NULL;
    pain__error_clear(&place);
    if (pain__options(&known, sizeof known, options) != PAIN_OK)
        status = pain__fail(&place, PAIN_EINVAL, "the options have no size, or one unknown");
    else if (read == NULL && path == NULL)
        status = pain__fail(&place, PAIN_EINVAL, "nothing to read from");
    if (status == PAIN_OK)
        status = open_source(csv, read, context, path, &known, &place);
    if (error != NULL)
        *error = place;
    return status;
}

pain_status pain_csv_open(pain_csv **csv, pain_read_fn read, void *context,
                          const pain_csv_options *options, pain_error *error)
{
    return open_either(csv, read, context, NULL, options, error);
}

pain_status pain_csv_open_file(pain_csv **csv, const char *path, const pain_csv_options *options,
                               pain_error *error)
{
    return open_either(csv, NULL, NULL, path, options, error);
}

void pain_csv_free(pain_csv *csv)
{
    if (csv == NULL)
        return;
    pain_allocator a = csv->allocator;

    pain__file_close(&csv->file);
    pain__blocks_free(csv);
    pain__records_free(&csv->header);
    pain__filters_free(&csv->filters);
    pain__columns_free(&csv->columns);
    pain__free(&a, csv->rules.missing);
    pain__free(&a, csv->labels);
    pain__free(&a, csv);
}
