check_PROGRAMS += \
  tests/http/test_chunked \
  tests/http/test_credentials \
  tests/http/test_date \
  tests/http/test_field \
  tests/http/test_multipart \
  tests/http/test_origin \
  tests/http/test_head \
  tests/http/test_head_plain \
  tests/http/test_repeat \
  tests/http/test_match \
  tests/http/test_range \
  tests/http/test_response \
  tests/http/test_status \
  tests/http/test_url

tests_http_test_chunked_SOURCES = %D%/test_chunked.c %D%/guard.c %D%/guard.h
tests_http_test_credentials_SOURCES = %D%/test_credentials.c %D%/guard.c %D%/guard.h
tests_http_test_date_SOURCES = %D%/test_date.c
tests_http_test_field_SOURCES = %D%/test_field.c %D%/guard.c %D%/guard.h
tests_http_test_multipart_SOURCES = %D%/test_multipart.c %D%/guard.c %D%/guard.h
tests_http_test_origin_SOURCES = %D%/test_origin.c %D%/guard.c %D%/guard.h
tests_http_test_head_SOURCES = %D%/test_head.c %D%/guard.c %D%/guard.h
tests_http_test_repeat_SOURCES = %D%/test_repeat.c
tests_http_test_match_SOURCES = %D%/test_match.c %D%/guard.c %D%/guard.h
tests_http_test_range_SOURCES = %D%/test_range.c %D%/guard.c %D%/guard.h
tests_http_test_response_SOURCES = %D%/test_response.c
tests_http_test_status_SOURCES = %D%/test_status.c
tests_http_test_url_SOURCES = %D%/test_url.c %D%/guard.c %D%/guard.h

# The same with the blocks that machines without SSE2 read.
tests_http_test_head_plain_SOURCES = %D%/test_head.c %D%/guard.c %D%/guard.h runtime/http/head.c
tests_http_test_head_plain_CPPFLAGS = $(AM_CPPFLAGS) -DSWAGE_NO_SIMD
