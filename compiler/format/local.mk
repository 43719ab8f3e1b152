# One way to write a schema.
libswagec_a_SOURCES += \
  %D%/format.c %D%/format.h \
  %D%/join.c %D%/join.h \
  %D%/page.c %D%/page.h \
  %D%/piece.c %D%/piece.h
