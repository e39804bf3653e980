/* SPDX-License-Identifier: MIT */
/*
 * Pickup vouchers (领取码, D0:439): a bearer code of 10 base32 characters, 50
 * random bits, bound to one order and one pickup point, good once.  The code
 * is stored sealed and found by its blind index; nothing derives it from the
 * order (requirements 9.7).
 *
 * Typed codes are counted before they are looked at (modules/account/limit.h),
 * by modules/service/handout.c.
 */
#ifndef DELIVER_VOUCHER_H
#define DELIVER_VOUCHER_H

#include "db/db.h"

#define VOUCHER_CODE_LEN	10

struct voucher {
	int64_t		 id;
	struct pid	 pid;
	int64_t		 order_id, point_id;
	struct blob	 code;			/* sealed */
	const char	*state;			/* "ISSUED", "USED", "VOID" */
	int		 version;
	int64_t		 issued_at, used_at, used_by;
};

const char	*voucher_state_words(const char *state);
/* "ABCDE-FGHIJ": how people read it; and back: NULL when it cannot be a code. */
const char	*voucher_code_words(struct work *w, const char *code);
const char	*voucher_code_normal(struct work *w, const char *typed);

/* The live voucher or, when there is none, the last; NULL in *out when never. */
int	voucher_of_order(struct work *w, int64_t order_id, struct voucher **out);
int	voucher_code(struct work *w, const struct voucher *v, const char **out);

struct voucher_use {
	int64_t		 order_id, used_at;
	const char	*clerk;
};
/* Codes that were used at a point in [from, to), as they were; 1000 at most; and how many. */
int	voucher_used(struct work *w, int64_t point_id, int64_t from, int64_t to,
	    struct voucher_use **out, size_t *n);
int	voucher_used_count(struct work *w, int64_t point_id, int64_t from, int64_t to, int64_t *n);

/* Only vouchers of the actor's pickup point are found; else NOTFOUND by field `code`. */
int	voucher_find(struct work *w, const char *code, struct voucher **out);

/* Inside a transaction. */
int	voucher_add(struct work *w, int64_t order_id, int64_t point_id, struct voucher **out);
int	voucher_take(struct work *w, int64_t id, struct voucher **out);
int	voucher_use(struct work *w, struct voucher *v);
int	voucher_void(struct work *w, struct voucher *v);

#endif
