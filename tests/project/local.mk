# What `make install` leaves, below the build's own folder, for the tests of what is built with it. The scripts find it by
# SWAGE_STAGE, which is its prefix there.
tests/stage.stamp: $(lib_LTLIBRARIES) $(bin_PROGRAMS) $(aclocal_DATA) $(dist_pkgdata_DATA) $(dist_cmake_DATA) $(nodist_cmake_DATA)
	$(AM_V_GEN)rm -rf tests/stage && \
	$(MAKE) $(AM_MAKEFLAGS) install-exec-am install-data-am DESTDIR='$(abs_builddir)/tests/stage' >tests/stage.log 2>&1 && \
	$(SED) -i 's,^prefix=.*,prefix=$(abs_builddir)/tests/stage$(prefix),' tests/stage$(pkgconfigdir)/*.pc && touch $@
check_DATA = tests/stage.stamp
mostlyclean-local:
	rm -rf tests/stage
MOSTLYCLEANFILES += tests/stage.stamp tests/stage.log

dist_check_SCRIPTS += %D%/builds.sh %D%/dev.sh %D%/new.sh %D%/tutorial.sh
EXTRA_DIST += %D%/stage.sh %D%/tutorial.awk
