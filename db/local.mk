# Floor 1: uses modules/base.
libfloor1_a_SOURCES += \
	%D%/client.h \
	%D%/db.c %D%/db.h \
	%D%/migrate.c %D%/migrate.h \
	%D%/scope.c %D%/scope.h \
	%D%/seal.c %D%/seal.h
