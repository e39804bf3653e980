# Floor 4: uses db and modules/base.
libfloor4_a_SOURCES += \
	%D%/parcel.h \
	%D%/voucher.h
