libswagec_a_SOURCES += \
  %D%/auth.c %D%/auth.h \
  %D%/check.c %D%/check.h \
  %D%/check_break.c \
  %D%/check_routes.c \
  %D%/check_text.c \
  %D%/check_types.c \
  %D%/component.c %D%/component.h \
  %D%/constant.c \
  %D%/cors.c %D%/cors.h \
  %D%/constraint.c \
  %D%/containers.c \
  %D%/decode.c \
  %D%/decode_struct.c \
  %D%/decode_union.c \
  %D%/docs.c \
  %D%/emit.c %D%/emit.h \
  %D%/emitter.c %D%/emitter.h \
  %D%/encode.c \
  %D%/files.c \
  %D%/fuzz.c %D%/fuzz.h \
  %D%/fuzz_dict.c \
  %D%/fuzz_routes.c \
  %D%/fuzz_seeds.c \
  %D%/interval.c %D%/interval.h \
  %D%/leaf.c %D%/leaf.h \
  %D%/openapi.c %D%/openapi.h \
  %D%/operation.c %D%/operation.h \
  %D%/pack.c %D%/pack.h \
  %D%/patch.c \
  %D%/routes.c \
  %D%/schema.c %D%/schema.h \
  %D%/schema_text.c \
  %D%/serve.c \
  %D%/stubs.c %D%/stubs.h \
  %D%/tables.c \
  %D%/text.c %D%/text.h \
  %D%/tree.c %D%/tree.h \
  %D%/types.c \
  %D%/values.c
