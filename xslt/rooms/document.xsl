<?xml version="1.0" encoding="UTF-8"?>
<!--
  document.xsl: keys into the report and what the whole page needs of it.

  What stands between the lines "begin" and "end" is put into report.xsl by the
  build, at its line "rooms".
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:r="urn:helseforskning:indikatorrapport:v1">
<!-- begin -->

<!-- keys ............................................................... -->

<xsl:key name="enhet" match="r:enhet" use="@id"/>
<xsl:key name="begrep" match="r:begrep" use="@id"/>
<xsl:key name="begrep-sti" match="r:begrep" use="@sti"/>
<!-- one figure -->
<xsl:key name="tall" match="r:tall"
    use="concat(local-name(../..), '/', local-name(..), '|', @aar, '|', @nivaa, '|', @enhet, '|')"/>
<xsl:key name="tall" match="r:deltall"
    use="concat(local-name(../..), '/', local-name(..), '|', @aar, '|', @nivaa, '|', @enhet, '|', @dimensjon)"/>
<!-- a code list and a code of it -->
<xsl:key name="kodeliste" match="r:kodeliste" use="@navn"/>
<xsl:key name="kode" match="r:kode" use="concat(local-name(..), '|', @kode)"/>
<!-- the totals of a measure: of a level, of a unit -->
<xsl:key name="maal-nivaa" match="r:tall"
    use="concat(local-name(../..), '/', local-name(..), '|', @nivaa)"/>
<xsl:key name="maal-enhet" match="r:tall"
    use="concat(local-name(../..), '/', local-name(..), '|', @nivaa, '|', @enhet)"/>
<!-- Figures by dimension: of a unit; and of the sender in its annex, by division and by
     code.  The text of a code is long to make: a key takes in no figure that nobody
     asks it for. -->
<xsl:key name="dim-enhet" match="r:deltall"
    use="concat(local-name(../..), '/', local-name(..), '|', @nivaa, '|', @enhet)"/>
<xsl:key name="dim" match="r:indikatorvedlegg//r:deltall[@enhet = /*/*/r:avsender/@enhet]"
    use="concat(local-name(../..), '/', local-name(..), '|', @nivaa, '|', @enhet, '|', @inndeling)"/>
<xsl:key name="dim-kode" match="r:indikatorvedlegg//r:deltall[@enhet = /*/*/r:avsender/@enhet]"
    use="concat(local-name(../..), '/', local-name(..), '|', @nivaa, '|', @enhet, '|', @dimensjon)"/>
<!-- all figures of a measure and year -->
<xsl:key name="maal-aar" match="r:tall | r:deltall"
    use="concat(local-name(../..), '/', local-name(..), '|', @aar)"/>

<!-- final figures of a measure and year; a predicate over all of its figures in
     every cell would be most of the page's work -->
<xsl:key name="maal-aar-endelig" match="r:tall[@status = 'endelig'] | r:deltall[@status = 'endelig']"
    use="concat(local-name(../..), '/', local-name(..), '|', @aar)"/>


<!-- what the whole page needs .......................................... -->

<!-- a report, or its annex -->
<xsl:variable name="er-vedlegg" select="boolean(/r:indikatorvedlegg)"/>
<xsl:variable name="innhold" select="/r:indikatorrapport/r:innhold | /r:indikatorvedlegg/r:vedlegg"/>
<xsl:variable name="konvolutt" select="/*/r:konvolutt"/>
<xsl:variable name="offentlig" select="$konvolutt/@utgave = 'offentlig'"/>
<xsl:variable name="avsender" select="$innhold/r:avsender"/>
<xsl:variable name="periode" select="$innhold/r:rapporteringsperiode"/>
<xsl:variable name="aar" select="$periode/@aar"/>
<xsl:variable name="enheter" select="$innhold/r:enheter/r:enhet"/>
<xsl:variable name="regioner" select="$enheter[@type = 'regionaltHelseforetak']"/>
<!-- kinds of unit that regional sums are made of -->
<xsl:variable name="innenfor"
    select="$enheter[@rhf or @type = 'regionaltHelseforetak'][@type = 'regionaltHelseforetak' or @type = 'helseforetak' or @type = 'privatIdeelt']"/>
<xsl:variable name="utenfor"
    select="$enheter[not(@type = 'nasjonalt' or @type = 'regionaltHelseforetak')][not(@rhf and (@type = 'helseforetak' or @type = 'privatIdeelt'))]"/>
<!-- sections with figures -->
<xsl:variable name="deler" select="$innhold/*[.//r:tall or .//r:deltall][not(self::r:utledetIndeks)]"/>
<!-- level at which the sender's own figures stand, and the end of their keys -->
<xsl:variable name="avsendernivaa">
  <xsl:choose>
    <xsl:when test="$avsender/@type = 'nasjonalt'">nasjon</xsl:when>
    <xsl:when test="$avsender/@type = 'regionaltHelseforetak'">region</xsl:when>
    <xsl:otherwise>institusjon</xsl:otherwise>
  </xsl:choose>
</xsl:variable>
<xsl:variable name="egen" select="concat('|', $avsendernivaa, '|', $avsender/@enhet)"/>
<!-- findings that explain figures without value: what was not delivered, and the rest -->
<xsl:variable name="ikke-leverte" select="$innhold/r:datakvalitet/r:funn[@forklarer][not($offentlig) or @avtrykk][@kode = 'stream_missing' or @kode = 'resource_use_missing']"/>
<xsl:variable name="forklaringer" select="$innhold/r:datakvalitet/r:funn[@forklarer][not($offentlig) or @avtrykk][not(@kode = 'stream_missing' or @kode = 'resource_use_missing')]"/>

<!-- Norwegian alphabetical order without any locale: æ, ø, å after z -->
<xsl:variable name="alfabet-fra" select="'ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅæøå'"/>
<xsl:variable name="alfabet-til" select="'abcdefghijklmnopqrstuvwxyz{|}{|}'"/>

<!-- denominators below this are shown in grey -->
<xsl:variable name="liten-nevner" select="10"/>

<!-- end -->
</xsl:stylesheet>
