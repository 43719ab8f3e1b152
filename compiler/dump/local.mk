# The model as JSON.
libswagec_a_SOURCES += \
  %D%/dump.c %D%/dump.h \
  %D%/part.c %D%/part.h \
  %D%/shape.c %D%/shape.h
