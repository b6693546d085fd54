/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_TOOLS_SIMULATE_H
#define PAIN_TOOLS_SIMULATE_H
/* A clinic that does not exist: patients with known pain, and the scores a clinic would record.
 *
 * Pain is in thousandths of a point (milli), chances are in 10,000 parts, and every draw is of
 * whole numbers, so that a seed gives the same clinic on every machine. Patient i takes stream i
 * of the seed: what happens to one patient does not depend on the others.
 *
 * The model. Pain at baseline is normal, cut to its range. A patient responds, responds in part,
 * or does not: the class gives the share of the pain that the whole course takes away for good. Of
 * what is still to go, each session takes a fixed share. A session also brings relief that is gone
 * by the next (the rebound). A score is pain plus noise, rounded to 0..10. After each session the
 * patient may stop, the likelier the less the last score before a session had fallen. Scores go
 * missing at random. */

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include <painstat/rng.h>

enum {
    SIM_CLASSES = 3,
    SIM_RELIEF_BANDS = 4,
    SIM_FOLLOW_UPS = 2,
    SIM_MOST_SESSIONS = 60,
    SIM_MOST_COURSES = 2,
    SIM_MOST_PATIENTS = 10000000,
    SIM_UNANSWERED = 99, /* recorded where the patient was unable to respond */
    SIM_EMPTY = -1       /* nothing recorded */
};

/* How one class of patients responds. */
typedef struct sim_class {
    const char *name;
    uint32_t share;          /* of all patients, in 10,000 */
    int32_t lasting, spread; /* share of pain a whole course takes away: mean and sd, in 10,000 */
    int32_t acute;           /* share of the present pain a session takes away, in 10,000 */
} sim_class;

/* All that the data come from, besides the seed. */
typedef struct sim_parameters {
    uint64_t seed;
    int32_t patients, sites, sessions;
    uint32_t missing; /* chance that a score is not recorded, in 10,000 */
    uint32_t repeat;  /* chance that a completed course is followed by another */
    int32_t baseline, baseline_sd, baseline_least, baseline_most; /* milli */
    int32_t noise;                                                /* sd of a score, milli */
    uint32_t gain;       /* share of what is still to go that one session takes, in 10,000 */
    uint32_t unanswered; /* share of missing scores that are recorded as 99 */
    uint32_t never[2];   /* chance of not starting, trial session with and without relief */
    uint32_t stop[SIM_RELIEF_BANDS]; /* chance of stopping for no relief after a session, by band */
    uint32_t adverse, other;         /* chance of stopping for those after a session */
    uint32_t well;                   /* chance of stopping as well where two scores ran were 0 */
    uint32_t lost[2][SIM_FOLLOW_UPS]; /* follow-up not reached: completers, others */
    int32_t relapse[SIM_FOLLOW_UPS];  /* share of what was gained that is gone by then, 10,000 */
    sim_class classes[SIM_CLASSES];
} sim_parameters;

/* Upper ends of the bands of relief in `stop`, percent of the baseline; the last is open. */
extern const int32_t sim_band_ends[SIM_RELIEF_BANDS - 1];
extern const int32_t sim_follow_up_days[SIM_FOLLOW_UPS];

/* A score as it is and as it was recorded. */
typedef struct sim_score {
    int32_t pain;     /* the true one, milli */
    int32_t given;    /* as the patient would give it, 0..10 */
    int32_t recorded; /* 0..10, SIM_UNANSWERED or SIM_EMPTY */
} sim_score;

/* One session; day is counted from the first day of the clinic. */
typedef struct sim_session {
    int32_t day;
    sim_score before, after;
} sim_session;

/* One course, as if all planned sessions had been held; the first `attended` were. */
typedef struct sim_course {
    int32_t attended;
    const char *stop; /* as recorded; "" for a course that was never started */
    sim_session sessions[SIM_MOST_SESSIONS];
    struct {
        int32_t day;
        sim_score score;
        bool reached;
    } follow_ups[SIM_FOLLOW_UPS];
} sim_course;

typedef struct sim_patient {
    int32_t number; /* from 1 */
    int32_t site, kind, n_courses;
    int32_t pain, lasting; /* at baseline, milli; share a course takes away, in 10,000 */
    sim_session evaluation;
    sim_course courses[SIM_MOST_COURSES];
} sim_patient;

/* simulate.c */

/* The default clinic. */
sim_parameters sim_defaults(void);

/* Makes patient `number`, 1 to parameters->patients. */
void sim_patient_make(sim_patient *patient, const sim_parameters *parameters, int32_t number);

/* simulate_draw.c: whole-number draws. */

/* True with `chance` in 10,000. */
bool sim_chance(pain_rng *rng, uint32_t chance);

/* About normal with mean 0 and this sd: the sum of 12 uniform numbers. */
int32_t sim_normal(pain_rng *rng, int32_t sd);

/* `part` 10,000ths of `whole`, rounded to the nearest. */
int32_t sim_part(int32_t whole, int32_t part);

int32_t sim_clip(int32_t value, int32_t least, int32_t most);

/* simulate_days.c: days are counted from Monday 2025-01-06. */

/* The day of the weekday `n` weekdays after the one on or next after `day`. */
int32_t sim_weekday(int32_t day, int32_t n);

/* Writes the day as YYYY-MM-DD. */
void sim_date(int32_t day, char text[16]);

/* simulate_rows.c: the file a clinic would export. */
void sim_write_header(FILE *file);
void sim_write_patient(FILE *file, const sim_patient *patient, const sim_parameters *parameters);

/* simulate_truth.c: what was true, and what would have been seen had nobody stopped. */

typedef struct sim_tally {
    uint64_t n;                 /* those who started */
    uint64_t undefined;         /* with a baseline of 0, for whom no percentage exists */
    uint64_t count[11][11];     /* baseline, endpoint */
    int64_t baseline, endpoint; /* sums of true pain, milli */
    int64_t reduction;          /* sum of true percent reductions, in 10,000ths of a percent */
} sim_tally;

typedef struct sim_truth {
    uint64_t evaluated, started, completed, well, no_relief, adverse, other, repeated;
    uint64_t of_class[SIM_CLASSES];
    sim_tally before, after; /* at the last planned session of the first course */
} sim_truth;

void sim_truth_add(sim_truth *truth, const sim_patient *patient, const sim_parameters *parameters);

/* Writes it as JSON; false when memory is short. */
bool sim_truth_write(FILE *file, const sim_truth *truth, const sim_parameters *parameters);

#endif
