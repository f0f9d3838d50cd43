/*
 * surroundings.c
 *		What a result depends on beside its function and its arguments.
 *
 * Two calls may share one result only if nothing that the body reads can have
 * changed between them:
 *
 * - Who asks: permissions, row-level security and policies that look at
 *   current_user, session_user or the role; row_security itself.
 * - Which rows are visible: the content of the active snapshot, never its
 *   address, which the next snapshot may have.
 * - Which objects are found: the command counter, since a relation that this
 *   transaction made or replaced is found under an older snapshot too.
 * - What a rollback takes back: the subtransaction, if it has written.
 *   Command ids go on counting, but rows that were seen inside are gone after
 *   it.  One that only reads, as that of an EXCEPTION block around a check,
 *   sees what the door sees.
 * - Where the sources are: our settings, and the schemas that they name now.
 * - How values become text and back: time zone, date style and their like,
 *   and the search path for code that does not pin its own; functions of ours
 *   and of a site have SET clauses for these.
 *
 * Every other setting is the same from a door's opening to its closing, since
 * nothing runs inside but bodies and the views and policies of the site, and
 * these change no settings: a body must not call set_config() for more than
 * the settings above.  A policy that reads a tenant from current_setting() is
 * safe because nothing is remembered from one door to the next.  now() and
 * its like are fixed for the transaction; functions that are volatile are
 * never remembered.
 */
#include "surroundings.h"

#include "access/xact.h"
#include "catalog/namespace.h"
#include "miscadmin.h"
#include "pgtime.h"
#include "utils/bytea.h"
#include "utils/float.h"
#include "utils/rls.h"
#include "utils/snapmgr.h"

#include "scope.h"
#include "settings.h"

typedef struct Circumstances
{
	Oid			user;
	Oid			session_user;
	Oid			role;
	int			security_context;
	bool		row_security;

	Oid			source_schema;
	Oid			archive_schema;

	int			date_style;
	int			date_order;
	int			interval_style;
	int			float_digits;
	int			bytea_style;
	pg_tz	   *time_zone;

	SubTransactionId subtransaction;
	CommandId	command;
} Circumstances;

typedef struct Visibility
{
	TransactionId xmin;
	TransactionId xmax;
	CommandId	snapshot_command;
	uint32		running;		/* transactions, in xip */
	uint32		running_subs;	/* subtransactions, in subxip */
	bool		suboverflowed;
	bool		recovery;
} Visibility;

static void
note_caller(Circumstances *here)
{
	GetUserIdAndSecContext(&here->user, &here->security_context);
	here->session_user = GetSessionUserId();
	here->role = GetOuterUserId();
	here->row_security = row_security;
}

static void
note_settings(Circumstances *here)
{
	here->source_schema = get_namespace_oid(ri_source_schema(), true);
	here->archive_schema = get_namespace_oid(ri_archive_schema(), true);
	here->date_style = DateStyle;
	here->date_order = DateOrder;
	here->interval_style = IntervalStyle;
	here->float_digits = extra_float_digits;
	here->bytea_style = bytea_output;
	here->time_zone = session_timezone;
}

static void
note_snapshot(Visibility *here, Snapshot snapshot)
{
	here->xmin = snapshot->xmin;
	here->xmax = snapshot->xmax;
	here->snapshot_command = snapshot->curcid;
	here->running = snapshot->xcnt;
	/* an overflowed list holds nothing, except in recovery */
	if (!snapshot->suboverflowed || snapshot->takenDuringRecovery)
		here->running_subs = (uint32) snapshot->subxcnt;
	here->suboverflowed = snapshot->suboverflowed;
	here->recovery = snapshot->takenDuringRecovery;
}

static void
append_text(StringInfo key, const char *value)
{
	appendBinaryStringInfo(key, value, (int) strlen(value) + 1);
}

static void
append_transactions(StringInfo key, const TransactionId *ids, uint32 count)
{
	if (count > 0)
		appendBinaryStringInfo(key, (const char *) ids,
							   (int) (count * sizeof(TransactionId)));
}

void
ri_append_circumstances(StringInfo key)
{
	Circumstances here;

	/* bytes between the fields are compared too */
	memset(&here, 0, sizeof(here));
	note_caller(&here);
	note_settings(&here);
	here.subtransaction =
		TransactionIdIsValid(GetCurrentTransactionIdIfAny()) ?
		GetCurrentSubTransactionId() : ri_door_subtransaction();
	here.command = GetCurrentCommandId(false);
	appendBinaryStringInfo(key, (const char *) &here, sizeof(here));
	append_text(key, ri_source_schema());
	append_text(key, ri_archive_schema());
	append_text(key, namespace_search_path);
}

void
ri_append_visibility(StringInfo key)
{
	Snapshot	snapshot = GetActiveSnapshot();
	Visibility	here;

	memset(&here, 0, sizeof(here));
	note_snapshot(&here, snapshot);
	appendBinaryStringInfo(key, (const char *) &here, sizeof(here));
	append_transactions(key, snapshot->xip, here.running);
	append_transactions(key, snapshot->subxip, here.running_subs);
}
