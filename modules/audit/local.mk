# Floor 2: uses db and modules/base.
libfloor2_a_SOURCES += \
	%D%/chain.c %D%/chain.h \
	%D%/event.c %D%/event.h
