libswage_all_la_SOURCES += \
  %D%/authority.c \
  %D%/authority.h \
  %D%/chunked.c \
  %D%/chunked.h \
  %D%/credentials.c \
  %D%/credentials.h \
  %D%/date.c \
  %D%/date.h \
  %D%/field.c \
  %D%/field.h \
  %D%/framing.c \
  %D%/framing.h \
  %D%/head.c \
  %D%/head.h \
  %D%/known.h \
  %D%/method.c \
  %D%/method.h \
  %D%/octet.c \
  %D%/multipart.c \
  %D%/multipart.h \
  %D%/octet.h \
  %D%/range.c \
  %D%/range.h \
  %D%/origin.c \
  %D%/origin.h \
  %D%/repeat.c \
  %D%/repeat.h \
  %D%/response.c \
  %D%/response.h \
  %D%/match.c \
  %D%/match.h \
  %D%/scan.h \
  %D%/url.c \
  %D%/url.h \
  %D%/status.c \
  %D%/status.h

swageinclude_HEADERS += \
  %D%/../swage/http.h \
  %D%/../swage/route.h
