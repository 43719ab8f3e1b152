check_PROGRAMS += \
  tests/json/test_number_powers \
  tests/json/test_number_read \
  tests/json/test_number_write

tests_json_test_number_powers_SOURCES = %D%/test_number_powers.c
tests_json_test_number_read_SOURCES = %D%/test_number_read.c
tests_json_test_number_write_SOURCES = %D%/test_number_write.c
tests_json_test_number_write_LDADD = $(LDADD) -lm

# Reading and writing, each as the machine has it and once more as portable code: libswage_plain.a is core and json without SIMD,
# and stands in for the library.
check_LIBRARIES = tests/json/libswage_plain.a
tests_json_libswage_plain_a_CPPFLAGS = $(AM_CPPFLAGS) -DSWAGE_NO_SIMD
tests_json_libswage_plain_a_SOURCES = \
  runtime/core/arena.c \
  runtime/core/buffer.c \
  runtime/core/error.c \
  runtime/core/string.c \
  runtime/json/bytes.c \
  runtime/json/decimal.c \
  runtime/json/explain.c \
  runtime/json/explain_items.c \
  runtime/json/explain_number.c \
  runtime/json/explain_object.c \
  runtime/json/explain_scan.c \
  runtime/json/explain_text.c \
  runtime/json/explain_union.c \
  runtime/json/explain_unique.c \
  runtime/json/explain_value.c \
  runtime/json/format.c \
  runtime/json/format_email.c \
  runtime/json/format_ip.c \
  runtime/json/format_time.c \
  runtime/json/format_uri.c \
  runtime/json/format_uuid.c \
  runtime/json/multiple.c \
  runtime/json/number_exact.c \
  runtime/json/number_read.c \
  runtime/json/number_write.c \
  runtime/json/pattern.c \
  runtime/json/pointer.c \
  runtime/json/powers.c \
  runtime/json/reader.c \
  runtime/json/skip.c \
  runtime/json/string_read.c \
  runtime/json/type.c \
  runtime/json/unescape.c \
  runtime/json/utf8.c \
  runtime/json/writer.c
plain_cppflags = $(AM_CPPFLAGS) -DSWAGE_NO_SIMD
plain_libs = tests/json/libswage_plain.a $(CHECK_LIBS) -lm

check_PROGRAMS += \
  tests/json/test_codec tests/json/test_codec_plain \
  tests/json/test_explain \
  tests/json/test_explain_items \
  tests/json/test_explain_number \
  tests/json/test_explain_object \
  tests/json/test_explain_text \
  tests/json/test_explain_union \
  tests/json/test_pattern \
  tests/json/test_pointer \
  tests/json/test_reader tests/json/test_reader_plain \
  tests/json/test_scan tests/json/test_scan_plain \
  tests/json/test_skip tests/json/test_skip_plain \
  tests/json/test_string_read tests/json/test_string_read_plain \
  tests/json/test_suite \
  tests/json/test_unescape \
  tests/json/test_utf8 tests/json/test_utf8_plain \
  tests/json/test_writer tests/json/test_writer_plain

tests_json_test_codec_SOURCES = %D%/test_codec.c %D%/guarded.h %D%/mutation.h
tests_json_test_explain_SOURCES = %D%/test_explain.c %D%/faults.h %D%/guarded.h
tests_json_test_explain_items_SOURCES = %D%/test_explain_items.c %D%/faults.h %D%/guarded.h
tests_json_test_explain_number_SOURCES = %D%/test_explain_number.c %D%/faults.h %D%/guarded.h
tests_json_test_explain_object_SOURCES = %D%/test_explain_object.c %D%/faults.h %D%/guarded.h
tests_json_test_explain_text_SOURCES = %D%/test_explain_text.c %D%/faults.h %D%/guarded.h
tests_json_test_explain_union_SOURCES = %D%/test_explain_union.c %D%/faults.h %D%/guarded.h
tests_json_test_pattern_SOURCES = %D%/test_pattern.c %D%/guarded.h
tests_json_test_pointer_SOURCES = %D%/test_pointer.c
tests_json_test_reader_SOURCES = %D%/test_reader.c %D%/guarded.h
tests_json_test_scan_SOURCES = %D%/test_scan.c %D%/guarded.h
tests_json_test_skip_SOURCES = %D%/test_skip.c %D%/guarded.h %D%/mutation.h
tests_json_test_string_read_SOURCES = %D%/test_string_read.c %D%/guarded.h
tests_json_test_suite_SOURCES = %D%/test_suite.c %D%/guarded.h
tests_json_test_unescape_SOURCES = %D%/test_unescape.c %D%/guarded.h
tests_json_test_utf8_SOURCES = %D%/test_utf8.c %D%/guarded.h
tests_json_test_writer_SOURCES = %D%/test_writer.c %D%/guarded.h

tests_json_test_suite_CPPFLAGS = $(AM_CPPFLAGS) $(JSON_C_CFLAGS)
tests_json_test_suite_LDADD = $(LDADD) $(JSON_C_LIBS)

tests_json_test_codec_plain_SOURCES = $(tests_json_test_codec_SOURCES)
tests_json_test_codec_plain_CPPFLAGS = $(plain_cppflags)
tests_json_test_codec_plain_LDADD = $(plain_libs)
tests_json_test_reader_plain_SOURCES = $(tests_json_test_reader_SOURCES)
tests_json_test_reader_plain_CPPFLAGS = $(plain_cppflags)
tests_json_test_reader_plain_LDADD = $(plain_libs)
tests_json_test_scan_plain_SOURCES = $(tests_json_test_scan_SOURCES)
tests_json_test_scan_plain_CPPFLAGS = $(plain_cppflags)
tests_json_test_scan_plain_LDADD = $(plain_libs)
tests_json_test_skip_plain_SOURCES = $(tests_json_test_skip_SOURCES)
tests_json_test_skip_plain_CPPFLAGS = $(plain_cppflags)
tests_json_test_skip_plain_LDADD = $(plain_libs)
tests_json_test_string_read_plain_SOURCES = $(tests_json_test_string_read_SOURCES)
tests_json_test_string_read_plain_CPPFLAGS = $(plain_cppflags)
tests_json_test_string_read_plain_LDADD = $(plain_libs)
tests_json_test_utf8_plain_SOURCES = $(tests_json_test_utf8_SOURCES)
tests_json_test_utf8_plain_CPPFLAGS = $(plain_cppflags)
tests_json_test_utf8_plain_LDADD = $(plain_libs)
tests_json_test_writer_plain_SOURCES = $(tests_json_test_writer_SOURCES)
tests_json_test_writer_plain_CPPFLAGS = $(plain_cppflags)
tests_json_test_writer_plain_LDADD = $(plain_libs)

# Formats, bytes, decimals and what else has no blocks of its own.
check_PROGRAMS += \
  tests/json/test_bytes \
  tests/json/test_decimal \
  tests/json/test_format_net \
  tests/json/test_format_time \
  tests/json/test_multiple \
  tests/json/test_raw \
  tests/json/test_tag \
  tests/json/test_tree \
  tests/json/test_unique
tests_json_test_bytes_SOURCES = %D%/test_bytes.c %D%/guarded.h %D%/mutation.h
tests_json_test_decimal_SOURCES = %D%/test_decimal.c %D%/guarded.h %D%/mutation.h
tests_json_test_multiple_SOURCES = %D%/test_multiple.c %D%/mutation.h
tests_json_test_multiple_LDADD = $(LDADD) -lm
tests_json_test_raw_SOURCES = %D%/test_raw.c %D%/guarded.h
tests_json_test_tree_SOURCES = %D%/test_tree.c
tests_json_test_tree_CPPFLAGS = $(AM_CPPFLAGS) $(JSON_C_CFLAGS)
tests_json_test_tree_LDADD = $(LDADD) $(JSON_C_LIBS)
tests_json_test_tag_SOURCES = %D%/test_tag.c %D%/guarded.h
tests_json_test_unique_SOURCES = %D%/test_unique.c %D%/mutation.h
tests_json_test_format_net_SOURCES = %D%/test_format_net.c %D%/examples.h %D%/guarded.h %D%/mutation.h
tests_json_test_format_time_SOURCES = %D%/test_format_time.c %D%/examples.h %D%/guarded.h
