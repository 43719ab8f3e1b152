libswagec_a_SOURCES += \
  %D%/decode.c \
  %D%/emit.c %D%/emit.h \
  %D%/emitter.c %D%/emitter.h \
  %D%/encode.c \
  %D%/routes.c \
  %D%/serve.c \
  %D%/tables.c \
  %D%/text.c %D%/text.h \
  %D%/tree.c %D%/tree.h \
  %D%/types.c \
  %D%/values.c
