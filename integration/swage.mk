# swage.mk - rules that make C of schemas, for GNU make
#
# Copying and distribution of this file, with or without modification, are permitted in any medium without royalty.
#
#   SWAGE_SCHEMAS = shop.swage                                  their names without folder and ending must differ
#   include $(shell pkg-config --variable=mk swage)
#
#   shop: main.o handlers.o $(SWAGE_SOURCES:.c=.o) $(SWAGE_APPS:.c=.o)
#   main.o handlers.o: $(SWAGE_HEADERS)
#
# What may be set before:
#
#   SWAGE         the compiler               what pkg-config names
#   SWAGE_DIR     the folder for the C       gen
#   SWAGE_EMIT    what is written            types,routes,tests
#   SWAGE_FLAGS   more words of swage gen    none: -I ../schemas
#
# What is set:
#
#   SWAGE_HEADERS, SWAGE_SOURCES             types, codecs and routes
#   SWAGE_APPS                               the applications, which refer to the handlers: for programs, not for suites
#   SWAGE_SUITES                             a Check program for each schema
#
# One run writes all files of a schema. The stamp carries the time of the run, and what did not change keeps its own, so
# that nothing which includes it is compiled again. What a schema imports is in its depfile.

swage_goal := $(.DEFAULT_GOAL)

ifeq ($(origin SWAGE),undefined)
SWAGE := $(shell $(or $(PKG_CONFIG),pkg-config) --variable=swage swage)
endif
SWAGE_DIR ?= gen
SWAGE_EMIT ?= types,routes,tests

swage_comma := ,
swage_emits := $(subst $(swage_comma), ,$(SWAGE_EMIT))
swage_stems := $(basename $(notdir $(SWAGE_SCHEMAS)))
swage_header_ends := $(if $(filter types,$(swage_emits)),.h) $(if $(filter routes,$(swage_emits)),_routes.h)
swage_source_ends := $(if $(filter types,$(swage_emits)),.c) $(if $(filter routes,$(swage_emits)),_routes.c)

# $(call swage_files,ENDINGS): of all schemas.
swage_files = $(foreach stem,$(swage_stems),$(addprefix $(SWAGE_DIR)/$(stem),$(1)))

SWAGE_HEADERS := $(call swage_files,$(swage_header_ends))
SWAGE_SOURCES := $(call swage_files,$(swage_source_ends))
SWAGE_APPS := $(if $(filter routes,$(swage_emits)),$(call swage_files,_app.c))
SWAGE_SUITES := $(if $(filter tests,$(swage_emits)),$(call swage_files,_check.c))

# $(call swage_run,SCHEMA,STAMP)
swage_run = $(SWAGE) gen -o $(SWAGE_DIR) --emit=$(SWAGE_EMIT) -MF $(2:.stamp=.d) -MT $(2) $(SWAGE_FLAGS) $(1) && touch $(2)

# An output is there once its stamp is, unless someone removed it.
define swage_rules
$(SWAGE_DIR)/$(2).stamp: $(1)
	$$(call swage_run,$(1),$(SWAGE_DIR)/$(2).stamp)
$(foreach end,$(swage_header_ends) $(swage_source_ends) $(if $(SWAGE_APPS),_app.c) $(if $(SWAGE_SUITES),_check.c),$(SWAGE_DIR)/$(2)$(end)): $(SWAGE_DIR)/$(2).stamp
	$$(if $$(wildcard $$@),,@test -f $$@ || { $$(call swage_run,$(1),$(SWAGE_DIR)/$(2).stamp); })
-include $(SWAGE_DIR)/$(2).d
endef
$(foreach schema,$(SWAGE_SCHEMAS),$(eval $(call swage_rules,$(schema),$(basename $(notdir $(schema))))))

.DEFAULT_GOAL := $(swage_goal)
