/* SPDX-License-Identifier: MIT */
/*
 * The tables on the wall as Markdown: `make docs` writes them into docs/, and
 * a test compares.
 */
#include <string.h>

#include "admin.h"
#include "modules/base/conf.h"
#include "modules/base/json.h"
#include "modules/service/dossier_kinds.h"
#include "modules/service/services.h"
#include "modules/service/tasks.h"
#include "router.h"

struct flag {
	unsigned	 bit;
	const char	*name;
};

static const struct flag rights[] = {
	{ RIGHT_MEMBER, "member" }, { RIGHT_APPLY, "apply" }, { RIGHT_COMPANY, "company" },
	{ RIGHT_STAFF, "staff" }, { RIGHT_VIEW, "view" }, { RIGHT_REVIEW, "review" },
	{ RIGHT_SECOND, "second" }, { RIGHT_MAKE, "make" }, { RIGHT_DESK, "desk" },
	{ RIGHT_FINANCE, "finance" }, { RIGHT_SYSTEM, "system" },
	{ RIGHT_SECURITY, "security" }, { RIGHT_AUDIT, "audit" }, { RIGHT_FULL, "full" },
	{ RIGHT_ENTERPRISE, "enterprise" }, { RIGHT_LEAD, "lead" }, { RIGHT_CLOCK, "clock" }, { 0, NULL },
};

static const struct flag gates[] = {
	{ GATE_CSRF, "csrf" }, { GATE_SIGNED, "signed" }, { GATE_UPLOAD, "upload" },
	{ GATE_IDEMPOTENT, "idempotent" }, { GATE_DEMO, "demo" }, { GATE_BARE, "bare" },
	{ 0, NULL },
};

static const struct flag field_flags[] = {
	{ ORDER_FIELD_EDIT, "edit" }, { ORDER_FIELD_PRICE, "price" },
	{ ORDER_FIELD_PAPER, "paper" }, { 0, NULL },
};

static const struct flag dossier_flags[] = {
	{ DOSSIER_OPTIONAL, "optional" }, { DOSSIER_FIXED, "fixed" },
	{ DOSSIER_NUMBER, "masked" }, { 0, NULL },
};

void
print_rights(unsigned who, FILE *to)
{
	for (const struct flag *f = rights; f->name != NULL; f++)
		if (who & f->bit)
			fprintf(to, " %s", f->name);
	if (who == 0)
		fputs(" everybody", to);
}

struct json *
route_rights_json(struct work *w, unsigned who)
{
	struct json *list = js_array(w);

	for (const struct flag *f = rights; f->name != NULL; f++)
		if (who & f->bit)
			js_add_text(list, f->name);
	return list;
}

/* " a b |" */
static void
put_flags(const struct flag *f, unsigned bits, FILE *to)
{
	for (; f->name != NULL; f++)
		if (bits & f->bit)
			fprintf(to, " %s", f->name);
	fputs(" |", to);
}

static void
print_routes(FILE *to)
{
	fputs("# Routes\n\n| method | path | who | gates | body bytes | pool | audit |\n"
	    "|---|---|---|---|---|---|---|\n", to);
	for (size_t i = 0; i < n_routes; i++) {
		const struct route *r = &routes[i];

		fprintf(to, "| %s | `%s` |", r->method, r->path);
		print_rights(r->who, to);
		fputs(" |", to);
		put_flags(gates, r->gates, to);
		fprintf(to, " %zu | %s | %s |\n", r->body_max, pool_name(r->pool),
		    r->audit == NULL ? "" : r->audit);
	}
}

static void
put_names(const struct flag *f, unsigned bits, FILE *to)
{
	const char *before = "";

	for (; f->name != NULL; f++)
		if (bits & f->bit) {
			fprintf(to, "%s%s", before, f->name);
			before = " ";
		}
	fputc('\t', to);
}

/* For programs: the columns of docs/routes.md between tabs, no titles. */
static void
print_routes_tsv(FILE *to)
{
	for (size_t i = 0; i < n_routes; i++) {
		const struct route *r = &routes[i];

		fprintf(to, "%s\t%s\t", r->method, r->path);
		put_names(rights, r->who, to);
		put_names(gates, r->gates, to);
		fprintf(to, "%zu\t%s\t%s\n", r->body_max, pool_name(r->pool),
		    r->audit == NULL ? "" : r->audit);
	}
}

static void
print_errors(FILE *to)
{
	fputs("# Errors\n\n| code | HTTP | words |\n|---|---|---|\n", to);
	for (int e = ERR_NONE + 1; e < ERR__MAX; e++)
		fprintf(to, "| `%s` | %d | %s |\n", err_name((enum err)e), err_http((enum err)e),
		    err_words((enum err)e));
}

static void
print_settings(FILE *to)
{
	fputs("# Settings\n\n", to);
	conf_print_docs(to);
}

static void
print_tasks(FILE *to)
{
	fputs("# Tasks\n\n", to);
	tasks_print_docs(to);
}

static void
print_verbs(FILE *to)
{
	fputs("# caportal-admin\n\n| verb | arguments | what it does |\n|---|---|---|\n", to);
	for (size_t i = 0; i < n_verbs; i++)
		fprintf(to, "| `%s` | `%s` | %s |\n", verbs[i].name, verbs[i].args, verbs[i].doc);
}

static void
print_services(FILE *to)
{
	fputs("# Services\n", to);
	for (size_t i = 0; i < nservices; i++) {
		const struct service *s = &services[i];

		fprintf(to, "\n## `%s` %s\n\nMedium %s, form `%s`, its scan in slot `%s`.\n\n"
		    "| field | words | kind |\n|---|---|---|\n", s->code, s->words,
		    s->medium == NULL ? "of the certificate" : s->medium,
		    s->form == NULL ? "-" : s->form, s->slot == NULL ? "-" : s->slot);
		for (size_t k = 0; k < s->nfields; k++) {
			fprintf(to, "| `%s` | %s |", s->fields[k].name, s->fields[k].words);
			put_flags(field_flags, s->fields[k].flags, to);
			fputc('\n', to);
		}
	}
}

static void
print_dossier(const struct dossier_kind *k, FILE *to)
{
	fprintf(to, "\n## `%s` %s\n\nPages:", k->code, k->words);
	for (size_t i = 0; k->steps[i] != NULL; i++)
		fprintf(to, "%s %zu %s", i == 0 ? "" : ",", i + 1, k->steps[i]);
	fprintf(to, ".  Form `%s`, its scan in slot `%s`.\n\n"
	    "| field | words | page | type | characters | kind |\n|---|---|---|---|---|---|\n",
	    k->form == NULL ? "-" : k->form, k->slot == NULL ? "-" : k->slot);
	for (size_t i = 0; i < k->nfields; i++) {
		const struct dossier_field *f = &k->fields[i];

		fprintf(to, "| `%s` | %s | %d | %s | %d |%s", f->name, f->words, f->step, f->type,
		    f->max, f->doubt == NULL ? "" : " doubted");
		put_flags(dossier_flags, f->flags, to);
		fputc('\n', to);
	}
}

static void
print_dossiers(FILE *to)
{
	fputs("# Dossiers\n\nA doubted value may be approved by a reviewer who says why"
	    " (E10).\n", to);
	for (size_t i = 0; i < n_dossier_kinds; i++)
		print_dossier(dossier_kinds[i], to);
}

/* ---- nginx ---- */

/* The folder of the sockets is a word of the include: nginx/up fills it in. */
static void
print_http(FILE *to)
{
	print_nginx_http("@RUN@", to);
}

static const struct {
	const char	*name;
	void		(*print)(FILE *to);
} tables[] = {
	{ "routes", print_routes }, { "routes-tsv", print_routes_tsv },
	{ "errors", print_errors }, { "settings", print_settings },
	{ "services", print_services }, { "dossiers", print_dossiers },
	{ "steps", print_steps }, { "tasks", print_tasks },
	{ "verbs", print_verbs }, { "nginx-http", print_http },
	{ "nginx-server", print_nginx_server },
};

int
print_verb(struct work *w, int argc, char **argv)
{
	if (argc == 2 && strcmp(argv[1], "openapi") == 0) {
		print_openapi(w, stdout);
		return 0;
	}
	for (size_t i = 0; argc == 2 && i < sizeof(tables) / sizeof(*tables); i++)
		if (strcmp(argv[1], tables[i].name) == 0) {
			tables[i].print(stdout);
			return 0;
		}
	return refuse(w, ERR_INVALID, "print what? see `caportal-admin` for the tables");
}
