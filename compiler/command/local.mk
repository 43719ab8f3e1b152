libswagec_a_SOURCES += \
  %D%/check.c %D%/command.h \
  %D%/completion.c \
  %D%/declared.c %D%/declared.h \
  %D%/depfile.c %D%/depfile.h \
  %D%/describe.c %D%/describe.h \
  %D%/dev.c \
  %D%/dump.c \
  %D%/explain.c \
  %D%/explain_route.c %D%/explain_route.h \
  %D%/fmt.c \
  %D%/front.c %D%/front.h \
  %D%/gen.c \
  %D%/lint.c \
  %D%/list.c \
  %D%/new.c \
  %D%/options.c %D%/options.h \
  %D%/output.c %D%/output.h \
  %D%/scaffold.c \
  %D%/schema.c \
  %D%/table.c %D%/table.h \
  %D%/validate.c
