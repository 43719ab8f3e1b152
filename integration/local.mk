# What builds of users' programs include: for GNU make, for autoconf, for CMake. swage.pc names the first.
aclocaldir = $(datadir)/aclocal
dist_aclocal_DATA = %D%/swage.m4
dist_pkgdata_DATA = %D%/swage.mk
cmakedir = $(libdir)/cmake/swage
dist_cmake_DATA = %D%/swageGenerate.cmake
nodist_cmake_DATA = %D%/swageConfig.cmake %D%/swageConfigVersion.cmake

# Completions, each under the name by which its shell looks for it; the compiler prints them.
bashcompletiondir = $(datadir)/bash-completion/completions
zshcompletiondir = $(datadir)/zsh/site-functions
fishcompletiondir = $(datadir)/fish/vendor_completions.d
nodist_bashcompletion_DATA = %D%/bash/swage
nodist_zshcompletion_DATA = %D%/zsh/_swage
nodist_fishcompletion_DATA = %D%/fish/swage.fish
completions = $(nodist_bashcompletion_DATA) $(nodist_zshcompletion_DATA) $(nodist_fishcompletion_DATA)
$(completions): swage$(EXEEXT)
	$(AM_V_GEN)$(MKDIR_P) $(@D) && ./swage$(EXEEXT) completion $(notdir $(@D)) > $@.tmp && mv -f $@.tmp $@
CLEANFILES += $(completions)
