check_PROGRAMS += \
  tests/model/test_auth \
  tests/model/test_bounds \
  tests/model/test_build \
  tests/model/test_c_name \
  tests/model/test_cors \
  tests/model/test_check \
  tests/model/test_container \
  tests/model/test_default \
  tests/model/test_derive \
  tests/model/test_document \
  tests/model/test_enumeration \
  tests/model/test_external \
  tests/model/test_generic \
  tests/model/test_graph \
  tests/model/test_lint \
  tests/model/test_name_map \
  tests/model/test_nearby \
  tests/model/test_number \
  tests/model/test_order \
  tests/model/test_parameter \
  tests/model/test_refine \
  tests/model/test_pattern \
  tests/model/test_resolve \
  tests/model/test_response \
  tests/model/test_union

# Those of whole stages compile schemas.
tests_model_desk = %D%/desk.c %D%/desk.h

tests_model_test_auth_SOURCES = %D%/test_auth.c $(tests_model_desk)
tests_model_test_auth_CPPFLAGS = $(compiler_test_cppflags)
tests_model_test_auth_LDADD = $(compiler_test_libs)

tests_model_test_cors_SOURCES = %D%/test_cors.c $(tests_model_desk)
tests_model_test_cors_CPPFLAGS = $(compiler_test_cppflags)
tests_model_test_cors_LDADD = $(compiler_test_libs)

tests_model_test_bounds_SOURCES = %D%/test_bounds.c $(tests_model_desk)
tests_model_test_bounds_CPPFLAGS = $(compiler_test_cppflags)
tests_model_test_bounds_LDADD = $(compiler_test_libs)

tests_model_test_build_SOURCES = %D%/test_build.c $(tests_model_desk)
tests_model_test_build_CPPFLAGS = $(compiler_test_cppflags)
tests_model_test_build_LDADD = $(compiler_test_libs)

tests_model_test_c_name_SOURCES = %D%/test_c_name.c
tests_model_test_c_name_CPPFLAGS = $(compiler_test_cppflags)
tests_model_test_c_name_LDADD = $(compiler_test_libs)

tests_model_test_check_SOURCES = %D%/test_check.c $(tests_model_desk)
tests_model_test_check_CPPFLAGS = $(compiler_test_cppflags)
tests_model_test_check_LDADD = $(compiler_test_libs)

tests_model_test_graph_SOURCES = %D%/test_graph.c
tests_model_test_graph_CPPFLAGS = $(compiler_test_cppflags)
tests_model_test_graph_LDADD = $(compiler_test_libs)

tests_model_test_lint_SOURCES = %D%/test_lint.c
tests_model_test_lint_CPPFLAGS = $(compiler_test_cppflags)
tests_model_test_lint_LDADD = $(compiler_test_libs)

tests_model_test_name_map_SOURCES = %D%/test_name_map.c
tests_model_test_name_map_CPPFLAGS = $(compiler_test_cppflags)
tests_model_test_name_map_LDADD = $(compiler_test_libs)

tests_model_test_nearby_SOURCES = %D%/test_nearby.c $(tests_model_desk)
tests_model_test_nearby_CPPFLAGS = $(compiler_test_cppflags)
tests_model_test_nearby_LDADD = $(compiler_test_libs)

tests_model_test_number_SOURCES = %D%/test_number.c
tests_model_test_number_CPPFLAGS = $(compiler_test_cppflags)
tests_model_test_number_LDADD = $(compiler_test_libs)

tests_model_test_pattern_SOURCES = %D%/test_pattern.c %D%/pattern_oracle.c %D%/pattern_oracle.h
tests_model_test_pattern_CPPFLAGS = $(compiler_test_cppflags)
tests_model_test_pattern_LDADD = $(compiler_test_libs)

tests_model_test_resolve_SOURCES = %D%/test_resolve.c $(tests_model_desk)
tests_model_test_resolve_CPPFLAGS = $(compiler_test_cppflags)
tests_model_test_resolve_LDADD = $(compiler_test_libs)

tests_model_test_union_SOURCES = %D%/test_union.c $(tests_model_desk)
tests_model_test_union_CPPFLAGS = $(compiler_test_cppflags)
tests_model_test_union_LDADD = $(compiler_test_libs)

tests_model_test_derive_SOURCES = %D%/test_derive.c $(tests_model_desk)
tests_model_test_derive_CPPFLAGS = $(compiler_test_cppflags)
tests_model_test_derive_LDADD = $(compiler_test_libs)

tests_model_test_generic_SOURCES = %D%/test_generic.c $(tests_model_desk)
tests_model_test_generic_CPPFLAGS = $(compiler_test_cppflags)
tests_model_test_generic_LDADD = $(compiler_test_libs)

tests_model_test_container_SOURCES = %D%/test_container.c $(tests_model_desk)
tests_model_test_container_CPPFLAGS = $(compiler_test_cppflags)
tests_model_test_container_LDADD = $(compiler_test_libs)

tests_model_test_refine_SOURCES = %D%/test_refine.c $(tests_model_desk)
tests_model_test_refine_CPPFLAGS = $(compiler_test_cppflags)
tests_model_test_refine_LDADD = $(compiler_test_libs)

tests_model_test_enumeration_SOURCES = %D%/test_enumeration.c $(tests_model_desk)
tests_model_test_enumeration_CPPFLAGS = $(compiler_test_cppflags)
tests_model_test_enumeration_LDADD = $(compiler_test_libs)

tests_model_test_external_SOURCES = %D%/test_external.c $(tests_model_desk)
tests_model_test_external_CPPFLAGS = $(compiler_test_cppflags)
tests_model_test_external_LDADD = $(compiler_test_libs)

tests_model_test_default_SOURCES = %D%/test_default.c $(tests_model_desk)
tests_model_test_default_CPPFLAGS = $(compiler_test_cppflags)
tests_model_test_default_LDADD = $(compiler_test_libs)

tests_model_test_document_SOURCES = %D%/test_document.c $(tests_model_desk)
tests_model_test_document_CPPFLAGS = $(compiler_test_cppflags)
tests_model_test_document_LDADD = $(compiler_test_libs)

tests_model_test_parameter_SOURCES = %D%/test_parameter.c $(tests_model_desk)
tests_model_test_parameter_CPPFLAGS = $(compiler_test_cppflags)
tests_model_test_parameter_LDADD = $(compiler_test_libs)

tests_model_test_response_SOURCES = %D%/test_response.c $(tests_model_desk)
tests_model_test_response_CPPFLAGS = $(compiler_test_cppflags)
tests_model_test_response_LDADD = $(compiler_test_libs)

tests_model_test_order_SOURCES = %D%/test_order.c $(tests_model_desk)
tests_model_test_order_CPPFLAGS = $(compiler_test_cppflags)
tests_model_test_order_LDADD = $(compiler_test_libs)
