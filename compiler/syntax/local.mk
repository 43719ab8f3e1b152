# Text to tree: flex, a filter of tokens, bison.
libswagec_a_SOURCES += \
  %D%/ast.h \
  %D%/cascade.c %D%/cascade.h \
  %D%/column.c %D%/column.h \
  %D%/comments.c %D%/comments.h \
  %D%/compilation.c %D%/compilation.h \
  %D%/complain.c %D%/complain.h \
  %D%/diagnostic.c %D%/diagnostic.h %D%/diagnostic_json.c %D%/diagnostic_text.c \
  %D%/filter.c %D%/filter.h \
  %D%/lexer.h %D%/lexer.l \
  %D%/literal.c %D%/literal.h \
  %D%/node.c %D%/node.h %D%/node_decl.c \
  %D%/parse.c %D%/parse.h %D%/parse_state.h \
  %D%/parser.y \
  %D%/pool.c %D%/pool.h \
  %D%/source.c %D%/source.h \
  %D%/suggest.c %D%/suggest.h \
  %D%/token.h \
  %D%/tokens.c %D%/tokens.h \
  %D%/word.c %D%/word.h

# bison's header is in the build tree; what includes it waits for it.
$(libswagec_a_OBJECTS): %D%/parser.h
