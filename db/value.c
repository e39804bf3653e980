/* SPDX-License-Identifier: MIT */
/* Values for the places of a statement, and outside ids: db.h says more. */
#include <string.h>

#include "db.h"
#include "modules/base/crypto.h"
#include "modules/base/text.h"

struct db_val
db_val_s(const char *s)
{
	if (s == NULL)
		return (struct db_val){ .type = DB_NULL };
	return (struct db_val){ .type = DB_TEXT,
	    .b = { (const unsigned char *)s, strlen(s) } };
}

struct db_val
db_val_b(struct blob b)
{
	return (struct db_val){ .type = b.p == NULL ? DB_NULL : DB_BLOB, .b = b };
}

struct db_val
db_val_p(const struct pid *pid)
{
	return (struct db_val){ .type = DB_PID, .b = { pid->b, sizeof(pid->b) } };
}

struct pid
pid_new(void)
{
	struct pid p;

	crypto_random(p.b, sizeof(p.b));
	return p;
}

int
pid_zero(const struct pid *p)
{
	static const struct pid zero;

	return memcmp(p, &zero, sizeof(zero)) == 0;
}

const char *
pid_text(struct work *w, const struct pid *p)
{
	return base32_text(w->arena, p->b, sizeof(p->b));
}

int
pid_parse(struct work *w, const char *s, struct pid *out)
{
	if (s == NULL || base32_bytes(s, out->b, sizeof(out->b)) < 0)
		return refuse(w, ERR_NOTFOUND, "not a pid");
	return 0;
}
