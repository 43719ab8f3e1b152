# The compiler's front end, a test a module; test_mutation and test_size try the whole of it.
check_PROGRAMS += \
  tests/syntax/test_column \
  tests/syntax/test_comments \
  tests/syntax/test_complain \
  tests/syntax/test_diagnostic \
  tests/syntax/test_diagnostic_json \
  tests/syntax/test_filter \
  tests/syntax/test_lexer \
  tests/syntax/test_literal \
  tests/syntax/test_mutation \
  tests/syntax/test_parser \
  tests/syntax/test_pool \
  tests/syntax/test_size \
  tests/syntax/test_source \
  tests/syntax/test_suggest

tests_syntax_test_column_SOURCES = %D%/test_column.c %D%/parsing.h
tests_syntax_test_column_CPPFLAGS = $(compiler_test_cppflags)
tests_syntax_test_column_LDADD = $(compiler_test_libs)

tests_syntax_test_comments_SOURCES = %D%/test_comments.c %D%/parsing.h
tests_syntax_test_comments_CPPFLAGS = $(compiler_test_cppflags)
tests_syntax_test_comments_LDADD = $(compiler_test_libs)

tests_syntax_test_complain_SOURCES = %D%/test_complain.c %D%/parsing.h
tests_syntax_test_complain_CPPFLAGS = $(compiler_test_cppflags)
tests_syntax_test_complain_LDADD = $(compiler_test_libs)

tests_syntax_test_diagnostic_SOURCES = %D%/test_diagnostic.c %D%/parsing.h
tests_syntax_test_diagnostic_CPPFLAGS = $(compiler_test_cppflags)
tests_syntax_test_diagnostic_LDADD = $(compiler_test_libs)

tests_syntax_test_diagnostic_json_SOURCES = %D%/test_diagnostic_json.c %D%/parsing.h
tests_syntax_test_diagnostic_json_CPPFLAGS = $(compiler_test_cppflags) $(JSON_C_CFLAGS)
tests_syntax_test_diagnostic_json_LDADD = $(compiler_test_libs)

tests_syntax_test_filter_SOURCES = %D%/test_filter.c %D%/parsing.h %D%/tokens.h
tests_syntax_test_filter_CPPFLAGS = $(compiler_test_cppflags)
tests_syntax_test_filter_LDADD = $(compiler_test_libs)

tests_syntax_test_lexer_SOURCES = %D%/test_lexer.c %D%/parsing.h %D%/tokens.h
tests_syntax_test_lexer_CPPFLAGS = $(compiler_test_cppflags)
tests_syntax_test_lexer_LDADD = $(compiler_test_libs)

tests_syntax_test_literal_SOURCES = %D%/test_literal.c %D%/parsing.h
tests_syntax_test_literal_CPPFLAGS = $(compiler_test_cppflags)
tests_syntax_test_literal_LDADD = $(compiler_test_libs)

tests_syntax_test_mutation_SOURCES = %D%/test_mutation.c %D%/parsing.h %D%/tokens.h
tests_syntax_test_mutation_CPPFLAGS = $(compiler_test_cppflags)
tests_syntax_test_mutation_LDADD = $(compiler_test_libs)

tests_syntax_test_parser_SOURCES = %D%/test_parser.c %D%/parsing.h
tests_syntax_test_parser_CPPFLAGS = $(compiler_test_cppflags)
tests_syntax_test_parser_LDADD = $(compiler_test_libs)

tests_syntax_test_pool_SOURCES = %D%/test_pool.c %D%/parsing.h
tests_syntax_test_pool_CPPFLAGS = $(compiler_test_cppflags)
tests_syntax_test_pool_LDADD = $(compiler_test_libs)

tests_syntax_test_size_SOURCES = %D%/test_size.c %D%/parsing.h
tests_syntax_test_size_CPPFLAGS = $(compiler_test_cppflags)
tests_syntax_test_size_LDADD = $(compiler_test_libs)

tests_syntax_test_source_SOURCES = %D%/test_source.c %D%/parsing.h
tests_syntax_test_source_CPPFLAGS = $(compiler_test_cppflags)
tests_syntax_test_source_LDADD = $(compiler_test_libs)

tests_syntax_test_suggest_SOURCES = %D%/test_suggest.c %D%/parsing.h
tests_syntax_test_suggest_CPPFLAGS = $(compiler_test_cppflags)
tests_syntax_test_suggest_LDADD = $(compiler_test_libs)

# tokens.h names bison's tokens.
$(tests_syntax_test_filter_OBJECTS) $(tests_syntax_test_lexer_OBJECTS) $(tests_syntax_test_mutation_OBJECTS): \
  compiler/syntax/parser.h

EXTRA_DIST += %D%/whole.swage
