# Floor 4: uses base, db, outbox.
libfloor4_a_SOURCES += \
	%D%/pay.h %D%/driver.h %D%/steps.h %D%/sandbox.h \
	%D%/apply.c %D%/attempt.c %D%/driver.c %D%/group.c %D%/inbox.c %D%/list.c \
	%D%/refund.c %D%/refund_list.c %D%/sandbox.c %D%/sandbox_bank.c %D%/steps.c
