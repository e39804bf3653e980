# Floor 4: uses db and modules/base.
libfloor4_a_SOURCES += \
	%D%/review.h \
	%D%/steps.c %D%/steps.h
