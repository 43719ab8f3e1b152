libswage_all_la_SOURCES += \
  %D%/bytes.c \
  %D%/decimal.c \
  %D%/explain.c \
  %D%/explain.h \
  %D%/explain_items.c \
  %D%/explain_number.c \
  %D%/explain_object.c \
  %D%/explain_scan.c \
  %D%/explain_text.c \
  %D%/explain_union.c \
  %D%/explain_unique.c \
  %D%/explain_value.c \
  %D%/format.c \
  %D%/format.h \
  %D%/format_email.c \
  %D%/format_ip.c \
  %D%/format_time.c \
  %D%/format_uri.c \
  %D%/format_uuid.c \
  %D%/multiple.c \
  %D%/number.h \
  %D%/number_exact.c \
  %D%/number_read.c \
  %D%/number_write.c \
  %D%/pattern.c \
  %D%/pointer.c \
  %D%/pointer.h \
  %D%/powers.c \
  %D%/powers.h \
  %D%/raw.c \
  %D%/reader.c \
  %D%/scan.h \
  %D%/skip.c \
  %D%/string_read.c \
  %D%/tag.c \
  %D%/tree.c \
  %D%/type.c \
  %D%/unescape.c \
  %D%/unescape.h \
  %D%/unique.c \
  %D%/utf8.c \
  %D%/utf8.h \
  %D%/validate.c \
  %D%/writer.c

EXTRA_DIST += %D%/powers.py

swageinclude_HEADERS += \
  %D%/../swage/explain.h \
  %D%/../swage/faults.h \
  %D%/../swage/format.h \
  %D%/../swage/json.h \
  %D%/../swage/pattern.h \
  %D%/../swage/read.h \
  %D%/../swage/swage.h \
  %D%/../swage/type.h \
  %D%/../swage/write.h
