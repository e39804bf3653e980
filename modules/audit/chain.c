/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <unistd.h>

#include "chain.h"
#include "db/seal.h"
#include "modules/base/crypto.h"
#include "modules/base/log.h"
#include "modules/base/text.h"

#define PIECE	500		/* rows read at once by the verifier */

DB_SQL(sql_head_take, "audit.head_take",
    "SELECT seq, mac FROM audit_head WHERE chain = ? FOR UPDATE", 1, 2);
DB_SQL(sql_head_get, "audit.head_get",
    "SELECT seq, mac FROM audit_head WHERE chain = ?", 1, 2);
DB_SQL(sql_head_set, "audit.head_set",
    "UPDATE audit_head SET seq = ?, mac = ? WHERE chain = ? AND seq = ?", 4, 0);
DB_SQL(sql_add, "audit.add",
    "INSERT INTO audit (chain, seq, prev, mac, at, account_id, actor, action, object,"
    " outcome, detail, ip, request_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    13, 0);

#define COLS "chain, seq, at, account_id, prev, mac, actor, action, object, outcome," \
	" detail, ip, request_id"
DB_SQL(sql_piece, "audit.piece",
    "SELECT " COLS " FROM audit WHERE chain = ? AND seq > ? AND seq <= ?"
    " ORDER BY seq LIMIT ?", 4, 13);
DB_SQL(sql_list, "audit.list",
    "SELECT " COLS " FROM audit ORDER BY at DESC, chain, seq DESC LIMIT ? OFFSET ?", 2, 13);

static const struct db_col cols[] = {
	DB_COL(audit_row, chain), DB_COL(audit_row, seq), DB_COL(audit_row, at),
	DB_COL(audit_row, account_id), DB_COL(audit_row, prev), DB_COL(audit_row, mac),
	DB_COL(audit_row, actor), DB_COL(audit_row, action), DB_COL(audit_row, object),
	DB_COL(audit_row, outcome), DB_COL(audit_row, detail), DB_COL(audit_row, ip),
	DB_COL(audit_row, request_id),
};

struct head {
	int64_t		 seq;
	struct blob	 mac;
};
static const struct db_col head_cols[] = { DB_COL(head, seq), DB_COL(head, mac) };

/* Every text with its length in front, so that no two rows read alike. */
static void
row_mac(struct work *w, const struct audit_row *r, unsigned char out[HASH_LEN])
{
	const char *texts[] = { r->actor, r->action, r->object, r->outcome, r->detail,
	    r->ip, r->request_id };
	char *s = arena_printf(w->arena, "%lld %lld %lld %lld %s", (long long)r->chain,
	    (long long)r->seq, (long long)r->at, (long long)r->account_id,
	    hex_text(w->arena, r->prev.p, r->prev.n));

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		s = arena_printf(w->arena, "%s %zu:%s", s, strlen(texts[i]), texts[i]);
	hmac_sha256(keyring_key(w->keys, KEY_AUDIT), KEY_LEN, s, strlen(s), out);
}

/* At most max characters, so that the row is stored as it was signed. */
static const char *
cut(struct work *w, const char *s, size_t max)
{
	const char *end = s == NULL ? NULL : s;

	if (s == NULL)
		return "";
	for (size_t i = 0; i < max; i++)
		if (utf8_next(&end) == 0)
			return utf8_ok(s, strlen(s)) ? s : "?";
	s = arena_strndup(w->arena, s, (size_t)(end - s));
	return utf8_ok(s, strlen(s)) ? s : "?";
}

static const char *
ascii(struct work *w, const char *s, size_t max)
{
	char *out = arena_strndup(w->arena, s == NULL ? "" : s, max);

	for (char *p = out; *p != '\0'; p++)
		if (*p < ' ' || *p > '~')
			*p = '?';
	return out;
}

static int
add_tx(struct work *w, void *arg)
{
	struct audit_row *r = arg;
	unsigned char mac[HASH_LEN];
	struct head h;

	if (db_one(w, &sql_head_take, head_cols, &h, DB_ARGS(DB_V(r->chain))) < 0)
		return -1;
	r->seq = h.seq + 1;
	r->prev = h.mac;
	row_mac(w, r, mac);
	r->mac = (struct blob){ mac, sizeof(mac) };
	if (db_exec(w, &sql_add, DB_ARGS(DB_V(r->chain), DB_V(r->seq), DB_V(r->prev),
		DB_V(r->mac), DB_V(r->at), DB_V(r->account_id), DB_V(r->actor),
		DB_V(r->action), DB_V(r->object), DB_V(r->outcome), DB_V(r->detail),
		DB_V(r->ip), DB_V(r->request_id))) < 0)
		return -1;
	return db_exec_one(w, &sql_head_set, DB_ARGS(DB_V(r->seq), DB_V(r->mac),
	    DB_V(r->chain), DB_V(h.seq)));
}

int
audit_add(struct work *w, const char *action, const char *object, const char *outcome,
    const char *detail)
{
	struct audit_row r = {
		.chain = getpid() % AUDIT_CHAINS,	/* a worker keeps to one head row */
		.at = w->now,
		.account_id = w->actor == NULL ? 0 : w->actor->account_id,
		.actor = cut(w, w->actor == NULL ? "" : w->actor->name, 80),
		.action = ascii(w, action, 60),
		.object = cut(w, object, 120),
		.outcome = ascii(w, outcome, 20),
		.detail = cut(w, detail, 200),
		.ip = ascii(w, w->ip, 45),
		.request_id = ascii(w, w->request_id, 64),
	};

	return db_tx(w, add_tx, &r);
}

int
audit_list(struct work *w, int64_t page, int64_t size, struct audit_row **rows, size_t *n)
{
	int64_t skip = (page - 1) * size;

	return db_list(w, &sql_list, cols, rows, n, DB_ARGS(DB_V(size), DB_V(skip)));
}

int
audit_log_heads(struct work *w)
{
	const char *line = "audit heads";
	struct head h;

	for (int64_t chain = 0; chain < AUDIT_CHAINS; chain++) {
		if (db_one(w, &sql_head_get, head_cols, &h, DB_ARGS(DB_V(chain))) < 0)
			return -1;
		line = arena_printf(w->arena, "%s %lld:%lld:%s", line, (long long)chain,
		    (long long)h.seq, hex_text(w->arena, h.mac.p, h.mac.n));
	}
	log_line(LOG_INFO, "%s", line);
	return 0;
}

/* ---- verifying ---- */

static int
bad(struct audit_report *rep, int64_t chain, int64_t seq, const char *words)
{
	rep->chain = chain;
	rep->seq = seq;
	rep->words = words;
	return 0;
}

static int
row_fits(struct work *w, const struct audit_row *r, const struct head *last)
{
	unsigned char mac[HASH_LEN];

	row_mac(w, r, mac);
	return r->seq == last->seq + 1 && r->prev.n == HASH_LEN && r->mac.n == HASH_LEN &&
	    crypto_same(r->prev.p, last->mac.p, HASH_LEN) &&
	    crypto_same(r->mac.p, mac, HASH_LEN);
}

/* Walks one piece; `last` is the row before it.  1: go on, 0: end or bad, -1. */
static int
verify_piece(struct work *w, int64_t chain, struct head *last, int64_t end,
    struct audit_report *rep)
{
	int64_t piece = PIECE;
	struct audit_row *rows;
	size_t n;

	if (db_list(w, &sql_piece, cols, &rows, &n, DB_ARGS(DB_V(chain), DB_V(last->seq),
		DB_V(end), DB_V(piece))) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (!row_fits(w, &rows[i], last))
			return bad(rep, chain, last->seq + 1, "记录被改动或缺失");
		rep->rows++;
		last->seq = rows[i].seq;
		memcpy((unsigned char *)(uintptr_t)last->mac.p, rows[i].mac.p, HASH_LEN);
	}
	return n == PIECE;
}

static int
verify_chain(struct work *w, int64_t chain, struct audit_report *rep)
{
	unsigned char mac[HASH_LEN] = { 0 }, want[HASH_LEN];
	struct head head, last = { 0, { mac, sizeof(mac) } };
	struct arena_mark here;
	int rc;

	rc = db_maybe(w, &sql_head_get, head_cols, &head, DB_ARGS(DB_V(chain)));
	if (rc < 0)
		return -1;
	if (rc == 0 || head.mac.n != HASH_LEN)
		return bad(rep, chain, 0, "链首记录缺失");
	memcpy(want, head.mac.p, HASH_LEN);
	here = arena_mark(w->arena);
	while ((rc = verify_piece(w, chain, &last, head.seq, rep)) > 0)
		arena_rewind(w->arena, here);
	if (rc < 0)
		return -1;
	if (rep->words == NULL && (last.seq != head.seq || !crypto_same(mac, want, HASH_LEN)))
		return bad(rep, chain, last.seq + 1, "末尾记录缺失");
	return 0;
}

int
audit_verify(struct work *w, struct audit_report *report)
{
	*report = (struct audit_report){ 0 };
	for (int64_t chain = 0; chain < AUDIT_CHAINS && report->words == NULL; chain++)
		if (verify_chain(w, chain, report) < 0)
			return -1;
	return 0;
}
