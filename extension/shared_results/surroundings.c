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
 *   address, which the next snapshot may have.  The command counter stands
 *   beside it for what catalog look-ups see: a relation made or replaced by
 *   this transaction is found by plans made later under the same snapshot.
 * - Which rows a rollback took back: command ids go on counting, so the
 *   subtransaction says whose rows those are.  While the transaction has
 *   written nothing there is nothing to take back, and a block with EXCEPTION
 *   shares with what surrounds it.
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

#include "settings.h"

typedef struct Surroundings
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

	TransactionId xmin;
	TransactionId xmax;
	CommandId	snapshot_command;
	uint32		running;		/* transactions, in xip */
	uint32		running_subs;	/* subtransactions, in subxip */
	bool		suboverflowed;
	bool		recovery;
} Surroundings;

static SubTransactionId
writing_subtransaction(void)
{
	if (!TransactionIdIsValid(GetTopTransactionIdIfAny()))
		return InvalidSubTransactionId;
	return GetCurrentSubTransactionId();
}

static void
note_caller(Surroundings *here)
{
	GetUserIdAndSecContext(&here->user, &here->security_context);
	here->session_user = GetSessionUserId();
	here->role = GetOuterUserId();
	here->row_security = row_security;
}

static void
note_settings(Surroundings *here)
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
note_snapshot(Surroundings *here, Snapshot snapshot)
{
	here->subtransaction = writing_subtransaction();
	here->command = GetCurrentCommandId(false);
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
ri_append_surroundings(StringInfo key)
{
	Snapshot	snapshot = GetActiveSnapshot();
	Surroundings here;

	/* bytes between the fields are compared too */
	memset(&here, 0, sizeof(here));
	note_caller(&here);
	note_settings(&here);
	note_snapshot(&here, snapshot);
	appendBinaryStringInfo(key, (const char *) &here, sizeof(here));
	append_text(key, ri_source_schema());
	append_text(key, ri_archive_schema());
	append_text(key, namespace_search_path);
	append_transactions(key, snapshot->xip, here.running);
	append_transactions(key, snapshot->subxip, here.running_subs);
}
