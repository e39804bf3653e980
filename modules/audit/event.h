/* SPDX-License-Identifier: MIT */
/*
 * The history of accounts, people, enterprises and identities (table
 * people_event): one line in the transaction of every change.  The detail is
 * English or a code, never a number of a person.
 */
#ifndef AUDIT_EVENT_H
#define AUDIT_EVENT_H

#include <stdint.h>

struct work;

int	event_add(struct work *w, const char *noun, int64_t noun_id, const char *act,
	    const char *detail);

#endif
