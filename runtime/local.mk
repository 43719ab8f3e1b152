# The runtime is three libraries. Each is first linked with every symbol visible, for tests and fuzzers:
# the folders append to libswage_all_la_SOURCES, libswage_server_all_la_SOURCES and libswage_test_all_la_SOURCES.
# "-shared" has libtool compile an object once, as position-independent code, for both kinds of library.
noinst_LTLIBRARIES += libswage_all.la libswage_server_all.la libswage_test_all.la
runtime_cflags = $(AM_CFLAGS) -fno-semantic-interposition -shared $(LTO_CFLAGS)
libswage_all_la_CFLAGS = $(runtime_cflags)
libswage_all_la_CPPFLAGS = $(AM_CPPFLAGS) $(JSON_C_CFLAGS) $(ZLIB_CFLAGS)
libswage_all_la_LIBADD = $(ZLIB_LIBS)
libswage_all_la_SOURCES =
libswage_server_all_la_CFLAGS = $(runtime_cflags)
libswage_server_all_la_CPPFLAGS = -I$(top_srcdir)/runtime $(LIBEVENT_CFLAGS)
libswage_server_all_la_SOURCES =
libswage_test_all_la_CFLAGS = $(AM_CFLAGS) -shared
libswage_test_all_la_CPPFLAGS = -I$(top_srcdir)/runtime
libswage_test_all_la_SOURCES =

# What is installed: the same objects, exporting only swage_*. The server's library and that for tests are clients of the
# first one, so whatever they call there bears the prefix as well.
lib_LTLIBRARIES += libswage.la libswage-server.la libswage-test.la
runtime_ldflags = $(AM_LDFLAGS) -no-undefined -Wl,--version-script=$(srcdir)/%D%/swage.map -Wl,-Bsymbolic-functions
libswage_la_DEPENDENCIES = libswage_all.la %D%/swage.map
libswage_server_la_DEPENDENCIES = libswage_server_all.la libswage.la %D%/swage.map
libswage_la_SOURCES =
libswage_la_LIBADD = libswage_all.la $(JSON_C_LIBS)
libswage_la_LDFLAGS = $(runtime_ldflags) -version-info 0:0:0
libswage_server_la_SOURCES =
libswage_server_la_LIBADD = libswage_server_all.la libswage.la $(LIBEVENT_LIBS)
libswage_server_la_LDFLAGS = $(runtime_ldflags) -version-info 0:0:0
libswage_test_la_DEPENDENCIES = libswage_test_all.la libswage.la %D%/swage-test.map
libswage_test_la_SOURCES =
libswage_test_la_LIBADD = libswage_test_all.la libswage.la
libswage_test_la_LDFLAGS = $(AM_LDFLAGS) -no-undefined -Wl,--version-script=$(srcdir)/%D%/swage-test.map -version-info 0:0:0

# A static library has no list of exports: as installed each is one object in which all other names are local, so that
# loop_run or log_write of a user's own is no second definition. (The form for link-time optimization would know the names.)
# tree.c stays a member beside that one, so that only those who call it need json-c; and page.c, so that only those who serve
# the documentation page have it.
install-exec-hook:
	@test -n '$(OBJCOPY)' || exit 0; \
	for name in libswage libswage-server libswage-test libswage-jwt; do \
	  archive='$(DESTDIR)$(libdir)'/$$name.a; \
	  test -f "$$archive" || continue; \
	  echo "  LOCALIZE $$name.a"; \
	  apart=; \
	  if test $$name = libswage; then \
	    apart='libswage_all_la-tree.o libswage_all_la-page.o'; \
	    $(AR) x "$$archive" $$apart && $(AR) d "$$archive" $$apart && \
	    $(OBJCOPY) --remove-section='.gnu.lto_*' --remove-section='.gnu.debuglto_*' $$apart || exit 1; \
	  fi; \
	  $(LD) -r -o runtime/$$name.o --whole-archive "$$archive" && \
	  keep=; \
	  test $$name != libswage-test || \
	    keep='--keep-global-symbol=malloc --keep-global-symbol=calloc --keep-global-symbol=realloc'; \
	  $(OBJCOPY) --wildcard --keep-global-symbol='swage_*' $$keep --remove-section='.gnu.lto_*' --remove-section='.gnu.debuglto_*' \
	    runtime/$$name.o && \
	  rm -f "$$archive" && $(AR) cr "$$archive" runtime/$$name.o $$apart && $(RANLIB) "$$archive" && \
	  rm -f runtime/$$name.o $$apart || exit 1; \
	done

# The folders append their public headers, %D%/../swage/NAME.h.
swageincludedir = $(includedir)/swage
swageinclude_HEADERS =

pkgconfigdir = $(libdir)/pkgconfig
pkgconfig_DATA = %D%/swage.pc %D%/swage-server.pc %D%/swage-test.pc

EXTRA_DIST += %D%/README.md %D%/swage.map %D%/swage-test.map
