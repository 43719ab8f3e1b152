libswagec_a_SOURCES += \
  %D%/canonical.c %D%/canonical.h \
  %D%/figure.c %D%/figure.h \
  %D%/findings.c %D%/findings.h \
  %D%/floats.c %D%/floats.h \
  %D%/grammar.c %D%/grammar.h \
  %D%/identity.c \
  %D%/jsontree.c %D%/jsontree.h \
  %D%/matcher.c %D%/matcher.h \
  %D%/octets.c %D%/octets.h \
  %D%/validate.c %D%/validate.h \
  %D%/walk.c %D%/walk.h \
  %D%/walk_items.c \
  %D%/walk_number.c \
  %D%/walk_scalar.c \
  %D%/walk_struct.c \
  %D%/walk_union.c \
  %D%/writing.c %D%/writing.h
