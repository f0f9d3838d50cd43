/*
 * figure_terms.h
 *		Where figures stand in a report and what their codes are called there:
 *		the tables fact_definition, report_list and report_term, read once.
 */
#ifndef RI_FIGURE_TERMS_H
#define RI_FIGURE_TERMS_H

#include "postgres.h"

/* Where the figures of a measure stand; its place orders them. */
typedef struct RiFigurePlace
{
	char	   *indicator;
	char	   *measure;
	Datum		path;			/* text, below the body of the report */
	Datum		annex_path;		/* or of its annex */
	bool		in_annex;		/* all of its figures are there */
} RiFigurePlace;

typedef struct RiFigureTerm
{
	char	   *list;
	char	   *code;
	char	   *term;
} RiFigureTerm;

/* A list of codes by which figures are divided; dimension is its name. */
typedef struct RiFigureDimension
{
	char	   *dimension;
	char	   *term;
	bool		is_closed;		/* it knows all of its codes */
} RiFigureDimension;

typedef struct RiFigureTerms
{
	RiFigurePlace *places;
	int			place_count;
	RiFigureTerm *terms;
	int			term_count;
	RiFigureDimension *dimensions;
	int			dimension_count;
} RiFigureTerms;

/* Reads them into the current memory context. */
extern void ri_read_figure_terms(RiFigureTerms *terms);

/* The place of a measure, or -1; the one that was found before is likely. */
extern int	ri_find_figure_place(const RiFigureTerms *terms,
								 const char *indicator, const char *measure,
								 int before);

/* The report's term for a code of a list, or NULL. */
extern const char *ri_find_figure_term(const RiFigureTerms *terms,
									   const char *list, const char *code);

/* Such a list; error RI040 when reports do not know it. */
extern const RiFigureDimension *ri_figure_dimension(const RiFigureTerms *terms,
													const char *dimension);

#endif							/* RI_FIGURE_TERMS_H */
