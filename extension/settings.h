/*
 * settings.h
 *		What the settings of this extension say now.
 */
#ifndef RI_SETTINGS_H
#define RI_SETTINGS_H

/* research_indicators.source_schema and .archive_schema; never NULL */
extern const char *ri_source_schema(void);
extern const char *ri_archive_schema(void);

#endif							/* RI_SETTINGS_H */
