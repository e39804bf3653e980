# Floor 1, its own archive: linked by caportal-scan only, with floor 0.
libscan_a_SOURCES += \
	%D%/image.c %D%/image.h \
	%D%/sandbox.c %D%/sandbox.h
libscan_a_CPPFLAGS = $(AM_CPPFLAGS) $(LEPT_CFLAGS) $(SECCOMP_CFLAGS)
