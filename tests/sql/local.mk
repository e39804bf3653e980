# Programs that need MariaDB: built by `make check`, run by `tests/run sql`.
SQL_TESTS =

SQL_TESTS += tests/sql/test_migrate
tests_sql_test_migrate_SOURCES = tests/sql/test_migrate.c tests/sql/sql_test.h
tests_sql_test_migrate_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_sql_test_migrate_LDADD = $(FLOOR1) $(HOUSE_LIBS) $(CMOCKA_LIBS)

SQL_TESTS += tests/sql/test_audit
tests_sql_test_audit_SOURCES = tests/sql/test_audit.c
tests_sql_test_audit_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_sql_test_audit_LDADD = $(FLOOR2) $(HOUSE_LIBS) $(CMOCKA_LIBS)

SQL_TESTS += tests/sql/test_limits
tests_sql_test_limits_SOURCES = tests/sql/test_limits.c
tests_sql_test_limits_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_sql_test_limits_LDADD = $(FLOOR3) $(HOUSE_LIBS) $(CMOCKA_LIBS)

SQL_TESTS += tests/sql/test_login
tests_sql_test_login_SOURCES = tests/sql/test_login.c
tests_sql_test_login_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_sql_test_login_LDADD = $(FLOOR5) $(HOUSE_LIBS) $(CMOCKA_LIBS)

SQL_TESTS += tests/sql/test_register
tests_sql_test_register_SOURCES = tests/sql/test_register.c
tests_sql_test_register_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_sql_test_register_LDADD = $(FLOOR5) $(HOUSE_LIBS) $(CMOCKA_LIBS)

SQL_TESTS += tests/sql/test_import
tests_sql_test_import_SOURCES = tests/sql/test_import.c
tests_sql_test_import_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_sql_test_import_LDADD = $(FLOOR5) $(HOUSE_LIBS) $(CMOCKA_LIBS)

# The whole archives: every query of the house, called or not.
SQL_ALL = libfloor6.a libfloor5.a libfloor4.a libfloor3.a libfloor2.a libfloor1.a libfloor0.a
SQL_TESTS += tests/sql/test_queries
tests_sql_test_queries_SOURCES = tests/sql/test_queries.c
tests_sql_test_queries_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_sql_test_queries_DEPENDENCIES = $(SQL_ALL)
tests_sql_test_queries_LDFLAGS = $(AM_LDFLAGS) \
	-Wl,--whole-archive $(SQL_ALL) -Wl,--no-whole-archive
tests_sql_test_queries_LDADD = $(HOUSE_LIBS) $(CMOCKA_LIBS)

SQL_TESTS += tests/sql/test_tariff
tests_sql_test_tariff_SOURCES = tests/sql/test_tariff.c
tests_sql_test_tariff_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_sql_test_tariff_LDADD = $(FLOOR3) $(HOUSE_LIBS) $(CMOCKA_LIBS)
EXTRA_DIST += tests/data/tariff-cases.json

SQL_TESTS += tests/sql/test_catalog
tests_sql_test_catalog_SOURCES = tests/sql/test_catalog.c
tests_sql_test_catalog_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_sql_test_catalog_LDADD = $(FLOOR3) $(HOUSE_LIBS) $(CMOCKA_LIBS)

SQL_TESTS += tests/sql/test_file
tests_sql_test_file_SOURCES = tests/sql/test_file.c
tests_sql_test_file_CPPFLAGS = $(UNIT_CPPFLAGS) -DBUILDDIR='"$(abs_builddir)"'
tests_sql_test_file_LDADD = $(FLOOR5) $(HOUSE_LIBS) $(CMOCKA_LIBS)

SQL_TESTS += tests/sql/test_quote
tests_sql_test_quote_SOURCES = tests/sql/test_quote.c
tests_sql_test_quote_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_sql_test_quote_LDADD = $(FLOOR5) $(HOUSE_LIBS) $(CMOCKA_LIBS)

SQL_TESTS += tests/sql/test_paper
tests_sql_test_paper_SOURCES = tests/sql/test_paper.c
tests_sql_test_paper_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_sql_test_paper_LDADD = $(FLOOR3) $(HOUSE_LIBS) $(CMOCKA_LIBS)

SQL_TESTS += tests/sql/test_idem
tests_sql_test_idem_SOURCES = tests/sql/test_idem.c tests/sql/sql_test.h
tests_sql_test_idem_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_sql_test_idem_LDADD = $(FLOOR5) $(HOUSE_LIBS) $(CMOCKA_LIBS)

SQL_TESTS += tests/sql/test_uploads
tests_sql_test_uploads_SOURCES = tests/sql/test_uploads.c
tests_sql_test_uploads_CPPFLAGS = $(UNIT_CPPFLAGS) -DBUILDDIR='"$(abs_builddir)"'
tests_sql_test_uploads_LDADD = $(FLOOR5) $(HOUSE_LIBS) $(CMOCKA_LIBS)

SQL_TESTS += tests/sql/test_review tests/sql/test_handout
tests_sql_test_review_SOURCES = tests/sql/test_review.c tests/sql/story.h
tests_sql_test_review_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_sql_test_review_LDADD = $(FLOOR5) $(HOUSE_LIBS) $(CMOCKA_LIBS)
tests_sql_test_handout_SOURCES = tests/sql/test_handout.c tests/sql/handout_test.h tests/sql/story.h
tests_sql_test_handout_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_sql_test_handout_LDADD = $(FLOOR5) $(HOUSE_LIBS) $(CMOCKA_LIBS)
SQL_TESTS += tests/sql/test_parcel
tests_sql_test_parcel_SOURCES = tests/sql/test_parcel.c tests/sql/handout_test.h tests/sql/story.h
tests_sql_test_parcel_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_sql_test_parcel_LDADD = $(FLOOR5) $(HOUSE_LIBS) $(CMOCKA_LIBS)
SQL_TESTS += tests/sql/test_task
tests_sql_test_task_SOURCES = tests/sql/test_task.c
tests_sql_test_task_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_sql_test_task_LDADD = $(FLOOR2) $(HOUSE_LIBS) $(CMOCKA_LIBS)

SQL_TESTS += tests/sql/test_pay
tests_sql_test_pay_SOURCES = tests/sql/test_pay.c tests/sql/pay_test.h
tests_sql_test_pay_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_sql_test_pay_LDADD = $(FLOOR5) $(HOUSE_LIBS) $(CMOCKA_LIBS)

SQL_TESTS += tests/sql/test_checkout
tests_sql_test_checkout_SOURCES = tests/sql/test_checkout.c
tests_sql_test_checkout_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_sql_test_checkout_LDADD = $(FLOOR5) $(HOUSE_LIBS) $(CMOCKA_LIBS)

SQL_TESTS += tests/sql/test_correct
tests_sql_test_correct_SOURCES = tests/sql/test_correct.c tests/sql/story.h
tests_sql_test_correct_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_sql_test_correct_LDADD = $(FLOOR5) $(HOUSE_LIBS) $(CMOCKA_LIBS)

SQL_TESTS += tests/sql/test_people
tests_sql_test_people_SOURCES = tests/sql/test_people.c tests/sql/people_test.h
tests_sql_test_people_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_sql_test_people_LDADD = $(FLOOR5) $(HOUSE_LIBS) $(CMOCKA_LIBS)

SQL_TESTS += tests/sql/test_identities
tests_sql_test_identities_SOURCES = tests/sql/test_identities.c tests/sql/people_test.h
tests_sql_test_identities_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_sql_test_identities_LDADD = $(FLOOR5) $(HOUSE_LIBS) $(CMOCKA_LIBS)

SQL_TESTS += tests/sql/test_person_mine
tests_sql_test_person_mine_SOURCES = tests/sql/test_person_mine.c tests/sql/people_test.h
tests_sql_test_person_mine_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_sql_test_person_mine_LDADD = $(FLOOR5) $(HOUSE_LIBS) $(CMOCKA_LIBS)

SQL_TESTS += tests/sql/test_promise
tests_sql_test_promise_SOURCES = tests/sql/test_promise.c tests/sql/story.h
tests_sql_test_promise_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_sql_test_promise_LDADD = $(FLOOR5) $(HOUSE_LIBS) $(CMOCKA_LIBS)

SQL_TESTS += tests/sql/test_mobile
tests_sql_test_mobile_SOURCES = tests/sql/test_mobile.c tests/sql/story.h
tests_sql_test_mobile_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_sql_test_mobile_LDADD = $(FLOOR5) $(HOUSE_LIBS) $(CMOCKA_LIBS)

SQL_TESTS += tests/sql/test_sheets
tests_sql_test_sheets_SOURCES = tests/sql/test_sheets.c tests/sql/story.h
tests_sql_test_sheets_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_sql_test_sheets_LDADD = $(FLOOR5) $(HOUSE_LIBS) $(CMOCKA_LIBS)

SQL_TESTS += tests/sql/test_accounts
tests_sql_test_accounts_SOURCES = tests/sql/test_accounts.c
tests_sql_test_accounts_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_sql_test_accounts_LDADD = $(FLOOR5) $(HOUSE_LIBS) $(CMOCKA_LIBS)

SQL_TESTS += tests/sql/test_dossier
tests_sql_test_dossier_SOURCES = tests/sql/test_dossier.c tests/sql/story.h
tests_sql_test_dossier_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_sql_test_dossier_LDADD = $(FLOOR5) $(HOUSE_LIBS) $(CMOCKA_LIBS)

SQL_TESTS += tests/sql/test_lint
tests_sql_test_lint_SOURCES = tests/sql/test_lint.c
tests_sql_test_lint_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_sql_test_lint_LDADD = $(FLOOR5) $(HOUSE_LIBS) $(CMOCKA_LIBS)

SQL_TESTS += tests/sql/test_tariff_version
tests_sql_test_tariff_version_SOURCES = tests/sql/test_tariff_version.c tests/sql/story.h
tests_sql_test_tariff_version_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_sql_test_tariff_version_LDADD = $(FLOOR5) $(HOUSE_LIBS) $(CMOCKA_LIBS)
SQL_TESTS += tests/sql/test_invoice
tests_sql_test_invoice_SOURCES = tests/sql/test_invoice.c tests/sql/pay_test.h
tests_sql_test_invoice_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_sql_test_invoice_LDADD = $(FLOOR5) $(HOUSE_LIBS) $(CMOCKA_LIBS)

SQL_TESTS += tests/sql/test_stock
tests_sql_test_stock_SOURCES = tests/sql/test_stock.c tests/sql/handout_test.h tests/sql/story.h
tests_sql_test_stock_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_sql_test_stock_LDADD = $(FLOOR5) $(HOUSE_LIBS) $(CMOCKA_LIBS)
SQL_TESTS += tests/sql/test_point
tests_sql_test_point_SOURCES = tests/sql/test_point.c tests/sql/handout_test.h tests/sql/story.h
tests_sql_test_point_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_sql_test_point_LDADD = $(FLOOR5) $(HOUSE_LIBS) $(CMOCKA_LIBS)
SQL_TESTS += tests/sql/test_refund
tests_sql_test_refund_SOURCES = tests/sql/test_refund.c tests/sql/pay_test.h
tests_sql_test_refund_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_sql_test_refund_LDADD = $(FLOOR5) $(HOUSE_LIBS) $(CMOCKA_LIBS)
SQL_TESTS += tests/sql/test_order_list
tests_sql_test_order_list_SOURCES = tests/sql/test_order_list.c tests/sql/story.h
tests_sql_test_order_list_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_sql_test_order_list_LDADD = $(FLOOR5) $(HOUSE_LIBS) $(CMOCKA_LIBS)

SQL_TESTS += tests/sql/test_status_check
tests_sql_test_status_check_SOURCES = tests/sql/test_status_check.c tests/sql/story.h
tests_sql_test_status_check_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_sql_test_status_check_LDADD = $(FLOOR5) $(HOUSE_LIBS) $(CMOCKA_LIBS)

SQL_TESTS += tests/sql/test_held
tests_sql_test_held_SOURCES = tests/sql/test_held.c tests/sql/story.h
tests_sql_test_held_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_sql_test_held_LDADD = $(FLOOR5) $(HOUSE_LIBS) $(CMOCKA_LIBS)
SQL_TESTS += tests/sql/test_message
tests_sql_test_message_SOURCES = tests/sql/test_message.c tests/sql/pay_test.h
tests_sql_test_message_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_sql_test_message_LDADD = $(FLOOR5) $(HOUSE_LIBS) $(CMOCKA_LIBS)

SQL_TESTS += tests/sql/test_remind
tests_sql_test_remind_SOURCES = tests/sql/test_remind.c tests/sql/pay_test.h
tests_sql_test_remind_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_sql_test_remind_LDADD = $(FLOOR5) $(HOUSE_LIBS) $(CMOCKA_LIBS)
SQL_TESTS += tests/sql/test_edition
tests_sql_test_edition_SOURCES = tests/sql/test_edition.c tests/sql/story.h
tests_sql_test_edition_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_sql_test_edition_LDADD = $(FLOOR5) $(HOUSE_LIBS) $(CMOCKA_LIBS)
