/*
 * settings.h
 *		What the settings of this extension say now.
 */
#ifndef RI_SETTINGS_H
#define RI_SETTINGS_H

#include "postgres.h"

/* research_indicators.source_schema and .archive_schema; never NULL */
extern const char *ri_source_schema(void);
extern const char *ri_archive_schema(void);

/*
 * How often one of them was set in this session, also to what it was: what was
 * computed between two equal answers is of one source schema and one archive.
 */
extern uint64 ri_settings_assigned(void);

#endif							/* RI_SETTINGS_H */
