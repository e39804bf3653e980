/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "modules/account/account.h"
#include "modules/audit/chain.h"
#include "modules/base/json.h"
#include "login.h"
#include "security.h"

static int
forgive(struct work *w, const struct pid *account)
{
	struct staff_row *rows;
	size_t n;

	if (account_list_staff(w, &rows, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (memcmp(&rows[i].pid, account, sizeof(*account)) == 0)
			return login_forgive(w, rows[i].username);
	return 0;
}

static int
unlock_tx(struct work *w, void *arg)
{
	return account_unlock(w, arg) < 0 ? -1 : forgive(w, arg);
}

int
security_unlock(struct work *w, const struct pid *account)
{
	return db_tx(w, unlock_tx, (void *)(uintptr_t)account);
}

static struct json *
audit_json(struct work *w, const struct audit_row *r)
{
	struct json *o = js_object(w);

	js_put_int(o, "chain", r->chain);
	js_put_int(o, "seq", r->seq);
	js_put_int(o, "at", r->at);
	js_put_text(o, "actor", r->actor);
	js_put_text(o, "action", r->action);
	js_put_text(o, "object", r->object);
	js_put_text(o, "outcome", r->outcome);
	js_put_text(o, "detail", r->detail);
	js_put_text(o, "ip", r->ip);
	js_put_text(o, "request_id", r->request_id);
	return o;
}

int
security_audit(struct work *w, int64_t page, int64_t size, struct json **out)
{
	struct json *items = js_array(w);
	struct audit_row *rows;
	size_t n;

	if (audit_list(w, page, size, &rows, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		js_add(items, audit_json(w, &rows[i]));
	*out = js_page(w, items, page, size);
	return 0;
}

int
security_audit_check(struct work *w, struct json **out)
{
	struct audit_report r;

	if (audit_verify(w, &r) < 0)
		return -1;
	*out = js_object(w);
	js_put_bool(*out, "ok", r.words == NULL);
	js_put_int(*out, "rows", r.rows);
	js_put_text(*out, "words", r.words == NULL ? "审计记录完整，未发现改动" :
	    arena_printf(w->arena, "第%lld链第%lld条：%s", (long long)r.chain,
		(long long)r.seq, r.words));
	return 0;
}
