# Floor 4: uses db and modules/base.
libfloor4_a_SOURCES += \
	%D%/address.c %D%/address.h \
	%D%/carrier.c \
	%D%/parcel.c %D%/parcel.h \
	%D%/steps.c %D%/steps.h \
	%D%/voucher.c %D%/voucher.h
