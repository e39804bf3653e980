# Floor 2: uses base and db.
libfloor2_a_SOURCES += %D%/task.c %D%/task.h %D%/outside.h %D%/signed.c %D%/signed.h
