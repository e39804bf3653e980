# Floor 3: uses db and modules/base.
libfloor3_a_SOURCES += \
	%D%/account.c %D%/account.h \
	%D%/captcha.c %D%/captcha.h %D%/captcha_svg.c \
	%D%/phone_code.c %D%/phone_code.h \
	%D%/limit.c %D%/limit.h \
	%D%/password.c %D%/password.h \
	%D%/right.c %D%/right.h \
	%D%/role.c %D%/role.h \
	%D%/session.c %D%/session.h \
	%D%/totp.c %D%/totp.h
