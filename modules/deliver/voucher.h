/* SPDX-License-Identifier: MIT */
/*
 * Pickup vouchers (领取码, D0:439): a bearer code of 10 base32 characters, 50
 * random bits, bound to one order and one pickup point, good once.  The code
 * is stored sealed and found by its blind index; nothing derives it from the
 * order (requirements 9.7).
 *
 * Typed codes are counted per clerk and quarter of an hour before they are
 * looked at, in a transaction of their own, so a killed process gives no free
 * try; a right code gives its try back.
 */
#ifndef DELIVER_VOUCHER_H
#define DELIVER_VOUCHER_H

#include "db/db.h"

#define VOUCHER_CODE_LEN	10
#define VOUCHER_TRIES		10	/* codes a clerk may mistype ... */
#define VOUCHER_WINDOW		900	/* ... in so many seconds */
#define VOUCHER_SERIAL_TRIES	5	/* wrong keys for one code before staff looks */

struct voucher {
	int64_t		 id;
	struct pid	 pid;
	int64_t		 order_id, point_id;
	struct blob	 code;			/* sealed */
	const char	*state;			/* "ISSUED", "USED", "VOID" */
	int		 tries, version;
	int64_t		 issued_at, used_at, used_by;
};

const char	*voucher_state_words(const char *state);
/* "ABCDE-FGHIJ": how people read it; and back: NULL when it cannot be a code. */
const char	*voucher_code_words(struct work *w, const char *code);
const char	*voucher_code_normal(struct work *w, const char *typed);

/* The live voucher or, when there is none, the last; NULL in *out when never. */
int	voucher_of_order(struct work *w, int64_t order_id, struct voucher **out);
int	voucher_code(struct work *w, const struct voucher *v, const char **out);

/* Its own transaction: ERR_LIMIT when the clerk has used the tries up. */
int	voucher_try(struct work *w);
int	voucher_try_back(struct work *w);
/* Only vouchers of the actor's pickup point are found; else NOTFOUND by field `code`. */
int	voucher_find(struct work *w, const char *code, struct voucher **out);

/* Inside a transaction. */
int	voucher_add(struct work *w, int64_t order_id, int64_t point_id, struct voucher **out);
int	voucher_take(struct work *w, int64_t id, struct voucher **out);
int	voucher_use(struct work *w, struct voucher *v);
int	voucher_void(struct work *w, struct voucher *v);

#endif
