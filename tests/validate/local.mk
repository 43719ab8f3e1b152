check_PROGRAMS += \
  tests/validate/test_figure \
  tests/validate/test_findings \
  tests/validate/test_floats \
  tests/validate/test_grammar \
  tests/validate/test_jsontree \
  tests/validate/test_matcher \
  tests/validate/test_octets \
  tests/validate/test_suite \
  tests/validate/test_validate \
  tests/validate/test_writing

tests_validate_test_figure_SOURCES = %D%/test_figure.c %D%/bench.h %D%/random.h
tests_validate_test_figure_CPPFLAGS = $(compiler_test_cppflags)
tests_validate_test_figure_LDADD = $(compiler_test_libs)

tests_validate_test_findings_SOURCES = %D%/test_findings.c %D%/bench.h
tests_validate_test_findings_CPPFLAGS = $(compiler_test_cppflags)
tests_validate_test_findings_LDADD = $(compiler_test_libs)

tests_validate_test_floats_SOURCES = %D%/test_floats.c %D%/bench.h %D%/random.h
tests_validate_test_floats_CPPFLAGS = $(compiler_test_cppflags)
tests_validate_test_floats_LDADD = $(compiler_test_libs) -lm

tests_validate_test_grammar_SOURCES = %D%/test_grammar.c %D%/bench.h %D%/random.h
tests_validate_test_grammar_CPPFLAGS = $(compiler_test_cppflags)
tests_validate_test_grammar_LDADD = $(compiler_test_libs)

tests_validate_test_jsontree_SOURCES = %D%/test_jsontree.c %D%/bench.h
tests_validate_test_jsontree_CPPFLAGS = $(compiler_test_cppflags)
tests_validate_test_jsontree_LDADD = $(compiler_test_libs)

tests_validate_test_matcher_SOURCES = %D%/test_matcher.c %D%/bench.h %D%/random.h
tests_validate_test_matcher_CPPFLAGS = $(compiler_test_cppflags)
tests_validate_test_matcher_LDADD = $(compiler_test_libs)

tests_validate_test_octets_SOURCES = %D%/test_octets.c %D%/bench.h %D%/random.h
tests_validate_test_octets_CPPFLAGS = $(compiler_test_cppflags)
tests_validate_test_octets_LDADD = $(compiler_test_libs)

tests_validate_test_suite_SOURCES = %D%/test_suite.c
tests_validate_test_suite_CPPFLAGS = $(compiler_test_cppflags)
tests_validate_test_suite_LDADD = $(compiler_test_libs)

tests_validate_test_validate_SOURCES = %D%/test_validate.c %D%/judging.h %D%/../model/desk.c %D%/../model/desk.h
tests_validate_test_validate_CPPFLAGS = $(compiler_test_cppflags) -I$(srcdir)/%D%/../model
tests_validate_test_validate_LDADD = $(compiler_test_libs)

tests_validate_test_writing_SOURCES = %D%/test_writing.c %D%/bench.h
tests_validate_test_writing_CPPFLAGS = $(compiler_test_cppflags)
tests_validate_test_writing_LDADD = $(compiler_test_libs)
