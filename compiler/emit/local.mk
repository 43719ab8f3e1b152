libswagec_a_SOURCES +=
