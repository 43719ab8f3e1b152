# Serving a project while it is worked on. Addresses are read as the server reads them.
libswagec_a_SOURCES += \
  %D%/child.c %D%/child.h \
  %D%/folders.c %D%/folders.h \
  %D%/port.c %D%/port.h \
  %D%/session.c %D%/session.h \
  runtime/server/address.c
