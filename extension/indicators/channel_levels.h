/*
 * channel_levels.h
 *		The levels that publication channels have in one year.
 */
#ifndef RI_CHANNEL_LEVELS_H
#define RI_CHANNEL_LEVELS_H

#include "postgres.h"

#include "publication_rules.h"
#include "publication_source.h"

typedef struct RiChannelLevels RiChannelLevels;

/* Reads them through SPI into the current memory context. */
extern RiChannelLevels *ri_channel_levels(const RiPublicationSource *source);

/*
 * The level that a channel is assigned, NULL where it has none; channel_id NULL
 * is no channel.  It lives as long as the levels.
 */
extern const char *ri_channel_level(const RiChannelLevels *levels,
									RiChannelKind kind,
									const char *channel_id);

#endif							/* RI_CHANNEL_LEVELS_H */
