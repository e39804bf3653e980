# Floor 4: data on their way to a register.
libfloor4_a_SOURCES += %D%/dossier.c %D%/dossier.h
libfloor4_a_SOURCES += %D%/steps.c %D%/steps.h
