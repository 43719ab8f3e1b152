# The compiler: every stage but main(), so that tests can call one stage at a time.
# The folders append to libswagec_a_SOURCES. Values of a schema are checked by the runtime's own functions, so that
# compiler and decoders are of one mind: see model/wire.h.
noinst_LIBRARIES += libswagec.a
compiler_cppflags = -I$(srcdir)/%D% -I$(builddir)/%D% -I$(top_srcdir)/runtime
libswagec_a_CPPFLAGS = $(compiler_cppflags) $(JSON_C_CFLAGS) $(PCRE2_CFLAGS) $(ZLIB_CFLAGS)
libswagec_a_SOURCES =

bin_PROGRAMS += swage
swage_SOURCES = %D%/main.c
swage_CPPFLAGS = $(compiler_cppflags)
swage_LDADD = libswagec.a libswage_all.la $(JSON_C_LIBS) $(PCRE2_LIBS) $(ZLIB_LIBS) -lm

EXTRA_DIST += %D%/README.md
