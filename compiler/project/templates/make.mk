# make builds build/@name@; make check runs the tests, make run serves, make clean removes what was built.
CFLAGS ?= -O2 -g

swage_mk := $(shell pkg-config --variable=mk swage)
$(if $(swage_mk),,$(error swage was not found by pkg-config: install it, or set PKG_CONFIG_PATH))

all: build/@name@

SWAGE_SCHEMAS = @name@.swage
SWAGE_DIR = build/gen
include $(swage_mk)

flags := -std=c11 -Wall -Wextra -MMD -MP -I$(SWAGE_DIR) $(shell pkg-config --cflags swage-server)
server_libs := $(shell pkg-config --libs swage-server)
test_libs = $(shell pkg-config --libs swage-test check)

schema = $(SWAGE_SOURCES:.c=.o)
code = build/handlers.o $(SWAGE_APPS:.c=.o)
objects = build/main.o build/test.o $(schema) $(code) $(SWAGE_SUITES:.c=.o)

build/@name@: build/main.o $(code) $(schema)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(server_libs)

# The suite that swage wrote has handlers of its own.
build/gen/@name@_check: $(SWAGE_SUITES:.c=.o) $(schema)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(test_libs)

build/test_@name@: build/test.o $(code) $(schema)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(test_libs)

$(objects): $(SWAGE_HEADERS)

build/main.o build/handlers.o: build/%.o: src/%.c
	$(CC) $(flags) $(CFLAGS) -c -o $@ $<

build/test.o: tests/test_@name@.c
	$(CC) $(flags) $(CFLAGS) -c -o $@ $<

build/gen/%.o: build/gen/%.c
	$(CC) $(flags) $(CFLAGS) -c -o $@ $<

check: build/gen/@name@_check build/test_@name@
	build/gen/@name@_check
	build/test_@name@

run: build/@name@
	build/@name@ $(ARGS)

clean:
	rm -rf build

-include $(objects:.o=.d)
.PHONY: all check clean run
