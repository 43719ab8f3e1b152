# What of a schema's functions is there.
libswagec_a_SOURCES += \
  %D%/definitions.c %D%/definitions.h
