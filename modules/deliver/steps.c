/* SPDX-License-Identifier: MIT */
#include "modules/base/work.h"
#include "steps.h"

#define OWNER	(RIGHT_APPLY | RIGHT_COMPANY)
#define CLOCK	RIGHT_CLOCK
#define MAKER	RIGHT_MAKE
/* Asks for the money back, revokes the approval, lets it run out. */
#define ANYONE	(OWNER | RIGHT_FINANCE | RIGHT_LEAD | CLOCK)

/* clang-format off */
static const struct step steps[] = {
 /* from                       act                   to                          who */
 { PARCEL_TO_SHIP,            PARCEL_ACT_SHIP,      PARCEL_SHIPPED,             MAKER,         ALWAYS },
 { PARCEL_TO_SHIP,            PARCEL_ACT_VOID,      PARCEL_VOID,                OWNER | CLOCK, ALWAYS },
 { PARCEL_SHIPPED,            PARCEL_ACT_RECEIVE,   PARCEL_RECEIVED,            OWNER | CLOCK, ALWAYS },
 { PARCEL_SHIPPED,            PARCEL_ACT_SENT_BACK, PARCEL_RETURNED_TO_SENDER,  MAKER,         ALWAYS },
 { PARCEL_RETURNED_TO_SENDER, PARCEL_ACT_AGAIN,     PARCEL_TO_SHIP,             MAKER,         ALWAYS },
};

static const struct step download_steps[] = {
 /* from               act                to               who */
 { DOWNLOAD_WAITING,  DOWNLOAD_ACT_LOAD, DOWNLOAD_LOADED, CLOCK,                ALWAYS },
 { DOWNLOAD_WAITING,  DOWNLOAD_ACT_VOID, DOWNLOAD_VOID,   ANYONE,               ALWAYS },
};
/* clang-format on */

static const struct machine_word download_states[] = { DOWNLOAD_STATES(MACHINE_WORD) };
static const struct machine_word download_acts[] = { DOWNLOAD_ACTS(MACHINE_CODE) };

const struct machine download_machine = {
	.name = "download",
	.states = download_states, .nstates = DOWNLOAD_STATE__MAX,
	.acts = download_acts, .nacts = DOWNLOAD_ACT__MAX,
	.final = 1u << DOWNLOAD_LOADED | 1u << DOWNLOAD_VOID,
	.steps = download_steps, .nsteps = sizeof(download_steps) / sizeof(*download_steps),
};

static const struct machine_word states[] = { PARCEL_STATES(MACHINE_WORD) };
static const struct machine_word acts[] = { PARCEL_ACTS(MACHINE_CODE) };

const struct machine parcel_machine = {
	.name = "parcel",
	.states = states, .nstates = PARCEL_STATE__MAX,
	.acts = acts, .nacts = PARCEL_ACT__MAX,
	.final = 1u << PARCEL_RECEIVED | 1u << PARCEL_VOID,
	.steps = steps, .nsteps = sizeof(steps) / sizeof(*steps),
};
