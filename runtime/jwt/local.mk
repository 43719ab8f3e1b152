# JSON Web Tokens: a library of its own, since it alone needs OpenSSL.
swageinclude_HEADERS += %D%/../swage/jwt.h
if HAVE_JWT
noinst_LTLIBRARIES += libswage_jwt_all.la
libswage_jwt_all_la_CFLAGS = $(AM_CFLAGS) -shared
libswage_jwt_all_la_CPPFLAGS = -I$(top_srcdir)/runtime $(CRYPTO_CFLAGS)
libswage_jwt_all_la_SOURCES = \
  %D%/key.h \
  %D%/keys.c \
  %D%/members.c \
  %D%/signature.c \
  %D%/token.c

lib_LTLIBRARIES += libswage-jwt.la
libswage_jwt_la_DEPENDENCIES = libswage_jwt_all.la libswage.la runtime/swage.map
libswage_jwt_la_SOURCES =
libswage_jwt_la_LIBADD = libswage_jwt_all.la libswage.la $(CRYPTO_LIBS)
libswage_jwt_la_LDFLAGS = $(runtime_ldflags) -version-info 0:0:0
pkgconfig_DATA += runtime/swage-jwt.pc
endif
