libswage_server_all_la_SOURCES +=
