# Floor 0: uses nothing of ours.
libfloor0_a_SOURCES += \
	%D%/arena.c %D%/arena.h \
	%D%/banned.h \
	%D%/clock.c %D%/clock.h \
	%D%/conf.c %D%/conf.h %D%/settings.def \
	%D%/crypto.c %D%/crypto.h \
	%D%/csv.c %D%/csv.h %D%/csv_out.c \
	%D%/errors.def \
	%D%/fault.c %D%/fault.h \
	%D%/fields.c %D%/fields.h \
	%D%/http_client.c %D%/http_client.h \
	%D%/ics.c %D%/ics.h \
	%D%/json.c %D%/json.h \
	%D%/log.c %D%/log.h \
	%D%/machine.c %D%/machine.h \
	%D%/number.c \
	%D%/terms.c %D%/terms.h \
	%D%/text.c %D%/text.h \
	%D%/work.c %D%/work.h \
	%D%/xml.c %D%/xml.h
