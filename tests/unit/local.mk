UNIT_TESTS += tests/unit/test_base
tests_unit_test_base_SOURCES = tests/unit/test_base.c tests/unit/test.h
tests_unit_test_base_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_base_LDADD = $(FLOOR0) $(BASE_LIBS) $(CMOCKA_LIBS)

UNIT_TESTS += tests/unit/test_identity
tests_unit_test_identity_SOURCES = tests/unit/test_identity.c tests/unit/test.h
tests_unit_test_identity_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_identity_LDADD = $(FLOOR0) $(BASE_LIBS) $(CMOCKA_LIBS)
EXTRA_DIST += tests/data/identity-cases.json

UNIT_TESTS += tests/unit/test_totp
tests_unit_test_totp_SOURCES = tests/unit/test_totp.c tests/unit/test.h
tests_unit_test_totp_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_totp_LDADD = $(FLOOR3) $(HOUSE_LIBS) $(CMOCKA_LIBS)

UNIT_TESTS += tests/unit/test_csv
tests_unit_test_csv_SOURCES = tests/unit/test_csv.c tests/unit/test.h
tests_unit_test_csv_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_csv_LDADD = $(FLOOR0) $(BASE_LIBS) $(CMOCKA_LIBS)

UNIT_TESTS += tests/unit/test_import_docs
tests_unit_test_import_docs_SOURCES = tests/unit/test_import_docs.c tests/unit/test.h
tests_unit_test_import_docs_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_import_docs_LDADD = $(FLOOR5) $(HOUSE_LIBS) $(CMOCKA_LIBS)


UNIT_TESTS += tests/unit/test_password
tests_unit_test_password_SOURCES = tests/unit/test_password.c tests/unit/test.h
tests_unit_test_password_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_password_LDADD = $(FLOOR3) $(HOUSE_LIBS) $(CMOCKA_LIBS)

UNIT_TESTS += tests/unit/test_gate tests/unit/test_routes
tests_unit_test_routes_SOURCES = tests/unit/test_routes.c tests/unit/test.h
tests_unit_test_routes_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_routes_LDADD = $(FLOOR6) $(HOUSE_LIBS) $(CMOCKA_LIBS)
tests_unit_test_gate_SOURCES = tests/unit/test_gate.c tests/unit/test.h
tests_unit_test_gate_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_gate_LDADD = $(FLOOR6) $(HOUSE_LIBS) $(CMOCKA_LIBS)

UNIT_TESTS += tests/unit/test_order_steps
tests_unit_test_order_steps_SOURCES = tests/unit/test_order_steps.c
tests_unit_test_order_steps_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_order_steps_LDADD = $(FLOOR4) $(HOUSE_LIBS) $(CMOCKA_LIBS)

UNIT_TESTS += tests/unit/test_order_words
tests_unit_test_order_words_SOURCES = tests/unit/test_order_words.c
tests_unit_test_order_words_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_order_words_LDADD = $(FLOOR4) $(HOUSE_LIBS) $(CMOCKA_LIBS)

UNIT_TESTS += tests/unit/test_cert_steps
tests_unit_test_cert_steps_SOURCES = tests/unit/test_cert_steps.c
tests_unit_test_cert_steps_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_cert_steps_LDADD = $(FLOOR3) $(HOUSE_LIBS) $(CMOCKA_LIBS)

UNIT_TESTS += tests/unit/test_review_steps
tests_unit_test_review_steps_SOURCES = tests/unit/test_review_steps.c
tests_unit_test_review_steps_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_review_steps_LDADD = $(FLOOR4) $(HOUSE_LIBS) $(CMOCKA_LIBS)

UNIT_TESTS += tests/unit/test_sniff
tests_unit_test_sniff_SOURCES = tests/unit/test_sniff.c tests/unit/picture.h
tests_unit_test_sniff_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_sniff_LDADD = $(FLOOR2) $(HOUSE_LIBS) $(CMOCKA_LIBS)
EXTRA_DIST += tests/data/pictures tests/data/scan-samples tests/fuzz

UNIT_TESTS += tests/unit/test_upload_rule
tests_unit_test_upload_rule_SOURCES = tests/unit/test_upload_rule.c
tests_unit_test_upload_rule_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_upload_rule_LDADD = $(FLOOR2) $(HOUSE_LIBS) $(CMOCKA_LIBS)

UNIT_TESTS += tests/unit/test_store
tests_unit_test_store_SOURCES = tests/unit/test_store.c
tests_unit_test_store_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_store_LDADD = $(FLOOR2) $(HOUSE_LIBS) $(CMOCKA_LIBS)

UNIT_TESTS += tests/unit/test_pay_steps
tests_unit_test_pay_steps_SOURCES = tests/unit/test_pay_steps.c
tests_unit_test_pay_steps_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_pay_steps_LDADD = $(FLOOR4) $(HOUSE_LIBS) $(CMOCKA_LIBS)

UNIT_TESTS += tests/unit/test_machines
tests_unit_test_machines_SOURCES = tests/unit/test_machines.c tests/unit/test.h
tests_unit_test_machines_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_machines_LDADD = $(FLOOR5) $(HOUSE_LIBS) $(CMOCKA_LIBS)

UNIT_TESTS += tests/unit/test_tariff
tests_unit_test_tariff_SOURCES = tests/unit/test_tariff.c
tests_unit_test_tariff_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_tariff_LDADD = $(FLOOR3) $(HOUSE_LIBS) $(CMOCKA_LIBS)

UNIT_TESTS += tests/unit/test_calendar
tests_unit_test_calendar_SOURCES = tests/unit/test_calendar.c
tests_unit_test_calendar_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_calendar_LDADD = $(FLOOR3) $(HOUSE_LIBS) $(CMOCKA_LIBS)

UNIT_TESTS += tests/unit/test_scan
tests_unit_test_scan_SOURCES = tests/unit/test_scan.c
tests_unit_test_scan_CPPFLAGS = $(UNIT_CPPFLAGS) -DBUILDDIR='"$(abs_builddir)"'
tests_unit_test_scan_LDADD = libscan.a $(FLOOR5) $(HOUSE_LIBS) $(CMOCKA_LIBS)
UNIT_TESTS += tests/unit/test_paper
tests_unit_test_paper_SOURCES = tests/unit/test_paper.c tests/unit/test.h
tests_unit_test_paper_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_paper_LDADD = $(FLOOR3) $(HOUSE_LIBS) $(CMOCKA_LIBS)
UNIT_TESTS += tests/unit/test_http tests/unit/test_multipart tests/unit/test_confine
tests_unit_test_confine_SOURCES = tests/unit/test_confine.c
tests_unit_test_confine_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_confine_LDADD = $(FLOOR6) $(HOUSE_LIBS) $(CMOCKA_LIBS)
tests_unit_test_http_SOURCES = tests/unit/test_http.c
tests_unit_test_http_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_http_LDADD = $(FLOOR6) $(HOUSE_LIBS) $(CMOCKA_LIBS)
tests_unit_test_multipart_SOURCES = tests/unit/test_multipart.c
tests_unit_test_multipart_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_multipart_LDADD = $(FLOOR6) $(HOUSE_LIBS) $(CMOCKA_LIBS)

UNIT_TESTS += tests/unit/test_deliver
tests_unit_test_deliver_SOURCES = tests/unit/test_deliver.c
tests_unit_test_deliver_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_deliver_LDADD = $(FLOOR4) $(HOUSE_LIBS) $(CMOCKA_LIBS)
UNIT_TESTS += tests/unit/test_tasks
tests_unit_test_tasks_SOURCES = tests/unit/test_tasks.c
tests_unit_test_tasks_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_tasks_LDADD = $(FLOOR5) $(HOUSE_LIBS) $(CMOCKA_LIBS)

UNIT_TESTS += tests/unit/test_code_svg
tests_unit_test_code_svg_SOURCES = tests/unit/test_code_svg.c
tests_unit_test_code_svg_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_code_svg_LDADD = $(FLOOR3) $(HOUSE_LIBS) $(CMOCKA_LIBS)

UNIT_TESTS += tests/unit/test_markup
tests_unit_test_markup_SOURCES = tests/unit/test_markup.c tests/unit/test.h
tests_unit_test_markup_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_markup_LDADD = $(FLOOR3) $(HOUSE_LIBS) $(CMOCKA_LIBS)

UNIT_TESTS += tests/unit/test_property_tariff
tests_unit_test_property_tariff_SOURCES = tests/unit/test_property_tariff.c tests/unit/tariff_oracle.h tests/unit/test.h
tests_unit_test_property_tariff_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_property_tariff_LDADD = $(FLOOR3) $(HOUSE_LIBS) $(CMOCKA_LIBS)

UNIT_TESTS += tests/unit/test_property_steps
tests_unit_test_property_steps_SOURCES = tests/unit/test_property_steps.c tests/unit/test.h \
	tests/unit/models.h tests/unit/models_order.c tests/unit/models_cert.c tests/unit/models_desk.c
tests_unit_test_property_steps_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_property_steps_LDADD = $(FLOOR5) $(HOUSE_LIBS) $(CMOCKA_LIBS)

UNIT_TESTS += tests/unit/test_terms
tests_unit_test_terms_SOURCES = tests/unit/test_terms.c tests/unit/test.h
tests_unit_test_terms_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_terms_LDADD = $(FLOOR0) $(BASE_LIBS) $(CMOCKA_LIBS)
