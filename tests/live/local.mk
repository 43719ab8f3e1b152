dist_check_SCRIPTS += %D%/schemathesis.sh %D%/stubs.sh
EXTRA_DIST += %D%/hooks.py %D%/judge.sh %D%/requirements.txt %D%/schemathesis.toml %D%/stubs.toml %D%/todo.toml %D%/user.toml
tests/live/schemathesis.log: examples/todo/todo$(EXEEXT) examples/user$(EXEEXT)

# Minutes, not part of the check.
live: all
	SWAGE='$(abs_builddir)/swage$(EXEEXT)' SRCDIR='$(abs_top_srcdir)' BUILDDIR='$(abs_top_builddir)' \
	  LIVE_SECONDS='$(LIVE_SECONDS)' LIVE_EXAMPLES='$(LIVE_EXAMPLES)' $(SHELL) $(srcdir)/tests/live/schemathesis.sh
LIVE_SECONDS = 300
LIVE_EXAMPLES = 500
.PHONY: live
