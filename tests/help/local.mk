check_PROGRAMS += tests/help/test_page

tests_help_test_page_SOURCES = %D%/test_page.c
tests_help_test_page_CPPFLAGS = $(compiler_test_cppflags)
tests_help_test_page_LDADD = $(compiler_test_libs)
