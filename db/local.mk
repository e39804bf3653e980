# Floor 1: uses modules/base.
libfloor1_a_SOURCES += \
	%D%/client.h \
	%D%/db.c %D%/db.h \
	%D%/migrate.c %D%/migrate.h \
	%D%/scope.c %D%/scope.h \
	%D%/seal.c %D%/seal.h \
	%D%/step.c %D%/step.h \
	%D%/value.c

# Globs: make and the shell expand them; a new file needs no line here.
migrationdir = $(pkgdatadir)/db/migrations
dist_migration_DATA = $(srcdir)/db/migrations/*.sql
seeddir = $(pkgdatadir)/db/seed
dist_seed_DATA = $(srcdir)/db/seed/*.sql
demodir = $(pkgdatadir)/db/demo
dist_demo_DATA = $(srcdir)/db/demo/*.csv
