# Floor 5: the businesses and all transactions.
libfloor5_a_SOURCES += %D%/tasks.c %D%/tasks.h
