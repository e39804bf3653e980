/* SPDX-License-Identifier: MIT */
#include <ctype.h>

#include "cert.h"
#include "db/scope.h"
#include "db/step.h"
#include "modules/base/json.h"

#define COLS \
	"id, pid, company_id, person_id, account_id, point_id, order_id, vendor, lock_type," \
	" medium, state, serial, not_before, not_after, applied_at, issued_at, active_at," \
	" version"
#define NCOLS 18

static const struct db_col cols[NCOLS] = {
	DB_COL(cert, id), DB_COL(cert, pid), DB_COL(cert, company_id),
	DB_COL(cert, person_id), DB_COL(cert, account_id), DB_COL(cert, point_id),
	DB_COL(cert, order_id), DB_COL(cert, vendor), DB_COL(cert, lock_type),
	DB_COL(cert, medium), DB_COL(cert, state_code), DB_COL(cert, serial),
	DB_COL(cert, not_before), DB_COL(cert, not_after), DB_COL(cert, applied_at),
	DB_COL(cert, issued_at), DB_COL(cert, active_at), DB_COL(cert, version),
};

SCOPED_SQL(sql_get, "cert.get", "SELECT " COLS " FROM cert", "", " AND pid = ?", 1, NCOLS);
SCOPED_SQL(sql_take, "cert.take", "SELECT " COLS " FROM cert", "",
    " AND pid = ? FOR UPDATE", 1, NCOLS);
DB_SQL(sql_get_id, "cert.get_id", "SELECT " COLS " FROM cert WHERE id = ?", 1, NCOLS);
DB_SQL(sql_take_id, "cert.take_id", "SELECT " COLS " FROM cert WHERE id = ? FOR UPDATE",
    1, NCOLS);
SCOPED_SQL(sql_list, "cert.list", "SELECT " COLS " FROM cert", "",
    " AND state <> 'DROPPED' ORDER BY applied_at DESC, id DESC LIMIT ? OFFSET ?", 2, NCOLS);
SCOPED_SQL(sql_count, "cert.count", "SELECT COUNT(*) FROM cert", "",
    " AND state <> 'DROPPED'", 0, 1);
#define LIVE "'READY', 'NEEDS_ACTIVATION', 'ACTIVE', 'RENEWAL_PENDING', 'CHANGE_PENDING', 'SUSPENDED'"
#define ON_MODELS \
	" FROM cert WHERE state IN (" LIVE ") AND id IN (SELECT t.cert_id FROM token t" \
	" JOIN JSON_TABLE(?, '$[*]' COLUMNS (code VARCHAR(40) CHARACTER SET ascii" \
	" COLLATE ascii_bin PATH '$')) m ON m.code = t.model)"
DB_SQL(sql_on_models, "cert.on_models", "SELECT " COLS ON_MODELS
    " ORDER BY not_after, id LIMIT ? OFFSET ?", 3, NCOLS);
DB_SQL(sql_on_models_count, "cert.on_models_count", "SELECT COUNT(*)" ON_MODELS, 1, 1);
DB_SQL(sql_on_platform, "cert.on_platform",
    "SELECT COUNT(*) FROM cert_platform p JOIN cert c ON c.id = p.cert_id WHERE p.platform = ?"
    " AND p.state = 'ACTIVE' AND c.state IN (" LIVE ")", 1, 1);
DB_SQL(sql_known, "cert.known",
    "SELECT COUNT(*) FROM cert WHERE vendor = ? AND serial = ?", 2, 1);
DB_SQL(sql_of_order, "cert.of_order", "SELECT " COLS " FROM cert WHERE order_id = ?",
    1, NCOLS);
DB_SQL(sql_held, "cert.held",
    "SELECT COUNT(*) FROM cert WHERE company_id = ? AND lock_type = ? AND medium = ?"
    " AND state IN ('READY', 'NEEDS_ACTIVATION', 'ACTIVE', 'RENEWAL_PENDING',"
    " 'CHANGE_PENDING')", 3, 1);
DB_SQL(sql_platforms, "cert.platforms",
    "SELECT platform, words, state FROM cert_platform WHERE cert_id = ? ORDER BY platform",
    1, 3);
DB_SQL(sql_add, "cert.add",
    "INSERT INTO cert (pid, company_id, person_id, account_id, point_id, order_id, vendor,"
    " lock_type, medium, state, serial, not_before, not_after, applied_at, issued_at,"
    " active_at, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)", 16, 0);
DB_SQL(sql_platform_add, "cert.platform_add",
    "INSERT INTO cert_platform (cert_id, platform, words, state)"
    " SELECT ?, p.platform, p.words, ? FROM JSON_TABLE(?, '$[*]' COLUMNS ("
    " platform VARCHAR(16) PATH '$[0]', words VARCHAR(120) PATH '$[1]')) p", 3, 0);
DB_SQL(sql_platform_grant, "cert.platform_grant",
    "INSERT INTO cert_platform (cert_id, platform, words, state)"
    " SELECT ?, p.platform, p.words, 'ACTIVE' FROM JSON_TABLE(?, '$[*]' COLUMNS ("
    " platform VARCHAR(16) PATH '$[0]', words VARCHAR(120) PATH '$[1]')) p"
    " ON DUPLICATE KEY UPDATE state = 'ACTIVE'", 2, 0);
DB_SQL(sql_platform_drop, "cert.platform_drop",
    "UPDATE cert_platform SET state = 'DROP_AT_UPDATE' WHERE cert_id = ? AND state = 'ACTIVE'"
    " AND platform NOT IN (SELECT p.platform FROM JSON_TABLE(?, '$[*]' COLUMNS ("
    " platform VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin PATH '$[0]')) p)", 2, 0);
DB_SQL(sql_platform_want, "cert.platform_want",
    "INSERT INTO cert_platform (cert_id, platform, words, state)"
    " SELECT ?, p.platform, p.words, 'PENDING' FROM JSON_TABLE(?, '$[*]' COLUMNS ("
    " platform VARCHAR(16) PATH '$[0]', words VARCHAR(120) PATH '$[1]')) p"
    " ON DUPLICATE KEY UPDATE state = IF(cert_platform.state = 'ACTIVE', 'ACTIVE', 'PENDING')",
    2, 0);
DB_SQL(sql_platform_move, "cert.platform_move",
    "UPDATE cert_platform SET state = ? WHERE cert_id = ? AND state = ?", 3, 0);
DB_SQL(sql_move, "cert.move",
    "UPDATE cert SET state = ?, active_at = ?, version = version + 1"
    " WHERE id = ? AND version = ?", 4, 0);
DB_SQL(sql_data, "cert.data",
    "UPDATE cert SET serial = ?, not_before = ?, not_after = ?, issued_at = ? WHERE id = ?",
    5, 0);
DB_SQL(sql_vendor, "cert.vendor", "UPDATE cert SET vendor = ? WHERE id = ?", 2, 0);
DB_SQL(sql_point, "cert.point", "UPDATE cert SET point_id = ? WHERE id = ?", 2, 0);
DB_SQL(sql_note, "cert.note",
    "INSERT INTO cert_event (cert_id, act, from_state, to_state, actor_id, actor, words, at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)", 8, 0);

static int
decode(struct work *w, struct cert *c)
{
	int state = cert_state_of(c->state_code);

	if (state < 0)
		return refuse(w, ERR_BUG, "certificate %lld: state %s", (long long)c->id,
		    c->state_code);
	c->state = (enum cert_state)state;
	return 0;
}

static int
decode_all(struct work *w, struct cert *c, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (decode(w, &c[i]) < 0)
			return -1;
	return 0;
}

const char *
cert_serial_normal(struct work *w, const char *typed)
{
	char *out = arena_alloc(w->arena, 65);
	size_t n = 0;

	for (const char *s = typed == NULL ? "" : typed; *s != '\0'; s++) {
		if (*s == ' ' || *s == ':' || *s == '-')
			continue;
		if (!isxdigit((unsigned char)*s) || n == 64)
			return NULL;
		out[n++] = (char)toupper((unsigned char)*s);
	}
	return n >= 4 ? out : NULL;
}

static int
scoped_one(struct work *w, const struct scoped_sql *s, const struct pid *pid, struct cert **out)
{
	struct db_val v[SCOPE_ARGS_MAX + 1];
	size_t n = scope_args(w, v);
	const struct db_sql *sql;

	*out = ARENA_NEW(w->arena, struct cert);
	v[n++] = DB_V(pid);
	if (scope_sql(w, s, &sql) < 0 || db_one(w, sql, cols, *out, SCOPE_ARGS(v, n)) < 0)
		return -1;
	return decode(w, *out);
}

int
cert_get(struct work *w, const struct pid *pid, struct cert **out)
{
	return scoped_one(w, &sql_get, pid, out);
}

int
cert_take(struct work *w, const struct pid *pid, struct cert **out)
{
	return scoped_one(w, &sql_take, pid, out);
}

static int
by_id(struct work *w, const struct db_sql *sql, int64_t id, struct cert **out)
{
	*out = ARENA_NEW(w->arena, struct cert);
	return db_one(w, sql, cols, *out, DB_ARGS(DB_V(id))) < 0 ? -1 : decode(w, *out);
}

int
cert_get_id(struct work *w, int64_t id, struct cert **out)
{
	return by_id(w, &sql_get_id, id, out);
}

int
cert_take_id(struct work *w, int64_t id, struct cert **out)
{
	return by_id(w, &sql_take_id, id, out);
}

int
cert_of_order(struct work *w, int64_t order_id, struct cert **out)
{
	struct cert *c = ARENA_NEW(w->arena, struct cert);
	int found = db_maybe(w, &sql_of_order, cols, c, DB_ARGS(DB_V(order_id)));

	*out = found == 1 ? c : NULL;
	return found < 0 ? -1 : found == 0 ? 0 : decode(w, c);
}

int
cert_list(struct work *w, int64_t page, int64_t size, struct cert **out, size_t *n)
{
	struct db_val v[SCOPE_ARGS_MAX + 2];
	size_t nv = scope_args(w, v);
	const struct db_sql *sql;

	v[nv++] = DB_V(size);
	v[nv++] = DB_V((page - 1) * size);
	if (scope_sql(w, &sql_list, &sql) < 0 ||
	    db_list(w, sql, cols, out, n, SCOPE_ARGS(v, nv)) < 0)
		return -1;
	return decode_all(w, *out, *n);
}

int
cert_on_models(struct work *w, const struct json *models, int64_t page, int64_t size,
    struct cert **out, size_t *n)
{
	if (db_list(w, &sql_on_models, cols, out, n, DB_ARGS(DB_V(js_print(w, models, NULL)), DB_V(size),
		DB_V((page - 1) * size))) < 0)
		return -1;
	return decode_all(w, *out, *n);
}

int
cert_on_models_count(struct work *w, const struct json *models, int64_t *out)
{
	return db_int(w, &sql_on_models_count, out, DB_ARGS(DB_V(js_print(w, models, NULL))));
}

int
cert_on_platform_count(struct work *w, const char *platform, int64_t *out)
{
	return db_int(w, &sql_on_platform, out, DB_ARGS(DB_V(platform)));
}

int
cert_count(struct work *w, int64_t *out)
{
	struct db_val v[SCOPE_ARGS_MAX];
	size_t nv = scope_args(w, v);
	const struct db_sql *sql;

	if (scope_sql(w, &sql_count, &sql) < 0)
		return -1;
	return db_int(w, sql, out, SCOPE_ARGS(v, nv));
}

int
cert_platforms(struct work *w, int64_t cert_id, struct cert_platform **out, size_t *n)
{
	static const struct db_col c[] = {
		DB_COL(cert_platform, platform), DB_COL(cert_platform, words),
		DB_COL(cert_platform, state),
	};

	return db_list(w, &sql_platforms, c, out, n, DB_ARGS(DB_V(cert_id)));
}

int
cert_known(struct work *w, const char *vendor, const char *serial)
{
	int64_t n;

	return db_int(w, &sql_known, &n, DB_ARGS(DB_V(vendor), DB_V(serial))) < 0 ? -1 : n > 0;
}

int
cert_held(struct work *w, int64_t company_id, const char *lock_type, const char *medium,
    int64_t *out)
{
	return db_int(w, &sql_held, out, DB_ARGS(DB_V(company_id), DB_V(lock_type),
	    DB_V(medium)));
}

/* ---- writing ---- */

static const struct step_book book = { &cert_machine, &sql_move, &sql_note };

static int
add_row(struct work *w, struct cert *c)
{
	int64_t n = db_exec_unique(w, &sql_add, DB_ARGS(DB_V(&c->pid), DB_V(c->company_id),
	    DB_V(c->person_id), DB_V(c->account_id), DB_OR_NULL(c->point_id),
	    DB_OR_NULL(c->order_id), DB_V(c->vendor), DB_V(c->lock_type), DB_V(c->medium),
	    DB_V(c->state_code), DB_V(c->serial), DB_OR_NULL(c->not_before),
	    DB_OR_NULL(c->not_after), DB_V(c->applied_at), DB_OR_NULL(c->issued_at),
	    DB_OR_NULL(c->active_at)));

	if (n == 0)
		return refuse_say(w, ERR_INVALID, "cert_serial", "该证书序列号已登记");
	c->id = n < 0 ? 0 : db_last_id(w);
	return n < 0 ? -1 : 0;
}

/* All rows in one statement: [["SY","沈阳市公共资源平台"],...] */
static const char *
platforms_text(struct work *w, const struct cert_platform *p, size_t n)
{
	struct json *all = js_array(w);

	for (size_t i = 0; i < n; i++)
		js_add_pair(all, p[i].platform, p[i].words);
	return js_canonical(w, all);
}

int
cert_add(struct work *w, struct cert *c, const struct cert_platform *p, size_t n)
{
	int imported = c->order_id == 0;

	c->pid = pid_new();
	c->version = 1;
	if (!imported)
		c->state = CERT_APPLYING;
	c->state_code = cert_state_code(c->state);
	if (add_row(w, c) < 0)
		return -1;
	if (db_exec(w, &sql_platform_add, DB_ARGS(DB_V(c->id),
		DB_V(imported ? "ACTIVE" : "PENDING"), DB_V(platforms_text(w, p, n)))) < 0)
		return -1;
	return step_note(w, &book, DB_ARGS(DB_V(c->id)),
	    imported ? CERT_ACT_IMPORT : CERT_ACT_APPLY, "NONE", c->state, NULL);
}

int
cert_retract(struct work *w, struct cert *c, const char *words)
{
	struct db_val none = { .type = DB_NULL };

	if (cert_move(w, c, CERT_ACT_RETRACT, 0, arena_printf(w->arena, "%s: %s", c->serial,
		words)) < 0 ||
	    db_exec(w, &sql_data, DB_ARGS(none, none, none, none, DB_V(c->id))) < 0)
		return -1;
	c->serial = NULL;
	c->not_before = c->not_after = c->issued_at = 0;
	return 0;
}

int
cert_grant(struct work *w, const struct cert *c, const struct cert_platform *p, size_t n,
    const char *words)
{
	if (db_exec(w, &sql_platform_grant, DB_ARGS(DB_V(c->id),
		DB_V(platforms_text(w, p, n)))) < 0)
		return -1;
	return step_note(w, &book, DB_ARGS(DB_V(c->id)), CERT_ACT_GRANT, c->state_code, c->state,
	    words);
}

static int
platforms_move(struct work *w, const struct cert *c, const char *from, const char *to)
{
	return db_exec(w, &sql_platform_move, DB_ARGS(DB_V(to), DB_V(c->id), DB_V(from))) < 0 ?
	    -1 : 0;
}

/* What a step means for the platforms (requirements 7.5, last machine). */
static int
platforms_follow(struct work *w, const struct cert *c, enum cert_act act)
{
	if (act == CERT_ACT_DROP)
		return platforms_move(w, c, "PENDING", "NONE");
	if (act == CERT_ACT_REVOKE || act == CERT_ACT_REPLACE)
		return platforms_move(w, c, "ACTIVE", "STOPPED");
	if (act == CERT_ACT_UNDO)
		return platforms_move(w, c, "PENDING", "NONE") < 0 ? -1 :
		    platforms_move(w, c, "DROP_AT_UPDATE", "ACTIVE");
	if (act == CERT_ACT_UPDATE && platforms_move(w, c, "DROP_AT_UPDATE", "STOPPED") < 0)
		return -1;
	if (c->state == CERT_ACTIVE)
		return platforms_move(w, c, "PENDING", "ACTIVE");
	return 0;
}

int
cert_move(struct work *w, struct cert *c, enum cert_act act, unsigned traits,
    const char *words)
{
	const char *no = arena_printf(w->arena, "%lld", (long long)c->id);
	const struct step *s = step_ask(w, &cert_machine, no, c->state, act, traits, 0);

	if (s == NULL)
		return -1;
	if (s->to == CERT_ACTIVE && c->active_at == 0)
		c->active_at = w->now;
	if (step_write(w, &book, s, DB_ARGS(DB_V(c->id)), &c->version,
		DB_ARGS(DB_OR_NULL(c->active_at)), words) < 0)
		return -1;
	c->state = s->to;
	c->state_code = cert_state_code(c->state);
	return platforms_follow(w, c, act);
}

int
cert_renew(struct work *w, struct cert *c, const struct cert_platform *p, size_t n,
    const char *words)
{
	const char *all = platforms_text(w, p, n);

	if (db_exec(w, &sql_platform_drop, DB_ARGS(DB_V(c->id), DB_V(all))) < 0 ||
	    db_exec(w, &sql_platform_want, DB_ARGS(DB_V(c->id), DB_V(all))) < 0)
		return -1;
	return cert_move(w, c, CERT_ACT_RENEW, 0, words);
}

/* What the CA wrote into the key. */
static int
write_data(struct work *w, struct cert *c, const char *serial, int64_t not_before,
    int64_t not_after)
{
	int64_t n = db_exec_unique(w, &sql_data, DB_ARGS(DB_V(serial), DB_OR_NULL(not_before),
	    DB_OR_NULL(not_after), DB_V(w->now), DB_V(c->id)));

	if (n == 0)
		return refuse_say(w, ERR_INVALID, "cert_serial",
		    "该证书序列号已登记在另一张证书上，请核对");
	c->serial = serial;
	c->not_before = not_before;
	c->not_after = not_after;
	c->issued_at = w->now;
	return n < 0 ? -1 : 0;
}

int
cert_issue(struct work *w, struct cert *c, const char *serial, int64_t not_before,
    int64_t not_after)
{
	return cert_move(w, c, CERT_ACT_ISSUE, 0, serial) < 0 ? -1 :
	    write_data(w, c, serial, not_before, not_after);
}

int
cert_updated(struct work *w, struct cert *c, const char *serial, int64_t not_after,
    const char *words)
{
	if (cert_move(w, c, CERT_ACT_UPDATE, 0, words) < 0)
		return -1;
	return write_data(w, c, serial != NULL ? serial : c->serial, c->not_before, not_after);
}

int
cert_vendor_set(struct work *w, struct cert *c, const char *vendor)
{
	c->vendor = vendor;
	return db_exec(w, &sql_vendor, DB_ARGS(DB_V(vendor), DB_V(c->id))) < 0 ? -1 : 0;
}

int
cert_point_set(struct work *w, struct cert *c, int64_t point_id)
{
	c->point_id = point_id;
	return db_exec(w, &sql_point, DB_ARGS(DB_OR_NULL(point_id), DB_V(c->id))) < 0 ? -1 : 0;
}
