# Floor 3: uses db and modules/base.
libfloor3_a_SOURCES += \
	%D%/company.c %D%/company.h
