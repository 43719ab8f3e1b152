check_PROGRAMS += tests/format/test_format

tests_format_test_format_SOURCES = %D%/test_format.c tests/syntax/parsing.h
tests_format_test_format_CPPFLAGS = $(compiler_test_cppflags)
tests_format_test_format_LDADD = $(compiler_test_libs)
