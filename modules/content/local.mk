# Floor 3: uses modules/base and db.
libfloor3_a_SOURCES += \
	%D%/content.c %D%/content.h
libfloor3_a_SOURCES += %D%/item.c %D%/item.h
libfloor3_a_SOURCES += %D%/truth.c
libfloor3_a_SOURCES += %D%/steps.c %D%/steps.h
libfloor3_a_SOURCES += %D%/markup.c %D%/markup.h
