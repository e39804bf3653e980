/* SPDX-License-Identifier: MIT */
/*
 * Certificates: one row from the application to the end of its life, the
 * platforms that accept it, its history.  Driver `manual`: serial and dates
 * are what the maker typed from the CA's own counter (design 9).
 *
 * Scope (db/scope.h): the enterprise's for its administrator, one's own as
 * applicant or holder, all for staff by right.  cert_of_order() is for callers
 * that already hold the order.
 */
#ifndef CERT_CERT_H
#define CERT_CERT_H

#include "db/db.h"
#include "steps.h"

struct json;

struct cert {
	int64_t		 id;
	struct pid	 pid;
	int64_t		 company_id, person_id;
	int64_t		 account_id;		/* who applied; 0: imported */
	int64_t		 point_id;		/* 0: not collected at a desk */
	int64_t		 order_id;		/* 0: imported */
	const char	*vendor, *lock_type, *medium;
	const char	*state_code;
	enum cert_state	 state;			/* from the code */
	const char	*serial;		/* NULL until issued */
	int64_t		 not_before, not_after;	/* 0 until issued */
	int64_t		 applied_at, issued_at, active_at;
	int		 version;
};

struct cert_platform {
	const char	*platform, *words;
	const char	*state;			/* PENDING ACTIVE DROP_AT_UPDATE STOPPED NONE */
};

/* Normal form: upper case hex without blanks and colons; NULL when it is none. */
const char	*cert_serial_normal(struct work *w, const char *typed);

int	cert_get(struct work *w, const struct pid *pid, struct cert **out);
/* The same, locked inside a transaction. */
int	cert_take(struct work *w, const struct pid *pid, struct cert **out);
int	cert_take_id(struct work *w, int64_t id, struct cert **out);	/* of an order in hand */
int	cert_get_id(struct work *w, int64_t id, struct cert **out);
/* NULL in *out when the order has none. */
int	cert_of_order(struct work *w, int64_t order_id, struct cert **out);
/* Newest first, without those whose order was cancelled. */
int	cert_list(struct work *w, int64_t page, int64_t size, struct cert **out, size_t *n);
int	cert_count(struct work *w, int64_t *out);
int	cert_platforms(struct work *w, int64_t cert_id, struct cert_platform **out, size_t *n);
/* Was this serial of the vendor imported or issued before?  1, 0, -1. */
int	cert_known(struct work *w, const char *vendor, const char *serial);
/* How many live certificates of this lock type and medium the enterprise holds (E8). */
int	cert_held(struct work *w, int64_t company_id, const char *lock_type, const char *medium,
	    int64_t *out);
/* Live ones on keys of these models ([code]), soonest end first; staff by right. */
int	cert_on_models(struct work *w, const struct json *models, int64_t page, int64_t size,
	    struct cert **out, size_t *n);
int	cert_on_models_count(struct work *w, const struct json *models, int64_t *out);
/* Live ones in use on a platform; staff by right. */
int	cert_on_platform_count(struct work *w, const char *platform, int64_t *out);

/*
 * Inside a transaction.  `c` comes without id, pid and version; the state is
 * APPLYING for an application, whatever the import says otherwise (order_id
 * 0: then serial and dates are stored too).  Platforms start as PENDING, those
 * of an import as ACTIVE.
 */
int	cert_add(struct work *w, struct cert *c, const struct cert_platform *p, size_t n);
int	cert_move(struct work *w, struct cert *c, enum cert_act act, unsigned traits,
	    const char *words);
/* What the CA gave; a serial the vendor gave out before is refused by field. */
int	cert_issue(struct work *w, struct cert *c, const char *serial, int64_t not_before,
	    int64_t not_after);
/* Its key failed the check: it waits to be issued anew; what the CA gave is in the event. */
int	cert_retract(struct work *w, struct cert *c, const char *words);
/* Accepted on these platforms from now on, besides what was; `words`: by which order. */
int	cert_grant(struct work *w, const struct cert *c, const struct cert_platform *p, size_t n,
	    const char *words);
/*
 * A renewal was paid: it waits for the update, and so do the platforms; those
 * that are not among `p` stop then, and work until then (design 3).
 */
int	cert_renew(struct work *w, struct cert *c, const struct cert_platform *p, size_t n,
	    const char *words);
/*
 * The key holds the new certificate: its end, and its serial when that is new
 * (NULL: it stayed).  A serial the vendor gave out before is refused by field.
 */
int	cert_updated(struct work *w, struct cert *c, const char *serial, int64_t not_after,
	    const char *words);
/* What the order decides after the application: vendor, pickup point (0: none). */
int	cert_vendor_set(struct work *w, struct cert *c, const char *vendor);
int	cert_point_set(struct work *w, struct cert *c, int64_t point_id);

#endif
