check_PROGRAMS += \
  tests/app/test_accept \
  tests/app/test_admit \
  tests/app/test_auth \
  tests/app/test_coding \
  tests/app/test_collector \
  tests/app/test_dispatch \
  tests/app/test_document \
  tests/app/test_errors \
  tests/app/test_fields \
  tests/app/test_files \
  tests/app/test_cors \
  tests/app/test_identity \
  tests/app/test_offload \
  tests/app/test_pairs \
  tests/app/test_params \
  tests/app/test_pieces \
  tests/app/test_problem \
  tests/app/test_refuse \
  tests/app/test_refuse_kinds \
  tests/app/test_reply \
  tests/app/test_request \
  tests/app/test_source \
  tests/app/test_stream

# The application that they ask, and what surrounds its requests.
zoo_sources = %D%/zoo.c %D%/zoo.h %D%/desk.c

tests_app_test_accept_SOURCES = %D%/test_accept.c
tests_app_test_admit_SOURCES = %D%/test_admit.c $(zoo_sources)
tests_app_test_auth_SOURCES = %D%/test_auth.c $(zoo_sources)
tests_app_test_auth_CPPFLAGS = $(generated_cppflags)
tests_app_test_auth_LDADD = $(generated_libs)
$(tests_app_test_auth_OBJECTS): $(schemas_headers)
tests_app_test_coding_SOURCES = %D%/test_coding.c
tests_app_test_coding_CPPFLAGS = $(AM_CPPFLAGS) $(ZLIB_CFLAGS)
tests_app_test_coding_LDADD = $(LDADD) $(ZLIB_LIBS)
tests_app_test_collector_SOURCES = %D%/test_collector.c
tests_app_test_dispatch_SOURCES = %D%/test_dispatch.c $(zoo_sources)
tests_app_test_document_SOURCES = %D%/test_document.c
tests_app_test_errors_SOURCES = %D%/test_errors.c $(zoo_sources)
tests_app_test_refuse_kinds_SOURCES = %D%/test_refuse_kinds.c $(zoo_sources)
tests_app_test_fields_SOURCES = %D%/test_fields.c $(zoo_sources)
tests_app_test_files_SOURCES = %D%/test_files.c
tests_app_test_cors_SOURCES = %D%/test_cors.c $(zoo_sources)
tests_app_test_identity_SOURCES = %D%/test_identity.c $(zoo_sources)
tests_app_test_offload_SOURCES = %D%/test_offload.c $(zoo_sources)
tests_app_test_pairs_SOURCES = %D%/test_pairs.c
tests_app_test_params_SOURCES = %D%/test_params.c $(zoo_sources)
tests_app_test_pieces_SOURCES = %D%/test_pieces.c $(zoo_sources)
tests_app_test_problem_SOURCES = %D%/test_problem.c
tests_app_test_refuse_SOURCES = %D%/test_refuse.c $(zoo_sources)
tests_app_test_reply_SOURCES = %D%/test_reply.c $(zoo_sources)
tests_app_test_request_SOURCES = %D%/test_request.c $(zoo_sources)
tests_app_test_source_SOURCES = %D%/test_source.c
tests_app_test_stream_SOURCES = %D%/test_stream.c $(zoo_sources)
