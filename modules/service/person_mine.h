/* SPDX-License-Identifier: MIT */
/*
 * 个人信息 (I1-I4): what the house knows of the person who is signed in.
 *
 *	{person: {pid, name, id_masked, phone_masked, complete, missing: []},
 *	 approved, current: dossier or null, history: []}
 */
#ifndef SERVICE_PERSON_MINE_H
#define SERVICE_PERSON_MINE_H

#include "modules/base/work.h"

struct json;

int	person_mine(struct work *w, struct json **out);

#endif
