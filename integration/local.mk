# What builds of users' programs include: for GNU make, for autoconf, for CMake. swage.pc names the first.
aclocaldir = $(datadir)/aclocal
dist_aclocal_DATA = %D%/swage.m4
dist_pkgdata_DATA = %D%/swage.mk
cmakedir = $(libdir)/cmake/swage
dist_cmake_DATA = %D%/swageGenerate.cmake
nodist_cmake_DATA = %D%/swageConfig.cmake %D%/swageConfigVersion.cmake
