# The documentation page: our own HTML, the script of a package that npm brings, pinned in package-lock.json, and label.js. In the
# static library it is a member of its own, so that only programs that serve it hold it.
nodist_libswage_all_la_SOURCES = %D%/page.c
if HAVE_PAGE
page_inputs = $(srcdir)/%D%/index.html $(PAGE_DIR)/dist/rapidoc-min.js $(PAGE_DIR)/dist/rapidoc-min.js.LICENSE.txt \
  $(srcdir)/%D%/label.js
else
page_inputs = $(srcdir)/%D%/none.html
endif

%D%/page.c: $(srcdir)/%D%/embed.sh $(page_inputs)
	$(AM_V_GEN)$(MKDIR_P) %D% && $(SHELL) $(srcdir)/%D%/embed.sh $(page_inputs) >$@.new && mv $@.new $@

EXTRA_DIST += %D%/embed.sh %D%/index.html %D%/label.js %D%/none.html %D%/package.json %D%/package-lock.json
CLEANFILES += %D%/page.c %D%/page.c.new
