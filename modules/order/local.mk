# Floor 4: uses db and modules/base.
libfloor4_a_SOURCES += \
	%D%/draft.c %D%/draft.h \
	%D%/list.c %D%/list.h \
	%D%/order.c %D%/order.h %D%/row.h \
	%D%/saved.c %D%/saved.h \
	%D%/steps.c %D%/steps.h \
	%D%/words.c %D%/words.h
libfloor4_a_SOURCES += %D%/past.c %D%/past.h
