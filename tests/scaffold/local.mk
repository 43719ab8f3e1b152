check_PROGRAMS += tests/scaffold/test_definitions

tests_scaffold_test_definitions_SOURCES = %D%/test_definitions.c
tests_scaffold_test_definitions_CPPFLAGS = $(compiler_test_cppflags)
tests_scaffold_test_definitions_LDADD = $(compiler_test_libs)
