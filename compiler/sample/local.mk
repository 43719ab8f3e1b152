libswagec_a_SOURCES += \
  %D%/maker.h \
  %D%/matching.c %D%/matching.h \
  %D%/pick.c \
  %D%/pick_number.c \
  %D%/pick_text.c \
  %D%/rank.c \
  %D%/rewrite.c %D%/rewrite.h \
  %D%/sample.c %D%/sample.h \
  %D%/sheet.c %D%/sheet.h \
  %D%/small.c \
  %D%/spot.c %D%/spot.h \
  %D%/standard.c %D%/standard.h
