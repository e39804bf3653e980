# Floor 2: uses modules/base and db.
libfloor2_a_SOURCES += \
	%D%/file.h \
	%D%/limits.h \
	%D%/sniff.h \
	%D%/store.h \
	%D%/upload.h
