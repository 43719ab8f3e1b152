# Generated decoders held to the validator. What is random and how it is made small has tests of its own.
EXTRA_DIST += %D%/README.md
check_LIBRARIES += libdifferential.a
libdifferential_a_CPPFLAGS = $(compiler_test_cppflags)
libdifferential_a_SOURCES = \
  %D%/codec.h \
  %D%/compare.c %D%/compare.h \
  %D%/declare.c %D%/declare.h \
  %D%/document.c %D%/document.h %D%/document_number.c %D%/document_text.c \
  %D%/draw.c %D%/draw.h \
  %D%/kinds.h %D%/maker.h \
  %D%/mutate.c %D%/mutate.h \
  %D%/names.c %D%/names.h \
  %D%/numeral.c %D%/numeral.h \
  %D%/phrase.c %D%/phrase.h \
  %D%/reduce.c %D%/reduce.h \
  %D%/regex.c %D%/regex.h \
  %D%/schema.c %D%/schema.h \
  %D%/table.c %D%/table.h \
  %D%/trial.c %D%/trial.h \
  %D%/workshop.c %D%/workshop.h
differential_libs = libdifferential.a $(compiler_test_libs) -ldl

check_PROGRAMS += \
  tests/differential/differential \
  tests/differential/test_document \
  tests/differential/test_reduce \
  tests/differential/test_schema \
  tests/differential/test_trial

tests_differential_differential_SOURCES = %D%/differential.c
tests_differential_differential_CPPFLAGS = $(compiler_test_cppflags)
tests_differential_differential_LDADD = $(differential_libs)

tests_differential_test_document_SOURCES = %D%/test_document.c
tests_differential_test_document_CPPFLAGS = $(compiler_test_cppflags)
tests_differential_test_document_LDADD = $(differential_libs)

tests_differential_test_reduce_SOURCES = %D%/test_reduce.c
tests_differential_test_reduce_CPPFLAGS = $(compiler_test_cppflags)
tests_differential_test_reduce_LDADD = $(differential_libs)

tests_differential_test_schema_SOURCES = %D%/test_schema.c
tests_differential_test_schema_CPPFLAGS = $(compiler_test_cppflags)
tests_differential_test_schema_LDADD = $(differential_libs)

tests_differential_test_trial_SOURCES = %D%/test_trial.c
tests_differential_test_trial_CPPFLAGS = $(compiler_test_cppflags)
tests_differential_test_trial_LDADD = $(differential_libs)

# On and on, from a seed; SECONDS bounds it.
differential: libswage_all.la tests/differential/differential$(EXEEXT)
	SRCDIR='$(abs_top_srcdir)' BUILDDIR='$(abs_builddir)' CC='$(CC)' SWAGE_TEST_LIBS='$(BUILD_FLAGS) -pthread $(LIBS)' \
	  tests/differential/differential$(EXEEXT) $(SEED) seconds=$(SECONDS)
SEED = 1000
SECONDS = 0
