libswage_all_la_SOURCES +=

swageinclude_HEADERS += \
  %D%/../swage/http.h \
  %D%/../swage/route.h
