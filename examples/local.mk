# The examples, linked against the static libraries: the program is itself and no wrapper of libtool's.
noinst_PROGRAMS += examples/user
examples_user_SOURCES = %D%/user.c
nodist_examples_user_SOURCES = schemas/user_app.c
examples_user_CPPFLAGS = $(schemas_cppflags)
examples_user_CFLAGS = $(AM_CFLAGS) $(LTO_CFLAGS)
examples_user_LDFLAGS = $(BUILD_FLAGS) $(LTO_CFLAGS) -static
examples_user_LDADD = libschemas.a libswage-server.la libswage.la
$(examples_user_OBJECTS): $(schemas_headers)
