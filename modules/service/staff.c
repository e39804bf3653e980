/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "modules/account/account.h"
#include "modules/account/password.h"
#include "modules/account/session.h"
#include "modules/base/conf.h"
#include "modules/base/crypto.h"
#include "modules/base/text.h"
#include "modules/catalog/catalog.h"
#include "staff.h"

struct change {
	struct account	 account;
	const char	*roles;
	char		 scrypt[PASSWORD_TEXT_LEN];
	unsigned char	 seed[TOTP_SEED];
};

static void
new_password(struct work *w, struct change *c, struct staff_secret *out)
{
	char *once = arena_alloc(w->arena, PASSWORD_ONCE_LEN);

	password_once(once);
	password_hash(once, c->scrypt);
	c->account.password = c->scrypt;
	c->account.must_change = 1;
	out->password = once;
}

static void
new_seed(struct work *w, struct change *c, struct staff_secret *out)
{
	crypto_random(c->seed, sizeof(c->seed));
	out->seed = base32_text(w->arena, c->seed, sizeof(c->seed));
}

static int
find(struct work *w, const char *username, struct account *a)
{
	int rc = account_find(w, username, a);

	if (rc == 0)
		return refuse(w, ERR_NOTFOUND, "no account %s", username);
	return rc < 0 ? -1 : 0;
}

/* ---- making ---- */

static int
add_roles(struct work *w, int64_t account_id, const char *roles)
{
	while (*roles != '\0') {
		size_t n = strcspn(roles, ",");

		if (account_add_role(w, account_id, arena_strndup(w->arena, roles, n)) < 0)
			return -1;
		roles += n + (roles[n] == ',');
	}
	return 0;
}

static int
create_tx(struct work *w, void *arg)
{
	struct change *c = arg;

	if (account_add(w, &c->account, c->seed) < 0)
		return -1;
	return add_roles(w, c->account.id, c->roles);
}

static int
find_point(struct work *w, const char *code, int64_t *out)
{
	const struct catalog *cat;

	*out = 0;
	if (code == NULL)
		return 0;
	if (catalog_get(w, &cat) < 0)
		return -1;
	for (size_t i = 0; i < cat->n_points; i++)
		if (strcmp(cat->points[i].code, code) == 0)
			*out = cat->points[i].id;
	return *out != 0 ? 0 : refuse(w, ERR_NOTFOUND, "no pickup point %s", code);
}

int
staff_create(struct work *w, const char *username, const char *name, const char *roles,
    const char *point, struct staff_secret *out)
{
	struct change c = { .roles = roles, .account = { .kind = "staff",
	    .username = username, .name = name } };

	if (strspn(username, "abcdefghijklmnopqrstuvwxyz0123456789._-") != strlen(username) ||
	    strlen(username) < 2 || strlen(username) > 64)
		return fault_field(w, "username", "用户名只能用小写字母、数字和 . _ -");
	if (find_point(w, point, &c.account.point_id) < 0)
		return -1;
	new_password(w, &c, out);
	new_seed(w, &c, out);
	return db_tx(w, create_tx, &c);
}

/* ---- mending ---- */

static int
reset_tx(struct work *w, void *arg)
{
	struct change *c = arg;

	if (account_set_password(w, c->account.id, c->scrypt, 1) < 0)
		return -1;
	return session_end_others(w, c->account.id, 0);
}

int
staff_reset(struct work *w, const char *username, struct staff_secret *out)
{
	struct change c;

	if (find(w, username, &c.account) < 0)
		return -1;
	new_password(w, &c, out);
	return db_tx(w, reset_tx, &c);
}

static int
reseed_tx(struct work *w, void *arg)
{
	struct change *c = arg;

	if (account_set_totp(w, &c->account, c->seed) < 0)
		return -1;
	return session_end_others(w, c->account.id, 0);
}

int
staff_reseed(struct work *w, const char *username, struct staff_secret *out)
{
	struct change c;

	if (find(w, username, &c.account) < 0)
		return -1;
	if (!account_is_staff(&c.account))
		return refuse(w, ERR_INVALID, "%s is no member of staff", username);
	new_seed(w, &c, out);
	return db_tx(w, reseed_tx, &c);
}

static int
unlock_tx(struct work *w, void *arg)
{
	struct change *c = arg;

	return account_unlock(w, &c->account.pid);
}

int
staff_unlock(struct work *w, const char *username)
{
	struct change c;

	if (find(w, username, &c.account) < 0)
		return -1;
	return db_tx(w, unlock_tx, &c);
}

/* ---- demo and test ---- */

int
staff_code(struct work *w, const char *username, const char **code, int64_t *wait)
{
	unsigned char seed[TOTP_SEED];
	int64_t step = w->now / TOTP_STEP;
	struct account a;

	*wait = 0;
	if (w->conf->env == ENV_PRODUCTION)
		return refuse(w, ERR_DENIED, "codes are shown in demo and test only");
	if (find(w, username, &a) < 0 || account_seed(w, &a, seed) < 0)
		return -1;
	if (a.totp_step == step || a.totp_step == step + 1) {	/* used: the next one */
		step = a.totp_step + 1;
		*wait = step * TOTP_STEP - w->now;
	}
	*code = arena_printf(w->arena, "%06u", totp_code(seed, TOTP_SEED, step) % 1000000);
	crypto_wipe(seed, sizeof(seed));
	return 0;
}
