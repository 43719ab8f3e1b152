# The client for users' tests, against an application that the compiler wrote.
test_test_cppflags = $(schemas_cppflags) $(CHECK_CFLAGS)
test_test_libs = libschemas.a libswage_test_all.la libswage_all.la $(CHECK_LIBS)

check_PROGRAMS += \
  tests/test/test_call \
  tests/test/test_find \
  tests/test/test_suite

tests_test_test_call_SOURCES = %D%/test_call.c
tests_test_test_call_CPPFLAGS = $(test_test_cppflags)
tests_test_test_call_LDADD = $(test_test_libs)
$(tests_test_test_call_OBJECTS): $(schemas_headers)

tests_test_test_find_SOURCES = %D%/test_find.c
tests_test_test_find_LDADD = $(test_test_libs)

tests_test_test_suite_SOURCES = %D%/test_suite.c
tests_test_test_suite_CPPFLAGS = $(test_test_cppflags)
tests_test_test_suite_LDADD = $(test_test_libs)
$(tests_test_test_suite_OBJECTS): $(schemas_headers)
