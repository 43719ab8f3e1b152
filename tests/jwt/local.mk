if HAVE_JWT
check_PROGRAMS += tests/jwt/test_jwt
tests_jwt_test_jwt_SOURCES = %D%/test_jwt.c
tests_jwt_test_jwt_CPPFLAGS = $(generated_cppflags) $(CRYPTO_CFLAGS)
tests_jwt_test_jwt_LDADD = libswage_jwt_all.la $(generated_libs) $(CRYPTO_LIBS)
$(tests_jwt_test_jwt_OBJECTS): $(schemas_headers)
endif
