# swage.m4 - find the swage schema compiler                    -*- Autoconf -*-
#
# Copying and distribution of this file, with or without modification, are permitted in any medium without royalty.

# SWAGE_PROG([MINIMUM-VERSION])
# -----------------------------
# Sets SWAGE to the compiler that runs on the build machine: what the user says in $SWAGE, else what pkg-config's
# variable "swage" names, else the one in PATH. Where there is none the build goes on with the files that were
# generated earlier, and "missing" says what to install when one of them is out of date.
AC_DEFUN([SWAGE_PROG], [
  AC_ARG_VAR([SWAGE], [the swage schema compiler])
  AS_IF([test -z "$SWAGE" && command -v "${PKG_CONFIG-pkg-config}" >/dev/null 2>&1 &&
         "${PKG_CONFIG-pkg-config}" --atleast-version=m4_default([$1], [0]) swage 2>/dev/null],
    [SWAGE=`"${PKG_CONFIG-pkg-config}" --variable=swage swage`])
  AC_PATH_PROG([SWAGE], [swage], [])
  AS_IF([test -z "$SWAGE"],
    [AC_MSG_WARN([swage was not found: files generated earlier will be used])
     SWAGE="\${SHELL} $ac_aux_dir/missing swage"])
])
