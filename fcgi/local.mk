# Floor 6: may use everything below; nothing below may use it.
libfloor6_a_SOURCES += \
	%D%/answer.c \
	%D%/call.c \
	%D%/child.c \
	%D%/confine.c \
	%D%/fcgx.c %D%/fcgx.h \
	%D%/gate.c %D%/gate.h \
	%D%/handlers.h \
	%D%/http.c %D%/http.h \
	%D%/input.c %D%/input.h \
	%D%/master.c %D%/master.h \
	%D%/multipart.c %D%/multipart.h \
	%D%/router.c %D%/router.h \
	%D%/routes.c \
	%D%/scoreboard.c %D%/scoreboard.h \
	%D%/sockets.c \
	%D%/upload.c %D%/upload.h \
	%D%/web_account.c \
	%D%/web_accounts.c \
	%D%/web_catalog.c \
	%D%/web_demo.c \
	%D%/web_health.c \
	%D%/web_invoice.c \
	%D%/web_pay.c \
	%D%/web_refund.c \
	%D%/web_people.c \
	%D%/web_task.c

libfloor6_a_SOURCES += %D%/web_draft.c %D%/web_dossier.c %D%/web_register.c
libfloor6_a_SOURCES += %D%/web_order.c
libfloor6_a_SOURCES += %D%/web_held.c
libfloor6_a_SOURCES += %D%/web_paper.c

bin_PROGRAMS += caportal-worker caportal-clerk caportal-admin
caportal_worker_SOURCES = %D%/worker.c
caportal_worker_LDADD = $(FLOOR6) $(HOUSE_LIBS)
caportal_clerk_SOURCES = %D%/clerk.c
caportal_clerk_LDADD = $(FLOOR6) $(HOUSE_LIBS)
caportal_admin_SOURCES = %D%/admin.c %D%/admin.h %D%/admin_catalog.c %D%/admin_tariff.c %D%/admin_form.c %D%/admin_house.c %D%/admin_people.c %D%/print_nginx.c %D%/print_openapi.c %D%/print_steps.c %D%/print_tables.c %D%/shape_schema.c %D%/shapes.c %D%/shapes.h
caportal_admin_LDADD = $(FLOOR6) $(HOUSE_LIBS)


# Opens strangers' files: no database library in it (tests/unit/test_scan).
bin_PROGRAMS += caportal-scan
caportal_scan_SOURCES = %D%/scan.c
caportal_scan_LDADD = libscan.a libfloor0.a $(LEPT_LIBS) $(SECCOMP_LIBS)
libfloor6_a_SOURCES += %D%/web_address.c
libfloor6_a_SOURCES += %D%/web_content.c
libfloor6_a_SOURCES += %D%/web_tariff.c
libfloor6_a_SOURCES += %D%/web_file.c
libfloor6_a_SOURCES += %D%/web_message.c
libfloor6_a_SOURCES += %D%/web_status.c
libfloor6_a_SOURCES += %D%/web_cert.c %D%/web_desk.c %D%/web_making.c %D%/web_mobile.c %D%/web_sheet.c %D%/web_stock.c %D%/web_review.c %D%/web_staff.c

# The tables on the wall; tests/web/t001-printed-pages.sh compares.
PRINTED = routes errors settings services dossiers steps tasks verbs
.PHONY: docs
docs: caportal-admin
	for t in $(PRINTED); do ./caportal-admin print $$t >$(srcdir)/docs/$$t.md || exit 1; done
	./caportal-admin print openapi >$(srcdir)/docs/openapi.json
