/* SPDX-License-Identifier: MIT */
/*
 * Keys made and handed out in a house of one test: a maker, a desk at each of
 * the first two pickup points, an order brought to its desk or to the courier.
 */
#ifndef TESTS_SQL_HANDOUT_TEST_H
#define TESTS_SQL_HANDOUT_TEST_H

#include "story.h"

#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

#include "modules/cert/token.h"
#include "modules/deliver/voucher.h"
#include "modules/service/courier.h"
#include "modules/service/handout.h"
#include "modules/service/making.h"
#include "modules/service/review.h"

static struct actor desk, far_desk;
static int keys_made;

static inline int
desks_tx(struct work *w, void *arg)
{
	(void)w;
	(void)arg;
	desk = story_staff("desk1", "柜员一", 0, story_catalog->points[0].id, RIGHT_DESK);
	far_desk = story_staff("desk2", "柜员二", 0, story_catalog->points[1].id, RIGHT_DESK);
	return 0;
}

static char root[] = "/tmp/caportal-handout-XXXXXX";
static struct conf house;

static inline int
setup(void **s)
{
	if (story_setup(s) < 0 || mkdtemp(root) == NULL)
		return -1;
	house = *sql_w.conf;
	house.store_dir = root;
	house.forms_dir = SRCDIR "/modules/paper/forms";
	sql_w.conf = &house;
	if (sql_w.db != NULL)
		sql_ok(db_tx(&sql_w, desks_tx, NULL));
	return 0;
}

static inline int
forget(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st;
	(void)kind;
	(void)at;
	return remove(path);
}

static inline int
teardown(void **s)
{
	nftw(root, forget, 16, FTW_DEPTH | FTW_PHYS);
	return sql_end(s);
}

static inline const struct key_model *
model(int blocked)
{
	for (size_t i = 0; i < story_catalog->n_models; i++)
		if (story_catalog->models[i].blocked == blocked)
			return &story_catalog->models[i];
	fail_msg("the catalogue has no such model");
	return NULL;
}

static inline const char *
key_serial(int n)
{
	const struct media_vendor *v = catalog_media_vendor(story_catalog,
	    model(0)->media_vendor);

	return arena_printf(sql_w.arena, "%s%07d", v->serial_prefix, n);
}

static inline int
bind_with(const struct pid *order, const struct key_model *m, const char *serial,
    const char *cert_serial)
{
	struct binding b = { .key_serial = serial, .media_vendor = m->media_vendor,
	    .model = m->code, .cert_serial = cert_serial, .not_before = "2021-09-20",
	    .not_after = "2022-09-19" };
	struct json *j;

	return making_bind(&sql_w, order, &b, &j);
}

static inline void
approve_order(const struct story_order *s)
{
	struct approval a = { .form_seen = 1, .words = "" };
	struct pid review;
	struct json *j;

	story_as(&story_anna);
	review = story_review(&s->pid)->pid;
	sql_ok(reviewing_claim(&sql_w, &review, &j));
	sql_ok(reviewing_see(&sql_w, &review, &s->upload, &j));
	a.version = story_look(&s->pid)->version;
	sql_ok(reviewing_approve(&sql_w, &review, &a, &j));
}

static inline struct story_order
made_order(enum order_way way, int64_t point_id)
{
	struct story_order s;
	int n = ++keys_made;

	story_as(&story_anna);
	s = story_order(way, point_id);
	approve_order(&s);
	story_as(&story_maker);
	sql_ok(bind_with(&s.pid, model(0), key_serial(n),
	    arena_printf(sql_w.arena, "00 ab:%06x", n)));
	return s;
}

static inline struct json *
voucher_page(const struct pid *order)
{
	struct json *j;

	story_as(&story_applicant);
	return handout_voucher(&sql_w, order, &j) < 0 ? NULL : j;
}

/* Outlives sql_clear(). */
static inline const char *
kept(const char *text)
{
	static char rooms[4][600];
	static int n;
	char *room = rooms[n++ % 4];

	snprintf(room, sizeof(*rooms), "%s", text);
	return room;
}

/* Likewise. */
static inline const char *
code_of(const struct pid *order)
{
	static char code[32];

	snprintf(code, sizeof(code), "%s", js_get_text(voucher_page(order), "code"));
	return code;
}

static inline int
hand(const char *code, const char *serial, int id_checked)
{
	struct handing h = { code, serial, id_checked };
	struct json *j;

	return handout_hand(&sql_w, &h, &j);
}

/* A key that lies at the first point, and the code that fetches it; the desk is next. */
static inline struct story_order
waiting_order(const char **code)
{
	struct story_order s = made_order(WAY_PICKUP, story_catalog->points[0].id);

	*code = code_of(&s.pid);
	story_as(&desk);
	return s;
}

/* How often an event about this order was told. */
static inline int64_t
told(const char *event, const struct pid *order)
{
	return story_tasks(arena_printf(sql_w.arena, "%s:%s%%", event, story_look(order)->no));
}

/* Somebody of another enterprise. */
static inline struct actor *
a_stranger(void)
{
	static struct actor stranger;

	stranger = story_applicant;
	stranger.company_id += 1000;
	return &stranger;
}

static inline struct cert *
cert_is(const struct pid *order)
{
	struct cert *c;

	sql_ok(cert_of_order(&sql_w, story_look(order)->id, &c));
	return c;
}

static inline int
ship(const struct pid *order, const char *waybill)
{
	struct shipping s = { "顺丰速运", waybill };
	struct json *j;

	return courier_ship(&sql_w, order, &s, &j);
}

#endif
