/* SPDX-License-Identifier: MIT */
#include "idem.h"
#include "modules/base/crypto.h"

DB_SQL(sql_find, "idem.find",
    "SELECT body_hash, object_pid FROM idempotency"
    " WHERE account_id = ? AND ikey = ? AND route = ?", 3, 2);
DB_SQL(sql_keep, "idem.keep",
    "INSERT INTO idempotency (account_id, ikey, route, body_hash, status, object_pid, at)"
    " VALUES (?, ?, ?, ?, 200, ?, ?)", 6, 0);
DB_SQL(sql_sweep, "idem.sweep",
    "DELETE FROM idempotency WHERE at < ? ORDER BY at LIMIT 500", 1, 0);

struct kept {
	struct blob	 body_hash;
	struct pid	 object_pid;
};

static const struct db_col cols[] = { DB_COL(kept, body_hash), DB_COL(kept, object_pid) };

int
idem_find(struct work *w, struct idem *i)
{
	struct kept k;
	int rc = db_maybe(w, &sql_find, cols, &k, DB_ARGS(DB_V(w->actor->account_id),
	    DB_V(i->key), DB_V(i->route)));

	if (rc != 1)
		return rc;
	if (k.body_hash.n != HASH_LEN || memcmp(k.body_hash.p, i->body_hash, HASH_LEN) != 0)
		return refuse(w, ERR_REUSED, "idempotency key with another body");
	i->object = k.object_pid;
	return 1;
}

int
idem_keep(struct work *w, const struct pid *object)
{
	struct idem *i = w->idem;
	int64_t n;

	if (i == NULL)
		return 0;
	BUG_ON(!db_in_tx(w));
	n = db_exec_unique(w, &sql_keep, DB_ARGS(DB_V(w->actor->account_id), DB_V(i->key),
	    DB_V(i->route), DB_V(((struct blob){ i->body_hash, HASH_LEN })), DB_V(object),
	    DB_V(w->now)));
	if (n == 0)
		return refuse(w, ERR_CONFLICT, "idempotency key %s was faster elsewhere", i->key);
	return n < 0 ? -1 : 0;
}

int64_t
idem_sweep(struct work *w, int64_t before)
{
	return db_exec(w, &sql_sweep, DB_ARGS(DB_V(before)));
}
