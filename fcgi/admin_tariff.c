/* SPDX-License-Identifier: MIT */
/* Versions of the tariff at the console (modules/service/tariffs.h, docs/TARIFF.md). */
#include <errno.h>
#include <string.h>

#include "admin.h"
#include "modules/audit/chain.h"
#include "modules/base/clock.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/service/replay.h"
#include "modules/service/tariffs.h"

#define FILE_MAX	(1u << 20)

/* ---- list, show ---- */

static int
list_act(struct work *w, int argc, char **argv)
{
	struct tariff_version *rows;
	size_t n;

	(void)argc;
	(void)argv;
	if (tariff_versions(w, &rows, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		printf("%-16s %-6s %-9s %-10s  %s\n", rows[i].code, rows[i].mode,
		    rows[i].state_code, rows[i].starts_at == 0 ? "-" :
		    date_text(w->arena, rows[i].starts_at), rows[i].words);
	return 0;
}

/* The file of a version: a template for the next one. */
static int
show_act(struct work *w, int argc, char **argv)
{
	struct tariff_version v;
	struct json *j;

	(void)argc;
	if (tariff_version_named(w, argv[2], &v) < 0 || tariffs_get(w, &v.pid, &j) < 0)
		return -1;
	puts(js_pretty(w, js_get(j, "file")));
	return 0;
}

/* ---- load, activate, withdraw, drop ---- */

static int
read_file(struct work *w, const char *path, struct json **out)
{
	char *text = arena_alloc(w->arena, FILE_MAX);
	FILE *f = fopen(path, "re");
	size_t n;

	if (f == NULL)
		return refuse(w, ERR_BUG, "cannot read %s: %s", path, strerror(errno));
	n = fread(text, 1, FILE_MAX, f);
	fclose(f);
	if (n == FILE_MAX)
		return refuse(w, ERR_TOOBIG, "%s is larger than %u bytes", path, FILE_MAX);
	return js_parse(w, text, n, out);
}

static int
told(struct work *w, const char *act, const char *code, int rc)
{
	audit_add(w, arena_printf(w->arena, "tariff.%s", act), code,
	    rc < 0 ? err_name(w->fault.code) : "ok", "console");
	if (rc == 0)
		printf("%s: %s\n", code, act);
	return rc;
}

static int
load_act(struct work *w, int argc, char **argv)
{
	struct json *file, *j;
	const char *code;
	int rc;

	(void)argc;
	if (read_file(w, argv[2], &file) < 0)
		return -1;
	code = js_get_text(file, "code");
	rc = tariffs_load_file(w, file, &j);
	return told(w, "load", code == NULL ? argv[2] : code, rc);
}

static int
act(struct work *w, const char *code, enum tariff_act what, const char *date, const char *name)
{
	struct tariff_version v;
	struct json *body = js_object(w), *j;
	int rc = tariff_version_named(w, code, &v);

	if (rc == 0) {
		js_put_int(body, "version", v.version);
		if (date != NULL)
			js_put_text(body, "date", date);
		rc = tariffs_act(w, &v.pid, what, body, &j);
	}
	return told(w, name, code, rc);
}

static int
activate_act(struct work *w, int argc, char **argv)
{
	(void)argc;
	return act(w, argv[2], TARIFF_ACT_ACTIVATE, argv[3], "activate");
}

static int
withdraw_act(struct work *w, int argc, char **argv)
{
	(void)argc;
	return act(w, argv[2], TARIFF_ACT_WITHDRAW, NULL, "withdraw");
}

static int
drop_act(struct work *w, int argc, char **argv)
{
	(void)argc;
	return act(w, argv[2], TARIFF_ACT_DROP, NULL, "drop");
}

/* ---- the dry run: every order that differs, whatever their number ---- */

static void
say_row(void *arg, const struct replay_row *row)
{
	static const char *const kinds[] = { "same", "differs", "refused", "unknown" };
	const struct order_past *o = row->order;

	(void)arg;
	printf("%-24s %-9s %-8s %8lld", o->no, o->service, kinds[row->kind], (long long)o->fen);
	if (row->kind == REPLAY_DIFFERS)
		printf(" %8lld %+8lld\n", (long long)row->fen, (long long)(row->fen - o->fen));
	else
		printf("  %s\n", row->words);
}

static int
dry_run_act(struct work *w, int argc, char **argv)
{
	const struct catalog *c;
	struct tariff_version v;
	struct replay_sum s;
	struct tariff t;
	int64_t from, to;

	if (tariffs_period(w, argc > 3 ? argv[3] : NULL, argc > 4 ? argv[4] : NULL, &from, &to) < 0 ||
	    catalog_get(w, &c) < 0 || tariff_version_named(w, argv[2], &v) < 0 ||
	    tariffs_prices(w, c, &v, &t) < 0 || replay(w, c, &t, from, to, say_row, NULL, &s) < 0)
		return -1;
	printf("%lld orders from %s: %lld the same, %lld differ, %lld refused, %lld not computed\n",
	    (long long)s.orders, date_text(w->arena, from), (long long)s.count[REPLAY_SAME],
	    (long long)s.count[REPLAY_DIFFERS], (long long)s.count[REPLAY_REFUSED],
	    (long long)s.count[REPLAY_UNKNOWN]);
	printf("%lld fen became %lld fen: %+lld\n", (long long)s.fen_before,
	    (long long)s.fen_after, (long long)(s.fen_after - s.fen_before));
	return 0;
}

/* ---- the verb ---- */

static const struct {
	const char	*name, *args;
	int		 min, max;		/* of argc */
	int		(*run)(struct work *w, int argc, char **argv);
} acts[] = {
	{ "list",     "",                    2, 2, list_act },
	{ "show",     "CODE",                3, 3, show_act },
	{ "load",     "FILE.json",           3, 3, load_act },
	{ "dry-run",  "CODE [FROM [TO]]",    3, 5, dry_run_act },
	{ "activate", "CODE DATE",           4, 4, activate_act },
	{ "withdraw", "CODE",                3, 3, withdraw_act },
	{ "drop",     "CODE",                3, 3, drop_act },
};
#define N_ACTS	(sizeof(acts) / sizeof(*acts))

int
tariff_verb(struct work *w, int argc, char **argv)
{
	const char *usage = "";

	for (size_t i = 0; i < N_ACTS; i++) {
		if (argc >= acts[i].min && argc <= acts[i].max && strcmp(argv[1], acts[i].name) == 0)
			return acts[i].run(w, argc, argv);
		usage = arena_printf(w->arena, "%s%s%s %s", usage, i == 0 ? "" : " | ",
		    acts[i].name, acts[i].args);
	}
	return refuse(w, ERR_INVALID, "tariff %s", usage);
}
