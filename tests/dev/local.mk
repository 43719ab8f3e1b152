check_PROGRAMS += tests/dev/test_folders

tests_dev_test_folders_SOURCES = %D%/test_folders.c
tests_dev_test_folders_CPPFLAGS = $(compiler_test_cppflags)
tests_dev_test_folders_LDADD = $(compiler_test_libs)
