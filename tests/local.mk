# Unit tests are one program a file; each links its own floor and those below.
UNIT_TESTS =
UNIT_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
include tests/unit/local.mk
include tests/sql/local.mk
include tests/web/local.mk
if HAVE_CMOCKA
check_PROGRAMS += $(UNIT_TESTS) $(SQL_TESTS)
TESTS += $(UNIT_TESTS)
endif
include tests/pdf/local.mk
