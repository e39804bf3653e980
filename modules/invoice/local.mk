# Floor 4: uses db and modules/base.
libfloor4_a_SOURCES += \
	%D%/heading.c %D%/heading.h \
	%D%/invoice.c %D%/invoice.h \
	%D%/list.c \
	%D%/steps.c %D%/steps.h \
	%D%/type.c
