/* SPDX-License-Identifier: MIT */
/* The files of templates/, which the build makes C of. Between at signs stand words that project.c has texts for. */
#ifndef SWAGE_PROJECT_TEMPLATES_H
#define SWAGE_PROJECT_TEMPLATES_H

extern const char template_schema_swage[], template_handlers_c[], template_main_c[], template_test_c[];
extern const char template_README_md[], template_gitignore[], template_gitignore_autotools[];
extern const char template_dockerignore[], template_Dockerfile[], template_ci_yml[];
extern const char template_make_mk[], template_configure_ac[], template_Makefile_am[];
extern const char template_CMakeLists_txt[], template_meson_build[];

#endif
