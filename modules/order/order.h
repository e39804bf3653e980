/* SPDX-License-Identifier: MIT */
/*
 * Orders: rows, steps, history.  One order is one certificate for one holder;
 * several orders are paid together through a payment group.
 *
 * Who sees an order is part of every WHERE (order_scope): an enterprise
 * administrator sees the enterprise's, others their own as applicant or
 * holder, a desk clerk those of the pickup point, staff by right.  Strangers
 * get ERR_NOTFOUND.
 *
 * order_move() is the only way to change the state: it looks the step up,
 * checks the actor's right, guards the version and writes the event, all in
 * the caller's transaction.  The three words of the portal are written by
 * service_restate() through order_words_set(), nowhere else.
 */
#ifndef ORDER_ORDER_H
#define ORDER_ORDER_H

#include "db/db.h"
#include "steps.h"

struct json;

struct order {
	int64_t		 id;
	struct pid	 pid;
	const char	*no;
	int64_t		 draft_id, account_id, company_id, person_id;
	int64_t		 cert_id;		/* the certificate it works on; 0: makes its own */
	const char	*buyer, *company, *holder;
	const char	*channel, *service, *lock_type, *medium, *vendor;
	int		 years;
	const char	*city;			/* own city's platform code or NULL */
	const char	*state_code, *way_code;
	enum order_state state;			/* from the codes */
	enum order_way	 way;
	int		 traits, reviewers;
	int64_t		 point_id;
	struct blob	 recipient;		/* sealed, see order_recipient() */
	int64_t		 tariff_id, policy_id, fen;
	const char	*price_lines, *data;	/* JSON texts */
	const char	*paper_scope;		/* of its printed forms */
	const char	*pay_word, *review_word, *ship_word;
	int		 version;
	int64_t		 created_at, pay_due_at, updated_at;
};

struct order_platform {
	const char	*platform, *words;
};

struct order_event {
	const char	*act, *from_state, *to_state, *actor, *words;
	int64_t		 actor_id, at;
};

/* Reading.  _take locks and wants a transaction. */
int	order_get(struct work *w, const struct pid *pid, struct order **out);
int	order_take(struct work *w, const struct pid *pid, struct order **out);
int	order_take_id(struct work *w, int64_t id, struct order **out);	/* rooms below */
/* By inner id, unlocked: the caller came through a row it may see. */
int	order_get_id(struct work *w, int64_t id, struct order **out);
/* By number, whoever asks: *out is NULL when there is none. */
int	order_find_no(struct work *w, const char *no, struct order **out);
int	order_platforms(struct work *w, const struct order *o,
	    struct order_platform **out, size_t *n);
int	order_events(struct work *w, const struct order *o, struct order_event **out,
	    size_t *n);

/* Writing, inside a transaction. */
int	order_add(struct work *w, struct order *o, const struct order_platform *p, size_t n);
int	order_move(struct work *w, struct order *o, enum order_act act, const char *words);
/* What changes no state: an event alone. */
int	order_note(struct work *w, const struct order *o, enum order_act act, const char *words);
int	order_data_set(struct work *w, struct order *o, const char *vendor, const char *data);
/* Way, point, recipient (JSON object or NULL) at checkout. */
int	order_way_set(struct work *w, struct order *o, enum order_way way, int64_t point_id,
	    struct json *recipient);
/* Those on their way that are to be fetched at a point, whoever's; for staff. */
int	order_at_point_count(struct work *w, int64_t point_id, int64_t *out);
/* Another pickup point, way PICKUP; the way stays. */
int	order_point_set(struct work *w, struct order *o, int64_t point_id);
int	order_words_set(struct work *w, struct order *o, const char *pay,
	    const char *review, const char *ship);
/* A reviewer judged the price anew (D4:76): traits, lines and data follow it. */
int	order_price_set(struct work *w, struct order *o, int traits, int64_t fen,
	    const char *price_lines, const char *data);
/* A new term of payment: on the review-first road it begins with the approval. */
int	order_due_set(struct work *w, struct order *o, int64_t at);
/* Opens the sealed recipient; *out is NULL when there is none. */
int	order_recipient(struct work *w, const struct order *o, struct json **out);

/* What was ordered for a certificate after it was made, newest first, at most 20. */
int	order_of_cert(struct work *w, int64_t cert_id, struct order **out, size_t *n);
/* Those on certificates that were submitted together with it, itself included. */
int	order_beside(struct work *w, const struct order *o, struct order **out, size_t *n);
/* What became of a draft of the actor's account, in the order of its persons. */
int	order_of_draft(struct work *w, int64_t draft_id, struct order **out, size_t *n);
/* The next 200 orders above an id, whoever asks: checks and replays. */
int	order_after(struct work *w, int64_t id, struct order **out, size_t *n);
/* Unpaid orders whose time is up: pids for the clerk. */
int	order_overdue(struct work *w, struct pid **out, size_t *n);
/* Returned ones that nobody touched since, above an id: at most 200. */
struct order_idle {
	int64_t		 id;
	struct pid	 pid;
};
int	order_idle(struct work *w, int64_t before, int64_t after_id, struct order_idle **out,
	    size_t *n);

#endif
