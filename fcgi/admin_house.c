/* SPDX-License-Identifier: MIT */
/* Verbs about the house itself. */
#include <string.h>
#include <unistd.h>

#include "admin.h"
#include "db/migrate.h"
#include "db/seal.h"
#include "modules/base/clock.h"
#include "modules/catalog/calendar.h"

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
