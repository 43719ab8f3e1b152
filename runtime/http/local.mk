libswage_all_la_SOURCES += \
  %D%/authority.c \
  %D%/authority.h \
  %D%/field.c \
  %D%/field.h \
  %D%/framing.c \
  %D%/framing.h \
  %D%/head.c \
  %D%/head.h \
  %D%/known.h \
  %D%/octet.c \
  %D%/octet.h \
  %D%/scan.h

swageinclude_HEADERS += \
  %D%/../swage/http.h \
  %D%/../swage/route.h
