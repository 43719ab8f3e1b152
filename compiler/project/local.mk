# New projects. Their files stand in templates/ as they are, and in the compiler as texts.
libswagec_a_SOURCES += \
  %D%/project.c %D%/project.h %D%/templates.h
nodist_libswagec_a_SOURCES = %D%/templates.c

project_templates = \
  %D%/templates/CMakeLists.txt %D%/templates/Dockerfile %D%/templates/Makefile.am %D%/templates/README.md \
  %D%/templates/ci.yml %D%/templates/configure.ac %D%/templates/dockerignore %D%/templates/gitignore \
  %D%/templates/gitignore_autotools %D%/templates/handlers.c %D%/templates/main.c %D%/templates/make.mk \
  %D%/templates/meson.build %D%/templates/schema.swage %D%/templates/test.c

%D%/templates.c: %D%/embed.awk $(project_templates)
	$(AM_V_GEN)$(MKDIR_P) %D% && (cd $(srcdir) && $(AWK) -f %D%/embed.awk $(project_templates)) > $@.tmp && mv -f $@.tmp $@

EXTRA_DIST += %D%/embed.awk $(project_templates)
CLEANFILES += %D%/templates.c
