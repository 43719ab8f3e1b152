libswagec_a_SOURCES += \
  %D%/annotation.c %D%/annotation.h \
  %D%/arguments.c %D%/arguments.h \
  %D%/auth.c %D%/auth.h \
  %D%/bounds.c %D%/bounds.h \
  %D%/budget.c %D%/budget.h \
  %D%/build.c %D%/build.h \
  %D%/builtin.c %D%/builtin.h \
  %D%/c_name.c %D%/c_name.h \
  %D%/c_words.c %D%/c_words.h \
  %D%/check.c %D%/check.h \
  %D%/claim.c %D%/claim.h \
  %D%/container.c %D%/container.h \
  %D%/cors.c %D%/cors.h \
  %D%/cookie.c %D%/cookie.h \
  %D%/declare.c %D%/declare.h \
  %D%/default.c %D%/default.h \
  %D%/derive.c %D%/derive.h \
  %D%/document.c %D%/document.h \
  %D%/enumeration.c %D%/enumeration.h \
  %D%/example.c %D%/example.h \
  %D%/external.c %D%/external.h \
  %D%/files.c %D%/files.h \
  %D%/generic.c %D%/generic.h \
  %D%/graph.c %D%/graph.h \
  %D%/json_text.c %D%/json_text.h \
  %D%/judge.c %D%/judge.h \
  %D%/layout.c \
  %D%/lint.c %D%/lint.h %D%/lint_room.h \
  %D%/lint_bounds.c \
  %D%/lint_decls.c \
  %D%/lint_names.c \
  %D%/lint_paths.c \
  %D%/lint_routes.c \
  %D%/lint_values.c \
  %D%/lint_words.c \
  %D%/media.c %D%/media.h \
  %D%/measure.h %D%/measure_arena.c %D%/measure_text.c \
  %D%/model.h \
  %D%/name_map.c %D%/name_map.h \
  %D%/nearby.c %D%/nearby.h \
  %D%/number.c %D%/number.h \
  %D%/order.c %D%/order.h \
  %D%/parameter.c %D%/parameter.h \
  %D%/path.c %D%/path.h \
  %D%/pattern.c %D%/pattern.h \
  %D%/pattern_dfa.c %D%/pattern_dfa.h \
  %D%/pattern_escape.c \
  %D%/pattern_minimal.c \
  %D%/pattern_nfa.c %D%/pattern_nfa.h \
  %D%/pattern_parse.c \
  %D%/pattern_set.c %D%/pattern_set.h \
  %D%/pattern_tree.h \
  %D%/range.c %D%/range.h \
  %D%/refine.c %D%/refine.h \
  %D%/resolve.c %D%/resolve.h \
  %D%/response.c %D%/response.h \
  %D%/route.c %D%/route.h \
  %D%/structure.c %D%/structure.h \
  %D%/type.c %D%/type.h \
  %D%/union.c %D%/union.h \
  %D%/value.c %D%/value.h \
  %D%/wire.c %D%/wire.h
