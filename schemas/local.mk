# The schemas that the examples and the tests are made from, by stem: those with routes, and those with types only.
# What is made of them depends on the flags alone, so each list has its rule.
schemas_with_routes = club feed paste site user shop todo upload zoo
schemas_with_types = common

# Types, codecs and route tables; NAME_app.c, which refers to the handlers, is for who has handlers.
noinst_LIBRARIES += libschemas.a
libschemas_a_CPPFLAGS = $(schemas_cppflags)
libschemas_a_CFLAGS = $(AM_CFLAGS) $(LTO_CFLAGS)
libschemas_a_SOURCES =
nodist_libschemas_a_SOURCES = \
  schemas/club.c schemas/club_routes.c schemas/common.c schemas/feed.c schemas/feed_routes.c schemas/paste.c schemas/paste_routes.c schemas/shop.c schemas/shop_routes.c schemas/site.c schemas/site_routes.c schemas/todo.c schemas/todo_routes.c schemas/upload.c schemas/upload_routes.c schemas/user.c schemas/user_routes.c \
  schemas/zoo.c schemas/zoo_routes.c

schemas_cppflags = $(AM_CPPFLAGS) -I$(builddir)/schemas -I$(srcdir)/schemas
schemas_stems = $(schemas_with_routes) $(schemas_with_types)
schemas_headers = $(schemas_stems:%=schemas/%.h) $(schemas_with_routes:%=schemas/%_routes.h)
schemas_sources = $(schemas_stems:%=schemas/%.c) $(schemas_with_routes:%=schemas/%_routes.c) \
  $(schemas_with_routes:%=schemas/%_app.c) $(schemas_stems:%=schemas/%_check.c) \
  $(schemas_stems:%=schemas/%_fuzz.c) $(schemas_stems:%=schemas/%.dict)

# One run writes all files of a schema. The stamp carries the time of the run, so an output whose text did not change
# keeps its own and nothing that includes it is compiled again. What a schema imports is in its depfile.
schemas_stamps_with_routes = $(schemas_with_routes:%=schemas/%.stamp)
schemas_stamps_with_types = $(schemas_with_types:%=schemas/%.stamp)
schemas_gen = $(AM_V_GEN)$(MKDIR_P) schemas && ./swage$(EXEEXT) gen -o schemas -MF schemas/$*.d -MT $@

$(schemas_stamps_with_routes): schemas/%.stamp: $(srcdir)/schemas/%.swage swage$(EXEEXT)
	$(schemas_gen) --emit=types,routes,tests,fuzz $< && touch $@
$(schemas_stamps_with_types): schemas/%.stamp: $(srcdir)/schemas/%.swage swage$(EXEEXT)
	$(schemas_gen) --emit=types,tests,fuzz $< && touch $@

# An output is there once its stamp is, unless someone removed it. In that case, and in no other, a shell is run.
schemas_remake = $(if $(wildcard $@),,+@test -f $@ || { rm -f $< && $(MAKE) $(AM_MAKEFLAGS) $<; })
$(schemas_stems:%=schemas/%.h): schemas/%.h: schemas/%.stamp
	$(schemas_remake)
$(schemas_stems:%=schemas/%.c): schemas/%.c: schemas/%.stamp | schemas/%.h
	$(schemas_remake)
$(schemas_with_routes:%=schemas/%_routes.h): schemas/%_routes.h: schemas/%.stamp | schemas/%.h
	$(schemas_remake)
$(schemas_with_routes:%=schemas/%_routes.c): schemas/%_routes.c: schemas/%.stamp | schemas/%.h
	$(schemas_remake)
$(schemas_with_routes:%=schemas/%_app.c): schemas/%_app.c: schemas/%.stamp | schemas/%.h
	$(schemas_remake)
$(schemas_stems:%=schemas/%_check.c): schemas/%_check.c: schemas/%.stamp | schemas/%.h
	$(schemas_remake)
$(schemas_stems:%=schemas/%_fuzz.c): schemas/%_fuzz.c: schemas/%.stamp | schemas/%.h
	$(schemas_remake)

$(libschemas_a_OBJECTS): $(schemas_headers)
-include $(schemas_stems:%=schemas/%.d)

EXTRA_DIST += $(schemas_stems:%=schemas/%.swage) schemas/money.h \
  schemas/site/css-notes.txt schemas/site/css/site.css schemas/site/index.html schemas/site/none.txt
CLEANFILES += $(schemas_headers) $(schemas_sources) $(schemas_stems:%=schemas/%.stamp) $(schemas_stems:%=schemas/%.d)
