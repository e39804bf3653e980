# Floor 2: uses modules/base and db.
libfloor2_a_SOURCES += \
	%D%/file.c %D%/file.h \
	%D%/limits.h \
	%D%/pdf_look.c %D%/pdf_look.h \
	%D%/sniff.c %D%/sniff.h %D%/sniff_walk.h \
	%D%/sniff_bmp.c \
	%D%/sniff_jpg.c \
	%D%/sniff_pdf.c \
	%D%/sniff_png.c \
	%D%/store.c %D%/store.h %D%/store_path.h \
	%D%/store_read.c \
	%D%/sweep.c \
	%D%/upload.c %D%/upload.h \
	%D%/upload_rule.c
