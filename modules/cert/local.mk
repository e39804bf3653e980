# Floor 3: uses db and modules/base.
libfloor3_a_SOURCES += \
	%D%/cert.h \
	%D%/steps.c %D%/steps.h \
	%D%/token.h
