check_PROGRAMS += \
  tests/core/test_arena \
  tests/core/test_buffer \
  tests/core/test_error \
  tests/core/test_string

tests_core_test_arena_SOURCES = %D%/test_arena.c
tests_core_test_buffer_SOURCES = %D%/test_buffer.c
tests_core_test_error_SOURCES = %D%/test_error.c
tests_core_test_string_SOURCES = %D%/test_string.c
