<?xml version="1.0" encoding="UTF-8"?>
<!--
  style.xsl: how the page looks.

  What stands between the lines "begin" and "end" is put into report.xsl by the
  build, at its line "rooms".
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:r="urn:helseforskning:indikatorrapport:v1">
<!-- begin -->

<!-- style .............................................................. -->

<!-- One accent colour and greys; text at least 4.5:1, drawings at least 3:1
     against their ground. -->
<xsl:template name="stil">
:root{--a:#1b5a86;--al:#dbe7f0;--t:#1f2933;--d:#55606b;--k:#c9d0d7;--g:#f3f5f7;--r:#8a1c1c}
*{box-sizing:border-box}
html{scroll-behavior:smooth}
body{margin:0;color:var(--t);background:#fff;font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Liberation Sans",sans-serif}
header.topp,nav,main,footer{max-width:76rem;margin:0 auto;padding:0 1.25rem}
main:focus{outline:none}
a{color:var(--a)}
a:focus-visible,summary:focus-visible,.rull:focus-visible{outline:3px solid var(--a);outline-offset:2px}
.hopp{position:absolute;left:-999rem;background:#fff;padding:.5rem 1rem;z-index:2}
.hopp:focus{left:1rem;top:1rem}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.varsel{background:var(--r);color:#fff;padding:1rem 1.25rem;text-align:center}
.varsel strong{display:block;font-size:1.75rem;letter-spacing:.06em;line-height:1.2}
header.topp{padding-top:2rem}
h1{font-size:2rem;line-height:1.2;margin:0}
.avsender{font-size:1.25rem;color:var(--d);margin:.25rem 0 1.25rem}
h2{font-size:1.6rem;line-height:1.25;margin:3.5rem 0 .75rem;padding-top:1rem;border-top:3px solid var(--a)}
h3{font-size:1.25rem;margin:2.5rem 0 .5rem}
h4{font-size:1.05rem;margin:2rem 0 .25rem}
.fakta{display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:.75rem 1.5rem;margin:0 0 1.5rem;padding:1rem 0;border-top:1px solid var(--k);border-bottom:1px solid var(--k)}
.fakta dt{font-size:.8125rem;color:var(--d)}
.fakta dd{margin:0;overflow-wrap:anywhere}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:0;padding:0}
nav a{display:inline-block;padding:.25rem 0}
p{margin:.5rem 0;max-width:48rem}
.note,.omfang,.liten{font-size:.875rem;color:var(--d)}
.omfang{border-left:3px solid var(--k);padding-left:.75rem}
.kort{list-style:none;margin:1rem 0;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(min(17rem,100%),1fr));gap:1rem}
.kort li{border:1px solid var(--k);border-top:4px solid var(--a);border-radius:4px;padding:.875rem 1rem;break-inside:avoid}
.kort h3{margin:0;font-size:1rem;font-weight:600}
.stort{margin:.375rem 0;font-size:1rem}
.stort .verdi{font-size:1.7rem;font-weight:650;white-space:nowrap;font-variant-numeric:tabular-nums}
.stort .l{color:#5f6872;font-weight:400}
.stort .maaleenhet{color:var(--d)}
.kort .liten{margin:.125rem 0}
.endring{white-space:nowrap;color:var(--t)}
.diagrammer{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(21rem,100%),1fr));gap:1.25rem 2rem;align-items:start;margin:1rem 0}
.gruppenavn{font-weight:600;margin-top:1.25rem}
.foretak{columns:21rem;column-gap:2rem;margin:.75rem 0}
.foretak figure{padding-bottom:1.25rem}
.inndeling{display:grid;grid-template-columns:minmax(0,22rem) minmax(0,1fr);gap:1.25rem 2.5rem;align-items:start;margin:1.5rem 0 .5rem}
.inndeling .rull{margin:0}
figure{margin:0;break-inside:avoid}
figure.stige{max-width:27rem;margin:1.5rem 0}
figcaption{font-size:.9375rem;font-weight:600;margin-bottom:.375rem}
svg{display:block;width:100%;max-width:34rem;height:auto;overflow:visible}
svg text{font-size:13px;fill:var(--t)}
svg .v,svg .e{text-anchor:end;font-variant-numeric:tabular-nums}
svg .a{text-anchor:middle;font-size:11.5px}
svg .e{font-size:11.5px}
svg .a,svg .e{paint-order:stroke;stroke:#fff;stroke-width:3px}
svg .k{font-size:10.5px;fill:var(--d)}
svg text.l{fill:#5f6872}
svg .b{fill:#edf0f3}
svg .s{fill:var(--a)}
svg .s.f{fill:#a9c5da;stroke:var(--a);stroke-width:1}
svg .s.u{fill:#7c8791}
svg .s.u.f{fill:#c3c9cf;stroke:#6a747e}
svg .s.l,svg .s.l.f{fill:#dfe3e7;stroke:#7c8791;stroke-width:1}
svg .s.m{fill:#b4552d}
svg .s.m.f{fill:#e3bda9;stroke:#b4552d}
svg .wk{stroke:#fff;stroke-width:4;fill:none}
svg .w{stroke:#111820;stroke-width:1.5;fill:none}
svg .g{stroke:#7c8791;stroke-width:1;fill:none}
.merke{font-weight:400;color:var(--d)}
.rull{position:relative;overflow-x:auto;margin:1rem 0;max-width:100%}
table{border-collapse:collapse;font-size:.875rem;min-width:min(100%,30rem)}
caption{text-align:left;font-weight:600;padding:.25rem 0}
caption span{display:inline-block;position:sticky;left:0;max-width:calc(100vw - 2.5rem)}
th,td{padding:.3125rem .625rem;text-align:left;vertical-align:top;border-bottom:1px solid #e1e5e9}
thead th{border-bottom:2px solid var(--a);vertical-align:bottom;font-weight:600}
tbody th{font-weight:400}
tbody tr:hover>*{background:var(--g)}
.t{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
thead .t{white-space:normal}
thead .merke{display:block}
td small,th small{color:var(--d)}
td.l{color:#5f6872;background:var(--g)}
td.l small{color:#5f6872}
tr.gruppe th{font-weight:600;background:var(--al);padding-top:.5rem}
tr.sum th,tr.sum td{font-weight:600;border-top:1px solid var(--d)}
tr.sum small{font-weight:400}
table.tekst{width:100%}
table.tekst td,table.tekst th{overflow-wrap:anywhere;min-width:5rem}
table.tekst thead th{overflow-wrap:normal}
th.fri{font-weight:400;min-width:14rem}
table.tett th.t{min-width:6rem}
.rull table:not(.tekst) tbody th,.rull table:not(.tekst) thead th:first-child{position:sticky;left:0;background:#fff;min-width:9rem}
.rull table tr.gruppe th,.rull table:not(.tekst) tr.gruppe th{background:var(--al)}
table.matrise{font-size:.8125rem}
table.matrise th,table.matrise td{padding:.3125rem .4rem}
table.matrise td{text-align:center;border:1px solid #fff}
table.matrise th.t{text-align:center}
table.matrise .m1{background:#e3edf4}
table.matrise .m2{background:#b9d2e4}
table.matrise .m3{background:#1b5a86;color:#fff}
table.matrise .m4{background:#0d3350;color:#fff}
.paategning{border-left:3px solid var(--a);padding:.25rem .75rem;margin:.75rem 0;background:var(--g)}
.tegn{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1rem;margin:.25rem 0;padding:0;font-size:.875rem}
.tegn span{display:inline-block;width:.9em;height:.9em;margin-right:.35em;vertical-align:-.1em;border:1px solid #444}
.r0{fill:#0d3350;background:#0d3350}.r1{fill:#2f6f9b;background:#2f6f9b}.r2{fill:#a9c5da;background:#a9c5da}.r3{fill:#e3bda9;background:#e3bda9}
svg text.h{fill:#fff;stroke:none}
svg .krav{fill:none;stroke:#b4552d;stroke-width:2}
svg .kp{fill:#b4552d}
.ikke{white-space:nowrap;font-style:italic}
.hint{color:var(--d)}
code{font:.8125rem/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace}
.sum256{overflow-wrap:anywhere}
.merkelapp{display:inline-block;padding:0 .5rem;border:1px solid currentColor;border-radius:3px}
.merkelapp.feil{color:#fff;background:var(--r);border-color:var(--r)}
.merkelapp.advarsel{color:#6b4200;background:#fdf3dc}
.merkelapp.merknad{color:var(--d)}
details{margin:.25rem 0}
summary{cursor:pointer;color:var(--a);padding:.25rem 0;width:fit-content;max-width:100%}
footer{margin-top:3rem;padding-top:1rem;padding-bottom:2rem;font-size:.875rem;color:var(--d);border-top:1px solid var(--k)}
@media (max-width:48rem){.inndeling{grid-template-columns:minmax(0,1fr)}}
@media (max-width:40rem){h1{font-size:1.6rem}h2{font-size:1.35rem}.varsel strong{font-size:1.35rem}header.topp,nav,main,footer{padding-left:1rem;padding-right:1rem}.fakta{grid-template-columns:repeat(auto-fit,minmax(9rem,1fr))}.rull table:not(.tekst) tbody th,.rull table:not(.tekst) thead th:first-child{min-width:7rem;max-width:9.5rem}}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
@media print{
@page{size:A4;margin:16mm 14mm}
<xsl:if test="$konvolutt/@merknad">@page{@top-center{content:"<xsl:value-of select="$konvolutt/@merknad"/>";font:bold 11pt sans-serif;color:#8a1c1c}}
</xsl:if>body{font-size:10pt}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
nav,.hopp{display:none}
main>section:not(#sammendrag){break-before:page}
main>section>h2{margin-top:0}
tbody+tbody:last-child{break-before:avoid}
header.topp,main,footer{max-width:none;padding-left:0;padding-right:0}
.varsel{border:2pt solid var(--r)}
h2,h3,h4,caption,.note,.omfang,.gruppenavn,tr.gruppe{break-after:avoid}
p,tr,figure,.kort li{break-inside:avoid}
.rull:not(:has(tbody:nth-of-type(4),tr:nth-child(13))),tbody:not(:has(tr:nth-child(16))){break-inside:avoid}
.diagrammer{grid-template-columns:1fr 1fr;gap:8pt 16pt}
.foretak{columns:2;column-gap:16pt}
.inndeling{grid-template-columns:minmax(0,2fr) minmax(0,3fr)}
.kort{grid-template-columns:repeat(3,1fr)}
.rull{overflow:visible}
.rull table:not(.tekst) tbody th,.rull table:not(.tekst) thead th:first-child{position:static}
table{font-size:8pt}
table.tett{font-size:7pt}
table.tett small{font-size:6pt}
table.tett th,table.tett td{padding:2pt;min-width:0!important}
summary{display:none}
details::details-content{content-visibility:visible;height:auto}
a{color:inherit;text-decoration:none}
}
</xsl:template>

<!-- end -->
</xsl:stylesheet>
