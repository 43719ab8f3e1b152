# A mixed load for a while; tests/soak/run.sh says more.
EXTRA_PROGRAMS += tests/soak/soak
CLEANFILES += tests/soak/soak$(EXEEXT)
tests_soak_soak_SOURCES = %D%/soak.c
tests_soak_soak_LDADD = -lpthread
dist_check_SCRIPTS += %D%/few.sh
tests/soak/few.log: tests/soak/soak$(EXEEXT) examples/user$(EXEEXT)
EXTRA_DIST += %D%/run.sh

SOAK_SECONDS = 600
soak: all tests/soak/soak$(EXEEXT)
	BUILDDIR='$(abs_top_builddir)' SOAK_SECONDS='$(SOAK_SECONDS)' $(SHELL) $(srcdir)/tests/soak/run.sh
