libswage_all_la_SOURCES +=
