# Mistakes made in the generated code of schemas/, and whether the generated suites see them; tests/mutants/run.sh says
# more. MUTANTS is how many of each schema, or "all": make mutants MUTANTS=all
mutants: all $(schemas_sources) libswage_test_all.la
	SRCDIR='$(abs_top_srcdir)' BUILDDIR='$(abs_top_builddir)' CC='$(CC)' \
	  CHECK_CFLAGS='$(CHECK_CFLAGS)' CHECK_LIBS='$(CHECK_LIBS)' MUTANTS='$(MUTANTS)' \
	  $(SHELL) $(srcdir)/tests/mutants/run.sh $(MUTANT_SCHEMAS)
MUTANTS = 400
MUTANT_SCHEMAS =

dist_check_SCRIPTS += %D%/few.sh
EXTRA_DIST += %D%/run.sh %D%/mutate.c %D%/mutant.c %D%/equivalent.txt
