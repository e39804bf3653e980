# Floor 3: uses modules/base and db.
libfloor3_a_SOURCES += \
	%D%/content.c %D%/content.h
