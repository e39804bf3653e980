# Floor 3: uses modules/base, db and modules/file (upload rules).
libfloor3_a_SOURCES += \
	%D%/calendar.c %D%/calendar.h \
	%D%/catalog.c %D%/catalog.h \
	%D%/catalog_json.c \
	%D%/channel_word.c %D%/channel_word.h \
	%D%/load.c %D%/load.h \
	%D%/number.c %D%/number.h \
	%D%/policy.c %D%/policy.h \
	%D%/price.c %D%/price.h \
	%D%/price_case.c \
	%D%/tariff.c %D%/tariff.h
libfloor3_a_SOURCES += %D%/region.c %D%/region.h
libfloor3_a_SOURCES += %D%/steps.c %D%/steps.h
libfloor3_a_SOURCES += %D%/tariff_file.c %D%/tariff_file.h
libfloor3_a_SOURCES += %D%/tariff_version.c %D%/tariff_version.h
libfloor3_a_SOURCES += %D%/entry.c %D%/entry.h %D%/entry_changes.c %D%/edition.c %D%/edition.h
