dist_man_MANS += %D%/swage.1
nobase_dist_doc_DATA += %D%/auth.md %D%/builds.md %D%/decisions.md %D%/diagnostics.md %D%/docs-page.png %D%/dump.md %D%/errors.md %D%/json.md %D%/language.md %D%/limits.md %D%/lint.md %D%/openapi.md %D%/patterns.md %D%/performance.md %D%/http.md %D%/server.md %D%/testing.md %D%/tutorial.md %D%/validate.md

# man swage-gen and the like show swage(1), where all commands stand.
command_mans = $(swage_commands:%=doc/swage-%.1)
swage_commands = new dev gen check fmt lint dump schema scaffold explain validate completion
man1_MANS = $(command_mans)
$(command_mans): Makefile
	$(AM_V_GEN)$(MKDIR_P) doc && echo '.so man1/swage.1' > $@
CLEANFILES += $(command_mans)
