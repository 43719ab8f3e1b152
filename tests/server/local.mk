# The machine, the real server and what they stand on. sample is their application, wire and live its clients.
check_PROGRAMS += \
  tests/server/test_address \
  tests/server/test_block \
  tests/server/test_cases \
  tests/server/test_http1 \
  tests/server/test_log \
  tests/server/test_mailbox \
  tests/server/test_options \
  tests/server/test_server \
  tests/server/test_slab \
  tests/server/test_transport \
  tests/server/test_wheel

# Counts what is allocated.
server_wrap = -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc

tests_server_test_address_SOURCES = %D%/test_address.c
tests_server_test_address_CPPFLAGS = $(server_test_cppflags)
tests_server_test_address_LDADD = $(server_test_libs)
tests_server_test_block_SOURCES = %D%/test_block.c
tests_server_test_block_CPPFLAGS = $(server_test_cppflags)
tests_server_test_block_LDADD = $(server_test_libs)
tests_server_test_cases_SOURCES = %D%/test_cases.c %D%/sample.c %D%/sample.h %D%/wire.c %D%/wire.h
tests_server_test_cases_CPPFLAGS = $(server_test_cppflags) $(JSON_C_CFLAGS)
tests_server_test_cases_LDADD = $(server_test_libs) $(JSON_C_LIBS)
tests_server_test_http1_SOURCES = %D%/test_http1.c %D%/sample.c %D%/sample.h %D%/wire.c %D%/wire.h \
  %D%/counted.c %D%/counted.h
tests_server_test_http1_CPPFLAGS = $(server_test_cppflags)
tests_server_test_http1_LDFLAGS = $(AM_LDFLAGS) $(server_wrap)
tests_server_test_http1_LDADD = $(server_test_libs)
tests_server_test_log_SOURCES = %D%/test_log.c
tests_server_test_log_CPPFLAGS = $(server_test_cppflags)
tests_server_test_log_LDADD = $(server_test_libs)
tests_server_test_mailbox_SOURCES = %D%/test_mailbox.c
tests_server_test_mailbox_CPPFLAGS = $(server_test_cppflags)
tests_server_test_mailbox_LDADD = $(server_test_libs)
tests_server_test_options_SOURCES = %D%/test_options.c
tests_server_test_options_CPPFLAGS = $(server_test_cppflags)
tests_server_test_options_LDADD = $(server_test_libs)
tests_server_test_server_SOURCES = %D%/test_server.c %D%/sample.c %D%/sample.h %D%/wire.c %D%/wire.h \
  %D%/counted.c %D%/counted.h %D%/live.c %D%/live.h
tests_server_test_server_CPPFLAGS = $(server_test_cppflags)
tests_server_test_server_LDFLAGS = $(AM_LDFLAGS) $(server_wrap)
tests_server_test_server_LDADD = $(server_test_libs)
tests_server_test_slab_SOURCES = %D%/test_slab.c
tests_server_test_slab_CPPFLAGS = $(server_test_cppflags)
tests_server_test_slab_LDADD = $(server_test_libs)
tests_server_test_transport_SOURCES = %D%/test_transport.c
tests_server_test_transport_CPPFLAGS = $(server_test_cppflags)
tests_server_test_transport_LDADD = $(server_test_libs)
tests_server_test_wheel_SOURCES = %D%/test_wheel.c
tests_server_test_wheel_CPPFLAGS = $(server_test_cppflags)
tests_server_test_wheel_LDADD = $(server_test_libs)
