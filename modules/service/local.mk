# Floor 5: the businesses and all transactions.
libfloor5_a_SOURCES += %D%/tasks.c %D%/tasks.h
libfloor5_a_SOURCES += %D%/login.c %D%/login.h %D%/login_view.c
libfloor5_a_SOURCES += %D%/security.c %D%/security.h %D%/staff.c %D%/staff.h
libfloor5_a_SOURCES += %D%/demo.c %D%/demo.h
libfloor5_a_SOURCES += %D%/import.c %D%/import.h %D%/import_row.c %D%/import_row.h %D%/import_cert.c
libfloor5_a_SOURCES += %D%/entered.c %D%/entered.h
libfloor5_a_SOURCES += %D%/review.c %D%/review.h %D%/review_round.c %D%/review_case.c %D%/review_case.h
libfloor5_a_SOURCES += %D%/review_verdict.c %D%/review_view.c
libfloor5_a_SOURCES += %D%/making.c %D%/making.h
libfloor5_a_SOURCES += %D%/handout.c %D%/handout.h %D%/handout_open.c %D%/slip.c %D%/slip.h
libfloor5_a_SOURCES += %D%/certs.c %D%/certs.h
libfloor5_a_SOURCES += %D%/overview.c %D%/overview.h
libfloor5_a_SOURCES += %D%/tell.c %D%/tell.h
libfloor5_a_SOURCES += %D%/idem.c %D%/idem.h

libfloor5_a_SOURCES += %D%/scan_child.c %D%/scan_child.h %D%/scan_job.c %D%/scan_job.h
libfloor5_a_SOURCES += %D%/quote.c %D%/quote.h
libfloor5_a_SOURCES += %D%/services.c %D%/services.h
libfloor5_a_SOURCES += %D%/application.c %D%/application.h
libfloor5_a_SOURCES += %D%/restate.c %D%/restate.h
libfloor5_a_SOURCES += %D%/uploads.c %D%/uploads.h
libfloor5_a_SOURCES += %D%/apply.c %D%/apply.h %D%/apply_form.c %D%/apply_submit.c %D%/apply_view.c
libfloor5_a_SOURCES += %D%/correct.c %D%/correct.h
libfloor5_a_SOURCES += %D%/opened.c %D%/opened.h
libfloor5_a_SOURCES += %D%/order_view.c %D%/order_view.h
libfloor5_a_SOURCES += %D%/checkout.c %D%/checkout.h %D%/checkout_view.c
libfloor5_a_SOURCES += %D%/settle.c %D%/settle.h %D%/settle_claim.h %D%/settle_tasks.c
