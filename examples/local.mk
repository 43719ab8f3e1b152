# The examples, linked against the static libraries: the program is itself and no wrapper of libtool's.
noinst_PROGRAMS += examples/user
examples_user_SOURCES = %D%/user.c
nodist_examples_user_SOURCES = schemas/user_app.c
examples_user_CPPFLAGS = $(schemas_cppflags)
examples_user_CFLAGS = $(AM_CFLAGS) $(LTO_CFLAGS)
examples_user_LDFLAGS = $(BUILD_FLAGS) $(LTO_CFLAGS) -static
examples_user_LDADD = libschemas.a libswage-server.la libswage.la
$(examples_user_OBJECTS): $(schemas_headers)

# Its name is that of its folder, where the program cannot be.
noinst_PROGRAMS += examples/todo/todo
todo_sources = \
  %D%/todo/accounts.c %D%/todo/accounts.h %D%/todo/handlers.c %D%/todo/service.h %D%/todo/sessions.c \
  %D%/todo/tasks.c %D%/todo/tasks.h
examples_todo_todo_SOURCES = %D%/todo/main.c $(todo_sources)
nodist_examples_todo_todo_SOURCES = schemas/todo_app.c
examples_todo_todo_CPPFLAGS = $(schemas_cppflags)
examples_todo_todo_LDFLAGS = $(BUILD_FLAGS) -static
examples_todo_todo_LDADD = libschemas.a libswage-server.la libswage.la
$(examples_todo_todo_OBJECTS): $(schemas_headers)
