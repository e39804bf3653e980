# Floor 3: uses db and modules/base.
libfloor3_a_SOURCES += \
	%D%/cert.c %D%/cert.h %D%/ending.c %D%/ending.h \
	%D%/steps.c %D%/steps.h \
	%D%/stock.c %D%/stock.h \
	%D%/token.c %D%/token.h
