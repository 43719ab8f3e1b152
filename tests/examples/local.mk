# What examples/ do, in process; tests/live holds them to their documents as servers.
check_PROGRAMS += tests/examples/test_todo
tests_examples_test_todo_SOURCES = %D%/test_todo.c $(todo_sources)
nodist_tests_examples_test_todo_SOURCES = schemas/todo_app.c
tests_examples_test_todo_CPPFLAGS = $(generated_cppflags) -I$(srcdir)/examples/todo
tests_examples_test_todo_LDADD = $(check_libs)
$(tests_examples_test_todo_OBJECTS): $(schemas_headers)
