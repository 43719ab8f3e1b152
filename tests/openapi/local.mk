dist_check_SCRIPTS += %D%/agreement.sh %D%/refusals.sh %D%/validators.sh
EXTRA_DIST += %D%/package.json %D%/package-lock.json %D%/redocly.yaml %D%/spectral.yaml %D%/tsconfig.json %D%/validate.mjs \
  %D%/agreement.c %D%/agreement.mjs %D%/matching.mjs %D%/values.mjs

# More of it: AGREEMENT_CASES of each schema, AGREEMENT_SCHEMAS random ones from SEED on.
AGREEMENT_CASES = 20000
AGREEMENT_SCHEMAS = 30
agreement: all tests/differential/differential$(EXEEXT)
	$(AM_TESTS_ENVIRONMENT) AGREEMENT_CASES='$(AGREEMENT_CASES)' AGREEMENT_SCHEMAS='$(AGREEMENT_SCHEMAS)' SEED='$(SEED)' \
	  $(SHELL) $(srcdir)/%D%/agreement.sh
