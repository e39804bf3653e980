# Floor 4: uses db and modules/base.
libfloor4_a_SOURCES += \
	%D%/address.c %D%/address.h \
	%D%/carrier.c \
	%D%/download.c %D%/download.h \
	%D%/phone.h %D%/phone.c %D%/phone_app.c \
	%D%/parcel.c %D%/parcel.h \
	%D%/steps.c %D%/steps.h \
	%D%/voucher.c %D%/voucher.h
