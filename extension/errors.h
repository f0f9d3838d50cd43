/*
 * errors.h
 *		SQLSTATEs of this extension: class RI (free for implementations by the
 *		SQL standard).  doc/errors.md explains each; SQL code raises the same
 *		codes by name.
 */
#ifndef RI_ERRORS_H
#define RI_ERRORS_H

/* arguments of nvi_points and values of types */
#define ERRCODE_RI_ORGNR_CHECK_DIGIT	MAKE_SQLSTATE('R','I','0','0','1')
#define ERRCODE_RI_SHARES_NEGATIVE		MAKE_SQLSTATE('R','I','0','0','2')
#define ERRCODE_RI_SHARES_EXCEED_TOTAL	MAKE_SQLSTATE('R','I','0','0','3')
#define ERRCODE_RI_TOTAL_NOT_POSITIVE	MAKE_SQLSTATE('R','I','0','0','4')
#define ERRCODE_RI_WEIGHT_RANGE			MAKE_SQLSTATE('R','I','0','0','5')
#define ERRCODE_RI_FACTOR_RANGE			MAKE_SQLSTATE('R','I','0','0','6')
#define ERRCODE_RI_UNKNOWN_METHOD		MAKE_SQLSTATE('R','I','0','0','7')
#define ERRCODE_RI_TOTAL_LIMIT			MAKE_SQLSTATE('R','I','0','0','8')
#define ERRCODE_RI_INTERVAL_ARGUMENT	MAKE_SQLSTATE('R','I','0','0','9')

/* names that are not known: the hint lists the choices */
#define ERRCODE_RI_UNKNOWN_LANGUAGE		MAKE_SQLSTATE('R','I','0','1','3')
#define ERRCODE_RI_UNKNOWN_FORM			MAKE_SQLSTATE('R','I','0','2','6')

/* identifiers */
#define ERRCODE_RI_TRIAL_ID_MALFORMED	MAKE_SQLSTATE('R','I','0','2','2')
#define ERRCODE_RI_DOI_TOO_LONG			MAKE_SQLSTATE('R','I','0','2','3')

/* reports */
#define ERRCODE_RI_REPORT_RECORD		MAKE_SQLSTATE('R','I','0','4','0')
#define ERRCODE_RI_REPORT_TOO_LARGE		MAKE_SQLSTATE('R','I','0','4','1')
#define ERRCODE_RI_REPORT_SHAPE			MAKE_SQLSTATE('R','I','0','4','9')

/* who may, and what it rests on */
#define ERRCODE_RI_SETTING_MOVED		MAKE_SQLSTATE('R','I','1','1','3')

/* classifications */
#define ERRCODE_RI_HRCS_UNKNOWN			MAKE_SQLSTATE('R','I','0','8','1')


/* importing files */
#define ERRCODE_RI_FILE_ENCODING		MAKE_SQLSTATE('R','I','1','0','0')
#define ERRCODE_RI_IMPORT_OPTION		MAKE_SQLSTATE('R','I','1','0','1')
#define ERRCODE_RI_NO_SITE_KEY			MAKE_SQLSTATE('R','I','1','0','6')
/* mappings */
#define ERRCODE_RI_MAPPING				MAKE_SQLSTATE('R','I','1','2','0')

/* versions */
#define ERRCODE_RI_OTHER_VERSION		MAKE_SQLSTATE('R','I','1','2','2')

#endif							/* RI_ERRORS_H */
