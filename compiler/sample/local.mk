libswagec_a_SOURCES += \
  %D%/collect.c %D%/collect.h \
  %D%/maker.h \
  %D%/matching.c %D%/matching.h \
  %D%/parts.c %D%/parts.h \
  %D%/pick.c \
  %D%/pick_number.c \
  %D%/pick_text.c \
  %D%/plain.c %D%/plain.h \
  %D%/rank.c \
  %D%/request.c %D%/request.h \
  %D%/request_path.c %D%/request_path.h \
  %D%/rewrite.c %D%/rewrite.h \
  %D%/sample.c %D%/sample.h \
  %D%/sheet.c %D%/sheet.h \
  %D%/small.c \
  %D%/spot.c %D%/spot.h \
  %D%/standard.c %D%/standard.h \
  %D%/vary.c %D%/vary.h \
  %D%/vary_document.c \
  %D%/vary_list.c \
  %D%/vary_map.c \
  %D%/vary_number.c \
  %D%/vary_struct.c \
  %D%/vary_text.c \
  %D%/vary_union.c
