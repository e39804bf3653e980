# Floor 3: uses db and modules/base.
libfloor3_a_SOURCES += \
	%D%/identity.c %D%/identity.h \
	%D%/person.c %D%/person.h \
	%D%/steps.c %D%/steps.h
