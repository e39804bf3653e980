/* SPDX-License-Identifier: MIT */
/*
 * The config is -c FILE, else $CAPORTAL_CONF, else var/caportal.conf below the
 * current folder (where nginx/up puts it), else /etc/caportal/caportal.conf.
 */
#include <string.h>
#include <unistd.h>

#include "admin.h"
#include "db/seal.h"
#include "modules/base/clock.h"
#include "modules/base/conf.h"
#include "modules/base/log.h"

/* clang-format off */
const struct verb verbs[] = {
 /* name        args                run              needs                              what it does */
 { "audit-verify", "",                audit_verify_verb, NEED_CONF | NEED_DB | NEED_KEYS,   "reads the whole audit book and names the first bad row" },
 { "check",     "[deep]",           check_verb,      NEED_CONF | NEED_DB | NEED_KEYS,   "checks config, keys, database and its durability, the words of every order, every stored file (deep: reads it)" },
 { "demo",      "[FOLDER]",        demo_verb,       NEED_CONF | NEED_DB | NEED_KEYS,   "makes demo data (demo and test only) and prints the logins" },
 { "form",      "NAME --data F -o P", form_verb,     0,                                 "draws a form as PDF; form --check, form --list" },
 { "import",    "FILE [PASSWORDS]", import_verb,     NEED_CONF | NEED_DB | NEED_KEYS,   "enterprises, people and certificates of the old platform: docs/IMPORT.md" },
 { "migrate",   "[FOLDER]",         migrate_verb,    NEED_CONF | NEED_DB | NEED_OWNER,  "brings schema and seed data up to date" },
 { "policy",    "lint",            policy_verb,     NEED_CONF | NEED_DB,               "proves that every road ends and that money and keys are released at most once" },
 { "print",     "TABLE",            print_verb,      0,                                 "routes, routes-tsv, errors, settings, services, dossiers, steps, tasks, verbs, nginx-http, nginx-server" },
 { "quote",     "< CASE.json",      quote_verb,      NEED_CONF | NEED_DB,               "prices one case of tests/data/tariff-cases.json" },
 { "site",      "",                 site_verb,       NEED_CONF | NEED_DB,               "prints the public site, as the clerk does" },
 { "tariff",    "list|show|load|dry-run|activate|withdraw|drop", tariff_verb, NEED_CONF | NEED_DB | NEED_KEYS, "versions of the tariff: docs/TARIFF.md" },
 { "totp",      "USER",            totp_verb,       NEED_CONF | NEED_DB | NEED_KEYS,   "prints a dynamic code nobody used yet (demo and test only)" },
 { "user",      "create|reset|seed|unlock", user_verb,       NEED_CONF | NEED_DB | NEED_KEYS,   "accounts of staff: one-time password, seed, lock" },
};
/* clang-format on */
const size_t n_verbs = sizeof(verbs) / sizeof(*verbs);

static struct conf conf;

/* The operator at the console; in the books it is the system. */
static const struct actor operator = {
	.rights = RIGHT_SYSTEM | RIGHT_CLOCK, .channel = "MAIN", .name = "系统",
};

static const char *
config_path(const char *given)
{
	const char *env = getenv("CAPORTAL_CONF");

	if (given != NULL)
		return given;
	if (env != NULL)
		return env;
	return access("var/caportal.conf", R_OK) == 0 ? "var/caportal.conf" :
	    "/etc/caportal/caportal.conf";
}

static int
prepare(struct work *w, const struct verb *v, const char *path)
{
	if (v->needs == 0)
		return 0;
	if (conf_load(w, config_path(path), &conf) < 0)
		return -1;
	w->conf = &conf;
	clock_setup(conf.clock_file);
	w->now = clock_now();
	if (v->needs & NEED_DB)
		w->db = db_open(&(struct db_target){ conf.db_socket, conf.db_name,
		    v->needs & NEED_OWNER ? conf.db_owner : conf.db_user,
		    v->needs & NEED_OWNER ? 600 : (int)conf.db_timeout });
	if (v->needs & NEED_KEYS)
		return keyring_load(w, conf.keys_file, &w->keys);
	return 0;
}

static int
usage(void)
{
	fputs("usage: caportal-admin [-c FILE] VERB ...\n", stderr);
	for (size_t i = 0; i < n_verbs; i++)
		fprintf(stderr, "  %-10s %-24s %s\n", verbs[i].name, verbs[i].args,
		    verbs[i].doc);
	return 2;
}

static const struct verb *
verb_find(const char *name)
{
	for (size_t i = 0; i < n_verbs; i++)
		if (strcmp(verbs[i].name, name) == 0)
			return &verbs[i];
	return NULL;
}

static void
say_fault(const struct work *w, const char *verb)
{
	const struct fault *f = &w->fault;

	fprintf(stderr, "caportal-admin %s: %s%s%s\n", verb, err_name(f->code),
	    f->detail == NULL ? "" : ": ", f->detail == NULL ? "" : f->detail);
	if (f->words != NULL)
		fprintf(stderr, "  %s\n", f->words);
	for (unsigned i = 0; i < f->nfields; i++)
		fprintf(stderr, "  %s: %s\n", f->fields[i].field, f->fields[i].words);
}

int
main(int argc, char **argv)
{
	struct work w = { .arena = arena_new(256 * 1024), .actor = &operator, .ip = "" };
	const char *path = NULL;
	const struct verb *v;
	int ch, rc;

	log_setup(LOG_WARN, "caportal-admin");
	while ((ch = getopt(argc, argv, "+c:")) != -1)
		if (ch == 'c')
			path = optarg;
		else
			return usage();
	if (optind == argc || (v = verb_find(argv[optind])) == NULL)
		return usage();
	w.now = clock_now();
	w.request_id = "admin";
	rc = prepare(&w, v, path);
	if (rc == 0)
		rc = v->run(&w, argc - optind, argv + optind);
	if (rc < 0)
		say_fault(&w, v->name);
	if (w.db != NULL) {
		db_abandon(&w);
		db_close(&w.db);
	}
	arena_free(&w.arena);
	return rc < 0;
}
