# The compiler: every stage but main(), so that tests can call one stage at a time.
# The folders append to libswagec_a_SOURCES.
noinst_LIBRARIES += libswagec.a
compiler_cppflags = -I$(srcdir)/%D% -I$(builddir)/%D%
libswagec_a_CPPFLAGS = $(compiler_cppflags)
libswagec_a_SOURCES =

bin_PROGRAMS += swage
swage_SOURCES = %D%/main.c
swage_CPPFLAGS = $(compiler_cppflags)
swage_LDADD = libswagec.a

EXTRA_DIST += %D%/README.md
