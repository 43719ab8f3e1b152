# For tests of programs: a client in process, and what generated suites and fuzz harnesses run by.
libswage_test_all_la_SOURCES += \
  %D%/call.c \
  %D%/client.h \
  %D%/compose.c \
  %D%/counted.c %D%/counted.h \
  %D%/find.c %D%/find.h \
  %D%/fuzz.c \
  %D%/fuzz_files.c \
  %D%/merge.c %D%/merge.h \
  %D%/suite.c %D%/suite.h \
  %D%/suite_memory.c \
  %D%/suite_patch.c \
  %D%/suite_request.c \
  %D%/suite_values.c \
  %D%/unroll.c \
  %D%/verdict.c
swageinclude_HEADERS += \
  %D%/../swage/fuzz.h \
  %D%/../swage/suite.h \
  %D%/../swage/test.h
