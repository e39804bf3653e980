/* SPDX-License-Identifier: MIT */
/* Verbs about the house itself. */
#include <string.h>
#include <unistd.h>

#include "admin.h"
#include "db/migrate.h"
#include "db/seal.h"
#include "modules/base/clock.h"
#include "modules/catalog/calendar.h"
#include "modules/file/file.h"
#include "modules/file/store.h"
#include "modules/service/restate.h"

/* Installed, only what `make install` laid down counts: the tree it was built
 * from may be gone, older, or somebody else's by now. */
const char *
admin_data_dir(void)
{
	char exe[512];
	ssize_t n = readlink("/proc/self/exe", exe, sizeof(exe));
	const size_t bin = sizeof(BINDIR) - 1;

	if (n > (ssize_t)bin && memcmp(exe, BINDIR "/", bin + 1) == 0)
		return PKGDATADIR "/db";
	return SRCDIR "/db";
}

int
migrate_verb(struct work *w, int argc, char **argv)
{
	const char *dir = argc > 1 ? argv[1] : admin_data_dir();

	if (migrate(w, arena_printf(w->arena, "%s/migrations", dir), "schema") < 0)
		return -1;
	return migrate(w, arena_printf(w->arena, "%s/seed", dir), "seed");
}

#define SOON	(60 * 86400)		/* the notice of next year is out by then */

/* Without its holidays a year's due times are too early: said, not refused. */
static int
check_calendar(struct work *w)
{
	const struct catalog *c;
	int year = civil_of(w->now).year, last = civil_of(w->now + SOON).year;

	if (catalog_get(w, &c) < 0)
		return -1;
	for (; year <= last; year++)
		if (!calendar_known(c, year))
			printf("warning: no working calendar of %d, only weekdays count\n", year);
	return 0;
}

/* Are the three words of every order what its rooms say? */
static int
check_words(struct work *w)
{
	int64_t looked, wrong;

	if (service_check(w, &looked, &wrong) < 0)
		return -1;
	printf("%lld orders, %lld with wrong words\n", (long long)looked, (long long)wrong);
	return wrong == 0 ? 0 : refuse(w, ERR_CONFLICT, "the words of %lld orders are wrong",
	    (long long)wrong);
}

static void
say_file(const struct file *f, const char *what)
{
	printf("file %lld %s\n", (long long)f->id, what);
}

static int
check_files(struct work *w, int deep)
{
	struct store_count c;

	if (store_check(w, deep, say_file, &c) < 0)
		return -1;
	printf("%lld files, %lld missing, %lld damaged%s\n", (long long)c.seen,
	    (long long)c.missing, (long long)c.damaged, deep ? "" : " (content not read)");
	return c.missing + c.damaged == 0 ? 0 :
	    refuse(w, ERR_CONFLICT, "%lld files cannot be read",
		(long long)(c.missing + c.damaged));
}

int
check_verb(struct work *w, int argc, char **argv)
{
	int deep = argc == 2 && strcmp(argv[1], "deep") == 0;

	if (argc > 2 || (argc == 2 && !deep))
		return refuse(w, ERR_INVALID, "check [deep]");
	if (db_ping(w) < 0 || keyring_check(w) < 0 || db_durable(w) < 0 ||
	    check_calendar(w) < 0 || check_words(w) < 0 || check_files(w, deep) < 0)
		return -1;
	puts("config, keys, database, orders and files are in order");
	return 0;
}
