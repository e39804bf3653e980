# Floor 4: uses db and modules/base.
libfloor4_a_SOURCES += \
	%D%/parcel.c %D%/parcel.h \
	%D%/voucher.c %D%/voucher.h
