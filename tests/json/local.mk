check_PROGRAMS += \
  tests/json/test_number_powers \
  tests/json/test_number_read \
  tests/json/test_number_write

tests_json_test_number_powers_SOURCES = %D%/test_number_powers.c
tests_json_test_number_read_SOURCES = %D%/test_number_read.c
tests_json_test_number_write_SOURCES = %D%/test_number_write.c
tests_json_test_number_write_LDADD = $(LDADD) -lm
