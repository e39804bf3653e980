/* SPDX-License-Identifier: MIT */
/*
 * The catalogue: what the house offers, demands and says, read-only.  A worker
 * keeps the whole of it in memory and reads it again when the version row of
 * the database has moved or a dated change begins (edition.h); so everything below is a pure look-up on a loaded
 * `struct catalog`, and a test can make one by hand.
 *
 *	const struct catalog *cat;
 *	if (catalog_get(w, &cat) < 0)
 *		return -1;
 *	p = catalog_platform(cat, "…");		(NULL when there is none)
 *
 * What catalog_get() gave stays valid until the slip's arena is reset.  Codes
 * are what orders keep; words are for people.  Offers and prices have periods
 * [valid_from, valid_to), valid_to 0 is open; look-ups take the moment `at`.
 * An empty lock_type or medium in a row means "every other" and the closest
 * row wins.  Prices: price.h and tariff.h; roads: policy.h; working time:
 * calendar.h; order numbers: number.h.
 */
#ifndef CATALOG_CATALOG_H
#define CATALOG_CATALOG_H

#include "db/db.h"

struct json;

struct channel {
	const char	*code, *brand, *product, *motto;
};

struct contact {
	const char	*channel, *words, *value;
};

struct medium {
	const char	*code, *words;
};

struct lock_type {
	const char	*code;
	const char	*kind;			/* MAIN, PERSONAL */
	const char	*identity;		/* type of identity its holder has */
	const char	*words, *long_words;	/* 项目负责人锁, 授权委托人或项目负责人锁 */
	const char	*cert_words;		/* 个人证书 */
	const char	*note;
};

struct lock_offer {
	const char	*channel, *lock_type, *medium;
	const char	*words, *note;		/* on the page of types (D0:292); "": none */
	int		 max_years;
	int64_t		 valid_from, valid_to;
};

struct platform_class {
	const char	*code, *words;
};

struct platform {
	const char	*code, *class, *words;
	int		 position;
};

struct platform_alias {
	const char	*platform, *medium, *words;
	int		 shown;
};

struct offer {					/* of a platform or a vendor */
	const char	*code, *channel, *lock_type, *medium;
	int64_t		 valid_from, valid_to;
};

struct city {
	const char	*region;		/* first four digits of GB/T 2260 */
	const char	*words, *platform;	/* own platform or NULL */
};

struct vendor {
	const char	*code, *words;
};

struct media_vendor {
	const char	*code, *words, *serial_prefix;
};

struct key_model {
	const char	*code, *media_vendor, *words;
	int		 blocked;		/* nothing but a reissue (D3:56) */
	const char	*note;
};

struct pickup_point {
	const char	*code;
	int64_t		 id;
	struct pid	 pid;
	const char	*words, *address, *hours, *phone;
	int64_t		 valid_from, valid_to;
};

struct upload_slot {
	const char	*slot, *channel, *words;
	const char	*types;			/* "jpg,png,pdf" */
	int64_t		 min_bytes, max_bytes;	/* both inclusive */
	const char	*note;
	const char	*sample;		/* picture among the pages' own; "": none */
};
/* Where the browser finds it: "/samples/licence.svg"; NULL: none. */
#define SAMPLE_URL(w, s)	(*(s)->sample == '\0' ? NULL : \
	    arena_printf((w)->arena, "/samples/%s", (s)->sample))

struct reissue_reason {
	const char	*code, *words;
	int		 warranty;		/* free while the key is under warranty */
	const char	*key_act;	/* what became of the old key: LOSE BREAK FAIL */
};

struct renewal_rule {
	const char	*channel, *lock_type;	/* "": every lock */
	int		 before_days, after_days;
	const char	*late_from;		/* END: count from the old end even when it has passed */
};

struct return_reason {
	const char	*code, *words;
};

struct page_notice {
	const char	*channel, *place, *words;
	int64_t		 valid_from, valid_to;
};

struct number_template {
	const char	*vendor, *service, *medium, *template;
	int		 batch;
};

struct calendar_year {
	int		 year;
};

struct calendar_day {
	int		 day, working;		/* 20211009 */
};

struct working_hours {
	int		 from_minute, to_minute;
};

struct policy;
struct policy_document;
struct tariff;
struct edition;				/* what operators changed: edition.h */

#define CATALOG_LISTS(X) \
	X(channel, channels) X(contact, contacts) X(medium, media) \
	X(lock_type, locks) X(lock_offer, lock_offers) \
	X(platform_class, classes) X(platform, platforms) \
	X(platform_alias, aliases) X(offer, platform_offers) X(city, cities) \
	X(vendor, vendors) X(offer, vendor_offers) \
	X(media_vendor, media_vendors) X(key_model, models) \
	X(pickup_point, points) X(upload_slot, slots) \
	X(reissue_reason, reissue_reasons) X(return_reason, return_reasons) \
	X(renewal_rule, renewal_rules) \
	X(page_notice, notices) X(number_template, templates) \
	X(calendar_year, years) X(calendar_day, days) X(working_hours, hours) \
	X(policy, policies) X(policy_document, documents) X(tariff, tariffs) \
	X(edition, editions)

struct catalog {
	int64_t		 version;
	int64_t		 holds_from, holds_to;	/* the next edition; 0: none */
#define X(type, list)	struct type *list; size_t n_##list;
	CATALOG_LISTS(X)
#undef X
};

int	catalog_get(struct work *w, const struct catalog **out);
/* For those who change rows: in the same transaction. */
int	catalog_changed(struct work *w);
/* GET /api/catalog of a channel; lock types are those of keys. */
int	catalog_json(struct work *w, const struct catalog *c, const char *channel, int64_t at,
	    struct json **out);

/* By code; NULL: none. */
const struct channel	 *catalog_channel(const struct catalog *c, const char *code);
const struct medium	 *catalog_medium(const struct catalog *c, const char *code);
const struct lock_type	 *catalog_lock(const struct catalog *c, const char *code);
const struct platform_class *catalog_class(const struct catalog *c, const char *code);
const struct platform	 *catalog_platform(const struct catalog *c, const char *code);
const struct vendor	 *catalog_vendor(const struct catalog *c, const char *code);
const struct media_vendor *catalog_media_vendor(const struct catalog *c, const char *code);
const struct key_model	 *catalog_model(const struct catalog *c, const char *code);
const struct pickup_point *catalog_point(const struct catalog *c, const struct pid *pid);
const struct pickup_point *catalog_point_id(const struct catalog *c, int64_t id);
const struct reissue_reason *catalog_reissue_reason(const struct catalog *c, const char *code);
/* The closest rule for a renewal, or NULL: no window. */
const struct renewal_rule *catalog_renewal_rule(const struct catalog *c, const char *channel,
	    const char *lock_type);
const struct return_reason *catalog_return_reason(const struct catalog *c, const char *code);
/* The rule of a slot for modules/file; refuses with ERR_NOTFOUND. */
struct upload_rule;
int	catalog_upload_rule(struct work *w, const struct catalog *c, const char *channel,
	    const char *slot, struct upload_rule *out);
/* By any name it was ever printed with: imports. */
const struct platform	 *catalog_platform_named(const struct catalog *c, const char *words);
/* By division code ("210102") or name ("沈阳", "沈阳市"): the prefecture city. */
const struct city	 *catalog_city(const struct catalog *c, const char *region);

/* The name that belongs to the medium (pitfall 5); the code if unknown. */
const char *catalog_platform_words(const struct catalog *c, const char *code,
	    const char *medium);
/* The code itself when it is unknown: old orders must stay readable. */
const char *catalog_vendor_words(const struct catalog *c, const char *code);
const char *catalog_class_words(const struct catalog *c, const char *code);
const char *catalog_lock_words(const struct catalog *c, const char *code);

/* What may be applied for at `at`.  Offered locks: the row, or NULL. */
const struct lock_offer *catalog_lock_offer(const struct catalog *c, const char *channel,
	    const char *lock_type, const char *medium, int64_t at);
int	catalog_platform_offered(const struct catalog *c, const char *channel,
	    const char *lock_type, const char *medium, const char *platform, int64_t at);
int	catalog_vendor_offered(const struct catalog *c, const char *channel,
	    const char *lock_type, const char *medium, const char *vendor, int64_t at);

/* True when `at` lies in the period. */
static inline int
catalog_valid(int64_t from, int64_t to, int64_t at)
{
	return from <= at && (to == 0 || at < to);
}

#endif
