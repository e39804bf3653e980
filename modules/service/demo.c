/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "db/db.h"
#include "demo.h"
#include "import.h"
#include "modules/account/account.h"
#include "modules/base/clock.h"
#include "modules/base/conf.h"
#include "modules/base/crypto.h"
#include "modules/base/csv.h"
#include "modules/base/text.h"
#include "modules/catalog/catalog.h"

#define DAY	86400
#define LIMIT	65536		/* bytes of a demo file */

/* ---- people ---- */

static int
slurp(struct work *w, const char *path, char **text)
{
	FILE *f = fopen(path, "re");
	size_t n;

	if (f == NULL)
		return refuse(w, ERR_BUG, "cannot read %s", path);
	*text = arena_alloc(w->arena, LIMIT + 1);
	n = fread(*text, 1, LIMIT, f);
	fclose(f);
	return n < LIMIT ? 0 : refuse(w, ERR_BUG, "%s is too large", path);
}

/* The main locks of the fixture are half a year old, whenever it is made. */
static char *
replace(struct work *w, char *text, const char *mark, const char *with)
{
	char *at;

	while ((at = strstr(text, mark)) != NULL)
		text = arena_printf(w->arena, "%.*s%s%s", (int)(at - text), text, with,
		    at + strlen(mark));
	return text;
}

static int
make_people(struct work *w, const char *dir)
{
	struct import im = { .password = DEMO_PASSWORD };
	char *text, *report = arena_alloc(w->arena, LIMIT);
	int rc;

	if (slurp(w, arena_printf(w->arena, "%s/people.csv", dir), &text) < 0)
		return -1;
	text = replace(w, text, "{from}", date_text(w->arena, w->now - 180 * DAY));
	text = replace(w, text, "{to}", date_text(w->arena, w->now + 185 * DAY));
	im.in = fmemopen(text, strlen(text), "r");
	im.report = fmemopen(report, LIMIT, "w");
	BUG_ON(im.in == NULL || im.report == NULL);
	rc = import_csv(w, &im);
	fclose(im.in);
	fclose(im.report);
	if (rc == 0 && im.refused > 0)
		return refuse(w, ERR_BUG, "demo data were refused:\n%s", report);
	return rc;
}

/* ---- staff ---- */

enum { USERNAME, NAME, ROLE, POINT, SEED, STAFF_CELLS };

struct hiring {
	const char	*const *cells;
	struct account	 account;
	unsigned char	 seed[TOTP_SEED];
};

static int
hire_tx(struct work *w, void *arg)
{
	struct hiring *h = arg;

	if (account_add(w, &h->account, h->seed) < 0)
		return -1;
	return account_add_role(w, h->account.id, h->cells[ROLE]);
}

static int64_t
point_id(const struct catalog *cat, const char *code)
{
	for (size_t i = 0; i < cat->n_points; i++)
		if (strcmp(cat->points[i].code, code) == 0)
			return cat->points[i].id;
	return 0;
}

static int
hire(struct work *w, const struct catalog *cat, const char *const *cells, const char *scrypt)
{
	struct hiring h = { .cells = cells };
	struct account known;
	int rc = account_find(w, cells[USERNAME], &known);

	if (rc != 0)
		return rc < 0 ? -1 : 0;
	if (base32_bytes(cells[SEED], h.seed, sizeof(h.seed)) < 0)
		return refuse(w, ERR_BUG, "demo staff %s: bad seed", cells[USERNAME]);
	h.account = (struct account){ .kind = "staff", .username = cells[USERNAME],
	    .name = cells[NAME], .point_id = point_id(cat, cells[POINT]),
	    .password = scrypt };
	if (*cells[POINT] != '\0' && h.account.point_id == 0)
		return refuse(w, ERR_BUG, "demo staff %s: no pickup point %s",
		    cells[USERNAME], cells[POINT]);
	return db_tx(w, hire_tx, &h);
}

static void
say_staff(struct work *w, FILE *out, const char *const *cells)
{
	struct account a;
	const char **roles;
	size_t n = 0;

	if (account_find(w, cells[USERNAME], &a) != 1 ||
	    account_roles(w, a.id, &roles, &n) < 0 || n == 0)
		return;
	fprintf(out, "  %-10s %s  %s %s  TOTP %s\n", cells[USERNAME], DEMO_PASSWORD, roles[0],
	    cells[NAME], cells[SEED]);
}

static int
hire_all(struct work *w, FILE *in, FILE *out)
{
	char scrypt[PASSWORD_TEXT_LEN];
	const struct catalog *cat;
	struct csv csv;
	int rc;

	csv_begin(&csv, in);
	password_hash(DEMO_PASSWORD, scrypt);
	if (catalog_get(w, &cat) < 0 || csv_next(w, &csv) < 0)	/* the titles */
		return -1;
	while ((rc = csv_next(w, &csv)) > 0) {
		if (csv.n != STAFF_CELLS)
			return refuse(w, ERR_BUG, "demo staff, line %lld", (long long)csv.line);
		if (hire(w, cat, csv.cells, scrypt) < 0)
			return -1;
		say_staff(w, out, csv.cells);
	}
	return rc;
}

static int
make_staff(struct work *w, const char *dir, FILE *out)
{
	const char *path = arena_printf(w->arena, "%s/staff.csv", dir);
	FILE *in = fopen(path, "re");
	int rc;

	if (in == NULL)
		return refuse(w, ERR_BUG, "cannot read %s", path);
	rc = hire_all(w, in, out);
	fclose(in);
	return rc;
}

/* ---- what is printed ---- */

static int
say_people(struct work *w, const char *dir, FILE *out)
{
	struct csv csv;
	const char *company = "";
	char *text;
	FILE *in;

	if (slurp(w, arena_printf(w->arena, "%s/people.csv", dir), &text) < 0)
		return -1;
	in = fmemopen(text, strlen(text), "r");
	BUG_ON(in == NULL);
	csv_begin(&csv, in);
	/* 类型 单位名称 姓名 身份 用户名 are columns 0, 2, 8, 11 and 12 of the file */
	while (csv_next(w, &csv) > 0 && csv.n > 12) {
		if (*csv.cells[2] != '\0')
			company = csv.cells[2];
		if (csv.line > 1 && *csv.cells[12] != '\0')
			fprintf(out, "  %-10s %s  %s %s %s\n", csv.cells[12], DEMO_PASSWORD,
			    company, csv.cells[11], csv.cells[8]);
	}
	fclose(in);
	return 0;
}

int
demo_make(struct work *w, const char *dir, FILE *out)
{
	if (w->conf->env == ENV_PRODUCTION)
		return refuse(w, ERR_DENIED, "demo data are not for production");
	if (make_people(w, dir) < 0)
		return -1;
	fputs("applicants (user, password, enterprise, identity, name; the phone works as user too):\n", out);
	if (say_people(w, dir, out) < 0)
		return -1;
	fputs("staff (user, password, role, name, seed; code: caportal-admin totp USER):\n", out);
	return make_staff(w, dir, out);
}
