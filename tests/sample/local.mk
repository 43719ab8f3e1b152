check_PROGRAMS += tests/sample/test_sample

tests_sample_test_sample_SOURCES = %D%/test_sample.c %D%/../model/desk.c %D%/../model/desk.h
tests_sample_test_sample_CPPFLAGS = $(compiler_test_cppflags) -I$(top_srcdir)/tests/model -DSCHEMAS='"$(abs_top_srcdir)/schemas"'
tests_sample_test_sample_LDADD = $(compiler_test_libs)
