noinst_PROGRAMS +=
