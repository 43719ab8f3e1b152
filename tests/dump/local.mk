check_PROGRAMS += tests/dump/test_dump

tests_dump_test_dump_SOURCES = %D%/test_dump.c tests/syntax/parsing.h
tests_dump_test_dump_CPPFLAGS = $(compiler_test_cppflags)
tests_dump_test_dump_LDADD = $(compiler_test_libs)
