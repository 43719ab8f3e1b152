libswage_all_la_SOURCES += \
  %D%/accept.c \
  %D%/accept.h \
  %D%/admit.c \
  %D%/auth.c \
  %D%/auth.h \
  %D%/breaches.c \
  %D%/breaches.h \
  %D%/coding.c \
  %D%/coding.h \
  %D%/condition.c \
  %D%/condition.h \
  %D%/collector.c \
  %D%/cors.c \
  %D%/cors.h \
  %D%/dispatch.c \
  %D%/document.c \
  %D%/fields.c \
  %D%/files.c \
  %D%/identity.c \
  %D%/identity.h \
  %D%/media.c \
  %D%/media.h \
  %D%/offload.c \
  %D%/pairs.c \
  %D%/pairs.h \
  %D%/params.c \
  %D%/pieces.c \
  %D%/pieces.h \
  %D%/problem.c \
  %D%/problem.h \
  %D%/refuse.c \
  %D%/reply.c \
  %D%/reply.h \
  %D%/request.c \
  %D%/request.h \
  %D%/source.c \
  %D%/source.h \
  %D%/stream.c \
  %D%/stream.h \
  %D%/upload.c \
  %D%/upload.h \
  %D%/upload_file.c

swageinclude_HEADERS += \
  %D%/../swage/app.h \
  %D%/../swage/auth.h \
  %D%/../swage/request.h \
  %D%/../swage/stream.h \
  %D%/../swage/upload.h
