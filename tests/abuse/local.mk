# The compiler as a whole, against schemas that were torn, are huge, or have hostile names and texts.
check_PROGRAMS += \
  tests/abuse/test_mutants

tests_abuse_test_mutants_SOURCES = %D%/test_mutants.c %D%/corpus.c %D%/corpus.h
tests_abuse_test_mutants_CPPFLAGS = $(compiler_test_cppflags)
tests_abuse_test_mutants_LDADD = $(compiler_test_libs)

# They name bison's tokens.
$(tests_abuse_test_mutants_OBJECTS): compiler/syntax/parser.h
