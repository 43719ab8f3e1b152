libswage_server_all_la_SOURCES += \
  %D%/address.c %D%/address.h \
  %D%/access.c %D%/access.h \
  %D%/attach.c \
  %D%/block.c %D%/block.h \
  %D%/connection.c %D%/connection.h \
  %D%/crew.c %D%/crew.h \
  %D%/handover.c %D%/handover.h \
  %D%/http1.c %D%/http1.h %D%/http1_sink.c \
  %D%/listener.c %D%/listener.h \
  %D%/log.c %D%/log.h \
  %D%/loop.c %D%/loop.h \
  %D%/mailbox.c %D%/mailbox.h \
  %D%/memory.c %D%/memory.h \
  %D%/notify.c %D%/notify.h \
  %D%/ops.c %D%/ops.h \
  %D%/options.c %D%/options.h \
  %D%/origins.c %D%/origins.h \
  %D%/peers.c %D%/peers.h \
  %D%/serve.c \
  %D%/server.c %D%/server.h \
  %D%/slab.c %D%/slab.h \
  %D%/sockets.c %D%/sockets.h \
  %D%/stats.c %D%/stats.h \
  %D%/supervisor.c %D%/supervisor.h \
  %D%/transport.c %D%/transport.h \
  %D%/watch.c %D%/watch.h \
  %D%/wheel.c %D%/wheel.h
swageinclude_HEADERS += %D%/../swage/server.h
