# A page for each code of a message.
libswagec_a_SOURCES += \
  %D%/page.c %D%/page.h \
  %D%/pages_lint.c \
  %D%/pages_routes.c \
  %D%/pages_text.c \
  %D%/pages_types.c
