libswagec_a_SOURCES += \
  %D%/check.c %D%/command.h \
  %D%/depfile.c %D%/depfile.h \
  %D%/front.c %D%/front.h \
  %D%/gen.c \
  %D%/options.c %D%/options.h \
  %D%/output.c %D%/output.h
