# The fuzz targets without a fuzzer: each tries the inputs that are kept for it, whatever the compiler. tests/fuzz/run.sh runs
# them with one.
check_PROGRAMS += \
  tests/fuzz/replay_auth \
  tests/fuzz/replay_club \
  tests/fuzz/replay_files \
  tests/fuzz/replay_framing \
  tests/fuzz/replay_head \
  tests/fuzz/replay_headers \
  tests/fuzz/replay_http \
  tests/fuzz/replay_multipart \
  tests/fuzz/replay_pattern \
  tests/fuzz/replay_query \
  tests/fuzz/replay_schema \
  tests/fuzz/replay_shop \
  tests/fuzz/replay_target \
  tests/fuzz/replay_zoo

# The parsers of HTTP, each by itself.
tests_fuzz_replay_auth_SOURCES = %D%/replay.c %D%/fuzz_auth.c %D%/fuzz_check.h
tests_fuzz_replay_auth_CPPFLAGS = $(generated_cppflags) -DCORPUS='"auth"'
tests_fuzz_replay_auth_LDADD = $(fuzz_libs)
$(tests_fuzz_replay_auth_OBJECTS): $(schemas_headers)
tests_fuzz_replay_files_SOURCES = %D%/replay.c %D%/fuzz_files.c %D%/fuzz_check.h
tests_fuzz_replay_files_CPPFLAGS = $(AM_CPPFLAGS) -DCORPUS='"files"'
tests_fuzz_replay_framing_SOURCES = %D%/replay.c %D%/fuzz_framing.c %D%/fuzz_check.h
tests_fuzz_replay_framing_CPPFLAGS = $(AM_CPPFLAGS) -DCORPUS='"framing"'
tests_fuzz_replay_head_SOURCES = %D%/replay.c %D%/fuzz_head.c %D%/fuzz_check.h
tests_fuzz_replay_head_CPPFLAGS = $(AM_CPPFLAGS) -DCORPUS='"head"'
tests_fuzz_replay_headers_SOURCES = %D%/replay.c %D%/fuzz_headers.c %D%/fuzz_check.h
tests_fuzz_replay_headers_CPPFLAGS = $(AM_CPPFLAGS) -DCORPUS='"headers"'
tests_fuzz_replay_multipart_SOURCES = %D%/replay.c %D%/fuzz_multipart.c %D%/fuzz_check.h
tests_fuzz_replay_multipart_CPPFLAGS = $(AM_CPPFLAGS) -DCORPUS='"multipart"'
tests_fuzz_replay_query_SOURCES = %D%/replay.c %D%/fuzz_query.c %D%/fuzz_check.h
tests_fuzz_replay_query_CPPFLAGS = $(AM_CPPFLAGS) -DCORPUS='"query"'
tests_fuzz_replay_target_SOURCES = %D%/replay.c %D%/fuzz_target.c %D%/fuzz_check.h
tests_fuzz_replay_target_CPPFLAGS = $(AM_CPPFLAGS) -DCORPUS='"target"'

tests_fuzz_replay_http_SOURCES = %D%/replay.c %D%/fuzz_http.c %D%/../server/wire.c %D%/../server/wire.h
tests_fuzz_replay_http_CPPFLAGS = $(generated_cppflags) -DCORPUS='"http"'
tests_fuzz_replay_http_LDADD = libschemas.a $(server_test_libs)
$(tests_fuzz_replay_http_OBJECTS): $(schemas_headers)

tests_fuzz_replay_pattern_SOURCES = %D%/replay.c %D%/fuzz_pattern.c tests/model/pattern_oracle.c tests/model/pattern_oracle.h
tests_fuzz_replay_pattern_CPPFLAGS = $(compiler_test_cppflags) -I$(srcdir)/tests/model -DCORPUS='"pattern"'
tests_fuzz_replay_pattern_LDADD = $(compiler_test_libs)

tests_fuzz_replay_schema_SOURCES = %D%/replay.c %D%/fuzz_schema.c
tests_fuzz_replay_schema_CPPFLAGS = $(compiler_test_cppflags) -DCORPUS='"schema"'
tests_fuzz_replay_schema_LDADD = $(compiler_test_libs)

if HAVE_JWT
check_PROGRAMS += tests/fuzz/replay_jwt
tests_fuzz_replay_jwt_SOURCES = %D%/replay.c %D%/fuzz_jwt.c %D%/fuzz_check.h
tests_fuzz_replay_jwt_CPPFLAGS = $(AM_CPPFLAGS) $(CRYPTO_CFLAGS) -DCORPUS='"jwt"'
tests_fuzz_replay_jwt_LDADD = libswage_jwt_all.la libswage_all.la $(CRYPTO_LIBS) $(LIBS)
endif

# The harnesses that the compiler writes.
fuzz_libs = libschemas.a libswage_test_all.la libswage_all.la $(LIBS)
tests_fuzz_replay_club_SOURCES = %D%/replay.c
nodist_tests_fuzz_replay_club_SOURCES = schemas/club_fuzz.c
tests_fuzz_replay_club_CPPFLAGS = $(schemas_cppflags) -DCORPUS='"club"'
tests_fuzz_replay_club_LDADD = $(fuzz_libs)
$(tests_fuzz_replay_club_OBJECTS): $(schemas_headers)

tests_fuzz_replay_shop_SOURCES = %D%/replay.c
nodist_tests_fuzz_replay_shop_SOURCES = schemas/shop_fuzz.c
tests_fuzz_replay_shop_CPPFLAGS = $(schemas_cppflags) -DCORPUS='"shop"'
tests_fuzz_replay_shop_LDADD = $(fuzz_libs)
$(tests_fuzz_replay_shop_OBJECTS): $(schemas_headers)

tests_fuzz_replay_zoo_SOURCES = %D%/replay.c tests/generated/zoo_user.c
nodist_tests_fuzz_replay_zoo_SOURCES = schemas/zoo_fuzz.c
tests_fuzz_replay_zoo_CPPFLAGS = $(schemas_cppflags) -DCORPUS='"zoo"'
tests_fuzz_replay_zoo_LDADD = $(fuzz_libs)
$(tests_fuzz_replay_zoo_OBJECTS): $(schemas_headers)

# Inputs have names that a fuzzer made: the folder goes into the archive as a whole.
EXTRA_DIST += %D%/run.sh %D%/corpus
