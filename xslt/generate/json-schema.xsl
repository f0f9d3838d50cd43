<?xml version="1.0" encoding="UTF-8"?>
<!--
  json-schema.xsl: the JSON Schema of the report, from its XSD.

  Run by xslt/generate/json_schema.sh; not part of the library.  The report's JSON
  follows from its XML by rules (doc/architecture.md), so its schema follows from
  the XSD by the same: an element without siblings of its name is an object under
  that name, one that repeats an array, an attribute a string; attributes that
  $integers names are numbers.  The root element has no counterpart: its
  children are the keys of the document.

  A key of an element itself says which of two attributes it has.  Other keys, key
  references and uniqueness have no counterpart in JSON Schema: they are those of
  the XSD, and a comment says so.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema">
 <xsl:output method="text" encoding="UTF-8"/>
 <xsl:param name="integers"/>
 <xsl:param name="document" select="'indikatorrapport'"/>
 <xsl:variable name="root" select="/xs:schema/xs:element[@name = $document]"/>

 <xsl:template match="/">
  <xsl:text>{&#10;"$schema":"https://json-schema.org/draft/2020-12/schema",&#10;"$id":</xsl:text>
  <xsl:call-template name="string"><xsl:with-param name="value" select="concat(xs:schema/@targetNamespace, ':', $document, ':json')"/></xsl:call-template>
  <xsl:text>,&#10;"title":"</xsl:text><xsl:value-of select="$document"/><xsl:text>","description":</xsl:text>
  <xsl:call-template name="string"><xsl:with-param name="value" select="$root/xs:annotation/xs:documentation"/></xsl:call-template>
  <xsl:text>,&#10;"$comment":"Generated from report.xsd. Its keys, references and uniqueness hold here too; JSON Schema cannot say them.",&#10;</xsl:text>
  <xsl:apply-templates select="$root/xs:complexType" mode="object"/>
  <xsl:text>,&#10;"$defs":{&#10;</xsl:text>
  <xsl:for-each select="xs:schema/xs:complexType | xs:schema/xs:simpleType">
   <xsl:if test="position() &gt; 1">,&#10;</xsl:if>
   <xsl:call-template name="string"><xsl:with-param name="value" select="@name"/></xsl:call-template>
   <xsl:text>:{</xsl:text>
   <xsl:call-template name="description"/>
   <xsl:choose>
    <xsl:when test="self::xs:complexType"><xsl:apply-templates select="." mode="object"/></xsl:when>
    <xsl:otherwise><xsl:apply-templates select="xs:restriction" mode="string"/></xsl:otherwise>
   </xsl:choose>
   <xsl:text>}</xsl:text>
  </xsl:for-each>
  <xsl:text>&#10;}&#10;}&#10;</xsl:text>
 </xsl:template>

 <!-- what an element or type holds, as the keywords of an object -->
 <xsl:template match="xs:complexType" mode="object">
  <xsl:param name="attributes" select="xs:attribute | /xs:schema/xs:attributeGroup[concat('r:', @name) = current()/xs:attributeGroup/@ref]/xs:attribute"/>
  <xsl:variable name="elements" select="xs:sequence/xs:element"/>
  <xsl:if test="xs:choice | xs:all | xs:group | xs:simpleContent | xs:complexContent | xs:sequence/*[not(self::xs:element)] | xs:anyAttribute">
   <xsl:message terminate="yes">json-schema.xsl: <xsl:value-of select="(ancestor-or-self::*/@name)[last()]"/> uses a part of XSD that has no rule here</xsl:message>
  </xsl:if>
  <xsl:text>"type":"object","additionalProperties":false,"required":[</xsl:text>
  <xsl:for-each select="$attributes[@use = 'required'] | $elements[not(@minOccurs = '0')]">
   <xsl:if test="position() &gt; 1">,</xsl:if>
   <xsl:call-template name="string"><xsl:with-param name="value" select="@name"/></xsl:call-template>
  </xsl:for-each>
  <xsl:text>],"properties":{</xsl:text>
  <xsl:for-each select="$attributes | $elements">
   <xsl:if test="position() &gt; 1">,</xsl:if>
   <xsl:text>&#10; </xsl:text>
   <xsl:call-template name="string"><xsl:with-param name="value" select="@name"/></xsl:call-template>
   <xsl:text>:{</xsl:text>
   <xsl:call-template name="description"/>
   <xsl:choose>
    <xsl:when test="self::xs:attribute and contains(concat(' ', $integers, ' '), concat(' ', @name, ' '))"><xsl:call-template name="integer"/></xsl:when>
    <xsl:when test="@maxOccurs = 'unbounded'">
     <xsl:text>"type":"array","minItems":1,"items":{</xsl:text><xsl:call-template name="reference"/><xsl:text>}</xsl:text>
    </xsl:when>
    <xsl:otherwise><xsl:call-template name="reference"/></xsl:otherwise>
   </xsl:choose>
   <xsl:text>}</xsl:text>
  </xsl:for-each>
  <xsl:text>}</xsl:text>
  <!-- a key of the element itself, whose field is one attribute or another: exactly one of them -->
  <xsl:variable name="either" select="(parent::xs:element | //xs:element[@type = concat('r:', current()/@name)])/xs:key[xs:selector/@xpath = '.']/xs:field[contains(@xpath, '|')]"/>
  <xsl:if test="$either">
   <xsl:text>,"oneOf":[</xsl:text>
   <xsl:call-template name="present"><xsl:with-param name="name" select="substring-after(substring-before($either[1]/@xpath, '|'), '@')"/></xsl:call-template>
   <xsl:text>,</xsl:text>
   <xsl:call-template name="present"><xsl:with-param name="name" select="substring-after(substring-after($either[1]/@xpath, '|'), '@')"/></xsl:call-template>
   <xsl:text>]</xsl:text>
  </xsl:if>
 </xsl:template>

 <xsl:template name="present">
  <xsl:param name="name"/>
  <xsl:text>{"type":"object","properties":{"</xsl:text><xsl:value-of select="$name"/>
  <xsl:text>":true},"required":["</xsl:text><xsl:value-of select="$name"/>
  <xsl:text>"]}</xsl:text>
 </xsl:template>

 <xsl:template name="reference">
  <xsl:choose>
   <xsl:when test="starts-with(@type, 'r:')">
    <xsl:text>"$ref":</xsl:text>
    <xsl:call-template name="string"><xsl:with-param name="value" select="concat('#/$defs/', substring-after(@type, ':'))"/></xsl:call-template>
   </xsl:when>
   <xsl:when test="xs:complexType"><xsl:apply-templates select="xs:complexType" mode="object"/></xsl:when>
   <xsl:when test="xs:simpleType/xs:restriction"><xsl:apply-templates select="xs:simpleType/xs:restriction" mode="string"/></xsl:when>
   <xsl:otherwise><xsl:message terminate="yes">json-schema.xsl: <xsl:value-of select="@name"/> has a type that has no rule here</xsl:message></xsl:otherwise>
  </xsl:choose>
 </xsl:template>

 <!-- a number: the range that the pattern of the type stands for -->
 <xsl:template name="integer">
  <xsl:variable name="type" select="/xs:schema/xs:simpleType[@name = substring-after(current()/@type, ':')]/xs:restriction"/>
  <xsl:variable name="pattern" select="$type/xs:pattern/@value"/>
  <xsl:text>"type":"integer"</xsl:text>
  <xsl:choose>
   <xsl:when test="$pattern = '(19|20)[0-9]{2}'">,"minimum":1900,"maximum":2099</xsl:when>
   <xsl:when test="$pattern = '[0-9]|10'">,"minimum":0,"maximum":10</xsl:when>
   <xsl:when test="$pattern = '0|[1-9][0-9]*'">,"minimum":0</xsl:when>
   <xsl:when test="$pattern = '[1-9][0-9]*'">,"minimum":1</xsl:when>
   <xsl:when test="$pattern = '-?(0|[1-9][0-9]*)'"/>
   <xsl:when test="$type/xs:minInclusive | $type/xs:maxInclusive">
    <xsl:if test="$type/xs:minInclusive">,"minimum":<xsl:value-of select="$type/xs:minInclusive/@value"/></xsl:if>
    <xsl:if test="$type/xs:maxInclusive">,"maximum":<xsl:value-of select="$type/xs:maxInclusive/@value"/></xsl:if>
   </xsl:when>
   <xsl:otherwise><xsl:message terminate="yes">json-schema.xsl: no range is known for the whole number <xsl:value-of select="@name"/> of type <xsl:value-of select="@type"/>, pattern <xsl:value-of select="$pattern"/></xsl:message></xsl:otherwise>
  </xsl:choose>
 </xsl:template>

 <xsl:template match="xs:restriction" mode="string">
  <xsl:choose>
   <xsl:when test="starts-with(@base, 'r:')">
    <xsl:text>"$ref":</xsl:text>
    <xsl:call-template name="string"><xsl:with-param name="value" select="concat('#/$defs/', substring-after(@base, ':'))"/></xsl:call-template>
   </xsl:when>
   <xsl:otherwise>"type":"string"</xsl:otherwise>
  </xsl:choose>
  <xsl:if test="@base = 'xs:date'">,"format":"date"</xsl:if>
  <xsl:if test="@base = 'xs:dateTime'">,"format":"date-time"</xsl:if>
  <xsl:if test="xs:enumeration">
   <xsl:text>,"enum":[</xsl:text>
   <xsl:for-each select="xs:enumeration">
    <xsl:if test="position() &gt; 1">,</xsl:if>
    <xsl:call-template name="string"><xsl:with-param name="value" select="@value"/></xsl:call-template>
   </xsl:for-each>
   <xsl:text>]</xsl:text>
  </xsl:if>
  <xsl:for-each select="xs:minLength | xs:maxLength">,"<xsl:value-of select="local-name()"/>":<xsl:value-of select="@value"/></xsl:for-each>
  <!-- patterns of XSD are anchored; several of one restriction are alternatives -->
  <xsl:if test="xs:pattern">
   <xsl:text>,"pattern":</xsl:text>
   <xsl:variable name="patterns"><xsl:for-each select="xs:pattern"><xsl:if test="position() &gt; 1">|</xsl:if><xsl:value-of select="@value"/></xsl:for-each></xsl:variable>
   <xsl:call-template name="string"><xsl:with-param name="value" select="concat('^(?:', $patterns, ')$')"/></xsl:call-template>
  </xsl:if>
  <xsl:if test="*[not(self::xs:enumeration or self::xs:pattern or self::xs:minLength or self::xs:maxLength or self::xs:annotation)]">
   <xsl:message terminate="yes">json-schema.xsl: <xsl:value-of select="(ancestor::*/@name)[last()]"/> has a facet that has no rule here</xsl:message>
  </xsl:if>
 </xsl:template>

 <xsl:template name="description">
  <xsl:variable name="text" select="xs:annotation/xs:documentation | xs:complexType/xs:annotation/xs:documentation"/>
  <xsl:if test="$text">
   <xsl:text>"description":</xsl:text>
   <xsl:call-template name="string"><xsl:with-param name="value" select="$text[1]"/></xsl:call-template>
   <xsl:text>,</xsl:text>
  </xsl:if>
 </xsl:template>

 <!-- a JSON string -->
 <xsl:template name="string">
  <xsl:param name="value"/>
  <xsl:text>"</xsl:text>
  <xsl:call-template name="escape"><xsl:with-param name="value" select="normalize-space($value)"/></xsl:call-template>
  <xsl:text>"</xsl:text>
 </xsl:template>
 <xsl:template name="escape">
  <xsl:param name="value"/>
  <xsl:variable name="first" select="substring($value, 1, 1)"/>
  <xsl:choose>
   <xsl:when test="not(contains($value, '\') or contains($value, '&quot;'))"><xsl:value-of select="$value"/></xsl:when>
   <xsl:otherwise>
    <xsl:if test="$first = '\' or $first = '&quot;'">\</xsl:if>
    <xsl:value-of select="$first"/>
    <xsl:call-template name="escape"><xsl:with-param name="value" select="substring($value, 2)"/></xsl:call-template>
   </xsl:otherwise>
  </xsl:choose>
 </xsl:template>
</xsl:stylesheet>
