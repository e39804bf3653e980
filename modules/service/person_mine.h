/* SPDX-License-Identifier: MIT */
/*
 * 个人信息 (I1-I4): what the house knows of the person who is signed in.
 *
 *	{person: {pid, name, id_masked, phone_masked, complete, missing: [], open},
 *	 approved, current: dossier or null, history: []}
 *
 * They are typed into a dossier of kind `person` (dossiers.h); person_mine_settle()
 * is the moment they become true: 确认完善信息, or the approval where the policy wants one.  Whoever was entered by a 管理员 or imported
 * without an account finds that person again, with its identities, when all three
 * agree: the phone (proven by SMS when the account was made), the ID number and the
 * name typed.  The account is then tied to that person, and the row that came with
 * the registration stays behind without a phone.  Anything less is refused with one
 * sentence for every reason, so that it does not tell whose number it is.
 *
 * While the person is something in an enterprise, name and ID number stay as they
 * are: certificates and powers were given to them.
 */
#ifndef SERVICE_PERSON_MINE_H
#define SERVICE_PERSON_MINE_H

#include "modules/base/work.h"

struct json;
struct limit;

/* An ID number and a name are tried against those the house knows. */
extern const struct limit person_mine_tries;

int	person_mine(struct work *w, struct json **out);

struct person_data {
	const char	*name, *id_number;
};
/*
 * In the caller's transaction.  *who: the person the account belongs to from now
 * on, most often the same.  Refuses on the fields name and id_number.
 */
int	person_mine_settle(struct work *w, int64_t account_id, int64_t person_id,
	    const struct person_data *d, int64_t *who);

#endif
