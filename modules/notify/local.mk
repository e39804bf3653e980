# Floor 3: uses base, db, outbox.
libfloor3_a_SOURCES += %D%/choice.c %D%/choice.h %D%/demo.c %D%/driver.h %D%/message.c \
	%D%/message.h %D%/notify.c %D%/notify.h %D%/steps.c %D%/steps.h %D%/template.c \
	%D%/template.h
