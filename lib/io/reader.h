/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_IO_READER_H
#define PAIN_IO_READER_H
/* The reader. A source is cut into blocks at line ends; each block is read into rows by itself, by
 * any thread. The blocks' rows are taken in order, by one thread at a time, who knows what came
 * before: numbers of lines and records, what the days are, what is set aside. What a block cannot
 * settle by itself is looked at again there, by the caller's thread. */

#include "base/parallel.h"
#include "data/packing.h"
#include "io/batch.h"
#include "io/cells.h"
#include "io/columns.h"
#include "io/filter.h"
#include "io/records.h"
#include "io/source.h"

/* Some lines of the source, and what was read in them. */
typedef struct pain__block {
    char *text;
    size_t capacity, length;
    bool ended;         /* nothing stands behind it */
    bool after_cr;      /* an LF that it begins with belongs to the CR before it */
    pain_status source; /* not OK: why reading stopped behind it */

    pain_status status; /* not OK: memory ran out in it */
    pain__batch batch;  /* its rows */
    size_t used;        /* bytes read; what is left is the begin of a record */
    uint64_t lines;     /* line ends in them */
    uint32_t records, filtered, empty_scores;
    pain__day_origin origin; /* what days were found to be */
    char *spare;             /* text of cells with doubled quotes */
    size_t spare_capacity;
    char apart[PAIN__APART];
} pain__block;

/* What the cells of a column are. */
enum {
    PAIN__PATIENT,
    PAIN__VISIT,
    PAIN__GROUP,
    PAIN__COURSE,
    PAIN__PLANNED,
    PAIN__STOP,
    PAIN__SESSION,
    PAIN__DAY,
    PAIN__BEFORE,
    PAIN__AFTER,
    PAIN__PLAIN_KINDS
};

/* How many ends of cells are listed at a time, at most. */
enum { PAIN__ENDS = 512 };

/* Ends of cells or lines. */
typedef struct pain__ends {
    pain__walk walk;           /* over those that are not listed */
    uint32_t list[PAIN__ENDS]; /* list[0..first) are passed, one at least */
    size_t first, listed;
} pain__ends;

/* What it takes to read plain records. */
typedef struct pain__plain {
    bool possible;   /* the file may have some */
    bool open;       /* so may the block */
    bool seldom;     /* there are columns of what few files have */
    pain__row blank; /* what their rows are before cells are read */
    size_t column[PAIN__PLAIN_KINDS];
    uint64_t *marks; /* where cells of the block end, then where lines do */
    size_t capacity;
    pain__ends cells, lines; /* ends that are still to come */
    /* The labels that were read so far in plain records without another between them: each of the
     * next may be the last of them again. */
    size_t patients, visits, groups; /* how many words there are before them */
} pain__plain;

/* What it takes to read records into rows, one for each thread. */
typedef struct pain__parser {
    const struct pain_csv *csv; /* of which the columns, filters and rules are looked at */
    pain__records records;
    pain__plain plain;
    pain__cell_rules rules;
    pain__draft draft;  /* what the rows of the record at hand share */
    uint64_t key;       /* that labels are measured under */
    bool missing;       /* one of the scores is */
    pain_score *scores; /* before and after, for each slot of the columns */
    size_t next_row, n_rows;
    pain__batch batch;     /* for the thread's next block */
    pain__room *spare;     /* a list */
    pain__packing packing; /* of rows that the thread has taken */
    char apart[PAIN__APART];
} pain__parser;

/* What a record is. */
typedef enum pain__record {
    PAIN__RECORD_BLANK,
    PAIN__RECORD_FILTERED,
    PAIN__RECORD_ROWS,
    PAIN__RECORD_BAD /* the status tells why */
} pain__record;

struct pain_csv {
    pain_allocator allocator;
    pain__file file;
    pain__records header; /* reads the first bytes; then holds those that are not yet in a block */
    pain__columns columns;
    pain__filters filters;
    pain__cell_rules rules;
    char source[sizeof((pain_error *)0)->source];
    bool lenient;
    pain_reject_fn reject;
    void *reject_context;
    uint64_t threads;
    size_t block_bytes; /* of a block, as far as lines allow; tests make it small */

    /* blocks.c */
    char *tail; /* the begin of a line that the next block begins with */
    size_t tail_length, tail_capacity;
    uint64_t read_bytes;
    bool after_cr;
    bool read_over;
    pain__block *block; /* a ring */
    size_t blocks;
    size_t taken, parsed, filled; /* how many blocks, from the beginning, were so far */
    pain__block joined;           /* blocks from a record on that the first of them cuts */
    size_t joined_before;         /* how long it was when it was last read */
    pain__parser *parser;         /* for the threads */
    size_t parsers;

    /* take.c */
    pain__block *now; /* the block whose rows are taken; NULL for none */
    size_t next_item;
    const pain__item *item; /* the one at hand */
    pain__parser look;      /* reads what is looked at in order */
    bool looked;            /* it has the block's text */
    pain__draft draft;      /* a row of it */
    pain__word name;        /* of a patient who is known by the record's number */
    char number[24];        /* its text */
    pain__day_origin origin;
    uint64_t line;          /* where the block begins */
    pain_csv_counts before; /* before it, and in it what only order tells */
    pain_error error;       /* the last */
    pain_status over;       /* what every later call returns; OK while there is more */
    bool rejected;          /* the record at hand is counted as rejected */

    /* csv.c */
    char *labels; /* of the row that was handed out */
    size_t labels_capacity;
};

/* parser.c */

pain_status pain__parser_init(pain__parser *p, const pain_csv *csv);
void pain__parser_free(pain__parser *p);

/* Reads a block's text into its items; what days are is known or `assumed`. */
void pain__parser_read(pain__parser *p, pain__block *block, pain__day_origin assumed);

/* The memory for rows goes from a parser to a block that has none, and back: it stays in the cache
 * of the thread. */
void pain__parser_lend(pain__parser *p, pain__block *block);
void pain__parser_take_back(pain__parser *p, pain__block *block);

/* Looks at the record at hand, which the scan gave `status` for, and begins its rows. */
pain__record pain__parser_record(pain__parser *p, pain_status *status, pain_error *error);

/* How many scores the rows of the record at hand have room for: two a row. */
size_t pain__parser_scores(const pain__parser *p);

/* The column of score i; PAIN__NO_COLUMN for none. */
static inline size_t pain__parser_column(const pain__parser *p, size_t i)
{
    const pain__slot *slot = &p->csv->columns.slots[i / 2];

    return i % 2 == 0 ? slot->before : slot->after;
}

/* True when score i is missing and counts as such; true in `*off` when the scale does not have it.
 */
bool pain__parser_is_empty(const pain__parser *p, size_t i, bool *off);

/* plain.c */

void pain__plain_init(pain__plain *plain, const pain_csv *csv);
void pain__plain_free(pain__plain *plain, const pain_allocator *allocator);

/* Looks whether the text at hand may have plain records. ENOMEM. */
pain_status pain__plain_begin(pain__parser *p);

/* Reads plain records up to the first that is none, or to the end of the text. ENOMEM. */
pain_status pain__plain_read(pain__parser *p, pain__block *block);

/* rows.c */

/* Reads the record at hand into p->draft and p->scores. EVALUE, with place. */
pain_status pain__rows_begin(pain__parser *p, pain_error *error);

/* The next row of the record at hand; false after the last. */
bool pain__rows_next(pain__parser *p, pain__draft *draft);

/* occasion.c: the kind of a row from its number, visit and kind. EVALUE. */
pain_status pain__rows_occasion(pain__parser *p, pain_error *error);

/* Fails at the cell of a column. */
pain_status pain__rows_fail(const pain__parser *p, size_t column, const char *text,
                            pain_error *error);

/* The cell of a role, trimmed; empty when the role has no column or the cell holds no value. */
static inline pain__text pain__rows_cell(const pain__parser *p, size_t column)
{
    pain__text none = {"", 0};

    if (column == PAIN__NO_COLUMN)
        return none;
    pain__text cell = pain__trim(pain__records_cell(&p->records, column));

    return pain__cell_missing(&p->rules, cell) ? none : cell;
}

/* blocks.c */

/* Makes the blocks and the parsers, if they are not there. ENOMEM. */
pain_status pain__blocks_make(pain_csv *csv);
void pain__blocks_free(pain_csv *csv);

/* Fills n blocks from the source, which are free; fewer at its end. */
void pain__blocks_fill(pain_csv *csv, size_t n);

/* The block of that place, counted from the beginning. */
static inline pain__block *pain__block_at(const pain_csv *csv, size_t place)
{
    return &csv->block[place % csv->blocks];
}

/* Puts what the block at hand left unread into csv->joined, and then blocks behind it. ENOMEM. */
pain_status pain__blocks_keep(pain_csv *csv, const pain__block *now);
pain_status pain__blocks_join(pain_csv *csv, const pain__block *next);

/* take.c */

/* Goes on to the last of the next n items of the block at hand, of which there are as many. */
static inline const pain__item *pain__take_items(pain_csv *csv, size_t n)
{
    csv->next_item += n;
    const pain__item *item = &csv->now->batch.item[csv->next_item - 1];

    if (csv->rejected)
        csv->rejected = csv->item != NULL && csv->item->record == item->record;
    csv->item = item;
    return item;
}

/* The next rows of the block at hand that can be taken together: none of them needs a look, or its
 * patient to be named. */
pain__incoming pain__take_together(const pain_csv *csv);

/* The next row in order, and in its record's place csv->item: OK, DONE, or the error of a bad
 * record. `parsed` asks for the rows of blocks alone that are read already: DONE after the last. */
pain_status pain__take_row(pain_csv *csv, bool parsed, pain__incoming *row);

/* Begins with the block that follows, and ends with it when all rows are taken and nothing of it is
 * left; false when pain__take_row has to do that. */
bool pain__take_begin(pain_csv *csv, pain__block *block);
bool pain__take_end(pain_csv *csv);

/* Measures labels under that key, also those of rows that are read and not taken. */
void pain__take_key(pain_csv *csv, uint64_t key);

/* What was read so far, up to the item at hand. */
pain_csv_counts pain__take_counts(const pain_csv *csv);

/* Deals with a bad row, csv->error saying why: OK when it was set aside. */
pain_status pain__take_bad(pain_csv *csv, bool fatal);

#endif
