# swage.m4 - find the swage schema compiler                    -*- Autoconf -*-
#
# Copying and distribution of this file, with or without modification, are permitted in any medium without royalty.

# SWAGE_PROG([MINIMUM-VERSION])
# -----------------------------
# Sets SWAGE to the compiler that runs on the build machine: what the user says in $SWAGE, else what pkg-config's
# variable "swage" names, else the one in PATH. Where there is none the build goes on with the files that were
# generated earlier, and "missing" says what to install when one of them is out of date.
#
# @SWAGE_RULES@ on a line of its own in a Makefile.am, behind SWAGE_SCHEMAS, becomes the rules that generate; the head of
# swage.mk says what else may be set, and what is:
#
#   SWAGE_SCHEMAS = $(srcdir)/shop.swage
#   shop_SOURCES = main.c handlers.c
#   nodist_shop_SOURCES = gen/shop.c gen/shop_routes.c gen/shop_app.c
#   $(shop_OBJECTS): $(SWAGE_HEADERS)
#   @SWAGE_RULES@
AC_DEFUN([SWAGE_PROG], [
  AC_ARG_VAR([SWAGE], [the swage schema compiler])
  swage_mk=
  AS_IF([command -v "${PKG_CONFIG-pkg-config}" >/dev/null 2>&1 &&
         "${PKG_CONFIG-pkg-config}" --atleast-version=m4_default([$1], [0]) swage 2>/dev/null],
    [swage_mk=`"${PKG_CONFIG-pkg-config}" --variable=mk swage`
     AS_IF([test -z "$SWAGE"], [SWAGE=`"${PKG_CONFIG-pkg-config}" --variable=swage swage`])])
  AC_PATH_PROG([SWAGE], [swage], [])
  AS_IF([test -z "$SWAGE"],
    [AC_MSG_WARN([swage was not found: files generated earlier will be used])
     SWAGE="\${SHELL} $ac_aux_dir/missing swage"])
  AS_IF([test -f "$swage_mk"], [SWAGE_RULES="include $swage_mk"], [SWAGE_RULES='# swage.mk was not found'])
  AC_SUBST([SWAGE_RULES])
  AM_SUBST_NOTMAKE([SWAGE_RULES])
])
