# The examples, linked against the static libraries: the program is itself and no wrapper of libtool's.
