# One program a module: tests/ROOM/test_MODULE.c. A folder's local.mk says
#
#   check_PROGRAMS += tests/core/test_arena
#   tests_core_test_arena_SOURCES = %D%/test_arena.c
#
# which links libswage_all.la and Check. Other rooms add to that one or two of
#
#   tests_model_test_check_CPPFLAGS = $(compiler_test_cppflags)      the compiler's stages
#   tests_model_test_check_LDADD = $(compiler_test_libs)
#   tests_server_test_loop_CPPFLAGS = $(server_test_cppflags)        the server with libevent
#   tests_server_test_loop_LDADD = $(server_test_libs)
#
# Scripts are tests too: dist_check_SCRIPTS += %D%/NAME.sh
# What needs Check stands between "if HAVE_CHECK" here, so the folders need not ask.
compiler_test_cppflags = $(compiler_cppflags) $(CHECK_CFLAGS) $(JSON_C_CFLAGS)
compiler_test_libs = libswagec.a libswage_all.la $(CHECK_LIBS) $(JSON_C_LIBS) $(PCRE2_LIBS) $(ZLIB_LIBS) -lm
server_test_cppflags = $(AM_CPPFLAGS) $(LIBEVENT_CFLAGS)
server_test_libs = libswage_server_all.la libswage_all.la $(LIBEVENT_LIBS) $(CHECK_LIBS)

if HAVE_CHECK
include tests/syntax/local.mk
include tests/model/local.mk
include tests/sample/local.mk
include tests/validate/local.mk
include tests/emit/local.mk
include tests/dump/local.mk
include tests/format/local.mk
include tests/help/local.mk
include tests/scaffold/local.mk
include tests/dev/local.mk
include tests/bench/local.mk
include tests/command/local.mk
include tests/core/local.mk
include tests/json/local.mk
include tests/http/local.mk
include tests/app/local.mk
include tests/server/local.mk
include tests/soak/local.mk
include tests/test/local.mk
include tests/jwt/local.mk
include tests/generated/local.mk
include tests/examples/local.mk
include tests/fuzz/local.mk
include tests/mutants/local.mk
include tests/differential/local.mk
include tests/abuse/local.mk
else
check-local:
	@echo 'Check was not found when configure ran: the unit tests are skipped.'
endif

include tests/live/local.mk
include tests/openapi/local.mk
include tests/page/local.mk
include tests/project/local.mk

# Facts about the whole tree rather than a module of it.
dist_check_SCRIPTS += \
  %D%/exported_symbols.sh %D%/golden.sh %D%/headers.sh %D%/include_directions.sh %D%/manual.sh \
  %D%/missing_handler.sh %D%/traced.sh
# The files by name: of a folder that has a script of its name make thinks that it is made of the script.
EXTRA_DIST += \
  %D%/golden/club.c %D%/golden/club.h %D%/golden/club_app.c %D%/golden/club_routes.c %D%/golden/club_routes.h \
  %D%/golden/common.c %D%/golden/common.h %D%/golden/common_app.c %D%/golden/common_routes.c \
  %D%/golden/common_routes.h %D%/golden/shop.c %D%/golden/shop.h %D%/golden/shop_app.c \
  %D%/golden/shop_routes.c %D%/golden/shop_routes.h %D%/golden/user.c %D%/golden/user.h \
  %D%/golden/user.dict %D%/golden/user_fuzz.c %D%/golden/user_app.c %D%/golden/user_check.c %D%/golden/user_routes.c %D%/golden/user_routes.h \
  %D%/golden/club.openapi.json %D%/golden/common.openapi.json %D%/golden/feed.openapi.json %D%/golden/paste.openapi.json %D%/golden/shop.openapi.json \
  %D%/golden/user.openapi.json %D%/golden/zoo.openapi.json \
  %D%/manual/blocks.awk %D%/manual/chapter.c %D%/manual/chapter.h %D%/manual/squeeze.awk

# What the compiler writes for schemas/ is kept under golden/; this renews it, for a person to read the difference.
golden: swage$(EXEEXT)
	SWAGE='$(abs_builddir)/swage$(EXEEXT)' SRCDIR='$(abs_top_srcdir)' $(SHELL) $(srcdir)/tests/golden.sh --renew

# What was installed serves a program outside of the tree; distcheck asks for it.
installcheck-local:
	SRCDIR='$(abs_top_srcdir)' ACLOCALDIR='$(aclocaldir)' LIBDIR='$(libdir)' BINDIR='$(bindir)' CC='$(CC)' NM='$(NM)' \
	  FLAGS='$(BUILD_FLAGS)' $(SHELL) $(srcdir)/tests/installed.sh
EXTRA_DIST += %D%/installed.sh %D%/sanitizers.h

TESTS = $(check_PROGRAMS) $(dist_check_SCRIPTS)
TEST_EXTENSIONS = .sh
SH_LOG_COMPILER = $(SHELL)

# A test that hangs is ended after a minute, not after Check's four seconds: machines are busy, and sanitizers slow.
# Scripts find the compiler, the sources and the tools by these names; documents of other projects' test suites
# are used where they are present.
AM_TESTS_ENVIRONMENT = \
  SWAGE='$(abs_builddir)/swage$(EXEEXT)'; export SWAGE; \
  SRCDIR='$(abs_top_srcdir)'; export SRCDIR; \
  BUILDDIR='$(abs_top_builddir)'; export BUILDDIR; \
  CC='$(CC)'; export CC; \
  NM='$(NM)'; export NM; \
  SWAGE_STAGE='$(abs_builddir)/tests/stage$(prefix)'; export SWAGE_STAGE; \
  SWAGE_LIBDIR='$(abs_builddir)/tests/stage$(libdir)'; export SWAGE_LIBDIR; \
  SWAGE_BUILD_FLAGS='$(BUILD_FLAGS)'; export SWAGE_BUILD_FLAGS; \
  SWAGE_TEST_LIBS='$(BUILD_FLAGS) -pthread $(ZLIB_LIBS) $(LIBS)'; export SWAGE_TEST_LIBS; \
  SWAGE_TEST_DATA="$${SWAGE_TEST_DATA-$(abs_top_srcdir)/../shared/data}"; export SWAGE_TEST_DATA; \
  CK_TIMEOUT_MULTIPLIER="$${CK_TIMEOUT_MULTIPLIER-15}"; export CK_TIMEOUT_MULTIPLIER; \
  UBSAN_OPTIONS="$${UBSAN_OPTIONS-print_stacktrace=1}"; export UBSAN_OPTIONS;

# Minutes, not part of the check: the same programs under valgrind.
valgrind: $(check_PROGRAMS)
	BUILDDIR='$(abs_top_builddir)' PROGRAMS='$(check_PROGRAMS)' SRCDIR='$(abs_top_srcdir)' CC='$(CC)' \
	  SWAGE='$(abs_builddir)/swage$(EXEEXT)' CK_TIMEOUT_MULTIPLIER=60 $(SHELL) $(srcdir)/tests/valgrind.sh
.PHONY: valgrind
EXTRA_DIST += %D%/valgrind.sh %D%/coverage.awk

# Minutes or hours, not part of the check.
fuzz: all $(schemas_with_routes:%=schemas/%_fuzz.c)
	SRCDIR='$(abs_top_srcdir)' BUILDDIR='$(abs_top_builddir)' FUZZ_SECONDS='$(FUZZ_SECONDS)' $(SHELL) $(srcdir)/tests/fuzz/run.sh
FUZZ_SECONDS = 60
.PHONY: fuzz
