/* SPDX-License-Identifier: MIT */
/*
 * Money: groups, attempts, evidence, refunds, the inbox.  The room knows
 * orders only by id; what a payment means for an order is modules/service/
 * settle.c.  Money is fen, currency "CNY".
 *
 *	group	one payment for several orders: OPEN -> PAID | CLOSED; at most
 *		one open group per order (unique key)
 *	attempt	one trade at one provider, steps.h; out_trade_no = group number
 *		"-" attempt
 *	evidence what a notify, a query or a person claims about a trade; all
 *		three enter through pay_apply(), and a replay changes nothing
 *
 * Locks: the group's row first (pay_group_take), then its attempts, then
 * orders.  _take functions and all writers want a transaction.
 */
#ifndef PAY_PAY_H
#define PAY_PAY_H

#include "db/db.h"
#include "steps.h"

struct json;

#define PAY_CURRENCY	"CNY"
#define PAY_GRACE	600	/* seconds after its end a group may still be paid */

struct pay_group {
	int64_t		 id;
	struct pid	 pid;
	const char	*no;
	int64_t		 account_id, company_id, person_id, point_id, fen;
	const char	*state;			/* "OPEN", "PAID", "CLOSED" */
	int64_t		 attempts, created_at, expires_at, ended_at;
};

struct pay_group_order {
	int64_t		 order_id;
	struct pid	 order_pid;
	const char	*order_no;
	int64_t		 fen;
};

struct pay_attempt {
	int64_t		 id;
	struct pid	 pid;
	int64_t		 group_id;
	const char	*provider, *out_trade_no, *merchant, *currency;
	int64_t		 fen;
	const char	*state_code;
	enum pay_state	 state;
	const char	*code;			/* text of the QR, NULL until there is one */
	const char	*txn;
	int		 version;
	int64_t		 created_at, expires_at, paid_at;
	int64_t		 got_fen;		/* SUSPECT: what really came */
	int64_t		 accept_id;		/* SUSPECT: who would accept it; 0: nobody */
	const char	*accept_by, *accept_words;
};

struct pay_refund {
	int64_t		 id;
	struct pid	 pid;
	int64_t		 attempt_id;
	const char	*refund_no;
	int64_t		 fen;
	const char	*reason, *state_code, *ref;
	enum refund_state state;
	int		 version;
	int64_t		 order_id;		/* 0: of no order, surplus or suspect money */
	int		 cancels;		/* the order ends when the money is back */
	int64_t		 requester_id;		/* account; 0: by itself */
	const char	*requester;
	int64_t		 created_at, ended_at;
};

/* ---- groups (group.c) ---- */

int	pay_group_get(struct work *w, const struct pid *pid, struct pay_group **out); /* scoped */
int	pay_group_take(struct work *w, int64_t id, struct pay_group **out);
int	pay_group_is_open(const struct pay_group *g);
int	pay_group_orders(struct work *w, int64_t group_id, struct pay_group_order **out,
	    size_t *n);
/* The payer is the actor; a member already in an open group is ERR_CONFLICT. */
int	pay_group_add(struct work *w, const struct pay_group_order *orders, size_t n,
	    int64_t point_id, int64_t expires_at, struct pay_group **out);
/* PAID or CLOSED; its orders may join another group afterwards. */
int	pay_group_end(struct work *w, struct pay_group *g, const char *state);
/* The open group of an order: 1 and its id, or 0. */
int	pay_open_group(struct work *w, int64_t order_id, int64_t *group_id);
/* The open or paid group of an order, for its page; all-zero pid: none. */
int	pay_last_group(struct work *w, int64_t order_id, struct pid *out);
/* Is an attempt of the order's open group open?  The word 支付中. */
int	pay_order_paying(struct work *w, int64_t order_id, int *yes);
/* Open groups whose time is up and that no attempt holds open any more. */
int	pay_groups_overdue(struct work *w, int64_t **ids, size_t *n);

/* ---- attempts (attempt.c) ---- */

int	pay_attempt_get(struct work *w, const struct pid *pid, struct pay_attempt **out); /* scoped */
int	pay_attempt_find(struct work *w, const char *provider, const char *out_trade_no,
	    struct pay_attempt **out);		/* 1, 0, -1 */
int	pay_attempt_by_id(struct work *w, int64_t id, struct pay_attempt **out);
int	pay_attempt_take(struct work *w, int64_t id, struct pay_attempt **out);
int	pay_attempts(struct work *w, int64_t group_id, struct pay_attempt **out, size_t *n);
/* A new trade number; the clerk creates it (tasks pay.create, pay.query). */
int	pay_attempt_add(struct work *w, struct pay_group *g, const char *provider,
	    struct pay_attempt **out);
/* Looks the step up, checks the right, writes state and event. */
int	pay_attempt_move(struct work *w, struct pay_attempt *a, enum pay_act act,
	    enum pay_group_is group, const char *words);
int	pay_attempt_code_set(struct work *w, struct pay_attempt *a, const char *code);
/* When the poller asks next after `now`; 0: it is time to close. */
int64_t	pay_next_poll(int64_t created_at, int64_t expires_at, int64_t now);

/* ---- evidence (apply.c) ---- */

struct pay_evidence {
	const char	*source;	/* "notify", "query", "hand" */
	const char	*provider, *out_trade_no, *txn, *merchant, *currency;
	int64_t		 fen, paid_at;
};

enum pay_verdict {
	PAY_V_STRANGER,		/* not a trade of ours */
	PAY_V_COUNTED,		/* the group is paid by it, just now */
	PAY_V_SURPLUS,		/* refund made, just now */
	PAY_V_SUSPECT,		/* does not fit: parked for finance, alarm */
	PAY_V_SEEN		/* nothing new */
};

struct pay_result {
	enum pay_verdict	 verdict;
	struct pay_group	*group;
	struct pay_attempt	*attempt;
};

int		 pay_apply(struct work *w, const struct pay_evidence *ev,
		    struct pay_result *out);
const char	*pay_verdict_code(enum pay_verdict v);

/* Money that does not fit, decided by finance (apply.c).  Accepting wants two
 * people: 0 when the first one said so, 1 when the second did and it counts now
 * (or is surplus: *out says). */
int	pay_suspect_accept(struct work *w, const struct pid *attempt, const char *words,
	    struct pay_result *out);
/* It goes back: a refund of what came, which a second person approves. */
int	pay_suspect_return(struct work *w, const struct pid *attempt, const char *words);

/* ---- refunds (refund.c, refund_list.c) ---- */

/*
 * Asks for a refund; the caller holds the attempt's row, so sums cannot grow
 * beside us.  The refunds of an attempt that are not rejected never exceed what
 * was paid (ERR_CONFLICT).  Each has a number of its own, made of the trade's,
 * the order's id and a count; sending again keeps it.
 *
 *	automatic	approved at once, with its task; of an order only what is not
 *			asked for yet (nothing left: no refund), surplus once
 *	by hand		REQUESTED by the actor, for another person to approve
 */
struct refund_wish {
	int64_t		 order_id;	/* 0: surplus, suspect */
	int64_t		 fen;
	const char	*reason;
	int		 automatic, cancels;
};
int	pay_refund_add(struct work *w, const struct pay_attempt *a,
	    const struct refund_wish *wish);
int	pay_refund_take(struct work *w, const struct pid *pid, struct pay_refund **out);
/* What paid an order, its row locked, and the order's share: 1; unpaid: 0. */
int	pay_paid_share(struct work *w, int64_t order_id, struct pay_attempt **out, int64_t *fen);
/* What the refunds of an order are about: fen under way, fen back, and whether
 * one under way ends the order. */
struct refund_sums {
	int64_t	open, back, cancels;
};
int	pay_order_refunds(struct work *w, int64_t order_id, struct refund_sums *out);
int	pay_refund_move(struct work *w, struct pay_refund *r, enum refund_act act,
	    const char *ref, const char *words);
/* Approved, or to be sent again: the clerk's task. */
int	pay_refund_send(struct work *w, const struct pay_refund *r);

struct refund_row {
	struct pid	 pid, order_pid;	/* order: all-zero when there is none */
	const char	*no, *reason, *state_code, *requester, *approver, *words;
	const char	*order_no;		/* or those of the whole payment */
	int64_t		 fen, requester_id, order_id, created_at, ended_at;
};
struct refund_filter {
	const char	*state, *q;
	int64_t		 order_id;		/* 0: any */
	int64_t		 page, size;
};
int	pay_refund_list(struct work *w, const struct refund_filter *f, struct refund_row **out,
	    size_t *n);
int	pay_refund_count(struct work *w, const struct refund_filter *f, int64_t *out);

/* ---- the inbox (inbox.c) ---- */

struct pay_inbox {
	int64_t		 id;
	struct pid	 pid;
	const char	*provider, *headers, *state;
	struct blob	 body;
	int64_t		 received_at;
};

/* Keeps the bytes and adds task pay.inbox; the same bytes again change nothing. */
int	pay_inbox_add(struct work *w, const char *provider, struct json *headers,
	    struct blob body);
int	pay_inbox_get(struct work *w, const struct pid *pid, struct pay_inbox **out);
int	pay_inbox_end(struct work *w, const struct pay_inbox *in, const char *state,
	    const char *verdict);
/* Forgets refused bytes; 500 at most, returns how many. */
int64_t	pay_inbox_sweep(struct work *w, int64_t before);

/* ---- finance (list.c) ---- */

struct pay_filter {
	const char	*state, *q;	/* NULL: any; q: part of a number */
	int64_t		 page, size;
};
int	pay_list(struct work *w, const struct pay_filter *f, struct json **out);
int	pay_sum(struct work *w, const struct pay_filter *f, int64_t *n, int64_t *fen);

#endif
