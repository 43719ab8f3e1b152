# The compiler as a whole, against schemas that were torn, are huge, or have hostile names and texts.
check_PROGRAMS += \
  tests/abuse/test_faults \
  tests/abuse/test_large \
  tests/abuse/test_mutants

tests_abuse_test_faults_SOURCES = %D%/test_faults.c %D%/faults.c %D%/faults.h
tests_abuse_test_faults_CPPFLAGS = $(compiler_test_cppflags)
tests_abuse_test_faults_LDADD = $(compiler_test_libs)
tests_abuse_test_faults_LDFLAGS = $(AM_LDFLAGS) \
  -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=strdup,--wrap=realpath \
  -Wl,--wrap=mkdir,--wrap=mkstemp,--wrap=write,--wrap=fchmod,--wrap=rename

tests_abuse_test_large_SOURCES = %D%/test_large.c %D%/corpus.c %D%/corpus.h
tests_abuse_test_large_CPPFLAGS = $(compiler_test_cppflags)
tests_abuse_test_large_LDADD = $(compiler_test_libs)

tests_abuse_test_mutants_SOURCES = %D%/test_mutants.c %D%/corpus.c %D%/corpus.h
tests_abuse_test_mutants_CPPFLAGS = $(compiler_test_cppflags)
tests_abuse_test_mutants_LDADD = $(compiler_test_libs)

dist_check_SCRIPTS += %D%/determinism.sh %D%/hard_names.sh %D%/hard_texts.sh
EXTRA_DIST += %D%/hard_names.txt %D%/hard_texts.c %D%/hard_texts.json %D%/hard_texts.swage

# They name bison's tokens.
$(tests_abuse_test_large_OBJECTS) $(tests_abuse_test_mutants_OBJECTS): compiler/syntax/parser.h

# Every token of every schema, every name in every place, and schemas ten times as large: minutes, not part of the check.
large: tests/abuse/test_large tests/abuse/test_mutants swage$(EXEEXT)
	SRCDIR='$(abs_top_srcdir)' SWAGE_TEST_SCALE=10 SWAGE_TEST_VERBOSE=1 CK_TIMEOUT_MULTIPLIER=10 tests/abuse/test_large
	SRCDIR='$(abs_top_srcdir)' SWAGE_TEST_STEP=1 SWAGE_TEST_VERBOSE=1 CK_TIMEOUT_MULTIPLIER=10 tests/abuse/test_mutants | grep 'texts with\|%'
	SWAGE='$(abs_builddir)/swage$(EXEEXT)' SRCDIR='$(abs_top_srcdir)' CC='$(CC)' SWAGE_TEST_STEP=1 \
	  $(SHELL) $(srcdir)/tests/abuse/hard_names.sh
