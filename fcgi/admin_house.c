/* SPDX-License-Identifier: MIT */
/* Verbs about the house itself. */
#include <string.h>
#include <unistd.h>

#include "admin.h"
#include "db/migrate.h"
#include "db/seal.h"
#include "modules/base/clock.h"
#include "modules/base/conf.h"
#include "modules/catalog/calendar.h"
#include "modules/service/tasks.h"
#include "router.h"

/* From a clone the source tree, else what `make install` laid down. */
const char *
admin_data_dir(void)
{
	return access(SRCDIR "/db/migrations", R_OK) == 0 ? SRCDIR "/db" : PKGDATADIR "/db";
}

int
migrate_verb(struct work *w, int argc, char **argv)
{
	const char *dir = argc > 1 ? argv[1] : admin_data_dir();

	if (migrate(w, arena_printf(w->arena, "%s/migrations", dir), "schema") < 0)
		return -1;
	return migrate(w, arena_printf(w->arena, "%s/seed", dir), "seed");
}

/* Without its holidays a year's due times are too early: said, not refused. */
static int
check_calendar(struct work *w)
{
	const struct catalog *c;
	int year = civil_of(w->now).year;

	if (catalog_get(w, &c) < 0)
		return -1;
	if (!calendar_known(c, year))
		printf("warning: no working calendar of %d, only weekdays count\n", year);
	return 0;
}

int
check_verb(struct work *w, int argc, char **argv)
{
	(void)argc;
	(void)argv;
	if (db_ping(w) < 0 || keyring_check(w) < 0 || db_durable(w) < 0 ||
	    check_calendar(w) < 0)
		return -1;
	puts("config, keys and database are in order");
	return 0;
}

/* ---- print ---- */

static const struct {
	unsigned	 right;
	const char	*name;
} rights[] = {
	{ RIGHT_MEMBER, "member" }, { RIGHT_APPLY, "apply" }, { RIGHT_COMPANY, "company" },
	{ RIGHT_STAFF, "staff" }, { RIGHT_VIEW, "view" }, { RIGHT_REVIEW, "review" },
	{ RIGHT_SECOND, "second" }, { RIGHT_MAKE, "make" }, { RIGHT_DESK, "desk" },
	{ RIGHT_FINANCE, "finance" }, { RIGHT_SYSTEM, "system" },
	{ RIGHT_SECURITY, "security" }, { RIGHT_AUDIT, "audit" }, { RIGHT_FULL, "full" },
	{ RIGHT_CLOCK, "clock" },
};

static const struct {
	unsigned	 gate;
	const char	*name;
} gates[] = {
	{ GATE_CSRF, "csrf" }, { GATE_SIGNED, "signed" }, { GATE_UPLOAD, "upload" },
	{ GATE_IDEMPOTENT, "idempotent" }, { GATE_DEMO, "demo" }, { GATE_BARE, "bare" },
};

void
print_rights(unsigned who, FILE *to)
{
	for (size_t k = 0; k < sizeof(rights) / sizeof(*rights); k++)
		if (who & rights[k].right)
			fprintf(to, " %s", rights[k].name);
	if (who == 0)
		fputs(" everybody", to);
}

static void
print_routes(struct work *w, FILE *to)
{
	(void)w;
	fputs("| method | path | who | gates | body bytes | pool | audit |\n"
	    "|---|---|---|---|---|---|---|\n", to);
	for (size_t i = 0; i < n_routes; i++) {
		const struct route *r = &routes[i];

		fprintf(to, "| %s | `%s` |", r->method, r->path);
		print_rights(r->who, to);
		fputs(" |", to);
		for (size_t k = 0; k < sizeof(gates) / sizeof(*gates); k++)
			if (r->gates & gates[k].gate)
				fprintf(to, " %s", gates[k].name);
		fprintf(to, " | %zu | %s | %s |\n", r->body_max, pool_name(r->pool),
		    r->audit == NULL ? "" : r->audit);
	}
}

static void
print_errors(struct work *w, FILE *to)
{
	(void)w;
	fputs("| code | HTTP | words |\n|---|---|---|\n", to);
	for (int e = ERR_NONE + 1; e < ERR__MAX; e++)
		fprintf(to, "| `%s` | %d | %s |\n", err_name((enum err)e), err_http((enum err)e),
		    err_words((enum err)e));
}

static void
print_settings(struct work *w, FILE *to)
{
	(void)w;
	conf_print_docs(to);
}

static void
print_tasks(struct work *w, FILE *to)
{
	(void)w;
	tasks_print_docs(to);
}

static void
print_verbs(struct work *w, FILE *to)
{
	(void)w;
	fputs("| verb | arguments | what it does |\n|---|---|---|\n", to);
	for (size_t i = 0; i < n_verbs; i++)
		fprintf(to, "| `%s` | `%s` | %s |\n", verbs[i].name, verbs[i].args, verbs[i].doc);
}

static void
print_step_tables(struct work *w, FILE *to)
{
	(void)w;
	print_steps(to);
}

/* The folder of the sockets is a word of the include: nginx/up fills it in. */
static void
print_http(struct work *w, FILE *to)
{
	(void)w;
	print_nginx_http("@RUN@", to);
}

static void
print_server(struct work *w, FILE *to)
{
	(void)w;
	print_nginx_server(to);
}

static const struct {
	const char	*name;
	void		(*print)(struct work *w, FILE *to);
} tables[] = {
	{ "routes", print_routes }, { "errors", print_errors }, { "settings", print_settings },
	{ "steps", print_step_tables }, { "tasks", print_tasks }, { "verbs", print_verbs }, { "nginx-http", print_http },
	{ "nginx-server", print_server },
};

int
print_verb(struct work *w, int argc, char **argv)
{
	for (size_t i = 0; argc == 2 && i < sizeof(tables) / sizeof(*tables); i++)
		if (strcmp(argv[1], tables[i].name) == 0) {
			tables[i].print(w, stdout);
			return 0;
		}
	return refuse(w, ERR_INVALID, "print what? see `caportal-admin` for the tables");
}
