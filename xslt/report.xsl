<?xml version="1.0" encoding="UTF-8"?>
<!--
  report.xsl: the report as one self-contained page of HTML.

  XSLT 1.0 without extensions, without any other file.  The build replaces the
  line below that holds only the comment "labels" by the labels of one language
  (labels.nb.xsl and its sisters), which define the variables lang,
  desimaltegn, tusenskille, prosenttegn and the templates label, dato, tidspunkt,
  and the line "rooms" by the files of rooms/.

  The page follows the document: every section of the body that holds figures
  is shown, whatever its name.  Texts of measures come from begreper, names of
  units from enheter; only what stands around them comes from the labels.

  Numbers are never rounded on the way to a table: digits are moved and grouped
  as text.  Charts may show one decimal, rounded half-up in whole numbers.

  A measure is an element with tall children; it is known here by its last two
  names, "container/measure" (variable m).
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:r="urn:helseforskning:indikatorrapport:v1"
    exclude-result-prefixes="r">

<xsl:output method="html" encoding="UTF-8" indent="no" doctype-system="about:legacy-compat"/>
<xsl:strip-space elements="*"/>

<!-- labels -->

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
<!-- figures by dimension: of a unit, of a unit and dimension, of a unit and code -->
<xsl:key name="dim-enhet" match="r:deltall"
    use="concat(local-name(../..), '/', local-name(..), '|', @nivaa, '|', @enhet)"/>
<xsl:key name="dim" match="r:deltall"
    use="concat(local-name(../..), '/', local-name(..), '|', @nivaa, '|', @enhet, '|', @inndeling)"/>
<xsl:key name="dim-kode" match="r:deltall"
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
<!-- findings that explain figures without value: what was not delivered, and the rest -->
<xsl:variable name="ikke-leverte" select="$innhold/r:datakvalitet/r:funn[@forklarer][@kode = 'stream_missing' or @kode = 'resource_use_missing']"/>
<xsl:variable name="forklaringer" select="$innhold/r:datakvalitet/r:funn[@forklarer][not(@kode = 'stream_missing' or @kode = 'resource_use_missing')]"/>
<xsl:variable name="konvolutt" select="/*/r:konvolutt"/>
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
<!-- sections with figures: all that is not part of the frame -->
<xsl:variable name="deler"
    select="$innhold/*[not(self::r:avsender or self::r:rapporteringsperiode or self::r:regelverk or self::r:enheter or self::r:begreper or self::r:kodelister or self::r:sammendrag or self::r:referansetall or self::r:datakvalitet or self::r:kontrollsummer or self::r:vedlegg or self::r:utledetIndeks or self::r:forfalteStudier or self::r:helsetjenesteprosjekter)]"/>
<!-- level at which the sender's own figures stand -->
<xsl:variable name="avsendernivaa">
  <xsl:choose>
    <xsl:when test="$avsender/@type = 'nasjonalt'">nasjon</xsl:when>
    <xsl:when test="$avsender/@type = 'regionaltHelseforetak'">region</xsl:when>
    <xsl:otherwise>institusjon</xsl:otherwise>
  </xsl:choose>
</xsl:variable>

<!-- Norwegian alphabetical order without any locale: æ, ø, å after z -->
<xsl:variable name="alfabet-fra" select="'ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅæøå'"/>
<xsl:variable name="alfabet-til" select="'abcdefghijklmnopqrstuvwxyz{|}{|}'"/>

<!-- denominators below this are shown in grey -->
<xsl:variable name="liten-nevner" select="10"/>

<!-- the page ........................................................... -->

<xsl:template match="/">
  <html lang="{$lang}">
    <head>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="generator" content="{$konvolutt/@programvare}"/>
      <title>
        <xsl:if test="$konvolutt/@merknad"><xsl:value-of select="$konvolutt/@merknad"/>: </xsl:if>
        <xsl:if test="$er-vedlegg"><xsl:call-template name="kode"><xsl:with-param name="liste" select="'del'"/><xsl:with-param name="verdi" select="'vedlegg'"/></xsl:call-template>: </xsl:if>
        <xsl:call-template name="label"><xsl:with-param name="key" select="'tittel'"/></xsl:call-template>
        <xsl:value-of select="concat(' ', $aar, ', ', $avsender/@navn)"/>
      </title>
      <style><xsl:call-template name="stil"/></style>
    </head>
    <body>
      <a class="hopp" href="#innhold"><xsl:call-template name="label"><xsl:with-param name="key" select="'hopp'"/></xsl:call-template></a>
      <xsl:call-template name="varsel"/>
      <xsl:call-template name="topp"/>
      <xsl:call-template name="meny"/>
      <main id="innhold" tabindex="-1">
        <xsl:choose>
          <xsl:when test="$er-vedlegg"><xsl:call-template name="vedleggssider"/></xsl:when>
          <xsl:otherwise>
            <xsl:apply-templates select="$innhold/r:sammendrag"/>
            <xsl:apply-templates select="$deler" mode="del"/>
            <xsl:apply-templates select="$innhold/r:referansetall"/>
            <xsl:apply-templates select="$innhold/r:datakvalitet"/>
            <xsl:apply-templates select="$innhold/r:regelverk"/>
          </xsl:otherwise>
        </xsl:choose>
      </main>
      <footer>
        <xsl:call-template name="label"><xsl:with-param name="key" select="'bunn'"/><xsl:with-param name="a" select="$konvolutt/@programvare"/></xsl:call-template>
      </footer>
    </body>
  </html>
</xsl:template>

<!-- the mark of a report that must not be delivered -->
<xsl:template name="varsel">
  <xsl:if test="$konvolutt/@merknad">
    <aside class="varsel" aria-label="{$konvolutt/@merknad}">
      <strong><xsl:value-of select="$konvolutt/@merknad"/></strong>
      <span><xsl:call-template name="label"><xsl:with-param name="key" select="'varsel'"/></xsl:call-template></span>
    </aside>
  </xsl:if>
</xsl:template>

<xsl:template name="topp">
  <header class="topp">
    <h1>
      <xsl:call-template name="label"><xsl:with-param name="key" select="'tittel'"/></xsl:call-template>
      <xsl:value-of select="concat(' ', $aar)"/>
    </h1>
    <p class="avsender"><xsl:value-of select="$avsender/@navn"/></p>
    <dl class="fakta">
      <xsl:call-template name="faktum">
        <xsl:with-param name="navn" select="'avsender'"/>
        <xsl:with-param name="verdi">
          <xsl:value-of select="$avsender/@navn"/> (<xsl:call-template name="kode"><xsl:with-param name="liste" select="'enhetstype'"/><xsl:with-param name="verdi" select="$avsender/@type"/></xsl:call-template><xsl:text>)</xsl:text>
          <xsl:if test="$avsender/@orgnr"><xsl:text>, </xsl:text><xsl:call-template name="label"><xsl:with-param name="key" select="'orgnr'"/></xsl:call-template><xsl:value-of select="concat('&#160;', $avsender/@orgnr)"/></xsl:if>
        </xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="faktum">
        <xsl:with-param name="navn" select="'periode'"/>
        <xsl:with-param name="verdi">
          <xsl:call-template name="label">
            <xsl:with-param name="key" select="'fraTil'"/>
            <xsl:with-param name="a"><xsl:call-template name="dato"><xsl:with-param name="iso" select="$periode/@fra"/></xsl:call-template></xsl:with-param>
            <xsl:with-param name="b"><xsl:call-template name="dato"><xsl:with-param name="iso" select="$periode/@til"/></xsl:call-template></xsl:with-param>
          </xsl:call-template>
        </xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="faktum">
        <xsl:with-param name="navn" select="'tallstatus'"/>
        <xsl:with-param name="verdi">
          <xsl:call-template name="kode"><xsl:with-param name="liste" select="'tallstatus'"/><xsl:with-param name="verdi" select="$periode/@status"/></xsl:call-template>
          <xsl:if test="$periode/@lukket">
            <xsl:text>, </xsl:text>
            <xsl:call-template name="label"><xsl:with-param name="key" select="'lukket'"/></xsl:call-template>
            <xsl:text> </xsl:text>
            <xsl:call-template name="dato"><xsl:with-param name="iso" select="$periode/@lukket"/></xsl:call-template>
          </xsl:if>
        </xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="faktum">
        <xsl:with-param name="navn" select="'tilstand'"/>
        <xsl:with-param name="verdi">
          <xsl:call-template name="kode"><xsl:with-param name="liste" select="'tilstand'"/><xsl:with-param name="verdi" select="$konvolutt/@tilstand"/></xsl:call-template>
          <xsl:value-of select="concat(', ', $konvolutt/@miljoe)"/>
        </xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="faktum">
        <xsl:with-param name="navn" select="'utgave'"/>
        <xsl:with-param name="verdi"><xsl:call-template name="kode"><xsl:with-param name="liste" select="'utgave'"/><xsl:with-param name="verdi" select="$konvolutt/@utgave"/></xsl:call-template></xsl:with-param>
      </xsl:call-template>
      <xsl:if test="$konvolutt/@opprettet">
        <xsl:call-template name="faktum">
          <xsl:with-param name="navn" select="'opprettet'"/>
          <xsl:with-param name="verdi"><xsl:call-template name="tidspunkt"><xsl:with-param name="iso" select="$konvolutt/@opprettet"/></xsl:call-template></xsl:with-param>
        </xsl:call-template>
      </xsl:if>
      <xsl:if test="$konvolutt/@rapportId">
        <xsl:call-template name="faktum">
          <xsl:with-param name="navn" select="'rapportId'"/>
          <xsl:with-param name="verdi" select="$konvolutt/@rapportId"/>
        </xsl:call-template>
      </xsl:if>
      <xsl:if test="$konvolutt/@erstatter">
        <xsl:call-template name="faktum">
          <xsl:with-param name="navn" select="'erstatter'"/>
          <xsl:with-param name="verdi" select="$konvolutt/@erstatter"/>
        </xsl:call-template>
      </xsl:if>
      <xsl:if test="$konvolutt/@sha256">
        <xsl:call-template name="faktum">
          <xsl:with-param name="navn" select="'sha256'"/>
          <xsl:with-param name="verdi" select="$konvolutt/@sha256"/>
        </xsl:call-template>
      </xsl:if>
      <xsl:if test="$konvolutt/@sha256Xml">
        <xsl:call-template name="faktum">
          <xsl:with-param name="navn" select="'sha256Xml'"/>
          <xsl:with-param name="verdi" select="$konvolutt/@sha256Xml"/>
        </xsl:call-template>
      </xsl:if>
    </dl>
  </header>
</xsl:template>

<xsl:template name="faktum">
  <xsl:param name="navn"/>
  <xsl:param name="verdi"/>
  <div>
    <dt><xsl:call-template name="label"><xsl:with-param name="key" select="concat('fakta.', $navn)"/></xsl:call-template></dt>
    <dd><xsl:value-of select="normalize-space($verdi)"/></dd>
  </div>
</xsl:template>

<xsl:template name="meny">
  <nav>
    <xsl:attribute name="aria-label"><xsl:call-template name="label"><xsl:with-param name="key" select="'meny'"/></xsl:call-template></xsl:attribute>
    <ul>
      <xsl:for-each select="$innhold/r:sammendrag | $deler | $innhold/r:referansetall | $innhold/r:datakvalitet | $innhold/r:utledetIndeks">
        <xsl:call-template name="menypunkt"><xsl:with-param name="navn" select="local-name()"/></xsl:call-template>
      </xsl:for-each>
      <xsl:call-template name="menypunkt"><xsl:with-param name="navn" select="'regelverk'"/></xsl:call-template>
      <xsl:for-each select="$innhold/r:kontrollsummer | $innhold/r:helsetjenesteprosjekter">
        <xsl:call-template name="menypunkt"><xsl:with-param name="navn" select="local-name()"/></xsl:call-template>
      </xsl:for-each>
    </ul>
  </nav>
</xsl:template>

<xsl:template name="menypunkt">
  <xsl:param name="navn"/>
  <li><a href="#{$navn}"><xsl:call-template name="kode"><xsl:with-param name="liste" select="'del'"/><xsl:with-param name="verdi" select="$navn"/></xsl:call-template></a></li>
</xsl:template>

<!-- key figures ........................................................ -->

<xsl:template match="r:sammendrag">
  <section id="sammendrag">
    <h2><xsl:call-template name="kode"><xsl:with-param name="liste" select="'del'"/><xsl:with-param name="verdi" select="'sammendrag'"/></xsl:call-template></h2>
    <xsl:call-template name="paategninger"><xsl:with-param name="del" select="'innhold'"/></xsl:call-template>
    <xsl:call-template name="paategninger"><xsl:with-param name="del" select="'sammendrag'"/></xsl:call-template>
    <ul class="kort">
      <xsl:apply-templates select="r:noekkeltall"/>
    </ul>
    <p class="note"><xsl:call-template name="label"><xsl:with-param name="key" select="'sammendrag.note'"/></xsl:call-template></p>
  </section>
</xsl:template>

<xsl:template match="r:noekkeltall">
  <xsl:variable name="b" select="key('begrep', @begrep)"/>
  <xsl:variable name="navn"><xsl:call-template name="siste-ledd"><xsl:with-param name="sti" select="$b/@sti"/></xsl:call-template></xsl:variable>
  <xsl:variable name="prosent" select="$b/@maaleenhet = 'andel' or $b/@maaleenhet = 'forhold'"/>
  <xsl:variable name="foer"><xsl:call-template name="nest-siste-ledd"><xsl:with-param name="sti" select="$b/@sti"/></xsl:call-template></xsl:variable>
  <xsl:variable name="e" select="key('enhet', @enhet)"/>
  <xsl:variable name="tekst"><xsl:call-template name="begrepstekst"><xsl:with-param name="b" select="$b"/></xsl:call-template></xsl:variable>
  <!-- the figure itself, for numerator and denominator -->
  <xsl:variable name="m" select="concat($foer, '/', $navn)"/>
  <xsl:variable name="t" select="key('tall', concat($m, '|', @aar, '|nasjon|', @enhet, '|')) | key('tall', concat($m, '|', @aar, '|region|', @enhet, '|'))[$e/@type = 'regionaltHelseforetak'] | key('tall', concat($m, '|', @aar, '|institusjon|', @enhet, '|'))[$e/@type != 'regionaltHelseforetak']"/>
  <li>
    <h3><xsl:value-of select="$tekst"/></h3>
    <p class="stort">
      <xsl:choose>
        <xsl:when test="@verdi">
          <span>
            <xsl:attribute name="class">verdi<xsl:if test="$prosent and $t/@nevner &lt; $liten-nevner"> l</xsl:if></xsl:attribute>
            <xsl:call-template name="tall-tekst"><xsl:with-param name="verdi" select="@verdi"/><xsl:with-param name="prosent" select="$prosent"/></xsl:call-template>
          </span>
          <!-- a count needs no unit; nor does an amount whose name has it -->
          <xsl:if test="not($prosent or $b/@maaleenhet = 'antall' or contains($tekst, '(kr') or contains($tekst, '(NOK'))">
            <xsl:text> </xsl:text>
            <span class="maaleenhet"><xsl:call-template name="kode"><xsl:with-param name="liste" select="'maaleenhet'"/><xsl:with-param name="verdi" select="$b/@maaleenhet"/></xsl:call-template></span>
          </xsl:if>
        </xsl:when>
        <xsl:otherwise><xsl:call-template name="uten-verdi"><xsl:with-param name="t" select="."/></xsl:call-template></xsl:otherwise>
      </xsl:choose>
    </p>
    <xsl:if test="$prosent and $t/@nevner and not(@skjult)">
      <p class="liten"><xsl:call-template name="av"><xsl:with-param name="t" select="$t"/></xsl:call-template><xsl:call-template name="intervall"><xsl:with-param name="t" select="$t"/></xsl:call-template></p>
    </xsl:if>
    <xsl:if test="@verdi and @forventedeEnheter">
      <p class="liten enheter"><xsl:call-template name="av-enheter"><xsl:with-param name="t" select="."/></xsl:call-template></p>
    </xsl:if>
    <p class="liten">
      <xsl:choose>
        <!-- a state at the end of the period, not a sum over it -->
        <xsl:when test="$foer = 'publiseringAvResultater' and @aar = $aar"><xsl:call-template name="label"><xsl:with-param name="key" select="'per'"/><xsl:with-param name="a"><xsl:call-template name="dato"><xsl:with-param name="iso" select="$periode/@til"/></xsl:call-template></xsl:with-param></xsl:call-template></xsl:when>
        <xsl:otherwise><xsl:value-of select="@aar"/></xsl:otherwise>
      </xsl:choose>
      <xsl:text>, </xsl:text>
      <xsl:call-template name="kode"><xsl:with-param name="liste" select="'tallstatus'"/><xsl:with-param name="verdi" select="@status"/></xsl:call-template>
      <xsl:if test="@enhet != $avsender/@enhet">, <xsl:value-of select="$e/@navn"/></xsl:if>
    </p>
    <xsl:for-each select="key('referanse', concat(@begrep, '|', @aar, '|', @enhet))">
      <p class="liten">
        <xsl:call-template name="label"><xsl:with-param name="key" select="'offisielt'"/></xsl:call-template>
        <xsl:text>: </xsl:text>
        <xsl:call-template name="tall-tekst"><xsl:with-param name="verdi" select="@offisiell"/><xsl:with-param name="prosent" select="$prosent"/></xsl:call-template>
        <xsl:if test="@kilde"><xsl:value-of select="concat(' (', @kilde, ')')"/></xsl:if>
      </p>
    </xsl:for-each>
    <p class="liten forrige">
      <xsl:choose>
        <xsl:when test="@forrigeVerdi">
          <xsl:value-of select="concat(@aar - 1, ': ')"/>
          <xsl:call-template name="tall-tekst"><xsl:with-param name="verdi" select="@forrigeVerdi"/><xsl:with-param name="prosent" select="$prosent"/></xsl:call-template>
          <xsl:if test="@forrigeForventedeEnheter"><br/><xsl:call-template name="av-enheter"><xsl:with-param name="k" select="@forrigeRapporterteEnheter"/><xsl:with-param name="m" select="@forrigeForventedeEnheter"/></xsl:call-template></xsl:if>
          <xsl:if test="@verdi">
            <br/>
            <span class="endring"><xsl:call-template name="endring"><xsl:with-param name="ny" select="@verdi"/><xsl:with-param name="gammel" select="@forrigeVerdi"/><xsl:with-param name="prosent" select="$prosent"/></xsl:call-template></span>
          </xsl:if>
        </xsl:when>
        <xsl:otherwise>
          <xsl:value-of select="concat(@aar - 1, ': ')"/>
          <xsl:choose>
            <xsl:when test="@forrigeGrunn"><xsl:call-template name="label"><xsl:with-param name="key" select="@forrigeGrunn"/></xsl:call-template></xsl:when>
            <xsl:otherwise><xsl:call-template name="label"><xsl:with-param name="key" select="'ingenTall'"/></xsl:call-template></xsl:otherwise>
          </xsl:choose>
        </xsl:otherwise>
      </xsl:choose>
    </p>
  </li>
</xsl:template>

<!-- sections with figures .............................................. -->

<!-- any section: its containers in order, measures below them -->
<xsl:template match="*" mode="del">
  <section id="{local-name()}">
    <h2><xsl:call-template name="kode"><xsl:with-param name="liste" select="'del'"/><xsl:with-param name="verdi" select="local-name()"/></xsl:call-template></h2>
    <xsl:call-template name="omfang"/>
    <xsl:if test="self::r:nasjonaltMaalesystem"><xsl:call-template name="fordeling"/></xsl:if>
    <xsl:if test="self::r:handlingsplanKliniskeStudier"><xsl:call-template name="veier"/></xsl:if>
    <xsl:for-each select="*">
      <xsl:choose>
        <xsl:when test="self::r:simulering"><xsl:call-template name="simulering"/></xsl:when>
        <xsl:when test="self::r:matrise"><xsl:call-template name="matrise"/></xsl:when>
        <xsl:when test="r:tall"><xsl:call-template name="maal"><xsl:with-param name="nivaa" select="3"/></xsl:call-template></xsl:when>
        <xsl:otherwise>
          <section id="{local-name(..)}-{local-name()}">
            <h3><xsl:call-template name="kode"><xsl:with-param name="liste" select="'del'"/><xsl:with-param name="verdi" select="local-name()"/></xsl:call-template></h3>
            <xsl:for-each select="*[r:tall]"><xsl:call-template name="maal"><xsl:with-param name="nivaa" select="4"/></xsl:call-template></xsl:for-each>
          </section>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </section>
</xsl:template>

<!-- Publication of results: the ladder and one table of all measures first,
     then charts of the shares; counts over the years are tables. -->
<xsl:template match="r:publiseringAvResultater" mode="del">
  <section id="publiseringAvResultater">
    <h2><xsl:call-template name="kode"><xsl:with-param name="liste" select="'del'"/><xsl:with-param name="verdi" select="'publiseringAvResultater'"/></xsl:call-template></h2>
    <xsl:call-template name="omfang"/>
    <p>
      <xsl:call-template name="label">
        <xsl:with-param name="key" select="'resultater.ordlyd'"/>
        <xsl:with-param name="a"><xsl:call-template name="dato"><xsl:with-param name="iso" select="$periode/@til"/></xsl:call-template></xsl:with-param>
      </xsl:call-template>
    </p>
    <xsl:call-template name="stige"/>
    <xsl:call-template name="statustabell"/>
    <xsl:call-template name="regeltabell"/>
    <xsl:for-each select="*[r:tall or r:deltall][starts-with(local-name(), 'andel') or not(r:tall)]">
      <xsl:call-template name="maal"><xsl:with-param name="nivaa" select="3"/></xsl:call-template>
    </xsl:for-each>
    <h3><xsl:call-template name="label"><xsl:with-param name="key" select="'resultater.utvikling'"/></xsl:call-template></h3>
    <xsl:for-each select="*[r:tall][not(starts-with(local-name(), 'andel'))]">
      <xsl:variable name="sti"><xsl:call-template name="sti"/></xsl:variable>
      <xsl:variable name="b" select="key('begrep-sti', $sti)"/>
      <details>
        <summary><xsl:call-template name="begrepstekst"><xsl:with-param name="b" select="$b"/></xsl:call-template></summary>
        <xsl:call-template name="tabell-aar">
          <xsl:with-param name="tittel"><xsl:call-template name="begrepstekst"><xsl:with-param name="b" select="$b"/></xsl:call-template></xsl:with-param>
          <xsl:with-param name="prosent" select="false()"/>
          <xsl:with-param name="alle" select="true()"/>
        </xsl:call-template>
      </details>
    </xsl:for-each>
  </section>
</xsl:template>

<!-- which kinds of unit the totals of a section include -->
<xsl:template name="omfang">
  <xsl:call-template name="paategninger"><xsl:with-param name="del" select="local-name()"/></xsl:call-template>
  <xsl:variable name="egen"><xsl:call-template name="label"><xsl:with-param name="key" select="concat('omfang.', local-name())"/></xsl:call-template></xsl:variable>
  <p class="omfang">
    <xsl:choose>
      <xsl:when test="$egen != concat('omfang.', local-name())"><xsl:value-of select="$egen"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="label"><xsl:with-param name="key" select="'omfang.standard'"/></xsl:call-template></xsl:otherwise>
    </xsl:choose>
  </p>
</xsl:template>

<!-- one measure ........................................................ -->

<!-- context: the measure; nivaa: level of its heading -->
<xsl:template name="maal">
  <xsl:param name="nivaa"/>
  <xsl:variable name="m" select="concat(local-name(..), '/', local-name())"/>
  <xsl:variable name="sti"><xsl:call-template name="sti"/></xsl:variable>
  <xsl:variable name="id" select="translate($sti, '/', '-')"/>
  <xsl:variable name="b" select="key('begrep-sti', $sti)"/>
  <xsl:variable name="prosent" select="$b/@maaleenhet = 'andel' or $b/@maaleenhet = 'forhold'"/>
  <xsl:variable name="tekst"><xsl:call-template name="begrepstekst"><xsl:with-param name="b" select="$b"/></xsl:call-template></xsl:variable>
  <section class="maal" id="{$id}">
    <xsl:element name="h{$nivaa}"><xsl:value-of select="$tekst"/></xsl:element>
    <p class="note">
      <xsl:call-template name="label"><xsl:with-param name="key" select="'maaleenhet'"/></xsl:call-template>
      <xsl:text>: </xsl:text>
      <xsl:choose>
        <xsl:when test="$b/@maaleenhet = 'andel'"><xsl:call-template name="kode"><xsl:with-param name="liste" select="'maaleenhet'"/><xsl:with-param name="verdi" select="'andel'"/></xsl:call-template></xsl:when>
        <xsl:otherwise><xsl:call-template name="kode"><xsl:with-param name="liste" select="'maaleenhet'"/><xsl:with-param name="verdi" select="$b/@maaleenhet"/></xsl:call-template></xsl:otherwise>
      </xsl:choose>
      <xsl:text>. </xsl:text>
      <xsl:call-template name="label"><xsl:with-param name="key" select="'kilde'"/></xsl:call-template>
      <xsl:text>: </xsl:text><xsl:for-each select="$b"><xsl:call-template name="kildetekst"/></xsl:for-each>
      <xsl:text>. </xsl:text>
      <xsl:call-template name="regelverk-av-tall"><xsl:with-param name="m" select="$m"/></xsl:call-template>
    </p>
    <xsl:choose>
      <!-- nothing of the year has a value: say so, draw nothing -->
      <xsl:when test="r:tall and not(r:tall[@aar = $aar][@verdi])">
        <p><xsl:value-of select="concat($aar, ': ')"/><xsl:call-template name="uten-verdi"><xsl:with-param name="t" select="r:tall[@aar = $aar]"/></xsl:call-template></p>
      </xsl:when>
      <xsl:when test="r:tall">
        <div class="diagrammer">
          <xsl:call-template name="diagram-regioner"><xsl:with-param name="m" select="$m"/><xsl:with-param name="id" select="$id"/><xsl:with-param name="prosent" select="$prosent"/><xsl:with-param name="b" select="$b"/></xsl:call-template>
          <xsl:call-template name="diagram-serie"><xsl:with-param name="m" select="$m"/><xsl:with-param name="id" select="$id"/><xsl:with-param name="prosent" select="$prosent"/><xsl:with-param name="b" select="$b"/></xsl:call-template>
        </div>
      </xsl:when>
    </xsl:choose>
    <xsl:if test="r:tall">
      <xsl:call-template name="tabell-aar">
        <xsl:with-param name="tittel" select="$tekst"/>
        <xsl:with-param name="prosent" select="$prosent"/>
        <xsl:with-param name="alle" select="false()"/>
      </xsl:call-template>
      <xsl:if test="key('maal-nivaa', concat($m, '|institusjon'))">
        <xsl:if test="r:tall[@nivaa = 'institusjon'][@aar = $aar][@verdi]">
          <p class="gruppenavn"><xsl:call-template name="label"><xsl:with-param name="key" select="'diagram.foretak'"/><xsl:with-param name="a" select="$aar"/></xsl:call-template></p>
          <div class="foretak">
            <xsl:call-template name="diagram-foretak"><xsl:with-param name="m" select="$m"/><xsl:with-param name="id" select="$id"/><xsl:with-param name="prosent" select="$prosent"/><xsl:with-param name="b" select="$b"/></xsl:call-template>
          </div>
        </xsl:if>
        <details>
          <summary><xsl:value-of select="concat($tekst, ': ')"/><xsl:call-template name="label"><xsl:with-param name="key" select="'tabell.alle'"/></xsl:call-template></summary>
          <xsl:call-template name="tabell-aar">
            <xsl:with-param name="tittel" select="$tekst"/>
            <xsl:with-param name="prosent" select="$prosent"/>
            <xsl:with-param name="alle" select="true()"/>
          </xsl:call-template>
        </details>
      </xsl:if>
    </xsl:if>
    <!-- a measure that has figures of others alone -->
    <xsl:if test="not(r:tall or r:deltall[@enhet = $avsender/@enhet])">
      <p><xsl:value-of select="concat($avsender/@navn, ': ')"/><xsl:call-template name="label"><xsl:with-param name="key" select="'ingenTall'"/></xsl:call-template></p>
    </xsl:if>
    <xsl:call-template name="dimensjoner"><xsl:with-param name="m" select="$m"/><xsl:with-param name="id" select="$id"/><xsl:with-param name="tekst" select="$tekst"/><xsl:with-param name="prosent" select="$prosent"/><xsl:with-param name="b" select="$b"/></xsl:call-template>
  </section>
</xsl:template>

<!-- rule set and origin of the sender's own figure of the year -->
<xsl:template name="regelverk-av-tall">
  <xsl:param name="m"/>
  <xsl:variable name="egen" select="concat($m, '|', $avsendernivaa, '|', $avsender/@enhet)"/>
  <xsl:variable name="eget" select="(key('maal-enhet', $egen) | key('dim-enhet', $egen))[@aar = $aar]"/>
  <xsl:if test="$eget">
    <xsl:call-template name="label"><xsl:with-param name="key" select="'regelsett'"/></xsl:call-template>
    <xsl:value-of select="concat(': ', $eget[1]/@regelverk)"/>
    <xsl:if test="$eget[1]/@opphav">
      <xsl:text> (</xsl:text>
      <xsl:call-template name="kode"><xsl:with-param name="liste" select="'opphav'"/><xsl:with-param name="verdi" select="$eget[1]/@opphav"/></xsl:call-template>
      <xsl:text>)</xsl:text>
    </xsl:if>
    <xsl:text>.</xsl:text>
  </xsl:if>
</xsl:template>

<!-- charts ............................................................. -->

<!-- the largest value of a set of figures, 0 if there is none -->
<xsl:template name="stoerst">
  <xsl:param name="t"/>
  <xsl:choose>
    <xsl:when test="$t[@verdi]">
      <xsl:for-each select="$t[@verdi]">
        <xsl:sort select="@verdi" data-type="number" order="descending"/>
        <xsl:if test="position() = 1"><xsl:value-of select="@verdi"/></xsl:if>
      </xsl:for-each>
    </xsl:when>
    <xsl:otherwise>0</xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- regions side by side, the report's year -->
<xsl:template name="diagram-regioner">
  <xsl:param name="m"/><xsl:param name="id"/><xsl:param name="prosent"/><xsl:param name="b"/>
  <xsl:if test="key('maal-nivaa', concat($m, '|region'))[@aar = $aar][@verdi]">
    <figure>
      <figcaption>
        <xsl:call-template name="label"><xsl:with-param name="key" select="'diagram.regioner'"/><xsl:with-param name="a" select="$aar"/></xsl:call-template>
        <xsl:call-template name="aarsmerke"><xsl:with-param name="m" select="$m"/><xsl:with-param name="aar" select="$aar"/></xsl:call-template>
      </figcaption>
      <xsl:call-template name="stolper">
        <xsl:with-param name="id" select="concat($id, '-regioner')"/>
        <xsl:with-param name="b" select="$b"/>
        <xsl:with-param name="tillegg"><xsl:call-template name="label"><xsl:with-param name="key" select="'diagram.regioner'"/><xsl:with-param name="a" select="$aar"/></xsl:call-template></xsl:with-param>
        <xsl:with-param name="enheter" select="$regioner"/>
        <xsl:with-param name="m" select="$m"/>
        <xsl:with-param name="nivaa" select="'region'"/>
        <xsl:with-param name="maks"><xsl:call-template name="maks"><xsl:with-param name="prosent" select="$prosent"/><xsl:with-param name="t" select="key('maal-nivaa', concat($m, '|region'))[@aar = $aar]"/></xsl:call-template></xsl:with-param>
        <xsl:with-param name="prosent" select="$prosent"/>
      </xsl:call-template>
    </figure>
  </xsl:if>
</xsl:template>

<!-- the end of a scale: 100 % for shares, else the largest value; shares
     without intervals that are all small have the scale of an amount -->
<xsl:template name="maks">
  <xsl:param name="prosent"/><xsl:param name="t"/>
  <xsl:choose>
    <xsl:when test="$prosent and ($t/@oevre or $t[@verdi &gt; 0.2] or not($t[@verdi &gt; 0]))">1</xsl:when>
    <xsl:otherwise><xsl:call-template name="stoerst"><xsl:with-param name="t" select="$t"/></xsl:call-template></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- the units of each region, then those outside the sums; one scale for all -->
<xsl:template name="diagram-foretak">
  <xsl:param name="m"/><xsl:param name="id"/><xsl:param name="prosent"/><xsl:param name="b"/>
  <xsl:variable name="maks"><xsl:call-template name="maks"><xsl:with-param name="prosent" select="$prosent"/><xsl:with-param name="t" select="key('maal-nivaa', concat($m, '|institusjon'))[@aar = $aar]"/></xsl:call-template></xsl:variable>
  <xsl:for-each select="$regioner">
    <xsl:sort select="translate(@navn, $alfabet-fra, $alfabet-til)"/>
    <xsl:variable name="region" select="@id"/>
    <!-- trusts are drawn also without figures: none is missing in silence -->
    <xsl:variable name="vist" select="$innenfor[@rhf = $region or @id = $region][@type != 'regionaltHelseforetak' or key('maal-enhet', concat($m, '|institusjon|', @id))[@aar = $aar]]"/>
    <xsl:if test="$vist">
      <figure>
        <figcaption><xsl:value-of select="concat(@navn, ', ', $aar)"/><xsl:call-template name="aarsmerke"><xsl:with-param name="m" select="$m"/><xsl:with-param name="aar" select="$aar"/></xsl:call-template></figcaption>
        <xsl:call-template name="stolper">
          <xsl:with-param name="id" select="concat($id, '-f', position())"/>
          <xsl:with-param name="b" select="$b"/>
          <xsl:with-param name="tillegg" select="concat(@navn, ', ', $aar)"/>
          <xsl:with-param name="enheter" select="$vist"/>
          <xsl:with-param name="m" select="$m"/>
          <xsl:with-param name="nivaa" select="'institusjon'"/>
          <xsl:with-param name="maks" select="$maks"/>
          <xsl:with-param name="prosent" select="$prosent"/>
        </xsl:call-template>
      </figure>
    </xsl:if>
  </xsl:for-each>
  <xsl:variable name="ute" select="$utenfor[key('maal-enhet', concat($m, '|institusjon|', @id))[@aar = $aar]]"/>
  <xsl:if test="$ute">
    <xsl:variable name="tittel"><xsl:call-template name="utenfor"/></xsl:variable>
    <figure>
      <figcaption><xsl:value-of select="concat($tittel, ', ', $aar)"/><xsl:call-template name="aarsmerke"><xsl:with-param name="m" select="$m"/><xsl:with-param name="aar" select="$aar"/></xsl:call-template></figcaption>
      <xsl:call-template name="stolper">
        <xsl:with-param name="id" select="concat($id, '-f0')"/>
        <xsl:with-param name="b" select="$b"/>
        <xsl:with-param name="tillegg" select="concat($tittel, ', ', $aar)"/>
        <xsl:with-param name="enheter" select="$ute"/>
        <xsl:with-param name="m" select="$m"/>
        <xsl:with-param name="nivaa" select="'institusjon'"/>
        <xsl:with-param name="maks" select="$maks"/>
        <xsl:with-param name="prosent" select="$prosent"/>
        <xsl:with-param name="klasse" select="'u'"/>
      </xsl:call-template>
    </figure>
  </xsl:if>
</xsl:template>

<!-- heading of the units outside the regions; context: inside a measure or not
     makes no difference, the section decides -->
<xsl:template name="utenfor">
  <xsl:choose>
    <xsl:when test="ancestor-or-self::r:publiseringAvResultater"><xsl:call-template name="label"><xsl:with-param name="key" select="'utenfor.studier'"/></xsl:call-template></xsl:when>
    <xsl:otherwise><xsl:call-template name="label"><xsl:with-param name="key" select="'utenfor'"/></xsl:call-template></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- Horizontal bars, one row for a unit: name and value above its bar.  Units
     stand in alphabetical order: a chart is not a ranking. -->
<xsl:template name="stolper">
  <xsl:param name="id"/><xsl:param name="b"/><xsl:param name="tillegg"/><xsl:param name="enheter"/>
  <xsl:param name="m"/><xsl:param name="nivaa"/><xsl:param name="maks"/><xsl:param name="prosent"/>
  <xsl:param name="klasse" select="''"/>
  <svg role="img" aria-labelledby="{$id}-t {$id}-d" viewBox="0 0 400 {count($enheter) * 38 + 4}" width="400" height="{count($enheter) * 38 + 4}">
    <title id="{$id}-t"><xsl:call-template name="begrepstekst"><xsl:with-param name="b" select="$b"/></xsl:call-template><xsl:value-of select="concat('. ', $tillegg)"/></title>
    <desc id="{$id}-d"><xsl:call-template name="label"><xsl:with-param name="key" select="'svg.stolper'"/></xsl:call-template></desc>
    <xsl:for-each select="$enheter">
      <xsl:sort select="translate(@navn, $alfabet-fra, $alfabet-til)"/>
      <xsl:call-template name="stolpe">
        <xsl:with-param name="y" select="(position() - 1) * 38"/>
        <xsl:with-param name="navn"><xsl:call-template name="enhetsnavn"><xsl:with-param name="e" select="."/><xsl:with-param name="nivaa" select="$nivaa"/></xsl:call-template></xsl:with-param>
        <xsl:with-param name="t" select="key('tall', concat($m, '|', $aar, '|', $nivaa, '|', @id, '|'))"/>
        <xsl:with-param name="maks" select="$maks"/>
        <xsl:with-param name="prosent" select="$prosent"/>
        <xsl:with-param name="klasse" select="$klasse"/>
      </xsl:call-template>
    </xsl:for-each>
  </svg>
</xsl:template>

<!-- One horizontal bar with its name and value above; a share has its
     numerator and denominator, and its interval as a whisker. -->
<xsl:template name="stolpe">
  <xsl:param name="y"/><xsl:param name="navn"/><xsl:param name="t"/><xsl:param name="maks"/><xsl:param name="prosent"/><xsl:param name="klasse" select="''"/>
  <xsl:variable name="verdi">
    <xsl:choose>
      <xsl:when test="not($t)"><xsl:call-template name="label"><xsl:with-param name="key" select="'ingenTall'"/></xsl:call-template></xsl:when>
      <xsl:when test="not($t/@verdi)"><xsl:call-template name="grunn"><xsl:with-param name="t" select="$t"/></xsl:call-template></xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="tall-tekst"><xsl:with-param name="verdi" select="$t/@verdi"/><xsl:with-param name="prosent" select="$prosent"/></xsl:call-template>
        <xsl:choose>
          <!-- there is room for one of them -->
          <xsl:when test="$t/@forventedeEnheter"><xsl:text> (</xsl:text><xsl:call-template name="label"><xsl:with-param name="key" select="'avEnheterKort'"/><xsl:with-param name="a" select="$t/@rapporterteEnheter"/><xsl:with-param name="b" select="$t/@forventedeEnheter"/></xsl:call-template>)</xsl:when>
          <xsl:when test="$prosent and $t/@nevner"><xsl:text> (</xsl:text><xsl:call-template name="av"><xsl:with-param name="t" select="$t"/></xsl:call-template>)</xsl:when>
        </xsl:choose>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:variable name="liten" select="$prosent and $t/@nevner &lt; $liten-nevner"/>
  <xsl:variable name="plass" select="51 - string-length($verdi)"/>
  <text x="0" y="{$y + 16}">
    <xsl:attribute name="class">n<xsl:if test="$liten"> l</xsl:if></xsl:attribute>
    <xsl:choose>
      <xsl:when test="string-length($navn) &gt; $plass"><xsl:value-of select="concat(substring($navn, 1, $plass - 1), '…')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$navn"/></xsl:otherwise>
    </xsl:choose>
  </text>
  <text x="400" y="{$y + 16}">
    <xsl:attribute name="class">v<xsl:if test="$liten"> l</xsl:if></xsl:attribute>
    <xsl:value-of select="$verdi"/>
  </text>
  <rect class="b" x="0" y="{$y + 22}" width="400" height="10"/>
  <xsl:if test="$t/@verdi &gt; 0 and $maks &gt; 0">
    <rect x="0" y="{$y + 22}" height="10" width="{format-number(400 * $t/@verdi div $maks, '0.00')}">
      <xsl:attribute name="class">
        <xsl:text>s</xsl:text>
        <xsl:choose>
          <xsl:when test="$liten"> l</xsl:when>
          <xsl:when test="$klasse != ''"><xsl:value-of select="concat(' ', $klasse)"/></xsl:when>
        </xsl:choose>
        <xsl:if test="$t/@status = 'foreloepig'"> f</xsl:if>
      </xsl:attribute>
    </rect>
  </xsl:if>
  <xsl:if test="$prosent and $t/@nedre and $t/@oevre">
    <xsl:variable name="fra" select="format-number(399 * $t/@nedre + 0.5, '0.00')"/>
    <xsl:variable name="til" select="format-number(399 * $t/@oevre + 0.5, '0.00')"/>
    <path class="wk" d="M{$fra} {$y + 27}H{$til}M{$fra} {$y + 23}V{$y + 31}M{$til} {$y + 23}V{$y + 31}"/>
    <path class="w" d="M{$fra} {$y + 27}H{$til}M{$fra} {$y + 23}V{$y + 31}M{$til} {$y + 23}V{$y + 31}"/>
  </xsl:if>
</xsl:template>

<!-- five years: the nation (and the sender, if it is a trust), and every region -->
<xsl:template name="diagram-serie">
  <xsl:param name="m"/><xsl:param name="id"/><xsl:param name="prosent"/><xsl:param name="b"/>
  <xsl:variable name="nasjon" select="key('maal-nivaa', concat($m, '|nasjon'))"/>
  <xsl:variable name="region" select="key('maal-nivaa', concat($m, '|region'))"/>
  <!-- "2020–2023": the years that have figures -->
  <xsl:variable name="aarstall">
    <xsl:for-each select="$nasjon | $region">
      <xsl:sort select="@aar" data-type="number"/>
      <xsl:if test="position() = 1"><xsl:value-of select="concat(@aar, '–', $aar)"/></xsl:if>
    </xsl:for-each>
  </xsl:variable>
  <!-- a trust's own figures first -->
  <xsl:if test="$avsendernivaa = 'institusjon'">
    <xsl:call-template name="figur-serie">
      <xsl:with-param name="m" select="$m"/><xsl:with-param name="id" select="concat($id, '-as')"/><xsl:with-param name="prosent" select="$prosent"/><xsl:with-param name="b" select="$b"/>
      <xsl:with-param name="t" select="key('maal-enhet', concat($m, '|institusjon|', $avsender/@enhet))"/><xsl:with-param name="aarstall" select="$aarstall"/>
    </xsl:call-template>
  </xsl:if>
  <xsl:call-template name="figur-serie">
    <xsl:with-param name="m" select="$m"/><xsl:with-param name="id" select="concat($id, '-s')"/><xsl:with-param name="prosent" select="$prosent"/><xsl:with-param name="b" select="$b"/>
    <xsl:with-param name="t" select="$nasjon"/><xsl:with-param name="aarstall" select="$aarstall"/>
  </xsl:call-template>
  <xsl:if test="$region[@aar &lt; $aar][@verdi]">
    <xsl:variable name="maks"><xsl:call-template name="maks"><xsl:with-param name="prosent" select="$prosent"/><xsl:with-param name="t" select="$region"/></xsl:call-template></xsl:variable>
    <xsl:variable name="vist" select="$regioner[key('maal-enhet', concat($m, '|region|', @id))]"/>
    <figure>
      <figcaption><xsl:call-template name="label"><xsl:with-param name="key" select="'diagram.regionerSerie'"/></xsl:call-template><xsl:value-of select="concat(', ', $aarstall)"/></figcaption>
      <svg role="img" aria-labelledby="{$id}-rs-t {$id}-rs-d" viewBox="0 0 400 {ceiling(count($vist) div 2) * 150}" width="400" height="{ceiling(count($vist) div 2) * 150}">
        <title id="{$id}-rs-t"><xsl:call-template name="begrepstekst"><xsl:with-param name="b" select="$b"/></xsl:call-template><xsl:text>. </xsl:text><xsl:call-template name="label"><xsl:with-param name="key" select="'diagram.regionerSerie'"/></xsl:call-template><xsl:value-of select="concat(', ', $aarstall)"/></title>
        <desc id="{$id}-rs-d"><xsl:call-template name="label"><xsl:with-param name="key" select="'svg.serie'"/></xsl:call-template></desc>
        <xsl:for-each select="$vist">
          <xsl:sort select="translate(@navn, $alfabet-fra, $alfabet-til)"/>
          <g transform="translate({((position() - 1) mod 2) * 210} {floor((position() - 1) div 2) * 150})">
            <text class="n" x="0" y="14"><xsl:value-of select="@navn"/></text>
            <g transform="translate(0 18)">
              <xsl:call-template name="serie">
                <xsl:with-param name="m" select="$m"/><xsl:with-param name="nivaa" select="'region'"/><xsl:with-param name="enhet" select="@id"/>
                <xsl:with-param name="maks" select="$maks"/><xsl:with-param name="prosent" select="$prosent"/><xsl:with-param name="b" select="$b"/>
                <xsl:with-param name="steg" select="38"/><xsl:with-param name="bredde" select="26"/><xsl:with-param name="hoeyde" select="74"/>
              </xsl:call-template>
            </g>
          </g>
        </xsl:for-each>
      </svg>
    </figure>
  </xsl:if>
</xsl:template>

<!-- one wide series: the figures t of one unit, where earlier years have any -->
<xsl:template name="figur-serie">
  <xsl:param name="m"/><xsl:param name="id"/><xsl:param name="prosent"/><xsl:param name="b"/><xsl:param name="t"/><xsl:param name="aarstall"/>
  <xsl:if test="$t[@aar &lt; $aar][@verdi]">
    <xsl:variable name="tittel" select="concat(key('enhet', $t[1]/@enhet)/@navn, ', ', $aarstall)"/>
    <figure>
      <figcaption><xsl:value-of select="$tittel"/></figcaption>
      <svg role="img" aria-labelledby="{$id}-t {$id}-d" viewBox="0 0 400 160" width="400" height="160">
        <title id="{$id}-t"><xsl:call-template name="begrepstekst"><xsl:with-param name="b" select="$b"/></xsl:call-template><xsl:value-of select="concat('. ', $tittel)"/></title>
        <desc id="{$id}-d"><xsl:call-template name="label"><xsl:with-param name="key" select="'svg.serie'"/></xsl:call-template></desc>
        <xsl:call-template name="serie">
          <xsl:with-param name="m" select="$m"/><xsl:with-param name="nivaa" select="$t[1]/@nivaa"/><xsl:with-param name="enhet" select="$t[1]/@enhet"/>
          <xsl:with-param name="maks"><xsl:call-template name="maks"><xsl:with-param name="prosent" select="$prosent"/><xsl:with-param name="t" select="$t"/></xsl:call-template></xsl:with-param>
          <xsl:with-param name="prosent" select="$prosent"/><xsl:with-param name="b" select="$b"/>
          <xsl:with-param name="steg" select="80"/><xsl:with-param name="bredde" select="44"/><xsl:with-param name="hoeyde" select="106"/>
        </xsl:call-template>
      </svg>
    </figure>
  </xsl:if>
</xsl:template>

<!-- Upright bars of one unit over the years.  Context: anything.  Wide panels
     (steg of 80) have a value over every bar, narrow ones over the last. -->
<xsl:template name="serie">
  <xsl:param name="m"/><xsl:param name="nivaa"/><xsl:param name="enhet"/><xsl:param name="maks"/><xsl:param name="prosent"/><xsl:param name="b"/>
  <xsl:param name="steg"/><xsl:param name="bredde"/><xsl:param name="hoeyde"/>
  <xsl:for-each select="key('maal-enhet', concat($m, '|', $nivaa, '|', $enhet))">
    <xsl:sort select="@aar" data-type="number"/>
    <xsl:variable name="x" select="(@aar - $aar + 4) * $steg"/>
    <xsl:variable name="h">
      <xsl:choose>
        <xsl:when test="@verdi &gt; 0 and $maks &gt; 0"><xsl:value-of select="format-number($hoeyde * @verdi div $maks, '0.00')"/></xsl:when>
        <xsl:otherwise>0</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="liten" select="$prosent and @nevner &lt; $liten-nevner"/>
    <xsl:if test="$h &gt; 0">
      <rect x="{$x + ($steg - $bredde) div 2}" y="{format-number(18 + $hoeyde - $h, '0.00')}" width="{$bredde}" height="{$h}">
        <xsl:attribute name="class">s<xsl:if test="$liten"> l</xsl:if><xsl:if test="@status = 'foreloepig'"> f</xsl:if></xsl:attribute>
      </rect>
    </xsl:if>
    <xsl:if test="$prosent and @nedre and @oevre">
      <xsl:variable name="mx" select="$x + $steg div 2"/>
      <path class="wk" d="M{$mx} {format-number(18 + $hoeyde - $hoeyde * @nedre, '0.00')}V{format-number(18 + $hoeyde - $hoeyde * @oevre, '0.00')}"/>
      <path class="w" d="M{$mx} {format-number(18 + $hoeyde - $hoeyde * @nedre, '0.00')}V{format-number(18 + $hoeyde - $hoeyde * @oevre, '0.00')}"/>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="not(@verdi)">
        <text class="a l" x="{$x + $steg div 2}" y="{14 + $hoeyde}">
          <xsl:choose>
            <!-- the words of years that nobody measured would run into each other -->
            <xsl:when test="$steg &lt; 60 or @grunn = 'ikkeUndersoekt'">–</xsl:when>
            <xsl:otherwise><xsl:call-template name="grunn"><xsl:with-param name="t" select="."/></xsl:call-template></xsl:otherwise>
          </xsl:choose>
        </text>
      </xsl:when>
      <xsl:when test="$steg &gt;= 60">
        <text x="{$x + $steg div 2}">
          <xsl:attribute name="class">a<xsl:if test="$liten"> l</xsl:if></xsl:attribute>
          <xsl:attribute name="y"><xsl:call-template name="over-stolpe"><xsl:with-param name="hoeyde" select="$hoeyde"/><xsl:with-param name="h" select="$h"/><xsl:with-param name="prosent" select="$prosent"/></xsl:call-template></xsl:attribute>
          <xsl:call-template name="kort-tekst"><xsl:with-param name="verdi" select="@verdi"/><xsl:with-param name="prosent" select="$prosent"/><xsl:with-param name="nok" select="$b/@maaleenhet = 'kroner'"/></xsl:call-template>
        </text>
      </xsl:when>
      <xsl:when test="@aar = $aar">
        <text x="{$x + $steg}">
          <xsl:attribute name="class">e<xsl:if test="$liten"> l</xsl:if></xsl:attribute>
          <xsl:attribute name="y"><xsl:call-template name="over-stolpe"><xsl:with-param name="hoeyde" select="$hoeyde"/><xsl:with-param name="h" select="$h"/><xsl:with-param name="prosent" select="$prosent"/></xsl:call-template></xsl:attribute>
          <xsl:call-template name="kort-tekst"><xsl:with-param name="verdi" select="@verdi"/><xsl:with-param name="prosent" select="$prosent"/><xsl:with-param name="nok" select="$b/@maaleenhet = 'kroner'"/></xsl:call-template>
        </text>
      </xsl:when>
    </xsl:choose>
    <text class="a" x="{$x + $steg div 2}" y="{32 + $hoeyde}"><xsl:value-of select="@aar"/></text>
    <!-- where there is room for it -->
    <xsl:if test="$prosent and @nevner and string-length(@nevner) * 8 &lt; $steg + 8"><text class="a k" x="{$x + $steg div 2}" y="{46 + $hoeyde}">n=<xsl:value-of select="@nevner"/></text></xsl:if>
  </xsl:for-each>
  <path class="g" d="M0 {18 + $hoeyde}H{5 * $steg}"/>
</xsl:template>

<!-- where the value of an upright bar stands: over the bar, or, above a
     whisker, over the whisker's end (context: the figure) -->
<xsl:template name="over-stolpe">
  <xsl:param name="hoeyde"/><xsl:param name="h"/><xsl:param name="prosent"/>
  <xsl:choose>
    <xsl:when test="$prosent and @oevre"><xsl:value-of select="format-number(14 + $hoeyde - $hoeyde * @oevre, '0.00')"/></xsl:when>
    <xsl:otherwise><xsl:value-of select="format-number(14 + $hoeyde - $h, '0.00')"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- tables ............................................................. -->

<!-- Context: the measure.  Columns are years.  alle: all units by region with
     their sums; else the regions and the nation. -->
<xsl:template name="tabell-aar">
  <xsl:param name="tittel"/><xsl:param name="prosent"/><xsl:param name="alle"/>
  <xsl:variable name="m" select="concat(local-name(..), '/', local-name())"/>
  <xsl:variable name="aarene" select="key('maal-aar', concat($m, '|', $aar - 4))[1] | key('maal-aar', concat($m, '|', $aar - 3))[1] | key('maal-aar', concat($m, '|', $aar - 2))[1] | key('maal-aar', concat($m, '|', $aar - 1))[1] | key('maal-aar', concat($m, '|', $aar))[1]"/>
  <xsl:variable name="ramme">
    <xsl:value-of select="$tittel"/>
    <xsl:text>: </xsl:text>
    <xsl:choose>
      <xsl:when test="$alle"><xsl:call-template name="label"><xsl:with-param name="key" select="'tabell.alle'"/></xsl:call-template></xsl:when>
      <xsl:otherwise><xsl:call-template name="label"><xsl:with-param name="key" select="'tabell.regioner'"/></xsl:call-template></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:variable name="dette" select="."/>
  <div class="rull" tabindex="0" role="region" aria-label="{$ramme}">
    <table>
      <caption><span><xsl:value-of select="$ramme"/></span></caption>
      <thead>
        <tr>
          <th scope="col"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.enhet'"/></xsl:call-template></th>
          <xsl:for-each select="$aarene">
            <xsl:sort select="@aar" data-type="number"/>
            <th scope="col" class="t"><xsl:value-of select="@aar"/><xsl:call-template name="aarsmerke"><xsl:with-param name="m" select="$m"/><xsl:with-param name="aar" select="@aar"/></xsl:call-template></th>
          </xsl:for-each>
        </tr>
      </thead>
      <xsl:choose>
        <xsl:when test="$alle">
          <xsl:for-each select="$regioner">
            <xsl:sort select="translate(@navn, $alfabet-fra, $alfabet-til)"/>
            <xsl:variable name="region" select="@id"/>
            <!-- trusts are listed also without figures: none is missing in silence -->
            <xsl:variable name="vist" select="$innenfor[@rhf = $region or @id = $region][@type != 'regionaltHelseforetak' or key('maal-enhet', concat($m, '|institusjon|', @id))]"/>
            <xsl:if test="$vist or key('maal-enhet', concat($m, '|region|', $region))">
              <tbody>
                <tr class="gruppe"><th scope="rowgroup" colspan="{count($aarene) + 1}"><xsl:value-of select="@navn"/></th></tr>
                <xsl:for-each select="$vist">
                  <xsl:sort select="translate(@navn, $alfabet-fra, $alfabet-til)"/>
                  <xsl:call-template name="rad-aar"><xsl:with-param name="m" select="$m"/><xsl:with-param name="nivaa" select="'institusjon'"/><xsl:with-param name="aarene" select="$aarene"/><xsl:with-param name="prosent" select="$prosent"/></xsl:call-template>
                </xsl:for-each>
                <xsl:if test="key('maal-enhet', concat($m, '|region|', $region))">
                  <xsl:call-template name="rad-aar"><xsl:with-param name="m" select="$m"/><xsl:with-param name="nivaa" select="'region'"/><xsl:with-param name="aarene" select="$aarene"/><xsl:with-param name="prosent" select="$prosent"/><xsl:with-param name="sum" select="true()"/></xsl:call-template>
                </xsl:if>
              </tbody>
            </xsl:if>
          </xsl:for-each>
          <xsl:variable name="ute" select="$utenfor[key('maal-enhet', concat($m, '|institusjon|', @id))]"/>
          <xsl:if test="$ute">
            <tbody>
              <tr class="gruppe"><th scope="rowgroup" colspan="{count($aarene) + 1}"><xsl:for-each select="$dette"><xsl:call-template name="utenfor"/></xsl:for-each></th></tr>
              <xsl:for-each select="$ute">
                <xsl:sort select="translate(@navn, $alfabet-fra, $alfabet-til)"/>
                <xsl:call-template name="rad-aar"><xsl:with-param name="m" select="$m"/><xsl:with-param name="nivaa" select="'institusjon'"/><xsl:with-param name="aarene" select="$aarene"/><xsl:with-param name="prosent" select="$prosent"/></xsl:call-template>
              </xsl:for-each>
            </tbody>
          </xsl:if>
        </xsl:when>
        <xsl:otherwise>
          <tbody>
            <xsl:for-each select="$regioner[key('maal-enhet', concat($m, '|region|', @id))]">
              <xsl:sort select="translate(@navn, $alfabet-fra, $alfabet-til)"/>
              <xsl:call-template name="rad-aar"><xsl:with-param name="m" select="$m"/><xsl:with-param name="nivaa" select="'region'"/><xsl:with-param name="aarene" select="$aarene"/><xsl:with-param name="prosent" select="$prosent"/></xsl:call-template>
            </xsl:for-each>
          </tbody>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:if test="key('maal-nivaa', concat($m, '|nasjon'))">
        <tbody>
          <xsl:for-each select="$enheter[@type = 'nasjonalt']">
            <xsl:call-template name="rad-aar"><xsl:with-param name="m" select="$m"/><xsl:with-param name="nivaa" select="'nasjon'"/><xsl:with-param name="aarene" select="$aarene"/><xsl:with-param name="prosent" select="$prosent"/><xsl:with-param name="sum" select="true()"/></xsl:call-template>
          </xsl:for-each>
        </tbody>
      </xsl:if>
    </table>
  </div>
</xsl:template>

<!-- one row of tabell-aar; context: the unit -->
<xsl:template name="rad-aar">
  <xsl:param name="m"/><xsl:param name="nivaa"/><xsl:param name="aarene"/><xsl:param name="prosent"/><xsl:param name="sum" select="false()"/>
  <xsl:variable name="enhet" select="@id"/>
  <tr>
    <xsl:if test="$sum"><xsl:attribute name="class">sum</xsl:attribute></xsl:if>
    <th scope="row"><xsl:call-template name="enhetsnavn"><xsl:with-param name="e" select="."/><xsl:with-param name="nivaa" select="$nivaa"/><xsl:with-param name="sum" select="$sum"/></xsl:call-template></th>
    <xsl:for-each select="$aarene">
      <xsl:sort select="@aar" data-type="number"/>
      <xsl:call-template name="celle"><xsl:with-param name="m" select="$m"/><xsl:with-param name="t" select="key('tall', concat($m, '|', @aar, '|', $nivaa, '|', $enhet, '|'))"/><xsl:with-param name="prosent" select="$prosent"/></xsl:call-template>
    </xsl:for-each>
  </tr>
</xsl:template>

<!-- one cell: a number, "not calculated" or "no figure" -->
<xsl:template name="celle">
  <xsl:param name="m"/><xsl:param name="t"/><xsl:param name="prosent"/>
  <td>
    <xsl:attribute name="class">t<xsl:if test="$prosent and $t/@nevner &lt; $liten-nevner"> l</xsl:if></xsl:attribute>
    <xsl:choose>
      <xsl:when test="not($t)">
        <span aria-hidden="true">–</span><span class="vh"><xsl:call-template name="label"><xsl:with-param name="key" select="'ingenTall'"/></xsl:call-template></span>
      </xsl:when>
      <xsl:when test="not($t/@verdi)">
        <xsl:call-template name="uten-verdi"><xsl:with-param name="t" select="$t"/></xsl:call-template>
        <xsl:if test="$prosent and $t/@nevner and $t/@teller"><br/><small><xsl:call-template name="av"><xsl:with-param name="t" select="$t"/></xsl:call-template></small></xsl:if>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="tall-tekst"><xsl:with-param name="verdi" select="$t/@verdi"/><xsl:with-param name="prosent" select="$prosent"/></xsl:call-template>
        <xsl:if test="$prosent and $t/@nevner">
          <br/><small><xsl:call-template name="av"><xsl:with-param name="t" select="$t"/></xsl:call-template></small>
          <xsl:if test="$t/@nedre and $t/@oevre"><br/><small><xsl:call-template name="grenser"><xsl:with-param name="t" select="$t"/></xsl:call-template></small></xsl:if>
        </xsl:if>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:if test="$t/@verdi and $t/@forventedeEnheter"><br/><small><xsl:call-template name="av-enheter"><xsl:with-param name="t" select="$t"/></xsl:call-template></small></xsl:if>
    <!-- preliminary figures in a year that is otherwise final -->
    <xsl:if test="$t/@status = 'foreloepig' and key('maal-aar-endelig', concat($m, '|', $t/@aar))">
      <br/><small><xsl:call-template name="kode"><xsl:with-param name="liste" select="'tallstatus'"/><xsl:with-param name="verdi" select="'foreloepig'"/></xsl:call-template></small>
    </xsl:if>
  </td>
</xsl:template>

<!-- " preliminary" after a year whose figures of a measure are all preliminary -->
<xsl:template name="aarsmerke">
  <xsl:param name="m"/><xsl:param name="aar"/>
  <xsl:variable name="noekkel" select="concat($m, '|', $aar)"/>
  <xsl:if test="key('maal-aar', $noekkel) and not(key('maal-aar-endelig', $noekkel))">
    <xsl:text> </xsl:text>
    <small class="merke"><xsl:call-template name="kode"><xsl:with-param name="liste" select="'tallstatus'"/><xsl:with-param name="verdi" select="'foreloepig'"/></xsl:call-template></small>
  </xsl:if>
</xsl:template>

<!-- figures by dimension ............................................... -->

<!-- Context: the measure.  For every dimension: a chart and a table of the
     sender's codes over the years, and a table of all units in the year. -->
<xsl:template name="dimensjoner">
  <xsl:param name="m"/><xsl:param name="id"/><xsl:param name="tekst"/><xsl:param name="prosent"/><xsl:param name="b"/>
  <xsl:variable name="egen" select="concat($m, '|', $avsendernivaa, '|', $avsender/@enhet, '|')"/>
  <xsl:variable name="aarene" select="key('maal-aar', concat($m, '|', $aar - 4))[1] | key('maal-aar', concat($m, '|', $aar - 3))[1] | key('maal-aar', concat($m, '|', $aar - 2))[1] | key('maal-aar', concat($m, '|', $aar - 1))[1] | key('maal-aar', concat($m, '|', $aar))[1]"/>
  <!-- the first row of every dimension -->
  <xsl:for-each select="r:deltall[@enhet = $avsender/@enhet][count(. | key('dim', concat($egen, @inndeling))[1]) = 1]">
    <xsl:variable name="dim" select="substring-before(concat(@inndeling, ' '), ' ')"/>
    <xsl:variable name="rader" select="key('dim', concat($egen, @inndeling))"/>
    <!-- the first row of every code -->
    <xsl:variable name="koder" select="$rader[count(. | key('dim-kode', concat($egen, @dimensjon))[1]) = 1]"/>
    <xsl:variable name="etter"><xsl:call-template name="label"><xsl:with-param name="key" select="'etter'"/><xsl:with-param name="a"><xsl:call-template name="kode"><xsl:with-param name="liste" select="'dim'"/><xsl:with-param name="verdi" select="$dim"/></xsl:call-template></xsl:with-param></xsl:call-template></xsl:variable>
    <xsl:variable name="ramme" select="concat($tekst, ' ', $etter)"/>
    <div class="inndeling">
      <figure>
        <figcaption><xsl:value-of select="concat($ramme, ', ', $avsender/@navn, ', ', $aar)"/><xsl:call-template name="aarsmerke"><xsl:with-param name="m" select="$m"/><xsl:with-param name="aar" select="$aar"/></xsl:call-template></figcaption>
        <xsl:call-template name="stolper-koder">
          <xsl:with-param name="id" select="concat($id, '-d-', $dim)"/>
          <xsl:with-param name="tittel" select="concat($ramme, ', ', $avsender/@navn, ', ', $aar)"/>
          <xsl:with-param name="koder" select="$koder"/><xsl:with-param name="m" select="$m"/><xsl:with-param name="prosent" select="$prosent"/>
          <xsl:with-param name="maks"><xsl:call-template name="maks"><xsl:with-param name="prosent" select="$prosent"/><xsl:with-param name="t" select="$rader[@aar = $aar]"/></xsl:call-template></xsl:with-param>
        </xsl:call-template>
      </figure>
      <div class="rull" tabindex="0" role="region" aria-label="{$ramme}">
        <table>
          <caption><span><xsl:value-of select="concat($ramme, ', ', $avsender/@navn)"/></span></caption>
          <thead>
            <tr>
              <th scope="col"><xsl:call-template name="kode"><xsl:with-param name="liste" select="'dim'"/><xsl:with-param name="verdi" select="$dim"/></xsl:call-template></th>
              <xsl:for-each select="$aarene">
                <xsl:sort select="@aar" data-type="number"/>
                <th scope="col" class="t"><xsl:value-of select="@aar"/><xsl:call-template name="aarsmerke"><xsl:with-param name="m" select="$m"/><xsl:with-param name="aar" select="@aar"/></xsl:call-template></th>
              </xsl:for-each>
            </tr>
          </thead>
          <tbody>
            <xsl:for-each select="$koder">
              <xsl:sort select="@dimensjon"/>
              <xsl:variable name="d" select="@dimensjon"/>
              <tr>
                <th scope="row"><xsl:call-template name="dimensjonskode"/></th>
                <xsl:for-each select="$aarene">
                  <xsl:sort select="@aar" data-type="number"/>
                  <xsl:call-template name="celle"><xsl:with-param name="m" select="$m"/><xsl:with-param name="t" select="key('tall', concat($m, '|', @aar, '|', $avsendernivaa, '|', $avsender/@enhet, '|', $d))"/><xsl:with-param name="prosent" select="$prosent"/></xsl:call-template>
                </xsl:for-each>
              </tr>
            </xsl:for-each>
          </tbody>
        </table>
      </div>
    </div>
    <xsl:if test="../r:deltall[@enhet != $avsender/@enhet][@aar = $aar]">
      <details>
        <summary><xsl:value-of select="concat($ramme, ', ')"/><xsl:call-template name="label"><xsl:with-param name="key" select="'tabell.enheter'"/><xsl:with-param name="a" select="$aar"/></xsl:call-template></summary>
        <xsl:call-template name="tabell-koder">
          <xsl:with-param name="m" select="$m"/><xsl:with-param name="koder" select="$koder"/><xsl:with-param name="prosent" select="$prosent"/>
          <xsl:with-param name="ramme"><xsl:value-of select="concat($ramme, ', ')"/><xsl:call-template name="label"><xsl:with-param name="key" select="'tabell.enheter'"/><xsl:with-param name="a" select="$aar"/></xsl:call-template></xsl:with-param>
        </xsl:call-template>
      </details>
    </xsl:if>
  </xsl:for-each>
</xsl:template>

<!-- one bar for a code, the sender's figures of the year -->
<xsl:template name="stolper-koder">
  <xsl:param name="id"/><xsl:param name="tittel"/><xsl:param name="koder"/><xsl:param name="m"/><xsl:param name="prosent"/><xsl:param name="maks"/>
  <svg role="img" aria-labelledby="{$id}-t {$id}-d" viewBox="0 0 400 {count($koder) * 38 + 4}" width="400" height="{count($koder) * 38 + 4}">
    <title id="{$id}-t"><xsl:value-of select="$tittel"/></title>
    <desc id="{$id}-d"><xsl:call-template name="label"><xsl:with-param name="key" select="'svg.stolper'"/></xsl:call-template></desc>
    <xsl:for-each select="$koder">
      <xsl:sort select="@dimensjon"/>
      <xsl:call-template name="stolpe">
        <xsl:with-param name="y" select="(position() - 1) * 38"/>
        <xsl:with-param name="navn"><xsl:call-template name="dimensjonskode"/></xsl:with-param>
        <xsl:with-param name="t" select="key('tall', concat($m, '|', $aar, '|', $avsendernivaa, '|', $avsender/@enhet, '|', @dimensjon))"/>
        <xsl:with-param name="maks" select="$maks"/>
        <xsl:with-param name="prosent" select="$prosent"/>
      </xsl:call-template>
    </xsl:for-each>
  </svg>
</xsl:template>

<!-- Rows are units, columns the codes of one dimension, in the report's year. -->
<xsl:template name="tabell-koder">
  <xsl:param name="m"/><xsl:param name="koder"/><xsl:param name="prosent"/><xsl:param name="ramme"/>
  <xsl:variable name="dette" select="."/>
  <div class="rull" tabindex="0" role="region" aria-label="{$ramme}">
    <table>
      <caption><span><xsl:value-of select="$ramme"/></span></caption>
      <thead>
        <tr>
          <th scope="col"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.enhet'"/></xsl:call-template></th>
          <xsl:for-each select="$koder">
            <xsl:sort select="@dimensjon"/>
            <th scope="col" class="t"><xsl:call-template name="dimensjonskode"/></th>
          </xsl:for-each>
        </tr>
      </thead>
      <xsl:for-each select="$regioner">
        <xsl:sort select="translate(@navn, $alfabet-fra, $alfabet-til)"/>
        <xsl:variable name="region" select="@id"/>
        <xsl:variable name="vist" select="$innenfor[@rhf = $region or @id = $region][key('dim-enhet', concat($m, '|institusjon|', @id))]"/>
        <xsl:if test="$vist or key('dim-enhet', concat($m, '|region|', $region))">
          <tbody>
            <tr class="gruppe"><th scope="rowgroup" colspan="{count($koder) + 1}"><xsl:value-of select="@navn"/></th></tr>
            <xsl:for-each select="$vist">
              <xsl:sort select="translate(@navn, $alfabet-fra, $alfabet-til)"/>
              <xsl:call-template name="rad-koder"><xsl:with-param name="m" select="$m"/><xsl:with-param name="nivaa" select="'institusjon'"/><xsl:with-param name="koder" select="$koder"/><xsl:with-param name="prosent" select="$prosent"/></xsl:call-template>
            </xsl:for-each>
            <xsl:if test="key('dim-enhet', concat($m, '|region|', $region))">
              <xsl:call-template name="rad-koder"><xsl:with-param name="m" select="$m"/><xsl:with-param name="nivaa" select="'region'"/><xsl:with-param name="koder" select="$koder"/><xsl:with-param name="prosent" select="$prosent"/><xsl:with-param name="sum" select="true()"/></xsl:call-template>
            </xsl:if>
          </tbody>
        </xsl:if>
      </xsl:for-each>
      <xsl:variable name="ute" select="$utenfor[key('dim-enhet', concat($m, '|institusjon|', @id))]"/>
      <xsl:if test="$ute">
        <tbody>
          <tr class="gruppe"><th scope="rowgroup" colspan="{count($koder) + 1}"><xsl:for-each select="$dette"><xsl:call-template name="utenfor"/></xsl:for-each></th></tr>
          <xsl:for-each select="$ute">
            <xsl:sort select="translate(@navn, $alfabet-fra, $alfabet-til)"/>
            <xsl:call-template name="rad-koder"><xsl:with-param name="m" select="$m"/><xsl:with-param name="nivaa" select="'institusjon'"/><xsl:with-param name="koder" select="$koder"/><xsl:with-param name="prosent" select="$prosent"/></xsl:call-template>
          </xsl:for-each>
        </tbody>
      </xsl:if>
      <xsl:for-each select="$enheter[@type = 'nasjonalt'][key('dim-enhet', concat($m, '|nasjon|', @id))]">
        <tbody>
          <xsl:call-template name="rad-koder"><xsl:with-param name="m" select="$m"/><xsl:with-param name="nivaa" select="'nasjon'"/><xsl:with-param name="koder" select="$koder"/><xsl:with-param name="prosent" select="$prosent"/><xsl:with-param name="sum" select="true()"/></xsl:call-template>
        </tbody>
      </xsl:for-each>
    </table>
  </div>
</xsl:template>

<!-- one row of tabell-koder; context: the unit -->
<xsl:template name="rad-koder">
  <xsl:param name="m"/><xsl:param name="nivaa"/><xsl:param name="koder"/><xsl:param name="prosent"/><xsl:param name="sum" select="false()"/>
  <xsl:variable name="enhet" select="@id"/>
  <tr>
    <xsl:if test="$sum"><xsl:attribute name="class">sum</xsl:attribute></xsl:if>
    <th scope="row"><xsl:call-template name="enhetsnavn"><xsl:with-param name="e" select="."/><xsl:with-param name="nivaa" select="$nivaa"/><xsl:with-param name="sum" select="$sum"/></xsl:call-template></th>
    <xsl:for-each select="$koder">
      <xsl:sort select="@dimensjon"/>
      <xsl:call-template name="celle"><xsl:with-param name="m" select="$m"/><xsl:with-param name="t" select="key('tall', concat($m, '|', $aar, '|', $nivaa, '|', $enhet, '|', @dimensjon))"/><xsl:with-param name="prosent" select="$prosent"/></xsl:call-template>
    </xsl:for-each>
  </tr>
</xsl:template>

<!-- publication of results ............................................. -->

<!-- The ladder of the sender: what is due is part of what is completed, what
     was found and not found are parts of what is due.  Context: the section. -->
<xsl:template name="stige">
  <xsl:variable name="bak" select="concat('|', $aar, '|', $avsendernivaa, '|', $avsender/@enhet, '|')"/>
  <xsl:variable name="studier" select="key('tall', concat('publiseringAvResultater/studier', $bak))"/>
  <xsl:variable name="ikkeForfalt" select="key('tall', concat('publiseringAvResultater/ikkeForfalt', $bak))"/>
  <xsl:variable name="forfalt" select="key('tall', concat('publiseringAvResultater/forfalt', $bak))"/>
  <xsl:variable name="ikkeFunnet" select="key('tall', concat('publiseringAvResultater/ikkeFunnetPublisert', $bak))"/>
  <xsl:if test="$studier/@verdi &gt; 0 and $ikkeForfalt/@verdi and $forfalt/@verdi and $ikkeFunnet/@verdi">
    <xsl:variable name="skala" select="400 div $studier/@verdi"/>
    <xsl:variable name="tittel"><xsl:call-template name="label"><xsl:with-param name="key" select="'stige'"/><xsl:with-param name="a"><xsl:call-template name="dato"><xsl:with-param name="iso" select="$periode/@til"/></xsl:call-template></xsl:with-param></xsl:call-template><xsl:value-of select="concat(', ', $avsender/@navn)"/></xsl:variable>
    <figure class="stige">
      <figcaption><xsl:value-of select="$tittel"/><xsl:call-template name="aarsmerke"><xsl:with-param name="m" select="'publiseringAvResultater/studier'"/><xsl:with-param name="aar" select="$aar"/></xsl:call-template></figcaption>
      <svg role="img" aria-labelledby="stige-t stige-d" viewBox="0 0 400 194" width="400" height="194">
        <title id="stige-t"><xsl:value-of select="$tittel"/></title>
        <desc id="stige-d"><xsl:call-template name="label"><xsl:with-param name="key" select="'svg.stige'"/></xsl:call-template></desc>
        <xsl:call-template name="trinn"><xsl:with-param name="y" select="0"/><xsl:with-param name="t" select="$studier"/><xsl:with-param name="x" select="0"/><xsl:with-param name="b" select="400"/></xsl:call-template>
        <xsl:call-template name="trinn"><xsl:with-param name="y" select="38"/><xsl:with-param name="t" select="$ikkeForfalt"/><xsl:with-param name="x" select="0"/><xsl:with-param name="b" select="$skala * $ikkeForfalt/@verdi"/><xsl:with-param name="klasse" select="'u'"/></xsl:call-template>
        <xsl:call-template name="trinn"><xsl:with-param name="y" select="76"/><xsl:with-param name="t" select="$forfalt"/><xsl:with-param name="x" select="$skala * $ikkeForfalt/@verdi"/><xsl:with-param name="b" select="$skala * $forfalt/@verdi"/></xsl:call-template>
        <!-- due and found: what is left of the due ones -->
        <xsl:call-template name="trinn"><xsl:with-param name="y" select="114"/><xsl:with-param name="x" select="$skala * $ikkeForfalt/@verdi"/><xsl:with-param name="b" select="$skala * ($forfalt/@verdi - $ikkeFunnet/@verdi)"/>
          <xsl:with-param name="navn"><xsl:call-template name="label"><xsl:with-param name="key" select="'stige.funnet'"/></xsl:call-template></xsl:with-param>
          <xsl:with-param name="verdi" select="format-number($forfalt/@verdi - $ikkeFunnet/@verdi, '0')"/>
          <xsl:with-param name="foreloepig" select="$forfalt/@status = 'foreloepig'"/>
        </xsl:call-template>
        <xsl:call-template name="trinn"><xsl:with-param name="y" select="152"/><xsl:with-param name="t" select="$ikkeFunnet"/><xsl:with-param name="x" select="400 - $skala * $ikkeFunnet/@verdi"/><xsl:with-param name="b" select="$skala * $ikkeFunnet/@verdi"/><xsl:with-param name="klasse" select="'m'"/></xsl:call-template>
      </svg>
    </figure>
  </xsl:if>
</xsl:template>

<!-- one step of the ladder: its name and value, and its piece of the whole -->
<xsl:template name="trinn">
  <xsl:param name="y"/><xsl:param name="t" select="/.."/><xsl:param name="x"/><xsl:param name="b"/><xsl:param name="klasse" select="''"/>
  <xsl:param name="navn"><xsl:for-each select="$t/.."><xsl:variable name="sti"><xsl:call-template name="sti"/></xsl:variable><xsl:call-template name="begrepstekst"><xsl:with-param name="b" select="key('begrep-sti', $sti)"/></xsl:call-template></xsl:for-each></xsl:param>
  <xsl:param name="verdi" select="$t/@verdi"/><xsl:param name="foreloepig" select="false()"/>
  <text class="n" x="0" y="{$y + 16}"><xsl:value-of select="$navn"/></text>
  <text class="v" x="400" y="{$y + 16}"><xsl:call-template name="tall-tekst"><xsl:with-param name="verdi" select="$verdi"/></xsl:call-template></text>
  <rect class="b" x="0" y="{$y + 22}" width="400" height="12"/>
  <rect x="{format-number($x, '0.00')}" y="{$y + 22}" width="{format-number($b, '0.00')}" height="12">
    <xsl:attribute name="class">
      <xsl:value-of select="concat('s ', $klasse)"/>
      <xsl:if test="$t/@status = 'foreloepig' or $foreloepig"> f</xsl:if>
    </xsl:attribute>
  </rect>
</xsl:template>

<!-- All measures of the section in one table of the year, units by region.
     Context: the section. -->
<xsl:template name="statustabell">
  <xsl:variable name="maalene" select="*[r:tall]"/>
  <xsl:variable name="del" select="local-name()"/>
  <xsl:variable name="dette" select="."/>
  <xsl:variable name="ramme"><xsl:call-template name="label"><xsl:with-param name="key" select="'resultater.tabell'"/><xsl:with-param name="a"><xsl:call-template name="dato"><xsl:with-param name="iso" select="$periode/@til"/></xsl:call-template></xsl:with-param></xsl:call-template></xsl:variable>
  <div class="rull" tabindex="0" role="region" aria-label="{$ramme}">
    <table class="tett">
      <caption><span><xsl:value-of select="$ramme"/></span></caption>
      <thead>
        <tr>
          <th scope="col"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.enhet'"/></xsl:call-template></th>
          <xsl:for-each select="$maalene">
            <xsl:variable name="sti"><xsl:call-template name="sti"/></xsl:variable>
            <th scope="col" class="t"><xsl:call-template name="begrepstekst"><xsl:with-param name="b" select="key('begrep-sti', $sti)"/></xsl:call-template></th>
          </xsl:for-each>
        </tr>
      </thead>
      <xsl:for-each select="$enheter[@type = 'nasjonalt'][key('maal-enhet', concat($del, '/studier|nasjon|', @id))]">
        <tbody><xsl:call-template name="rad-status"><xsl:with-param name="maalene" select="$maalene"/><xsl:with-param name="nivaa" select="'nasjon'"/><xsl:with-param name="sum" select="true()"/></xsl:call-template></tbody>
      </xsl:for-each>
      <xsl:for-each select="$regioner">
        <xsl:sort select="translate(@navn, $alfabet-fra, $alfabet-til)"/>
        <xsl:variable name="region" select="@id"/>
        <xsl:variable name="vist" select="$innenfor[@rhf = $region or @id = $region][@type != 'regionaltHelseforetak' or key('maal-enhet', concat($del, '/studier|institusjon|', @id))]"/>
        <xsl:variable name="samlet" select="key('maal-enhet', concat($del, '/studier|region|', $region))"/>
        <xsl:if test="$samlet or $vist[key('maal-enhet', concat($del, '/studier|institusjon|', @id))]">
          <tbody>
            <tr class="gruppe"><th scope="rowgroup" colspan="{count($maalene) + 1}"><xsl:value-of select="@navn"/></th></tr>
            <xsl:for-each select="$vist">
              <xsl:sort select="translate(@navn, $alfabet-fra, $alfabet-til)"/>
              <xsl:call-template name="rad-status"><xsl:with-param name="maalene" select="$maalene"/><xsl:with-param name="nivaa" select="'institusjon'"/></xsl:call-template>
            </xsl:for-each>
            <xsl:if test="$samlet"><xsl:call-template name="rad-status"><xsl:with-param name="maalene" select="$maalene"/><xsl:with-param name="nivaa" select="'region'"/><xsl:with-param name="sum" select="true()"/></xsl:call-template></xsl:if>
          </tbody>
        </xsl:if>
      </xsl:for-each>
      <xsl:variable name="ute" select="$utenfor[key('maal-enhet', concat($del, '/studier|institusjon|', @id))]"/>
      <xsl:if test="$ute">
        <tbody>
          <tr class="gruppe"><th scope="rowgroup" colspan="{count($maalene) + 1}"><xsl:call-template name="utenfor"/></th></tr>
          <xsl:for-each select="$ute">
            <xsl:sort select="translate(@navn, $alfabet-fra, $alfabet-til)"/>
            <xsl:call-template name="rad-status"><xsl:with-param name="maalene" select="$maalene"/><xsl:with-param name="nivaa" select="'institusjon'"/></xsl:call-template>
          </xsl:for-each>
        </tbody>
      </xsl:if>
    </table>
  </div>
  <p class="note"><xsl:call-template name="label"><xsl:with-param name="key" select="'resultater.fotnote'"/></xsl:call-template></p>
</xsl:template>

<!-- one row of statustabell; context: the unit -->
<xsl:template name="rad-status">
  <xsl:param name="maalene"/><xsl:param name="nivaa"/><xsl:param name="sum" select="false()"/>
  <xsl:variable name="enhet" select="@id"/>
  <tr>
    <xsl:if test="$sum"><xsl:attribute name="class">sum</xsl:attribute></xsl:if>
    <th scope="row"><xsl:call-template name="enhetsnavn"><xsl:with-param name="e" select="."/><xsl:with-param name="nivaa" select="$nivaa"/><xsl:with-param name="sum" select="$sum"/></xsl:call-template></th>
    <xsl:for-each select="$maalene">
      <xsl:variable name="m" select="concat(local-name(..), '/', local-name())"/>
      <xsl:call-template name="celle"><xsl:with-param name="m" select="$m"/><xsl:with-param name="t" select="key('tall', concat($m, '|', $aar, '|', $nivaa, '|', $enhet, '|'))"/><xsl:with-param name="prosent" select="starts-with(local-name(), 'andel')"/></xsl:call-template>
    </xsl:for-each>
  </tr>
</xsl:template>

<!-- data quality ....................................................... -->

<xsl:template match="r:datakvalitet">
  <xsl:variable name="ramme"><xsl:call-template name="label"><xsl:with-param name="key" select="'datakvalitet.tabell'"/></xsl:call-template></xsl:variable>
  <section id="datakvalitet">
    <h2><xsl:call-template name="kode"><xsl:with-param name="liste" select="'del'"/><xsl:with-param name="verdi" select="'datakvalitet'"/></xsl:call-template></h2>
    <p><xsl:call-template name="label"><xsl:with-param name="key" select="'datakvalitet.antall'"/><xsl:with-param name="a" select="count(r:funn[@alvorlighet = 'feil'])"/><xsl:with-param name="b" select="count(r:funn[@alvorlighet = 'advarsel'])"/><xsl:with-param name="c" select="count(r:funn[@alvorlighet = 'merknad'])"/></xsl:call-template></p>
    <div class="rull" tabindex="0" role="region" aria-label="{$ramme}">
      <table class="tekst">
        <caption><span><xsl:value-of select="$ramme"/></span></caption>
        <thead><tr>
          <th scope="col"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.alvorlighet'"/></xsl:call-template></th>
          <th scope="col"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.funn'"/></xsl:call-template></th>
          <th scope="col"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.gjelder'"/></xsl:call-template></th>
          <th scope="col" class="t"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.antall'"/></xsl:call-template></th>
        </tr></thead>
        <tbody>
          <xsl:for-each select="r:funn">
            <tr id="funn-{position()}">
              <td><span class="merkelapp {@alvorlighet}"><xsl:call-template name="kode"><xsl:with-param name="liste" select="'alvorlighet'"/><xsl:with-param name="verdi" select="@alvorlighet"/></xsl:call-template></span></td>
              <th scope="row" class="fri">
                <xsl:call-template name="funntekst"><xsl:with-param name="tekst" select="'melding'"/></xsl:call-template>
                <xsl:if test="@hintNb"><br/><span class="hint"><xsl:call-template name="funntekst"><xsl:with-param name="tekst" select="'hint'"/></xsl:call-template></span></xsl:if>
                <br/><code><xsl:value-of select="@kode"/></code>
              </th>
              <td><code><xsl:value-of select="@relasjon"/><xsl:if test="@relasjon and @noekkel">: </xsl:if><xsl:value-of select="@noekkel"/></code></td>
              <td class="t"><xsl:if test="@antall"><xsl:call-template name="tall-tekst"><xsl:with-param name="verdi" select="@antall"/></xsl:call-template></xsl:if></td>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
    </div>
    <xsl:call-template name="paategninger"><xsl:with-param name="del" select="'datakvalitet'"/></xsl:call-template>
    <xsl:call-template name="godtatte-funn"/>
  </section>
</xsl:template>

<!-- the message or hint of a finding in the language of the page; context: the finding -->
<xsl:template name="funntekst">
  <xsl:param name="tekst"/>
  <xsl:value-of select="@*[local-name() = concat($tekst, translate(substring($lang, 1, 1), 'ne', 'NE'), substring($lang, 2))]"/>
</xsl:template>

<!-- rule sets and parameters ........................................... -->

<xsl:template match="r:regelverk">
  <section id="regelverk">
    <h2><xsl:call-template name="kode"><xsl:with-param name="liste" select="'del'"/><xsl:with-param name="verdi" select="'regelverk'"/></xsl:call-template></h2>
    <p><xsl:call-template name="label"><xsl:with-param name="key" select="'regelverk.note'"/></xsl:call-template></p>
    <xsl:for-each select="r:regelsett">
      <xsl:variable name="id" select="@id"/>
      <xsl:variable name="parametre" select="../r:parameter[@regelsett = $id]"/>
      <xsl:variable name="ramme"><xsl:call-template name="label"><xsl:with-param name="key" select="'regelverk.tabell'"/><xsl:with-param name="a" select="$id"/></xsl:call-template></xsl:variable>
      <section id="regelsett-{position()}">
        <h3><xsl:value-of select="$id"/></h3>
        <p><span lang="nb"><xsl:value-of select="@tittel"/></span>. <xsl:call-template name="kode"><xsl:with-param name="liste" select="'familie'"/><xsl:with-param name="verdi" select="@familie"/></xsl:call-template>.
          <xsl:if test="@hjemmel"><xsl:text> </xsl:text><xsl:call-template name="label"><xsl:with-param name="key" select="'hjemmel'"/></xsl:call-template>: <span lang="nb"><xsl:value-of select="@hjemmel"/></span>.</xsl:if>
        </p>
        <p class="note">SHA-256: <code class="sum256"><xsl:value-of select="@sha256"/></code></p>
        <xsl:if test="$parametre">
          <details>
            <summary><xsl:value-of select="$ramme"/><xsl:if test="$parametre[not(@verdi)]"> (<xsl:call-template name="label"><xsl:with-param name="key" select="'regelverk.ikkeFastsatt'"/><xsl:with-param name="a" select="count($parametre[not(@verdi)])"/></xsl:call-template>)</xsl:if></summary>
            <div class="rull" tabindex="0" role="region" aria-label="{$ramme}">
              <table class="tekst">
                <caption><span><xsl:value-of select="$ramme"/></span></caption>
                <thead><tr>
                  <th scope="col"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.parameter'"/></xsl:call-template></th>
                  <th scope="col" class="t"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.verdi'"/></xsl:call-template></th>
                  <th scope="col"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.opphav'"/></xsl:call-template></th>
                  <th scope="col"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.kilde'"/></xsl:call-template></th>
                </tr></thead>
                <tbody>
                  <xsl:for-each select="$parametre">
                    <tr>
                      <th scope="row" class="fri"><code><xsl:value-of select="@navn"/></code></th>
                      <td class="t"><xsl:choose>
                        <xsl:when test="@verdi"><xsl:value-of select="@verdi"/></xsl:when>
                        <xsl:otherwise><em><xsl:call-template name="label"><xsl:with-param name="key" select="'ikkeFastsatt'"/></xsl:call-template></em></xsl:otherwise>
                      </xsl:choose></td>
                      <td><xsl:if test="@opphav"><xsl:call-template name="kode"><xsl:with-param name="liste" select="'opphav'"/><xsl:with-param name="verdi" select="@opphav"/></xsl:call-template></xsl:if></td>
                      <td><xsl:call-template name="kildetekst"/><xsl:if test="@fraRegelsett"> (<xsl:call-template name="label"><xsl:with-param name="key" select="'arvet'"/><xsl:with-param name="a" select="@fraRegelsett"/></xsl:call-template>)</xsl:if></td>
                    </tr>
                  </xsl:for-each>
                </tbody>
              </table>
            </div>
          </details>
        </xsl:if>
      </section>
    </xsl:for-each>
  </section>
</xsl:template>

<!-- control totals ..................................................... -->

<xsl:template match="r:kontrollsummer">
  <section id="kontrollsummer">
    <h2><xsl:call-template name="kode"><xsl:with-param name="liste" select="'del'"/><xsl:with-param name="verdi" select="'kontrollsummer'"/></xsl:call-template></h2>
    <p><xsl:call-template name="label"><xsl:with-param name="key" select="'kontrollsummer.note'"/></xsl:call-template></p>
    <xsl:if test="r:kontrollsum">
      <xsl:variable name="ramme"><xsl:call-template name="label"><xsl:with-param name="key" select="'kontrollsummer.tabell'"/></xsl:call-template></xsl:variable>
      <details>
        <summary><xsl:value-of select="$ramme"/></summary>
        <div class="rull" tabindex="0" role="region" aria-label="{$ramme}">
          <table>
            <caption><span><xsl:value-of select="$ramme"/></span></caption>
            <thead><tr>
              <th scope="col"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.begrep'"/></xsl:call-template></th>
              <th scope="col" class="t"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.aar'"/></xsl:call-template></th>
              <th scope="col"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.nivaa'"/></xsl:call-template></th>
              <th scope="col" class="t"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.antallTall'"/></xsl:call-template></th>
              <th scope="col" class="t"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.sum'"/></xsl:call-template></th>
            </tr></thead>
            <tbody>
              <xsl:for-each select="r:kontrollsum">
                <tr>
                  <th scope="row"><xsl:call-template name="begrepstekst"><xsl:with-param name="b" select="key('begrep', @begrep)"/></xsl:call-template><xsl:call-template name="beholder"><xsl:with-param name="b" select="key('begrep', @begrep)"/></xsl:call-template></th>
                  <td class="t"><xsl:value-of select="@aar"/></td>
                  <td><xsl:call-template name="kode"><xsl:with-param name="liste" select="'nivaa'"/><xsl:with-param name="verdi" select="@nivaa"/></xsl:call-template></td>
                  <td class="t"><xsl:call-template name="tall-tekst"><xsl:with-param name="verdi" select="@antall"/></xsl:call-template></td>
                  <td class="t"><xsl:call-template name="sum-celle"><xsl:with-param name="verdi" select="@sum"/></xsl:call-template></td>
                </tr>
              </xsl:for-each>
            </tbody>
          </table>
        </div>
      </details>
    </xsl:if>
    <xsl:if test="r:avstemming">
      <xsl:variable name="ramme"><xsl:call-template name="label"><xsl:with-param name="key" select="'avstemming.tabell'"/></xsl:call-template></xsl:variable>
      <div class="rull" tabindex="0" role="region" aria-label="{$ramme}">
        <table>
          <caption><span><xsl:value-of select="$ramme"/></span></caption>
          <thead><tr>
            <th scope="col"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.begrep'"/></xsl:call-template></th>
            <th scope="col" class="t"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.aar'"/></xsl:call-template></th>
            <th scope="col" class="t"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.nasjon'"/></xsl:call-template></th>
            <th scope="col" class="t"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.sumRegioner'"/></xsl:call-template></th>
            <th scope="col" class="t"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.differanse'"/></xsl:call-template></th>
          </tr></thead>
          <tbody>
            <xsl:for-each select="r:avstemming">
              <tr>
                <th scope="row"><xsl:call-template name="begrepstekst"><xsl:with-param name="b" select="key('begrep', @begrep)"/></xsl:call-template><xsl:call-template name="beholder"><xsl:with-param name="b" select="key('begrep', @begrep)"/></xsl:call-template></th>
                <td class="t"><xsl:value-of select="@aar"/></td>
                <td class="t"><xsl:call-template name="sum-celle"><xsl:with-param name="verdi" select="@nasjon"/></xsl:call-template></td>
                <td class="t"><xsl:call-template name="sum-celle"><xsl:with-param name="verdi" select="@sumRegioner"/></xsl:call-template></td>
                <td class="t"><xsl:call-template name="sum-celle"><xsl:with-param name="verdi" select="@differanse"/></xsl:call-template></td>
              </tr>
            </xsl:for-each>
          </tbody>
        </table>
      </div>
    </xsl:if>
  </section>
</xsl:template>

<!-- a sum, or why there is none, and how many units it rests on (context: the record) -->
<xsl:template name="sum-celle">
  <xsl:param name="verdi"/>
  <xsl:choose>
    <xsl:when test="string($verdi) != ''">
      <xsl:call-template name="tall-tekst"><xsl:with-param name="verdi" select="$verdi"/></xsl:call-template>
      <xsl:if test="@forventedeEnheter"><br/><small><xsl:call-template name="av-enheter"><xsl:with-param name="t" select="."/></xsl:call-template></small></xsl:if>
    </xsl:when>
    <xsl:otherwise><xsl:call-template name="uten-verdi"><xsl:with-param name="t" select="."/></xsl:call-template></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- texts .............................................................. -->

<!-- the text of a code of a list; a code without a label is shown as it is -->
<xsl:template name="kode">
  <xsl:param name="liste"/><xsl:param name="verdi"/>
  <xsl:variable name="noekkel" select="concat($liste, '.', $verdi)"/>
  <xsl:variable name="tekst"><xsl:call-template name="label"><xsl:with-param name="key" select="$noekkel"/></xsl:call-template></xsl:variable>
  <!-- what the page has no word for, the code lists of the document have -->
  <xsl:variable name="kode" select="key('kode', concat($liste, '|', $verdi)) | key('kodeliste', $verdi)[$liste = 'dim']"/>
  <xsl:choose>
    <xsl:when test="$tekst != $noekkel"><xsl:value-of select="$tekst"/></xsl:when>
    <xsl:when test="$kode"><xsl:call-template name="begrepstekst"><xsl:with-param name="b" select="$kode"/></xsl:call-template></xsl:when>
    <xsl:otherwise><xsl:value-of select="$verdi"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- the text of the codes by which a figure is divided; context: the figure -->
<xsl:template name="dimensjonskode">
  <xsl:for-each select="@*[contains(concat(' ', ../@inndeling, ' '), concat(' ', local-name(), ' '))]">
    <xsl:if test="position() &gt; 1"><xsl:text>, </xsl:text></xsl:if>
    <xsl:call-template name="kode"><xsl:with-param name="liste" select="local-name()"/><xsl:with-param name="verdi" select="."/></xsl:call-template>
  </xsl:for-each>
</xsl:template>

<!-- the text of a term in the language of the page -->
<xsl:template name="begrepstekst">
  <xsl:param name="b"/>
  <xsl:choose>
    <xsl:when test="$lang = 'nn' and $b/@tekstNn"><xsl:value-of select="$b/@tekstNn"/></xsl:when>
    <xsl:when test="$lang = 'en' and $b/@tekstEn"><xsl:value-of select="$b/@tekstEn"/></xsl:when>
    <xsl:when test="$b/@tekstNb"><xsl:value-of select="$b/@tekstNb"/></xsl:when>
    <xsl:otherwise><xsl:value-of select="local-name()"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- a source in the language of the page; context: parameter or term.  A citation
     has no other words than its own. -->
<xsl:template name="kildetekst">
  <xsl:choose>
    <xsl:when test="$lang = 'nb' and @kildeNb"><xsl:value-of select="@kildeNb"/></xsl:when>
    <xsl:when test="$lang = 'nn' and @kildeNn"><xsl:value-of select="@kildeNn"/></xsl:when>
    <xsl:otherwise><xsl:value-of select="@kilde"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- ", container": several terms may have the same text -->
<xsl:template name="beholder">
  <xsl:param name="b"/>
  <xsl:variable name="navn"><xsl:call-template name="nest-siste-ledd"><xsl:with-param name="sti" select="$b/@sti"/></xsl:call-template></xsl:variable>
  <br/><small><xsl:call-template name="kode"><xsl:with-param name="liste" select="'del'"/><xsl:with-param name="verdi" select="$navn"/></xsl:call-template></small>
</xsl:template>

<!-- the name of a unit in a row; sum: a row of a region's or the nation's total -->
<xsl:template name="enhetsnavn">
  <xsl:param name="e"/><xsl:param name="nivaa"/><xsl:param name="sum" select="false()"/>
  <xsl:choose>
    <xsl:when test="$sum"><xsl:call-template name="label"><xsl:with-param name="key" select="'samlet'"/><xsl:with-param name="a" select="$e/@navn"/></xsl:call-template></xsl:when>
    <xsl:when test="$nivaa = 'institusjon' and $e/@type = 'regionaltHelseforetak'"><xsl:call-template name="label"><xsl:with-param name="key" select="'rhfSelv'"/><xsl:with-param name="a" select="$e/@navn"/></xsl:call-template></xsl:when>
    <xsl:otherwise><xsl:value-of select="$e/@navn"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- what stands for the value of figures that have none: never 0; what is
     hidden has nothing to read on, the rest leads to the findings -->
<xsl:template name="uten-verdi">
  <xsl:param name="t"/>
  <xsl:choose>
    <xsl:when test="$t/@skjult"><span class="ikke"><xsl:call-template name="label"><xsl:with-param name="key" select="'skjult'"/></xsl:call-template></span></xsl:when>
    <!-- what nobody has delivered, examined or needs is explained among the findings, not by a rule -->
    <xsl:when test="$t[@grunn][1]/@grunn != 'ikkeBeregnet' and $innhold/r:datakvalitet">
      <xsl:variable name="begrep">
        <xsl:value-of select="$t/@begrep"/>
        <xsl:if test="not($t/@begrep)"><xsl:for-each select="$t[1]/.."><xsl:variable name="sti"><xsl:call-template name="sti"/></xsl:variable><xsl:value-of select="key('begrep-sti', $sti)/@id"/></xsl:for-each></xsl:if>
      </xsl:variable>
      <xsl:variable name="funn" select="$ikke-leverte[$t[@grunn][1]/@grunn = 'ikkeLevert'][@forklarer = substring-before($begrep, '.')][1]"/>
      <a class="ikke">
        <xsl:attribute name="href">
          <xsl:choose>
            <xsl:when test="$funn"><xsl:value-of select="concat('#funn-', count($funn/preceding-sibling::r:funn) + 1)"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="'#datakvalitet'"/></xsl:otherwise>
          </xsl:choose>
        </xsl:attribute>
        <xsl:call-template name="grunn"><xsl:with-param name="t" select="$t"/></xsl:call-template>
      </a>
    </xsl:when>
    <xsl:when test="$t[@grunn][1]/@grunn != 'ikkeBeregnet'"><span class="ikke"><xsl:call-template name="grunn"><xsl:with-param name="t" select="$t"/></xsl:call-template></span></xsl:when>
    <xsl:when test="$t/@begrep"><xsl:call-template name="ikke-beregnet"><xsl:with-param name="begrep" select="$t/@begrep"/></xsl:call-template></xsl:when>
    <xsl:otherwise>
      <xsl:for-each select="$t[1]/..">
        <xsl:variable name="sti"><xsl:call-template name="sti"/></xsl:variable>
        <xsl:call-template name="ikke-beregnet"><xsl:with-param name="begrep" select="key('begrep-sti', $sti)/@id"/></xsl:call-template>
      </xsl:for-each>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- the value does not exist, which is never shown as 0: leads to the finding
     that explains it, of the term, of its indicator, or, where points are added
     up, of the first indicator that lacks some; else to all findings -->
<xsl:template name="ikke-beregnet">
  <xsl:param name="begrep" select="@begrep"/>
  <xsl:variable name="av-begrep" select="$forklaringer[@forklarer = $begrep]"/>
  <xsl:variable name="av-indikator" select="$forklaringer[@forklarer = substring-before($begrep, '.')]"/>
  <xsl:variable name="av-del" select="$forklaringer[@kode = 'unset_parameter'][starts-with($begrep, 'research_points.') or starts-with($begrep, 'grant')]"/>
  <xsl:variable name="grunn" select="$av-begrep[1] | $av-indikator[not($av-begrep)][1] | $av-del[not($av-begrep | $av-indikator)][1]"/>
  <xsl:choose>
    <xsl:when test="$grunn"><a class="ikke" href="#funn-{count($grunn/preceding-sibling::r:funn) + 1}"><xsl:call-template name="label"><xsl:with-param name="key" select="'ikkeBeregnet'"/></xsl:call-template></a></xsl:when>
    <xsl:when test="$innhold/r:datakvalitet"><a class="ikke" href="#datakvalitet"><xsl:call-template name="label"><xsl:with-param name="key" select="'ikkeBeregnet'"/></xsl:call-template></a></xsl:when>
    <xsl:otherwise><span class="ikke"><xsl:call-template name="label"><xsl:with-param name="key" select="'ikkeBeregnet'"/></xsl:call-template></span></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- why figures have no value: of several reasons, that of the first -->
<xsl:template name="grunn">
  <xsl:param name="t"/>
  <xsl:choose>
    <xsl:when test="$t/@skjult"><xsl:call-template name="label"><xsl:with-param name="key" select="'skjult'"/></xsl:call-template></xsl:when>
    <xsl:when test="$t/@grunn"><xsl:call-template name="label"><xsl:with-param name="key" select="string($t[@grunn][1]/@grunn)"/></xsl:call-template></xsl:when>
    <xsl:otherwise><xsl:call-template name="label"><xsl:with-param name="key" select="'ikkeBeregnet'"/></xsl:call-template></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- "5 of 7 units have delivered" -->
<xsl:template name="av-enheter">
  <xsl:param name="t"/>
  <xsl:param name="k" select="$t/@rapporterteEnheter"/>
  <xsl:param name="m" select="$t/@forventedeEnheter"/>
  <xsl:call-template name="label">
    <xsl:with-param name="key" select="'avEnheter'"/>
    <xsl:with-param name="a" select="$k"/>
    <xsl:with-param name="b" select="$m"/>
  </xsl:call-template>
</xsl:template>

<!-- "234 of 328" -->
<xsl:template name="av">
  <xsl:param name="t"/>
  <xsl:call-template name="label">
    <xsl:with-param name="key" select="'av'"/>
    <xsl:with-param name="a"><xsl:call-template name="tall-tekst"><xsl:with-param name="verdi" select="$t/@teller"/></xsl:call-template></xsl:with-param>
    <xsl:with-param name="b"><xsl:call-template name="tall-tekst"><xsl:with-param name="verdi" select="$t/@nevner"/></xsl:call-template></xsl:with-param>
  </xsl:call-template>
</xsl:template>

<!-- "; 95 % interval 66,20–76,00 %" -->
<xsl:template name="intervall">
  <xsl:param name="t"/>
  <xsl:if test="$t/@nedre and $t/@oevre">
    <xsl:text>; </xsl:text>
    <xsl:call-template name="label">
      <xsl:with-param name="key" select="'intervall'"/>
      <xsl:with-param name="a"><xsl:call-template name="grenser"><xsl:with-param name="t" select="$t"/></xsl:call-template></xsl:with-param>
    </xsl:call-template>
  </xsl:if>
</xsl:template>

<!-- "66,20–76,00 %"; U+2060 keeps the two ends on one line -->
<xsl:template name="grenser">
  <xsl:param name="t"/>
  <xsl:call-template name="prosent-siffer"><xsl:with-param name="verdi" select="$t/@nedre"/></xsl:call-template>
  <xsl:text>&#8288;–&#8288;</xsl:text>
  <xsl:call-template name="tall-tekst"><xsl:with-param name="verdi" select="$t/@oevre"/><xsl:with-param name="prosent" select="true()"/></xsl:call-template>
</xsl:template>

<!-- the path of the current element from innhold down -->
<xsl:template name="sti">
  <xsl:for-each select="ancestor-or-self::*[ancestor::r:innhold]">
    <xsl:if test="position() &gt; 1">/</xsl:if>
    <xsl:value-of select="local-name()"/>
  </xsl:for-each>
</xsl:template>

<xsl:template name="siste-ledd">
  <xsl:param name="sti"/>
  <xsl:choose>
    <xsl:when test="contains($sti, '/')"><xsl:call-template name="siste-ledd"><xsl:with-param name="sti" select="substring-after($sti, '/')"/></xsl:call-template></xsl:when>
    <xsl:otherwise><xsl:value-of select="$sti"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template name="nest-siste-ledd">
  <xsl:param name="sti"/>
  <xsl:choose>
    <xsl:when test="contains(substring-after($sti, '/'), '/')"><xsl:call-template name="nest-siste-ledd"><xsl:with-param name="sti" select="substring-after($sti, '/')"/></xsl:call-template></xsl:when>
    <xsl:otherwise><xsl:value-of select="substring-before($sti, '/')"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- numbers as text .................................................... -->

<!-- A number as people write it, every digit kept: 1234.5678 is 1 234,5678 in
     Norwegian; with prosent the decimal point moves two places, 0.7134 is
     71,34 %, and at most three decimals stay. -->
<xsl:template name="tall-tekst">
  <xsl:param name="verdi"/><xsl:param name="prosent" select="false()"/>
  <xsl:choose>
    <xsl:when test="$prosent">
      <xsl:call-template name="prosent-siffer"><xsl:with-param name="verdi" select="$verdi"/></xsl:call-template>
      <xsl:value-of select="$prosenttegn"/>
    </xsl:when>
    <xsl:otherwise>
      <xsl:variable name="uten" select="translate($verdi, '-', '')"/>
      <xsl:if test="starts-with($verdi, '-')">−</xsl:if>
      <xsl:call-template name="grupper"><xsl:with-param name="siffer" select="substring-before(concat($uten, '.'), '.')"/></xsl:call-template>
      <xsl:if test="contains($uten, '.')"><xsl:value-of select="concat($desimaltegn, substring-after($uten, '.'))"/></xsl:if>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- digits in groups of three -->
<xsl:template name="grupper">
  <xsl:param name="siffer"/>
  <xsl:choose>
    <xsl:when test="string-length($siffer) &lt;= 3"><xsl:value-of select="$siffer"/></xsl:when>
    <xsl:otherwise>
      <xsl:call-template name="grupper"><xsl:with-param name="siffer" select="substring($siffer, 1, string-length($siffer) - 3)"/></xsl:call-template>
      <xsl:value-of select="concat($tusenskille, substring($siffer, string-length($siffer) - 2))"/>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- A share as percent, without the sign: the decimal point moved two places,
     and of more than three decimals three, rounded half-up in whole numbers. -->
<xsl:template name="prosent-siffer">
  <xsl:param name="verdi"/>
  <xsl:variable name="d" select="string-length(substring-after($verdi, '.'))"/>
  <xsl:choose>
    <xsl:when test="$d &gt; 5">
      <xsl:variable name="n"><xsl:call-template name="heltall"><xsl:with-param name="verdi" select="$verdi"/><xsl:with-param name="d" select="$d"/></xsl:call-template></xsl:variable>
      <xsl:variable name="rundet"><xsl:call-template name="del-og-avrund"><xsl:with-param name="teller" select="number($n)"/><xsl:with-param name="nevner" select="number(concat('1', substring('0000000000', 1, $d - 5)))"/></xsl:call-template></xsl:variable>
      <xsl:call-template name="flytt-komma"><xsl:with-param name="verdi"><xsl:call-template name="desimal"><xsl:with-param name="n" select="number($rundet)"/><xsl:with-param name="d" select="5"/></xsl:call-template></xsl:with-param></xsl:call-template>
    </xsl:when>
    <xsl:otherwise>
      <xsl:call-template name="flytt-komma"><xsl:with-param name="verdi" select="$verdi"/></xsl:call-template>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template name="flytt-komma">
  <xsl:param name="verdi"/>
  <xsl:variable name="uten" select="translate($verdi, '-', '')"/>
  <xsl:variable name="brok" select="concat(substring-after($uten, '.'), '00')"/>
  <xsl:variable name="rest" select="substring(substring-after($uten, '.'), 3)"/>
  <xsl:call-template name="tall-tekst">
    <xsl:with-param name="verdi">
      <xsl:if test="starts-with($verdi, '-')">-</xsl:if>
      <xsl:value-of select="format-number(concat(substring-before(concat($uten, '.'), '.'), substring($brok, 1, 2)), '0')"/>
      <xsl:if test="$rest != ''"><xsl:value-of select="concat('.', $rest)"/></xsl:if>
    </xsl:with-param>
  </xsl:call-template>
</xsl:template>

<!-- Whole-number arithmetic on decimals.  A value with d decimals times 10^d is
     a whole number; below 2^53 doubles hold it exactly. -->

<!-- the value times 10^d, d at least its number of decimals -->
<xsl:template name="heltall">
  <xsl:param name="verdi"/><xsl:param name="d"/>
  <xsl:value-of select="concat(substring-before(concat($verdi, '.'), '.'), substring(concat(substring-after($verdi, '.'), '0000000000'), 1, $d))"/>
</xsl:template>

<!-- a whole number divided by 10^d, as decimal text -->
<xsl:template name="desimal">
  <xsl:param name="n"/><xsl:param name="d"/>
  <xsl:variable name="siffer">
    <xsl:choose>
      <xsl:when test="$n &lt; 0"><xsl:value-of select="format-number(-$n, substring('00000000000', 1, $d + 1))"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="format-number($n, substring('00000000000', 1, $d + 1))"/></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:if test="$n &lt; 0">-</xsl:if>
  <xsl:value-of select="substring($siffer, 1, string-length($siffer) - $d)"/>
  <xsl:if test="$d &gt; 0"><xsl:value-of select="concat('.', substring($siffer, string-length($siffer) - $d + 1))"/></xsl:if>
</xsl:template>

<!-- teller / nevner (both whole, nevner positive), rounded half-up from zero -->
<xsl:template name="del-og-avrund">
  <xsl:param name="teller"/><xsl:param name="nevner"/>
  <xsl:choose>
    <xsl:when test="$teller &lt; 0">
      <xsl:variable name="x" select="-2 * $teller + $nevner"/>
      <xsl:value-of select="format-number(-(($x - $x mod (2 * $nevner)) div (2 * $nevner)), '0')"/>
    </xsl:when>
    <xsl:otherwise>
      <xsl:variable name="x" select="2 * $teller + $nevner"/>
      <xsl:value-of select="format-number(($x - $x mod (2 * $nevner)) div (2 * $nevner), '0')"/>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- A number for a chart: one decimal, rounded half-up in whole numbers;
     percent for shares, millions for amounts, from ten thousand millions on
     thousand millions.  Whole counts stay whole. -->
<xsl:template name="kort-tekst">
  <xsl:param name="verdi"/><xsl:param name="prosent"/><xsl:param name="nok"/>
  <xsl:variable name="d" select="string-length(substring-after($verdi, '.'))"/>
  <xsl:variable name="n"><xsl:call-template name="heltall"><xsl:with-param name="verdi" select="$verdi"/><xsl:with-param name="d" select="$d"/></xsl:call-template></xsl:variable>
  <xsl:variable name="milliarder" select="$nok and ($verdi &gt;= 10000000000 or $verdi &lt;= -10000000000)"/>
  <!-- how many digits go when one decimal stays -->
  <xsl:variable name="bort">
    <xsl:choose>
      <xsl:when test="$prosent"><xsl:value-of select="$d - 3"/></xsl:when>
      <xsl:when test="$milliarder"><xsl:value-of select="$d + 8"/></xsl:when>
      <xsl:when test="$nok"><xsl:value-of select="$d + 5"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$d - 1"/></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:choose>
    <xsl:when test="$bort &lt;= 0 or $prosent and $verdi &lt; 0.01 and $verdi &gt; 0"><xsl:call-template name="tall-tekst"><xsl:with-param name="verdi" select="$verdi"/><xsl:with-param name="prosent" select="$prosent"/></xsl:call-template></xsl:when>
    <xsl:otherwise>
      <xsl:variable name="tideler"><xsl:call-template name="del-og-avrund"><xsl:with-param name="teller" select="number($n)"/><xsl:with-param name="nevner" select="number(concat('1', substring('000000000000', 1, $bort)))"/></xsl:call-template></xsl:variable>
      <xsl:variable name="tekst"><xsl:call-template name="desimal"><xsl:with-param name="n" select="number($tideler)"/><xsl:with-param name="d" select="1"/></xsl:call-template></xsl:variable>
      <xsl:call-template name="tall-tekst"><xsl:with-param name="verdi" select="$tekst"/></xsl:call-template>
      <xsl:choose>
        <xsl:when test="$prosent"><xsl:value-of select="$prosenttegn"/></xsl:when>
        <xsl:when test="$milliarder"><xsl:call-template name="label"><xsl:with-param name="key" select="'milliarder'"/></xsl:call-template></xsl:when>
        <xsl:when test="$nok"><xsl:call-template name="label"><xsl:with-param name="key" select="'millioner'"/></xsl:call-template></xsl:when>
      </xsl:choose>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- The change from last year: exact difference with its sign, and in percent
     with one decimal; of shares the difference in percentage points. -->
<xsl:template name="endring">
  <xsl:param name="ny"/><xsl:param name="gammel"/><xsl:param name="prosent"/>
  <xsl:variable name="d1" select="string-length(substring-after($ny, '.'))"/>
  <xsl:variable name="d2" select="string-length(substring-after($gammel, '.'))"/>
  <xsl:variable name="d" select="$d1 * ($d1 &gt;= $d2) + $d2 * ($d2 &gt; $d1)"/>
  <xsl:variable name="n1"><xsl:call-template name="heltall"><xsl:with-param name="verdi" select="$ny"/><xsl:with-param name="d" select="$d"/></xsl:call-template></xsl:variable>
  <xsl:variable name="n2"><xsl:call-template name="heltall"><xsl:with-param name="verdi" select="$gammel"/><xsl:with-param name="d" select="$d"/></xsl:call-template></xsl:variable>
  <xsl:variable name="diff" select="number($n1) - number($n2)"/>
  <xsl:choose>
    <xsl:when test="$diff = 0"><xsl:call-template name="label"><xsl:with-param name="key" select="'uendret'"/></xsl:call-template></xsl:when>
    <xsl:otherwise>
      <xsl:variable name="tekst"><xsl:call-template name="desimal"><xsl:with-param name="n" select="$diff"/><xsl:with-param name="d" select="$d"/></xsl:call-template></xsl:variable>
      <xsl:if test="$diff &gt; 0">+</xsl:if>
      <xsl:choose>
        <xsl:when test="$prosent">
          <xsl:call-template name="prosent-siffer"><xsl:with-param name="verdi" select="$tekst"/></xsl:call-template>
          <xsl:call-template name="label"><xsl:with-param name="key" select="'prosentpoeng'"/></xsl:call-template>
        </xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="tall-tekst"><xsl:with-param name="verdi" select="$tekst"/></xsl:call-template>
          <xsl:if test="$n2 &gt; 0">
            <xsl:variable name="promille"><xsl:call-template name="del-og-avrund"><xsl:with-param name="teller" select="1000 * $diff"/><xsl:with-param name="nevner" select="number($n2)"/></xsl:call-template></xsl:variable>
            <xsl:variable name="p"><xsl:call-template name="desimal"><xsl:with-param name="n" select="number($promille)"/><xsl:with-param name="d" select="1"/></xsl:call-template></xsl:variable>
            <xsl:text> (</xsl:text>
            <xsl:if test="$promille &gt; 0">+</xsl:if>
            <xsl:call-template name="tall-tekst"><xsl:with-param name="verdi" select="$p"/></xsl:call-template>
            <xsl:value-of select="$prosenttegn"/>
            <xsl:text>)</xsl:text>
          </xsl:if>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- rooms -->

</xsl:stylesheet>
