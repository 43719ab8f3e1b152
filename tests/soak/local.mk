# A mixed load for a while; tests/soak/run.sh says more.
EXTRA_PROGRAMS += tests/soak/soak tests/soak/sample
CLEANFILES += tests/soak/soak$(EXEEXT) tests/soak/sample$(EXEEXT)
tests_soak_soak_SOURCES = %D%/soak.c
tests_soak_soak_LDADD = -lpthread
tests_soak_sample_SOURCES = %D%/sample.c tests/server/sample.c tests/server/sample.h
tests_soak_sample_CPPFLAGS = $(server_test_cppflags)
tests_soak_sample_LDADD = $(server_test_libs)
dist_check_SCRIPTS += %D%/few.sh
tests/soak/few.log: tests/soak/soak$(EXEEXT) tests/soak/sample$(EXEEXT) examples/user$(EXEEXT)
EXTRA_DIST += %D%/run.sh

SOAK_SECONDS = 600
soak: all tests/soak/soak$(EXEEXT) tests/soak/sample$(EXEEXT)
	BUILDDIR='$(abs_top_builddir)' SOAK_SECONDS='$(SOAK_SECONDS)' $(SHELL) $(srcdir)/tests/soak/run.sh
