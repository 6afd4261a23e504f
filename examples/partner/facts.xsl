<?xml version="1.0" encoding="UTF-8"?>
<!--
  An exchange file as a line of tab-separated values for each fact: what, value, certainty, the words, where they stand.

    xsltproc facts.xsl FILE.xml

  XSLT 1.0; docs/exchange.md explains the elements.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:communique:facts:1">
  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:template match="/">
    <xsl:apply-templates select="//f:facts/*[not(self::f:claims or self::f:text)]"/>
  </xsl:template>

  <!-- a fact: whatever has a certainty -->
  <xsl:template match="f:*[@certainty]">
    <xsl:for-each select="ancestor-or-self::f:*[not(self::f:facts)]">
      <xsl:if test="position() > 1">/</xsl:if>
      <xsl:value-of select="local-name()"/>
    </xsl:for-each>
    <xsl:call-template name="cell"><xsl:with-param name="words" select="f:value"/></xsl:call-template>
    <xsl:call-template name="cell"><xsl:with-param name="words" select="@certainty"/></xsl:call-template>
    <xsl:call-template name="cell"><xsl:with-param name="words" select="f:quote"/></xsl:call-template>
    <xsl:call-template name="cell"><xsl:with-param name="words" select="concat(@start, '-', @end)"/></xsl:call-template>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="f:finding">
    <xsl:text>finding</xsl:text>
    <xsl:call-template name="cell"><xsl:with-param name="words" select="f:content"/></xsl:call-template>
    <xsl:call-template name="cell"><xsl:with-param name="words" select="'stated'"/></xsl:call-template>
    <xsl:call-template name="cell"><xsl:with-param name="words" select="f:label"/></xsl:call-template>
    <xsl:call-template name="cell"><xsl:with-param name="words" select="concat(@start, '-', @end)"/></xsl:call-template>
    <xsl:text>&#10;</xsl:text>
    <xsl:apply-templates select="f:finding"/>
  </xsl:template>

  <!-- everything else that holds facts: event, place, chair, mention … -->
  <xsl:template match="f:*">
    <xsl:apply-templates select="f:*"/>
  </xsl:template>

  <!-- a tab and the words, with tabs and line breaks as spaces -->
  <xsl:template name="cell">
    <xsl:param name="words"/>
    <xsl:text>&#9;</xsl:text>
    <xsl:value-of select="normalize-space($words)"/>
  </xsl:template>
</xsl:stylesheet>
