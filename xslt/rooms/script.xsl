<?xml version="1.0" encoding="UTF-8"?>
<!--
  script.xsl: the page's one script: it sorts the rows of the comparison by a column
  and shows those whose unit has the letters asked for, where rows are many; and it opens the folded
  part that a link points into, and everything for print.

  What stands between the lines "begin" and "end" is put into report.xsl by the
  build, at its line "rooms".
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:r="urn:helseforskning:indikatorrapport:v1">
<!-- begin -->

<xsl:template name="skript">
  <xsl:variable name="sok"><xsl:call-template name="label"><xsl:with-param name="key" select="'sammenlign.sok'"/></xsl:call-template></xsl:variable>
  <script data-sok="{$sok}">
(function(){
var soketekst=document.currentScript.dataset.sok,tabell=document.querySelector('table.sammenlign');
function aapne(){var m=location.hash.length>1&amp;&amp;document.getElementById(decodeURIComponent(location.hash.slice(1)));
for(var e=m;e;e=e.parentElement)if(e.nodeName==='DETAILS')e.open=true;if(m&amp;&amp;m.nodeName!=='SECTION')m.scrollIntoView();}
addEventListener('hashchange',aapne);aapne();
var lukket=[];
addEventListener('beforeprint',function(){lukket=[].slice.call(document.querySelectorAll('details:not([open])'));lukket.forEach(function(d){d.open=true;});});
addEventListener('afterprint',function(){lukket.forEach(function(d){d.open=false;});});
if(!tabell||tabell.tBodies[0].rows.length&lt;9)return;
var kropp=tabell.tBodies[0],rader=[].slice.call(kropp.rows);
function verdi(rad,i){if(i===0)return rad.cells[0].textContent;var d=rad.cells[i].querySelector('data');return d?Number(d.value):null;}
[].forEach.call(tabell.tHead.rows[0].cells,function(hode,i){
var knapp=document.createElement('button');knapp.type='button';
while(hode.firstChild)knapp.appendChild(hode.firstChild);hode.appendChild(knapp);
knapp.addEventListener('click',function(){
var ned=hode.getAttribute('aria-sort')!=='descending';
[].forEach.call(tabell.tHead.rows[0].cells,function(h){h.removeAttribute('aria-sort');});
hode.setAttribute('aria-sort',ned?'descending':'ascending');
rader.slice().sort(function(a,b){var x=verdi(a,i),y=verdi(b,i),f;
if(x===null||y===null)return (x===null)-(y===null);
f=i===0?x.localeCompare(y,'nb'):x-y;return ned?-f:f;}).forEach(function(r){kropp.appendChild(r);});});});
var felt=document.createElement('input'),merke=document.createElement('label');
felt.type='search';merke.className='sok';merke.textContent=soketekst+' ';merke.appendChild(felt);
tabell.parentNode.parentNode.insertBefore(merke,tabell.parentNode);
felt.addEventListener('input',function(){var s=felt.value.toLowerCase();
rader.forEach(function(r){r.hidden=r.cells[0].textContent.toLowerCase().indexOf(s)&lt;0;});});
})();
  </script>
</xsl:template>

<!-- end -->
</xsl:stylesheet>
