# Codecs and routes made from schemas/, held to what the schemas say.
generated_cppflags = $(schemas_cppflags) $(CHECK_CFLAGS)
generated_libs = libschemas.a libswage_all.la $(CHECK_LIBS)
# With `swage validate` as another reader.
opinion_sources = %D%/agree.c %D%/agree.h %D%/opinion.c %D%/opinion.h
opinion_cppflags = $(generated_cppflags) $(compiler_cppflags)
opinion_libs = libschemas.a libswagec.a libswage_all.la $(CHECK_LIBS) $(JSON_C_LIBS) $(PCRE2_LIBS)

check_PROGRAMS += \
  tests/generated/test_agree \
  tests/generated/test_budget \
  tests/generated/test_echo \
  tests/generated/test_feed \
  tests/generated/test_paste \
  tests/generated/test_upload \
  tests/generated/test_site \
  tests/generated/test_robust \
  tests/generated/test_shop \
  tests/generated/test_shop_routes \
  tests/generated/test_user \
  tests/generated/test_zoo \
  tests/generated/test_zoo_routes

tests_generated_test_agree_SOURCES = %D%/test_agree.c $(opinion_sources)
tests_generated_test_agree_CPPFLAGS = $(opinion_cppflags)
tests_generated_test_agree_LDADD = $(opinion_libs)
$(tests_generated_test_agree_OBJECTS): $(schemas_headers)

tests_generated_test_budget_SOURCES = %D%/test_budget.c %D%/largest.c %D%/largest.h
tests_generated_test_budget_CPPFLAGS = $(generated_cppflags)
tests_generated_test_budget_LDADD = $(generated_libs)
$(tests_generated_test_budget_OBJECTS): $(schemas_headers)

tests_generated_test_echo_SOURCES = %D%/test_echo.c %D%/../server/counted.c %D%/../server/counted.h %D%/../server/wire.c %D%/../server/wire.h
nodist_tests_generated_test_echo_SOURCES = schemas/user_app.c
tests_generated_test_echo_CPPFLAGS = $(generated_cppflags)
tests_generated_test_echo_LDFLAGS = $(AM_LDFLAGS) -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc
tests_generated_test_echo_LDADD = libschemas.a $(server_test_libs)
$(tests_generated_test_echo_OBJECTS): $(schemas_headers)

tests_generated_test_feed_SOURCES = %D%/test_feed.c
tests_generated_test_feed_CPPFLAGS = $(generated_cppflags)
tests_generated_test_feed_LDADD = $(generated_libs)
$(tests_generated_test_feed_OBJECTS): $(schemas_headers)

tests_generated_test_site_SOURCES = %D%/test_site.c
tests_generated_test_site_CPPFLAGS = $(generated_cppflags)
tests_generated_test_site_LDADD = $(generated_libs)
$(tests_generated_test_site_OBJECTS): $(schemas_headers)
tests_generated_test_upload_SOURCES = %D%/test_upload.c
tests_generated_test_upload_CPPFLAGS = $(generated_cppflags)
tests_generated_test_upload_LDADD = $(generated_libs)
$(tests_generated_test_upload_OBJECTS): $(schemas_headers)
tests_generated_test_paste_SOURCES = %D%/test_paste.c
tests_generated_test_paste_CPPFLAGS = $(generated_cppflags)
tests_generated_test_paste_LDADD = $(generated_libs)
$(tests_generated_test_paste_OBJECTS): $(schemas_headers)

tests_generated_test_shop_SOURCES = %D%/test_shop.c %D%/codec.h
tests_generated_test_shop_CPPFLAGS = $(generated_cppflags)
tests_generated_test_shop_LDADD = $(generated_libs)
$(tests_generated_test_shop_OBJECTS): $(schemas_headers)

tests_generated_test_shop_routes_SOURCES = %D%/test_shop_routes.c %D%/codec.h
tests_generated_test_shop_routes_CPPFLAGS = $(generated_cppflags)
tests_generated_test_shop_routes_LDADD = $(generated_libs)
$(tests_generated_test_shop_routes_OBJECTS): $(schemas_headers)

tests_generated_test_user_SOURCES = %D%/test_user.c %D%/codec.h
tests_generated_test_user_CPPFLAGS = $(generated_cppflags)
tests_generated_test_user_LDADD = $(generated_libs)
$(tests_generated_test_user_OBJECTS): $(schemas_headers)

tests_generated_test_zoo_SOURCES = %D%/test_zoo.c %D%/zoo_user.c %D%/codec.h $(opinion_sources)
tests_generated_test_zoo_CPPFLAGS = $(opinion_cppflags)
tests_generated_test_zoo_LDADD = $(opinion_libs)
$(tests_generated_test_zoo_OBJECTS): $(schemas_headers)

tests_generated_test_zoo_routes_SOURCES = %D%/test_zoo_routes.c %D%/zoo_user.c %D%/codec.h
tests_generated_test_zoo_routes_CPPFLAGS = $(generated_cppflags)
tests_generated_test_zoo_routes_LDADD = $(generated_libs)
$(tests_generated_test_zoo_routes_OBJECTS): $(schemas_headers)

tests_generated_test_robust_SOURCES = %D%/test_robust.c %D%/zoo_user.c %D%/codec.h
tests_generated_test_robust_CPPFLAGS = $(generated_cppflags)
tests_generated_test_robust_LDADD = $(generated_libs)
$(tests_generated_test_robust_OBJECTS): $(schemas_headers)

# The suites that the compiler writes, each with the schema that it is about.
check_PROGRAMS += \
  tests/generated/check_club \
  tests/generated/check_common \
  tests/generated/check_feed \
  tests/generated/check_paste \
  tests/generated/check_site \
  tests/generated/check_shop \
  tests/generated/check_todo \
  tests/generated/check_upload \
  tests/generated/check_user \
  tests/generated/check_zoo
check_libs = libschemas.a libswage_test_all.la libswage_all.la $(CHECK_LIBS)

tests_generated_check_club_SOURCES =
nodist_tests_generated_check_club_SOURCES = schemas/club_check.c
tests_generated_check_club_CPPFLAGS = $(generated_cppflags)
tests_generated_check_club_LDADD = $(check_libs)
$(tests_generated_check_club_OBJECTS): $(schemas_headers)

tests_generated_check_common_SOURCES =
nodist_tests_generated_check_common_SOURCES = schemas/common_check.c
tests_generated_check_common_CPPFLAGS = $(generated_cppflags)
tests_generated_check_common_LDADD = $(check_libs)
$(tests_generated_check_common_OBJECTS): $(schemas_headers)

tests_generated_check_feed_SOURCES =
nodist_tests_generated_check_feed_SOURCES = schemas/feed_check.c
tests_generated_check_feed_CPPFLAGS = $(generated_cppflags)
tests_generated_check_feed_LDADD = $(check_libs)
$(tests_generated_check_feed_OBJECTS): $(schemas_headers)

tests_generated_check_upload_SOURCES =
nodist_tests_generated_check_upload_SOURCES = schemas/upload_check.c
tests_generated_check_upload_CPPFLAGS = $(generated_cppflags)
tests_generated_check_upload_LDADD = $(check_libs)
$(tests_generated_check_upload_OBJECTS): $(schemas_headers)

tests_generated_check_site_SOURCES =
nodist_tests_generated_check_site_SOURCES = schemas/site_check.c
tests_generated_check_site_CPPFLAGS = $(generated_cppflags)
tests_generated_check_site_LDADD = $(check_libs)
$(tests_generated_check_site_OBJECTS): $(schemas_headers)
tests_generated_check_paste_SOURCES =
nodist_tests_generated_check_paste_SOURCES = schemas/paste_check.c
tests_generated_check_paste_CPPFLAGS = $(generated_cppflags)
tests_generated_check_paste_LDADD = $(check_libs)
$(tests_generated_check_paste_OBJECTS): $(schemas_headers)

tests_generated_check_shop_SOURCES =
nodist_tests_generated_check_shop_SOURCES = schemas/shop_check.c
tests_generated_check_shop_CPPFLAGS = $(generated_cppflags)
tests_generated_check_shop_LDADD = $(check_libs)
$(tests_generated_check_shop_OBJECTS): $(schemas_headers)

tests_generated_check_todo_SOURCES =
nodist_tests_generated_check_todo_SOURCES = schemas/todo_check.c
tests_generated_check_todo_CPPFLAGS = $(generated_cppflags)
tests_generated_check_todo_LDADD = $(check_libs)
$(tests_generated_check_todo_OBJECTS): $(schemas_headers)

tests_generated_check_user_SOURCES =
nodist_tests_generated_check_user_SOURCES = schemas/user_check.c
tests_generated_check_user_CPPFLAGS = $(generated_cppflags)
tests_generated_check_user_LDADD = $(check_libs)
$(tests_generated_check_user_OBJECTS): $(schemas_headers)

tests_generated_check_zoo_SOURCES = %D%/zoo_user.c
nodist_tests_generated_check_zoo_SOURCES = schemas/zoo_check.c
tests_generated_check_zoo_CPPFLAGS = $(generated_cppflags)
tests_generated_check_zoo_LDADD = $(check_libs)
$(tests_generated_check_zoo_OBJECTS): $(schemas_headers)
