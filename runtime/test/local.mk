# For tests of programs: a client in process, and what generated suites run by.
libswage_test_all_la_SOURCES += \
  %D%/call.c \
  %D%/client.h \
  %D%/compose.c \
  %D%/find.c %D%/find.h
swageinclude_HEADERS += %D%/../swage/test.h
