# Floor 3: uses base, db, outbox.
libfloor3_a_SOURCES += %D%/notify.c %D%/notify.h %D%/driver.h %D%/demo.c
