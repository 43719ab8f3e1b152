# The machine, the real server and what they stand on. sample is the application, wire and live its clients.
check_PROGRAMS += \
  tests/server/test_access \
  tests/server/test_address \
  tests/server/test_attach \
  tests/server/test_auth \
  tests/server/test_block \
  tests/server/test_cases \
  tests/server/test_connection \
  tests/server/test_crew \
  tests/server/test_faults \
  tests/server/test_files \
  tests/server/test_handover \
  tests/server/test_http1 \
  tests/server/test_http1_sink \
  tests/server/test_listener \
  tests/server/test_log \
  tests/server/test_mailbox \
  tests/server/test_memory \
  tests/server/test_ops \
  tests/server/test_options \
  tests/server/test_packed \
  tests/server/test_peers \
  tests/server/test_points \
  tests/server/test_serve \
  tests/server/test_slab \
  tests/server/test_sockets \
  tests/server/test_stats \
  tests/server/test_streams \
  tests/server/test_uploads \
  tests/server/test_transport \
  tests/server/test_wheel \
  tests/server/test_workers

# Counts what is allocated, and has it fail.
server_wrap = -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc
server_faulty_wrap = -Wl,--wrap=clock_gettime,--wrap=execv,--wrap=fork,--wrap=kill,--wrap=mmap,--wrap=poll \
  -Wl,--wrap=bind,--wrap=eventfd,--wrap=getsockname,--wrap=listen,--wrap=open,--wrap=open64,--wrap=setsockopt,--wrap=socket \
  -Wl,--wrap=timerfd_create,--wrap=timerfd_settime,--wrap=pthread_create,--wrap=read,--wrap=signalfd,--wrap=socketpair,--wrap=waitpid
server_faulty = %D%/faulty.c %D%/faulty.h
server_counted = %D%/counted.c %D%/counted.h
server_wire = %D%/sample.c %D%/sample.h %D%/wire.c %D%/wire.h
server_live = $(server_wire) %D%/live.c %D%/live.h
server_said = $(server_wire) %D%/said.c %D%/said.h

tests_server_test_access_SOURCES = %D%/test_access.c
tests_server_test_access_CPPFLAGS = $(server_test_cppflags) $(JSON_C_CFLAGS)
tests_server_test_access_LDADD = $(server_test_libs) $(JSON_C_LIBS)
tests_server_test_address_SOURCES = %D%/test_address.c
tests_server_test_address_CPPFLAGS = $(server_test_cppflags)
tests_server_test_address_LDADD = $(server_test_libs)
tests_server_test_attach_SOURCES = %D%/test_attach.c %D%/sample.c %D%/sample.h
tests_server_test_attach_CPPFLAGS = $(server_test_cppflags)
tests_server_test_attach_LDADD = $(server_test_libs)
tests_server_test_auth_SOURCES = %D%/test_auth.c %D%/said.c %D%/said.h $(server_live)
tests_server_test_auth_CPPFLAGS = $(generated_cppflags) $(LIBEVENT_CFLAGS)
tests_server_test_auth_LDADD = libschemas.a $(server_test_libs)
$(tests_server_test_auth_OBJECTS): $(schemas_headers)
tests_server_test_block_SOURCES = %D%/test_block.c
tests_server_test_block_CPPFLAGS = $(server_test_cppflags)
tests_server_test_block_LDADD = $(server_test_libs)
tests_server_test_cases_SOURCES = %D%/test_cases.c $(server_wire)
tests_server_test_cases_CPPFLAGS = $(server_test_cppflags) $(JSON_C_CFLAGS)
tests_server_test_cases_LDADD = $(server_test_libs) $(JSON_C_LIBS)
tests_server_test_connection_SOURCES = %D%/test_connection.c $(server_live) $(server_counted)
tests_server_test_connection_CPPFLAGS = $(server_test_cppflags)
tests_server_test_connection_LDFLAGS = $(AM_LDFLAGS) $(server_wrap)
tests_server_test_connection_LDADD = $(server_test_libs)
tests_server_test_crew_SOURCES = %D%/test_crew.c
tests_server_test_crew_CPPFLAGS = $(server_test_cppflags)
tests_server_test_crew_LDADD = $(server_test_libs)
tests_server_test_faults_SOURCES = %D%/test_faults.c $(server_faulty) $(server_live) $(server_counted)
tests_server_test_faults_CPPFLAGS = $(server_test_cppflags)
tests_server_test_faults_LDFLAGS = $(AM_LDFLAGS) $(server_wrap) $(server_faulty_wrap)
tests_server_test_faults_LDADD = $(server_test_libs)
tests_server_test_handover_SOURCES = %D%/test_handover.c
tests_server_test_handover_CPPFLAGS = $(server_test_cppflags)
tests_server_test_handover_LDADD = $(server_test_libs)
tests_server_test_http1_SOURCES = %D%/test_http1.c $(server_said) $(server_counted)
tests_server_test_http1_CPPFLAGS = $(server_test_cppflags)
tests_server_test_http1_LDFLAGS = $(AM_LDFLAGS) $(server_wrap)
tests_server_test_http1_LDADD = $(server_test_libs)
tests_server_test_files_SOURCES = %D%/test_files.c %D%/said.c %D%/said.h $(server_faulty) $(server_live) $(server_counted)
tests_server_test_files_CPPFLAGS = $(server_test_cppflags)
tests_server_test_files_LDFLAGS = $(AM_LDFLAGS) $(server_wrap) $(server_faulty_wrap)
tests_server_test_files_LDADD = $(server_test_libs)
tests_server_test_http1_sink_SOURCES = %D%/test_http1_sink.c $(server_said)
tests_server_test_http1_sink_CPPFLAGS = $(server_test_cppflags)
tests_server_test_http1_sink_LDADD = $(server_test_libs)
tests_server_test_listener_SOURCES = %D%/test_listener.c $(server_live)
tests_server_test_listener_CPPFLAGS = $(server_test_cppflags)
tests_server_test_listener_LDADD = $(server_test_libs)
tests_server_test_log_SOURCES = %D%/test_log.c
tests_server_test_log_CPPFLAGS = $(server_test_cppflags)
tests_server_test_log_LDADD = $(server_test_libs)
tests_server_test_mailbox_SOURCES = %D%/test_mailbox.c
tests_server_test_mailbox_CPPFLAGS = $(server_test_cppflags)
tests_server_test_mailbox_LDADD = $(server_test_libs)
tests_server_test_memory_SOURCES = %D%/test_memory.c $(server_live)
tests_server_test_memory_CPPFLAGS = $(server_test_cppflags)
tests_server_test_memory_LDADD = $(server_test_libs)
tests_server_test_ops_SOURCES = %D%/test_ops.c $(server_live)
tests_server_test_ops_CPPFLAGS = $(server_test_cppflags)
tests_server_test_ops_LDADD = $(server_test_libs)
tests_server_test_options_SOURCES = %D%/test_options.c
tests_server_test_options_CPPFLAGS = $(server_test_cppflags)
tests_server_test_options_LDADD = $(server_test_libs)
tests_server_test_packed_SOURCES = %D%/test_packed.c %D%/said.c %D%/said.h $(server_live) $(server_counted)
tests_server_test_packed_CPPFLAGS = $(server_test_cppflags) $(ZLIB_CFLAGS)
tests_server_test_packed_LDFLAGS = $(AM_LDFLAGS) $(server_wrap)
tests_server_test_packed_LDADD = $(server_test_libs) $(ZLIB_LIBS)
tests_server_test_peers_SOURCES = %D%/test_peers.c
tests_server_test_peers_CPPFLAGS = $(server_test_cppflags)
tests_server_test_peers_LDADD = $(server_test_libs)
tests_server_test_points_SOURCES = %D%/test_points.c $(server_said)
tests_server_test_points_CPPFLAGS = $(server_test_cppflags)
tests_server_test_points_LDADD = $(server_test_libs)
tests_server_test_serve_SOURCES = %D%/test_serve.c $(server_live)
tests_server_test_serve_CPPFLAGS = $(server_test_cppflags)
tests_server_test_serve_LDADD = $(server_test_libs)
tests_server_test_slab_SOURCES = %D%/test_slab.c
tests_server_test_slab_CPPFLAGS = $(server_test_cppflags)
tests_server_test_slab_LDADD = $(server_test_libs)
tests_server_test_sockets_SOURCES = %D%/test_sockets.c
tests_server_test_sockets_CPPFLAGS = $(server_test_cppflags)
tests_server_test_sockets_LDADD = $(server_test_libs)
tests_server_test_stats_SOURCES = %D%/test_stats.c %D%/sample.c %D%/sample.h
tests_server_test_stats_CPPFLAGS = $(server_test_cppflags)
tests_server_test_stats_LDADD = $(server_test_libs)
tests_server_test_uploads_SOURCES = %D%/test_uploads.c %D%/said.c %D%/said.h $(server_live)
tests_server_test_uploads_CPPFLAGS = $(server_test_cppflags)
tests_server_test_uploads_LDADD = $(server_test_libs)
tests_server_test_streams_SOURCES = %D%/test_streams.c %D%/said.c %D%/said.h $(server_live)
tests_server_test_streams_CPPFLAGS = $(server_test_cppflags)
tests_server_test_streams_LDADD = $(server_test_libs)
tests_server_test_transport_SOURCES = %D%/test_transport.c
tests_server_test_transport_CPPFLAGS = $(server_test_cppflags)
tests_server_test_transport_LDADD = $(server_test_libs)
tests_server_test_wheel_SOURCES = %D%/test_wheel.c
tests_server_test_wheel_CPPFLAGS = $(server_test_cppflags)
tests_server_test_wheel_LDADD = $(server_test_libs)
tests_server_test_workers_SOURCES = %D%/test_workers.c $(server_faulty) %D%/sample.c %D%/sample.h
tests_server_test_workers_CPPFLAGS = $(server_test_cppflags)
tests_server_test_workers_LDFLAGS = $(AM_LDFLAGS) $(server_faulty_wrap)
tests_server_test_workers_LDADD = $(server_test_libs)
