<?xml version="1.0" encoding="UTF-8"?>
<!--
  style.xsl: how the page looks: on a desk, on a phone, on paper, in the dark.

  What stands between the lines "begin" and "end" is put into report.xsl by the
  build, at its line "rooms".
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:r="urn:helseforskning:indikatorrapport:v1">
<!-- begin -->

<!-- One accent colour for the sender, grey for the others, orange for targets;
     text at least 4.5:1, drawings at least 3:1 against their ground, each told
     from the others by lightness too.  No text is below 12 pixels. -->
<xsl:template name="stil">
:root{color-scheme:light dark;--a:#1b5a86;--al:#dbe7f0;--t:#1f2933;--d:#55606b;--k:#c9d0d7;--g:#f3f5f7;--p:#fff;--r:#8a1c1c;--o:#b4552d;--s:#8b96a0;--sf:#dde2e6;--m1:#e3edf4;--m2:#b9d2e4;--m3:#1b5a86;--m4:#0d3350;--ml:#fff}
@media (prefers-color-scheme:dark){:root{--a:#7db9e4;--al:#1d3a50;--t:#e6eaee;--d:#a9b4be;--k:#44505b;--g:#1d242b;--p:#12171c;--r:#f08d8d;--o:#f0a070;--s:#8a96a1;--sf:#333d46;--m1:#1d3a50;--m2:#2c5876;--m3:#7db9e4;--m4:#c4e2f7;--ml:#0b1218}}
*{box-sizing:border-box}
html{scroll-behavior:smooth;scroll-padding-top:3.25rem}
body{margin:0;color:var(--t);background:var(--p);font:16px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Liberation Sans",sans-serif}
header.topp,nav,main,footer{max-width:84rem;margin:0 auto;padding:0 1.25rem}
main:focus{outline:none}
a{color:var(--a)}
a:focus-visible,summary:focus-visible,button:focus-visible,input:focus-visible,.rull:focus-visible{outline:3px solid var(--a);outline-offset:2px}
.hopp{position:absolute;left:-999rem;background:var(--p);padding:.5rem 1rem;z-index:3}
.hopp:focus{left:1rem;top:1rem}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.varsel{background:#8a1c1c;color:#fff;padding:.375rem 1.25rem;text-align:center;font-size:.875rem}
.varsel strong{letter-spacing:.04em}
header.topp{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;align-items:baseline;padding-top:1rem;padding-bottom:.5rem}
h1{font-size:1.5rem;line-height:1.2;margin:0}
header.topp p{margin:0;max-width:none;color:var(--d)}
header.topp strong{color:var(--t)}
nav.meny{position:sticky;top:0;z-index:2;background:var(--p);border-bottom:1px solid var(--k)}
nav ul{list-style:none;display:flex;gap:0 .9rem;margin:0;padding:0;overflow-x:auto;scrollbar-width:thin}
nav a{display:block;padding:.5rem 0;font-size:.8125rem;white-space:nowrap;text-decoration:none}
nav a:hover{text-decoration:underline}
h2{font-size:1.375rem;line-height:1.25;margin:0 0 .625rem}
h3{font-size:1.0625rem;margin:1.25rem 0 .375rem}
h4{font-size:1rem;margin:1rem 0 .25rem}
main>section{padding:1.75rem 0 0;margin:1.75rem 0 0;border-top:2px solid var(--k)}
main>section:first-child{border:0;margin-top:0;padding-top:1rem}
.emne{margin:0 0 .125rem;font-size:.875rem;font-weight:600;color:var(--a)}
.tema h2{max-width:60rem;font-weight:600}
.lenke{font-weight:400;text-decoration:none;color:var(--d);font-size:.875em;padding:0 .25em}
p{margin:.5rem 0;max-width:48rem}
.note{font-size:.875rem;color:var(--d)}
.setninger{margin:.25rem 0;padding-left:1.1rem;max-width:56rem;font-size:1.0625rem}
.setninger li{margin:.375rem 0}
data{font-variant-numeric:tabular-nums}
.setninger li,h2{overflow-wrap:break-word}
.kort{list-style:none;margin:.5rem 0;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(min(15.5rem,100%),1fr));gap:.75rem}
.kort li{border:1px solid var(--k);border-top:3px solid var(--a);border-radius:4px;padding:.625rem .875rem;break-inside:avoid}
.kort h3{margin:0;font-size:.9375rem;font-weight:600;line-height:1.3}
.kort p{margin:.125rem 0;font-size:.875rem;color:var(--d)}
.kort .stort{margin:.25rem 0;font-size:1rem;color:var(--t)}
.kort .stort data,.kort .stort .ikke{font-size:1.375rem;font-weight:650}
.kort .stort .ikke{font-size:1.125rem;font-weight:400}
.kort .stort .av{display:block;color:var(--d)}
.kort .endring{color:var(--t)}
.kort .maaltall{color:var(--o);font-weight:600}
.gnist{display:block;margin-top:.375rem}
.gnist .linje{fill:none;stroke:var(--a);stroke-width:2}
.gnist circle{fill:var(--a)}
.gnist .null{stroke:var(--s);stroke-width:1}
.maaltabell{font-size:.8125rem}
.flate{display:grid;grid-template-columns:minmax(0,19rem) minmax(0,1fr);gap:1rem 2rem;align-items:start}
.flate.bred{grid-template-columns:minmax(0,1fr)}
.bred table{font-size:.8125rem}
.bred th,.bred td{padding:.28rem .35rem}
.flate>.tabell:first-child{grid-column:1/-1}
figure{margin:0;break-inside:avoid}
figcaption{font-size:.9375rem;font-weight:600;margin-bottom:.25rem}
figure svg{display:block;width:100%;max-width:34rem;overflow:visible}
svg text{font-size:13px;fill:var(--t)}
svg .tall{font-variant-numeric:tabular-nums}
svg .eget{fill:var(--a)}
svg .andre{fill:var(--s)}
svg .trinn{stroke:var(--k);stroke-width:1}
svg .akse{stroke:var(--d);stroke-width:1}
svg .maal{stroke:var(--o);stroke-width:2;stroke-dasharray:5 3}
svg .kant{stroke:var(--p);stroke-width:5}
svg .ende{text-anchor:end}
svg .usikker{stroke:var(--t);stroke-width:2}
table{border-collapse:collapse;font-size:.875rem;width:100%}
th,td{padding:.28rem .5rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--k)}
thead th{border-bottom:2px solid var(--a);vertical-align:bottom;font-weight:600;line-height:1.25}
tbody th{font-weight:400}
.t{text-align:right;font-variant-numeric:tabular-nums}
td.t data{white-space:nowrap}
th small,td small{display:block;color:var(--d);font-size:.75rem;font-weight:400}
td.nabo,th.nabo{background:var(--g)}
.maaltabell td:nth-child(2){font-weight:650}
td.l,td.l data{color:var(--d)}
.ikke{font-style:italic;color:var(--d)}
.uten,.gjoer li,.funn li,dd{overflow-wrap:anywhere}
.uten{font-size:.875rem;color:var(--d);max-width:none}
.stabel,.kodetabell{width:auto;min-width:min(100%,30rem);margin-bottom:.75rem}
.rull{overflow-x:auto;position:relative}
.tabell{min-width:0}
table.sammenlign{font-size:.75rem}
.sammenlign th,.sammenlign td{padding:.28rem .1rem .28rem .15rem}
.maaltabell thead th.nabo{overflow-wrap:anywhere;hyphens:auto}
.sammenlign thead th{font-size:.75rem}
tr.eget>*{background:var(--al);font-weight:650}
.sammenlign button{font:inherit;color:inherit;background:none;border:0;padding:0;text-align:inherit;cursor:pointer;text-decoration:underline dotted;text-underline-offset:3px}
[aria-sort=descending] button::after{content:" ▾"}[aria-sort=ascending] button::after{content:" ▴"}
.sok{display:block;margin:.5rem 0;font-size:.875rem}
.sok input{font:inherit;color:inherit;background:var(--p);padding:.25rem .5rem;border:1px solid var(--d);border-radius:3px;max-width:12rem}
details{margin:.375rem 0;font-size:.9375rem}
summary{cursor:pointer;color:var(--a);padding:.25rem 0;width:fit-content;max-width:100%}
.maalt dl{margin:.25rem 0;columns:2 22rem;column-gap:2rem;font-size:.875rem}
.maalt dl>div{break-inside:avoid;margin-bottom:.375rem}
dt{font-weight:600}
dd{margin:0;color:var(--d)}
.inndelinger h3{font-size:.9375rem}
.fakta{display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:.5rem 1.5rem;font-size:.875rem}
.fakta dd{overflow-wrap:anywhere}
.funn li,.godtatt li,.gjoer li{margin:.25rem 0;max-width:60rem}
.liten{font-size:.875em;color:var(--d)}
.hint{color:var(--d)}
.merkelapp{display:inline-block;padding:0 .4rem;border:1px solid currentColor;border-radius:3px;font-size:.8125rem}
.merkelapp.feil{color:#fff;background:#8a1c1c;border-color:#8a1c1c}
.merkelapp.advarsel{color:#6b4200;background:#fdf3dc}
.merkelapp.merknad{color:var(--d)}
.paategning{border-left:3px solid var(--a);padding:.125rem .75rem;margin:.5rem 0;background:var(--g)}
table.matrise{font-size:.8125rem;width:auto}
table.matrise th,table.matrise td{padding:.25rem .4rem}
table.matrise td{text-align:center;border:1px solid var(--p)}
table.matrise th.t{text-align:center}
.matrise .m1{background:var(--m1)}.matrise .m2{background:var(--m2)}
.matrise .m3{background:var(--m3);color:var(--ml)}.matrise .m4{background:var(--m4);color:var(--ml)}
tr.gruppe th{font-weight:600;background:var(--al)}
tr.sum>*{font-weight:600}
caption{text-align:left;font-weight:600;padding:.25rem 0}
table.tekst td,table.tekst th{overflow-wrap:anywhere;min-width:5rem}
code{font:.8125rem/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace}
.sum256{overflow-wrap:anywhere}
footer{margin-top:2rem;padding-top:.5rem;padding-bottom:1.5rem;font-size:.875rem;color:var(--d);border-top:1px solid var(--k)}
@media (min-width:62rem){nav ul{flex-wrap:wrap}nav a{padding:.25rem 0}nav ul{padding:.2rem 0}}
@media screen and (max-width:75rem){.flate,.flate.bred{grid-template-columns:minmax(0,1fr)}figure svg{max-width:30rem}}
@media screen and (max-width:62rem){
.stablet thead,.stabel thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.stablet,.stablet tbody,.stablet tr,.stablet tbody th,.stabel,.stabel tbody,.stabel tr,.stabel tbody th,.stabel tbody td{display:block;width:auto;min-width:0}
.stablet tr,.stabel tr{padding:.375rem 0;border-bottom:1px solid var(--k)}
.stablet tbody th,.stabel tbody th,.stabel tbody td{text-align:left;border:0;padding:0;font-weight:600}
.stablet td,.stablet td.nabo{display:inline-block;border:0;padding:0;margin:0 1rem 0 0;text-align:left;background:none}
.stabel td::before{content:attr(data-navn) " ";color:var(--d);font-size:.8125rem}
.stablet td::before{content:attr(data-h) " ";color:var(--d);font-weight:400;font-size:.8125rem}
.stablet td.ingen{display:none}
.matrise.stablet td:not([class]){display:none}
.stablet td small{display:inline;margin-left:.25em}
.stablet tr.eget{background:var(--al);padding-left:.5rem}
.stablet tr.eget>*{background:none}
.rull:has(.stablet){overflow:visible}
}
@media screen and (max-width:46rem){
h1{font-size:1.25rem}h2{font-size:1.1875rem}
header.topp,nav,main,footer{padding-left:1rem;padding-right:1rem}
main>section{padding-top:1.25rem;margin-top:1.25rem}
.setninger{font-size:1rem}
.kort{grid-template-columns:1fr}
.kort .stort{display:flex;flex-wrap:wrap;gap:0 .75rem;align-items:baseline}
.maalt dl{columns:1}
}
@media screen and (max-width:24rem){h2{font-size:1rem}}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
@media print{
:root{color-scheme:light;--a:#1b5a86;--al:#dbe7f0;--t:#000;--d:#444;--k:#c9d0d7;--g:#f3f5f7;--p:#fff;--o:#b4552d;--s:#8b96a0}
@page{size:A4;margin:15mm 13mm 14mm;@top-left{content:"<xsl:call-template name="loepetittel"/>";font:8.5pt sans-serif;color:#444}@bottom-right{content:counter(page) " / " counter(pages);font:8.5pt sans-serif;color:#444}}
<xsl:if test="$konvolutt/@merknad">@page{@top-right{content:"<xsl:value-of select="translate($konvolutt/@merknad, '&quot;\', '')"/>";font:bold 8.5pt sans-serif;color:#8a1c1c}}
</xsl:if>*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
body{font-size:9pt;line-height:1.35}
.hopp,.lenke,.sok,footer a,.varsel span{display:none}
nav.meny{position:static;border:0}
nav ul{display:block;columns:3;overflow:visible}
nav a{padding:0;font-size:8.5pt;color:inherit;white-space:normal}
header.topp,nav,main,footer{max-width:none;padding-left:0;padding-right:0}
main>section{padding-top:5pt;margin-top:5pt}
h1{font-size:15pt}h2{font-size:12pt}h3,h4{font-size:9.5pt;margin:6pt 0 2pt}
h2,h3,h4,.emne,caption,thead,tr.gruppe{break-after:avoid}
.emne,figcaption{font-size:8.5pt}
p{max-width:none;margin:3pt 0;orphans:3;widows:3}
p,tr,figure,.kort li{break-inside:avoid}
.setninger{font-size:9.5pt;max-width:none}
.kort{grid-template-columns:repeat(4,minmax(0,1fr));gap:4pt}
.kort li{padding:4pt 6pt}.kort h3{font-size:8.5pt}.kort p{font-size:8pt}.kort .stort data{font-size:14pt}
.flate,.flate.bred{grid-template-columns:minmax(0,1fr);gap:4pt}
figure svg{max-width:20rem}
figure svg text{font-size:11px}
figure{zoom:.8}
table,.bred table,table.sammenlign,.sammenlign thead th,table.matrise{font-size:7pt;line-height:1.25}
th,td,.bred th,.bred td,table.matrise th,table.matrise td{padding:1pt 2pt}
th small,td small{font-size:6.5pt}
thead th small{overflow-wrap:normal}
.merkelapp{font-size:7pt;padding:0 2pt}
td.t data{white-space:normal}
thead th{overflow-wrap:anywhere;hyphens:auto}
.maaltabell th.navn{width:26%}
.rull{overflow:visible}
.uten,.note,details,.maalt dl,.fakta,.gjoer,.funn,.godtatt{font-size:8pt;line-height:1.25}
.gjoer li,.funn li,.godtatt li{margin:1pt 0;max-width:none}
.gjoer .liten{font-size:1em}
.maaltabell{font-size:6.5pt}
.funn{columns:2;column-gap:12pt}
.kodetabell{min-width:0;margin-bottom:3pt}
.inndelinger h3{margin:3pt 0 1pt}
.maalt dl{columns:2;column-gap:12pt}
.maalt dl>div{margin-bottom:1pt}
.maalt dl>div,.maalt dt,.maalt dd{display:inline}
.maalt dl>div::after{content:"";display:block;height:1.5pt}
.maalt dt::after{content:": "}
summary{list-style:none;font-weight:600;color:inherit;padding:0}
summary::-webkit-details-marker{display:none}
details::details-content{content-visibility:visible;height:auto;display:block}
a{color:inherit;text-decoration:none}
footer{margin-top:6pt;padding:3pt 0 0;break-inside:avoid;break-before:avoid}
}
</xsl:template>

<!-- what stands at the head of every sheet; nothing that would end a text of CSS -->
<xsl:template name="loepetittel">
  <xsl:variable name="tittel"><xsl:call-template name="label"><xsl:with-param name="key" select="'tittel'"/></xsl:call-template><xsl:value-of select="concat(' ', $aar, ' – ', $avsendernavn)"/></xsl:variable>
  <xsl:value-of select="translate($tittel, '&quot;\&lt;&#10;', '')"/>
</xsl:template>

<!-- end -->
</xsl:stylesheet>
