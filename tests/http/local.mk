check_PROGRAMS += \
  tests/http/test_head \
  tests/http/test_head_plain

tests_http_test_head_SOURCES = %D%/test_head.c %D%/guard.c %D%/guard.h

# The same with the blocks that machines without SSE2 read.
tests_http_test_head_plain_SOURCES = %D%/test_head.c %D%/guard.c %D%/guard.h runtime/http/head.c
tests_http_test_head_plain_CPPFLAGS = $(AM_CPPFLAGS) -DSWAGE_NO_SIMD
