libswage_all_la_SOURCES += \
  %D%/arena.c \
  %D%/buffer.c \
  %D%/dup.c \
  %D%/error.c \
  %D%/string.c

swageinclude_HEADERS += \
  %D%/../swage/arena.h \
  %D%/../swage/base.h \
  %D%/../swage/buffer.h \
  %D%/../swage/bytes.h \
  %D%/../swage/error.h \
  %D%/../swage/string.h
