# Floor 3: uses modules/file, db, modules/base.
libfloor3_a_SOURCES += \
	%D%/attr.c %D%/attr.h \
	%D%/code.c %D%/code.h %D%/code_svg.c %D%/code_svg.h \
	%D%/face.c %D%/face.h \
	%D%/form.c %D%/form.h \
	%D%/ink.c %D%/ink.h \
	%D%/layout.c %D%/layout.h \
	%D%/lines.c \
	%D%/paint.c %D%/paint.h \
	%D%/paper.c %D%/paper.h \
	%D%/pdf.c %D%/pdf.h \
	%D%/render.c \
	%D%/table.c \
	%D%/values.c
formsdir = $(pkgdatadir)/forms
dist_forms_DATA = \
	%D%/forms/apply.xml \
	%D%/forms/form.rng \
	%D%/forms/mobile.xml \
	%D%/forms/courier.xml %D%/forms/notice.xml %D%/forms/receipt.xml %D%/forms/result.xml \
	%D%/forms/sealscan.xml \
	%D%/forms/slip.xml %D%/forms/statement.xml %D%/forms/held.xml
