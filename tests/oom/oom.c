/*
 * oom.c
 *		For tests/run/oom.sh: runs a query in a child of the backend in which one
 *		allocation of libxml2, libxslt or Jansson fails, or all from one on.
 *
 * The child shares what the backend has prepared, dies without harming it, and is
 * thrown away.  Never load this into a server that anybody uses.
 */
#include "postgres.h"

#include <execinfo.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <libxml/xmlmemory.h>

#include <jansson.h>

#include "executor/spi.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "utils/elog.h"

/* text_to_cstring and its like: utils/builtins.h does not go with jansson.h */
extern char *text_to_cstring(const text *t);
extern text *cstring_to_text(const char *s);

PG_MODULE_MAGIC;

#define FRAMES 12

static long allocations = 0;
static long failing = 0;		/* which one fails; 0: none */
static bool for_good = false;	/* and all after it */
static int	child_pipe = -1;

static bool
fails(void)
{
	allocations++;
	return failing > 0 &&
		(for_good ? allocations >= failing : allocations == failing);
}

static void *
failing_malloc(size_t size)
{
	if (fails())
	{
		errno = ENOMEM;
		return NULL;
	}
	return malloc(size);
}

static void *
failing_realloc(void *at, size_t size)
{
	return fails() ? NULL : realloc(at, size);
}

static char *
failing_strdup(const char *text)
{
	return fails() ? NULL : strdup(text);
}

void		_PG_init(void);
void
_PG_init(void)
{
	if (xmlMemSetup(free, failing_malloc, failing_realloc, failing_strdup) != 0)
		elog(ERROR, "libxml2 keeps its allocator");
	json_set_alloc_funcs(failing_malloc, free);
}

/* The value of a query of one row and one column. */
static char *
value_of(const char *query)
{
	char	   *value;

	if (SPI_execute(query, true, 2) != SPI_OK_SELECT || SPI_processed != 1)
		elog(ERROR, "the query gives no single value");
	value = SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);
	return value == NULL ? pstrdup("") : value;
}

static void
say(const char *text)
{
	size_t		len = strlen(text);

	while (len > 0)
	{
		ssize_t		written = write(child_pipe, text, len);

		if (written <= 0)
			_exit(3);
		text += written;
		len -= (size_t) written;
	}
}

static void
crashed(int signal_number)
{
	void	   *frames[FRAMES];
	int			found = backtrace(frames, FRAMES);

	say("crash\n");
	backtrace_symbols_fd(frames, found, child_pipe);
	_exit(2);
}

static void
run_child(const char *query)
{
	MemoryContext before = CurrentMemoryContext;
	struct rlimit none = {0, 0};
	void	   *frames[1];

	setrlimit(RLIMIT_CORE, &none);
	/* loads what it needs now, not in the handler */
	(void) backtrace(frames, 1);
	signal(SIGSEGV, crashed);
	signal(SIGABRT, crashed);
	signal(SIGBUS, crashed);
	PG_TRY();
	{
		char	   *value;

		allocations = 0;
		value = value_of(query);
		failing = 0;
		say("done\n");
		say(value);
	}
	PG_CATCH();
	{
		ErrorData  *error;

		failing = 0;
		MemoryContextSwitchTo(before);
		error = CopyErrorData();
		say("error\n");
		say(unpack_sql_state(error->sqlerrcode));
		say(" ");
		say(error->message);
	}
	PG_END_TRY();
	_exit(0);
}

/* oom_allocations(query) -> bigint: how many it makes */
PG_FUNCTION_INFO_V1(oom_allocations);
Datum
oom_allocations(PG_FUNCTION_ARGS)
{
	long		made;

	SPI_connect();
	allocations = 0;
	(void) value_of(text_to_cstring(PG_GETARG_TEXT_PP(0)));
	made = allocations;
	SPI_finish();
	PG_RETURN_INT64(made);
}

/* oom_try(query, nth, for_good) -> text: what became of it */
PG_FUNCTION_INFO_V1(oom_try);
Datum
oom_try(PG_FUNCTION_ARGS)
{
	char	   *query = text_to_cstring(PG_GETARG_TEXT_PP(0));
	StringInfoData said;
	char		buffer[8192];
	int			ends[2];
	int			status;
	ssize_t		len;
	pid_t		child;

	SPI_connect();
	if (pipe(ends) != 0)
		elog(ERROR, "no pipe: %m");
	child = fork();
	if (child < 0)
		elog(ERROR, "no child: %m");
	if (child == 0)
	{
		close(ends[0]);
		child_pipe = ends[1];
		failing = (long) PG_GETARG_INT64(1);
		for_good = PG_GETARG_BOOL(2);
		run_child(query);
	}
	close(ends[1]);
	SPI_finish();
	initStringInfo(&said);
	while ((len = read(ends[0], buffer, sizeof(buffer))) > 0)
		appendBinaryStringInfo(&said, buffer, (int) len);
	close(ends[0]);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	if (WIFSIGNALED(status))
		appendStringInfo(&said, "crash\nsignal %d", WTERMSIG(status));
	PG_RETURN_TEXT_P(cstring_to_text(said.data));
}
