check_PROGRAMS += tests/emit/test_interval tests/emit/test_pack tests/emit/test_text tests/emit/test_tree

tests_emit_test_interval_SOURCES = %D%/test_interval.c
tests_emit_test_interval_CPPFLAGS = $(compiler_test_cppflags)
tests_emit_test_interval_LDADD = $(compiler_test_libs)

tests_emit_test_pack_SOURCES = %D%/test_pack.c
tests_emit_test_pack_CPPFLAGS = $(compiler_test_cppflags) $(ZLIB_CFLAGS)
tests_emit_test_pack_LDADD = $(compiler_test_libs)

tests_emit_test_text_SOURCES = %D%/test_text.c
tests_emit_test_text_CPPFLAGS = $(compiler_test_cppflags)
tests_emit_test_text_LDADD = $(compiler_test_libs)

tests_emit_test_tree_SOURCES = %D%/test_tree.c
tests_emit_test_tree_CPPFLAGS = $(compiler_test_cppflags)
tests_emit_test_tree_LDADD = $(compiler_test_libs)
