# Floor 4: uses db and modules/base.
libfloor4_a_SOURCES += \
	%D%/overdue.c \
	%D%/queue.c \
	%D%/review.c %D%/review.h %D%/row.h \
	%D%/steps.c %D%/steps.h
