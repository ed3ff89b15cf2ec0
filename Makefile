# Makefile: builds pira, renders the samples, runs the tests. `make help` lists what there is.

PREFIX  ?= /usr/local
DESTDIR ?=
SAN     ?=
BUILD   ?= build$(if $(SAN),/san-$(subst $(comma),-,$(SAN)))
comma   := ,
ifeq ($(origin CC),default)
CC      := gcc
endif

.DELETE_ON_ERROR:
.DEFAULT_GOAL := all

# --- what the machine must have: the first build installs it, or says how (.ci/setup) ---

PACKAGES_BUILD := gcc make pkg-config libxml2-dev libhpdf-dev libdeflate-dev zlib1g-dev libgmp-dev \
                  libunistring-dev libhyphen-dev hyphen-it libpng-dev
PACKAGES_CHECK := libcunit1-dev poppler-utils qpdf mupdf-tools libxml2-utils python3 python3-pikepdf openssl libnss3-tools \
                  openjdk-17-jre-headless libpdfbox2-java libcommons-io-java libjaxb-api-java libactivation-java

READY_BUILD := build/.ready-build
READY_CHECK := build/.ready-check

$(READY_BUILD): Makefile .ci/setup
	@mkdir -p $(@D)
	@.ci/setup $(PACKAGES_BUILD)
	@touch $@

$(READY_CHECK): Makefile .ci/setup
	@mkdir -p $(@D)
	@.ci/setup $(PACKAGES_CHECK)
	@touch $@

# --- how it is compiled ---

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wformat=2 -Wvla
ifneq ($(CI)$(WERROR),)
WARNINGS += -Werror
endif
SANFLAGS := $(if $(SAN),-fsanitize=$(SAN) -fno-sanitize-recover=all -fno-omit-frame-pointer)

# Asked once, and only when a recipe needs it: before the set-up pkg-config may be missing.
PKGS        := libxml-2.0 libpng libdeflate zlib gmp
PKG_CFLAGS   = $(eval PKG_CFLAGS := $$(shell pkg-config --cflags $(PKGS)))$(PKG_CFLAGS)
PKG_LIBS     = $(eval PKG_LIBS := $$(shell pkg-config --libs $(PKGS)))$(PKG_LIBS)
LIBS         = $(PKG_LIBS) -lhpdf -lunistring -lhyphen -lm
TEST_LIBS    = -lcunit
STARVE      := malloc calloc realloc posix_memalign arena_alloc arena_array arena_strdup arena_strndup arena_printf
TEST_FLAGS  := $(STARVE:%=-Wl,--wrap=%)   # tests/unit/starve.c

CFLAGS  ?= -O2 -g
ALL_CFLAGS = -std=c11 -D_POSIX_C_SOURCE=200809L -Isrc $(CFLAGS) $(WARNINGS) $(SANFLAGS) $(PKG_CFLAGS) -MMD -MP
ALL_LDFLAGS = $(LDFLAGS) $(SANFLAGS)

# One archive for each stage; the face (src/*.c) but main.c is a stage too, so that tests can link it.
STAGES    := bind check exchange compute read pdf archive layout base
STAGE_SRC := $(wildcard $(STAGES:%=src/%/*.c))
FACE_SRC  := $(filter-out src/main.c,$(wildcard src/*.c))
TEST_SRC  := $(wildcard tests/unit/*.c)
OBJECTS   := $(patsubst %.c,$(BUILD)/%.o,$(FACE_SRC) $(STAGE_SRC))
TEST_OBJ  := $(TEST_SRC:%.c=$(BUILD)/%.o)
HELPERS   := $(filter-out $(BUILD)/tests/unit/main.o $(BUILD)/tests/unit/test_%,$(TEST_OBJ))
ARCHIVES  := $(BUILD)/face.a $(foreach s,$(STAGES),$(if $(wildcard src/$(s)/*.c),$(BUILD)/$(s).a))
LINKED     = -Wl,--start-group $(ARCHIVES) -Wl,--end-group $(LIBS)

.PHONY: all help demo check check-full coverage fuzz fuzzers bench unit objects install clean

all: $(BUILD)/pira

help:
	@echo 'make              $(BUILD)/pira'
	@echo 'make demo         renders every sample to build/samples/NAME.pdf'
	@echo 'make check        builds and runs the tests   (SAN=address,undefined: with sanitizers)'
	@echo 'make check-full   the same, long campaigns at their full length'
	@echo 'make unit SUITE=x one unit suite, linked with whatever compiles'
	@echo 'make coverage     which lines of src the tests run, by stage (gcov)'
	@echo 'make fuzz         random inputs for TIME seconds against each of: $(FUZZERS)  (TARGET=plan: one)'
	@echo 'make bench        time and memory at 180, 1.800 and 18.000 indicators, and of 800 plans, beside floors and peers'
	@echo 'make install      to PREFIX ($(PREFIX)), below DESTDIR'
	@echo 'make clean        removes build/'

$(BUILD)/src/main.o: ALL_CFLAGS += -DPIRA_DATADIR='"$(PREFIX)/share/pira"'
$(TEST_OBJ): | $(READY_CHECK)

$(BUILD)/%.o: %.c | $(READY_BUILD)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

define archive
	@rm -f $@
	@ar rcs $@ $^
endef

$(BUILD)/face.a: $(FACE_SRC:%.c=$(BUILD)/%.o)
	$(archive)

define stage_archive
$(BUILD)/$(1).a: $(patsubst %.c,$(BUILD)/%.o,$(wildcard src/$(1)/*.c))
	$$(archive)
endef
$(foreach s,$(STAGES),$(eval $(call stage_archive,$(s))))

# In the coverage build: what a process has run that ends by one of these, not by exit, counts too (tests/coverage/leave.c).
ENDINGS := _exit raise
LEAVE   := $(if $(filter --coverage,$(LDFLAGS)),$(BUILD)/tests/coverage/leave.o)

$(BUILD)/pira: $(BUILD)/src/main.o $(LEAVE) $(ARCHIVES)
	$(CC) $(ALL_LDFLAGS) $(if $(LEAVE),$(ENDINGS:%=-Wl,--wrap=%)) -o $@ $< $(LEAVE) $(LINKED)

-include $(OBJECTS:.o=.d) $(TEST_OBJ:.o=.d) $(BUILD)/src/main.d

# --- tests ---

$(BUILD)/unit: $(TEST_OBJ) $(ARCHIVES)
	$(CC) $(ALL_LDFLAGS) $(TEST_FLAGS) -o $@ $(TEST_OBJ) $(LINKED) $(TEST_LIBS)

check check-full: export PIRA = $(abspath $(BUILD)/pira)
check check-full: export UNIT = $(abspath $(BUILD)/unit)
check-full: export FULL = 1
check check-full: $(BUILD)/pira $(BUILD)/unit $(READY_CHECK)
	@tests/check.sh $(BUILD)/check

# One suite alone, linked with those objects of the whole program that compile at this moment:
# a stage under work does not stop the tests of another.
unit: | $(READY_BUILD) $(READY_CHECK)
	@test -n '$(SUITE)' || { echo 'make unit SUITE=name   (tests/unit/test_name.c)'; exit 2; }
	@mkdir -p $(BUILD)
	@$(MAKE) --no-print-directory -k objects >$(BUILD)/objects.log 2>&1 || true
	@rm -f $(BUILD)/whole.a
	@ar rcs $(BUILD)/whole.a $$(for o in $(OBJECTS) $(HELPERS); do test -f $$o && echo $$o; done)
	$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) $(TEST_FLAGS) -DSUITE_ONLY=$(SUITE) -o $(BUILD)/unit-$(SUITE) \
	    tests/unit/main.c tests/unit/test_$(SUITE).c $(BUILD)/whole.a $(LIBS) $(TEST_LIBS)
	$(BUILD)/unit-$(SUITE)

objects: $(OBJECTS) $(HELPERS)

# Random inputs against each stage, with libFuzzer (clang): all targets, or TARGET=plan, for TIME seconds each.
FUZZERS := $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
TARGET  ?= $(FUZZERS)
TIME    ?= 60
PACKAGES_FUZZ := clang libclang-rt-14-dev

fuzz: | $(READY_BUILD) $(READY_CHECK)
	@.ci/setup $(PACKAGES_FUZZ)
	@FUZZ_TIME=$(TIME) tests/fuzz/run.sh build '$(TARGET)'

# What tests/fuzz/run.sh builds: every object anew, with the instrumentation of libFuzzer and the sanitizers.
fuzzers:
	@$(MAKE) --no-print-directory CC=clang SAN=fuzzer-no-link,address,undefined CFLAGS='-O1 -g' BUILD=build/fuzz \
	    $(FUZZERS:%=build/fuzz/fuzz_%)

build/fuzz/fuzz_%: build/fuzz/tests/fuzz/fuzz_%.o build/fuzz/tests/fuzz/fuzz.o $(ARCHIVES)
	clang -fsanitize=fuzzer,address,undefined -o $@ $(filter %.o,$^) $(LINKED)

# Which lines of src the tests run: everything built anew with --coverage, every part run once, the counts summed up by stage.
coverage: | $(READY_BUILD) $(READY_CHECK)
	@find build/coverage -name '*.gcda' -delete 2>/dev/null || true
	@$(MAKE) --no-print-directory CC=gcc CFLAGS='-O0 -g --coverage' LDFLAGS=--coverage BUILD=build/coverage \
	    build/coverage/pira build/coverage/unit
	@PIRA=$(abspath build/coverage/pira) UNIT=$(abspath build/coverage/unit) tests/check.sh build/coverage/check || true
	@tests/coverage/summary.py build/coverage

bench: $(BUILD)/pira $(READY_CHECK)
	@PIRA=$(abspath $(BUILD)/pira) CC=$(CC) python3 tests/bench/bench.py $(BUILD)/bench

# --- samples: the folders that name their template in the file `modello`, one word ---

SAMPLES  := $(patsubst samples/%/modello,%,$(wildcard samples/*/modello))
DATA     := $(wildcard templates/* xsd/* fonts/*)
DEMO_PDF := $(SAMPLES:%=build/samples/%.pdf)

demo: $(DEMO_PDF)
	@echo
	@for pdf in $(DEMO_PDF); do echo "$$pdf"; done

.SECONDEXPANSION:
$(DEMO_PDF): build/samples/%.pdf: $(BUILD)/pira $(DATA) $$(wildcard samples/$$*/*)
	@mkdir -p $(@D)
	$(BUILD)/pira render samples/$*/piano.xml -t $$(cat samples/$*/modello) -o $@

# --- installation ---

SHARE := $(DESTDIR)$(PREFIX)/share

install: $(BUILD)/pira
	install -d $(DESTDIR)$(PREFIX)/bin $(SHARE)/pira/xsd $(SHARE)/pira/templates $(SHARE)/pira/fonts
	install -m 755 $(BUILD)/pira $(DESTDIR)$(PREFIX)/bin/pira
	install -m 644 $(wildcard xsd/*) $(SHARE)/pira/xsd
	install -m 644 $(wildcard templates/*) $(SHARE)/pira/templates
	install -m 644 $(wildcard fonts/*) $(SHARE)/pira/fonts
	install -D -m 644 LICENSE $(SHARE)/doc/pira/LICENSE
	$(if $(wildcard src/pira.1),install -D -m 644 src/pira.1 $(SHARE)/man/it/man1/pira.1)
	$(if $(wildcard src/pira.bash),install -D -m 644 src/pira.bash $(SHARE)/bash-completion/completions/pira)

clean:
	rm -rf build
