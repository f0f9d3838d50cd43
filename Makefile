# research_indicators: build, install, try out, test.
#
#   make               the library and the install script
#   make install       into the PostgreSQL that PG_CONFIG belongs to, with doc/ and
#                      deploy/ in $(PREFIX)/share (/usr/local; NO_SHARE=1: without)
#   make deb           packages for this Debian, in build/deb/
#   make dist          the source as a zip for PGXN, in build/
#   make installcheck  pgTAP tests on a scratch database of the running server
#                      that PGHOST, PGPORT, PGUSER, ... name
#   make demo          everything from packages to a report, private server
#   make check         everything from packages to all tests, private server
#                      (ONLY="json_schema exchange": those of tests/run/check_*.sh alone)
#   make check-all     the same with every variant of the slow tests (THOROUGH=1)
#   make check-versions  the same on other releases of Debian, each with its PostgreSQL
#   make check-upgrade  a populated site updated from every version, private servers
#   make check-mutations  the source contract broken piece by piece, private server
#   make check-hostile    odd values in every column of it, private server
#   make check-calls   every public function with odd arguments, private server
#   make check-latency how soon what runs in libraries answers a cancel
#   make check-pages   the page of every kind of unit, edition, language and width
#                      in a browser, with pictures in build/pages/
#   make check-static  clang-tidy, cppcheck, scan-build, plpgsql_check
#   make check-faults  kills, lost connections, full disks, 50 sessions at once
#                      (SECONDS=120, FAULTS_MOMENTS=40, FAULTS_SEED=)
#   make check-asan    pgTAP files in a server built with AddressSanitizer (FILES=)
#   make check-oom     libxml2, libxslt and Jansson without memory (TRIES=200)
#   make check-ubsan, make check-valgrind  pgTAP files with a library that traps
#                      undefined behaviour; with a server under valgrind (FILES=)
#   make coverage      lines and branches that core and pgTAP tests run
#   make fuzz SECONDS=n  n seconds of each target of tests/fuzz
#   make check-core    unit tests of extension/core, no PostgreSQL needed
#   make check-symbols, make check-warnings
#   make bench         how long publication points take, private server
#   make bench-import  how long files take to load, private server
#
# PG_CONFIG chooses another PostgreSQL, WERROR=1 makes warnings errors,
# with_llvm=yes builds bitcode for the server's JIT.

# Goals that scripts carry out; they need neither PostgreSQL nor a compiler to
# start with, since they install both.  The others are PGXS's.
SCRIPT_GOALS = bench bench-import check check-all check-asan check-calls check-core \
	check-faults check-hostile check-latency check-mutations check-oom check-pages check-static \
	check-symbols check-ubsan check-upgrade check-valgrind check-versions check-warnings coverage deb demo \
	dist fuzz installcheck packages
PGXS_GOALS = $(filter-out $(SCRIPT_GOALS),$(or $(MAKECMDGOALS),all))

PG_CONFIG ?= pg_config
export PG_CONFIG

.DEFAULT_GOAL := all
.PHONY: $(SCRIPT_GOALS)

ifneq ($(and $(PGXS_GOALS),$(filter $(SCRIPT_GOALS),$(MAKECMDGOALS))),)

# Goals of both kinds at once: one after the other, each in a make of its own,
# because PGXS has a goal "check" too.
.NOTPARALLEL:
.PHONY: $(PGXS_GOALS)
$(MAKECMDGOALS):
	@$(MAKE) --no-print-directory $@

else ifeq ($(PGXS_GOALS),)

check demo installcheck:
	@tests/run/$@.sh

check-all:
	@THOROUGH=1 tests/run/check.sh

bench:
	@tests/run/server.sh run tests/bench/bench.sh

bench-import:
	@tests/run/server.sh run tests/bench/import.sh

check-versions:
	@tests/run/versions.sh

deb dist:
	@tests/run/$@.sh

check-mutations:
	@tests/run/server.sh run tests/run/check_guards.sh all

check-hostile:
	@tests/run/server.sh run tests/run/check_hostile.sh all

check-calls:
	@tests/run/server.sh run tests/run/check_calls.sh all

check-latency:
	@tests/run/server.sh run tests/run/latency.sh

check-pages:
	@tests/run/packages.sh test pages
	@tests/run/server.sh run tests/run/pages.sh

check-static:
	@tests/run/packages.sh static
	@tests/run/server.sh run tests/run/check_static.sh all

check-asan:
	@tests/run/packages.sh asan
	@tests/run/asan.sh

check-faults:
	@tests/run/faults.sh
	@tests/run/concurrency.sh $(if $(filter command line,$(origin SECONDS)),$(SECONDS))

check-oom:
	@tests/run/oom.sh $(TRIES)

check-ubsan:
	@tests/run/ubsan.sh

check-upgrade:
	@tests/run/upgrade.sh

check-valgrind:
	@tests/run/packages.sh valgrind
	@tests/run/valgrind.sh

coverage:
	@tests/run/packages.sh static
	@tests/run/coverage.sh

# SECONDS=n is what bash calls its own clock: handed over as an argument
fuzz:
	@tests/run/packages.sh fuzz
	@tests/run/fuzz.sh $(if $(filter command line,$(origin SECONDS)),$(SECONDS))

check-core:
	@tests/run/core.sh

check-symbols:
	@$(MAKE) --no-print-directory all
	@tests/run/check_symbols.sh

check-warnings:
	@tests/run/check_warnings.sh

packages:
	@tests/run/packages.sh build run test browser

else

# ----------------------------------------------------------------------------
# Build, on PGXS
# ----------------------------------------------------------------------------

CONTROL = extension/research_indicators.control
EXTENSION_VERSION := $(shell sed -n "s/^default_version *= *'\(.*\)'.*/\1/p" $(CONTROL))

EXTENSION = extension/research_indicators
MODULE_big = research_indicators
INSTALL_SCRIPT_SQL = sql/research_indicators--$(EXTENSION_VERSION).sql
SQL_FRAGMENTS = $(addprefix sql/,$(shell sed '/^\#/d' sql/assembly))
DATA_built = $(INSTALL_SCRIPT_SQL)
DATA = $(filter-out %/$(notdir $(INSTALL_SCRIPT_SQL)),$(wildcard sql/released/*.sql)) $(wildcard sql/upgrades/*.sql)

EMBEDDED_FILES = $(sort $(wildcard xslt/*.xsl xslt/rooms/*.xsl xslt/labels/*.xsl xslt/*.xsd xslt/*.xpath))
SOURCES = $(sort $(wildcard extension/*.c extension/*/*.c))
HEADER_FILES = $(sort $(wildcard extension/*.h extension/*/*.h))
OBJS = $(SOURCES:.c=.o) build/embedded.o

LIBRARY_CFLAGS := $(shell pkg-config --cflags libxslt libxml-2.0 jansson 2>/dev/null \
	|| echo -I/usr/include/libxml2)

PG_CPPFLAGS = -Iextension -Iextension/core $(LIBRARY_CFLAGS) \
	-DRESEARCH_INDICATORS_VERSION='"$(EXTENSION_VERSION)"'
PG_CFLAGS = -std=gnu99 -Wall -Wextra -Wshadow -Wno-unused-parameter \
	-Wno-sign-compare -ffp-contract=off
SHLIB_LINK = -lxslt -lxml2 -ljansson

ifeq ($(WERROR),1)
PG_CFLAGS += -Werror
endif

# The server was built with gcc: its flags and its headers name things that
# clang does not know.
ifneq ($(findstring clang,$(CC)),)
PG_CFLAGS += -Wno-unknown-warning-option -Wno-ignored-optimization-argument \
	-Wno-ignored-attributes
endif

# No bitcode unless asked for: it needs the server's own version of clang, and
# nothing here is worth inlining into a query.
ifneq ($(origin with_llvm),command line)
override with_llvm = no
endif

EXTRA_CLEAN = build

PGXS := $(shell $(PG_CONFIG) --pgxs 2>/dev/null)
ifneq ($(wildcard $(PGXS)),)
include $(PGXS)
else ifeq ($(filter-out clean distclean,$(PGXS_GOALS)),)
.PHONY: clean distclean
clean distclean:
	rm -rf $(MODULE_big).so $(OBJS) $(DATA_built) $(EXTRA_CLEAN)
else
$(error PostgreSQL's development files are missing ($(PG_CONFIG)): run \
	"tests/run/packages.sh build" as root, or name another pg_config by PG_CONFIG=)
endif

$(OBJS): $(HEADER_FILES) $(CONTROL) Makefile

# The install script: the files that sql/assembly lists, in its order.
$(INSTALL_SCRIPT_SQL): $(SQL_FRAGMENTS) sql/assembly $(CONTROL) Makefile
	{ printf '%s\n' '\echo Use "CREATE EXTENSION research_indicators" to load this file. \quit'; \
	  for fragment in $(SQL_FRAGMENTS); do \
	    printf '\n-- %s\n\n' "$$fragment"; sed 's/@internal@/research_indicators_internal/g' "$$fragment" || exit 1; \
	  done; } > $@.new
	mv $@.new $@

# What belongs to no version of the server: documentation, and the reporting job
# with the unit that names its place.
PREFIX ?= /usr/local
SHARE = $(DESTDIR)$(PREFIX)/share/research_indicators

.PHONY: install-share uninstall-share
install-share:
	$(MKDIR_P) '$(SHARE)/doc' '$(SHARE)/deploy/import'
	$(INSTALL_DATA) README.md SECURITY.md CHANGELOG.md LICENSE '$(SHARE)/'
	$(INSTALL_DATA) $(wildcard doc/*) '$(SHARE)/doc/'
	$(INSTALL_SCRIPT) $(wildcard deploy/*.sh) '$(SHARE)/deploy/'
	$(MKDIR_P) '$(DESTDIR)$(PREFIX)/share/man/man1'
	$(INSTALL_DATA) deploy/indikatorrapport.1 '$(DESTDIR)$(PREFIX)/share/man/man1/'
	$(INSTALL_DATA) $(filter-out %.sh %.service %.1,$(wildcard deploy/*.*)) '$(SHARE)/deploy/'
	$(INSTALL_DATA) $(wildcard deploy/import/*) '$(SHARE)/deploy/import/'
	$(MKDIR_P) '$(SHARE)/schema'
	$(INSTALL_DATA) $(wildcard xslt/*.xsd xslt/*.schema.json) '$(SHARE)/schema/'
	sed 's,/usr/local/share/,$(PREFIX)/share/,' \
		deploy/indikatorrapport.service > '$(SHARE)/deploy/indikatorrapport.service'
	chmod 644 '$(SHARE)/deploy/indikatorrapport.service'

uninstall-share:
	rm -rf '$(SHARE)' '$(DESTDIR)$(PREFIX)/share/man/man1/indikatorrapport.1'

ifneq ($(NO_SHARE),1)
install: install-share
uninstall: uninstall-share
endif

# Schema and stylesheets, compiled into the library.
build/embedded.c: $(EMBEDDED_FILES) xslt/embed.sh
	xslt/embed.sh $@

endif
