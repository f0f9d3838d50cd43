// Holds "Kort fortalt" of the page against the facts of the report, for many
// variations of reports: facts without value, incomplete, of another rule set, the
// same as last year's, gone, or of any size, by a seeded generator.
//
//   node sentences.js SHEETS FOLDER COUNT SEED REPORT.xml...
//
// SHEETS holds report.<lang>.xsl as the build merges them; COUNT variations are made
// in FOLDER, of the reports in turn, and shown by xsltproc.  The first has the seed
// SEED, the next SEED + 1; a fault is told with that of its variation.  The facts are read here
// and the rule of rounding is written here anew.  TAP on standard output.
'use strict';
const fs = require('fs');
const path = require('path');
const { execFileSync } = require('child_process');
const { rounded } = require('./rounded.js');

const [sheets, folder, count, seed, ...reports] = process.argv.slice(2);
const languages = ['nb', 'nn', 'en'];
const measures = {
  'vitenskapeligePublikasjoner/publiseringspoeng': 'poeng',
  'avlagteDoktorgrader/antall': 'antall',
  'eksternFinansiering/eu': 'kroner',
  'eksternFinansiering/forskningsraadet': 'kroner',
  'handlingsplanKliniskeStudier/andelPasienter': 'andel',
  'doblingAntallStudier/antallStudier': 'antall',
  'doblingAntallStudier/krav': 'antall',
  'publiseringAvResultater/andelRapportert': 'andel',
  'publiseringAvResultater/ikkeFunnetPublisert': 'antall',
  'publiseringAvResultater/ikkeUndersoekt': 'antall',
  'brukermedvirkning/andelProsjekter': 'andel',
  'forskningspoeng/samlet': 'poeng',
};
const told = Object.keys(measures).filter((m) => !/krav|ikke(Funnet|Under)/.test(m));
const claims = {
  nb: { up: /økte/, down: /gikk ned/, above: /\bover\b/, below: /\bunder\b/, same: /likt med|det samme som/ },
  nn: { up: /auka/, down: /gjekk ned/, above: /\bover\b/, below: /\bunder\b/, same: /likt med|det same som/ },
  en: { up: /\brose\b/, down: /\bfell\b/, above: /\babove\b/, below: /\bbelow\b/, same: /the same as|which is the target|just as the path/ },
};
const reasons = {
  nb: { ingenTall: 'ingen tall', ikkeBeregnet: 'kan ikke beregnes', ikkeLevert: 'ikke levert', ikkeUndersoekt: 'ikke undersøkt', ikkeAktuelt: 'ikke aktuelt', skjult: 'skjult av hensyn til personvern' },
  nn: { ingenTall: 'ingen tal', ikkeBeregnet: 'kan ikkje bereknast', ikkeLevert: 'ikkje levert', ikkeUndersoekt: 'ikkje undersøkt', ikkeAktuelt: 'ikkje aktuelt', skjult: 'skjult av omsyn til personvern' },
  en: { ingenTall: 'no figures', ikkeBeregnet: 'cannot be calculated', ikkeLevert: 'not delivered', ikkeUndersoekt: 'not examined', ikkeAktuelt: 'not applicable', skjult: 'hidden to protect privacy' },
};
let number = 0;
let failed = 0;

function ok(title, faults) {
  console.log(`${faults.length ? 'not ok' : 'ok'} ${++number} - ${title}`);
  if (faults.length) failed++;
  faults.slice(0, 20).forEach((fault) => console.log(`# ${fault.slice(0, 400)}`));
}

// mulberry32: the same numbers everywhere
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const attributes = (tag) => Object.fromEntries([...tag.matchAll(/ ([A-Za-z]+)="([^"]*)"/g)].map((each) => [each[1], each[2]]));
const tag = (values) => `<tall${Object.entries(values).map(([name, value]) => ` ${name}="${value}"`).join('')}/>`;

// The frame of a report, and of its facts those that are told.
function read(file) {
  const text = fs.readFileSync(file, 'utf8');
  const [sender] = text.match(/<avsender [^>]*>/);
  const [period] = text.match(/<rapporteringsperiode [^>]*>/);
  const own = attributes(sender).enhet;
  const facts = [];
  let place = [];
  for (const each of text.matchAll(/<(\/?)([A-Za-z]+)((?: [^>]*?)?)(\/?)>/g)) {
    if (each[1]) place.pop();
    else if (!each[4]) place.push(each[2]);
    else if (each[2] === 'tall') {
      const m = place.slice(-2).join('/');
      const values = attributes(each[3]);
      if (measures[m] && (values.enhet === own || values.enhet === 'NO') && Number(attributes(period).aar) - values.aar < 2) facts.push({ m, values });
    }
  }
  return {
    sender: attributes(sender), period: attributes(period), facts,
    envelope: text.match(/<konvolutt [^>]*>/)[0],
    parameters: [...text.matchAll(/<parameter [^>]*navn="targets\.[^>]*>/g)].map((each) => each[0]),
    terms: text.match(/<begreper>[\s\S]*?<\/begreper>/)[0],
    units: text.match(/<enheter>[\s\S]*?<\/enheter>/)[0],
  };
}

const paths = (report) => Object.fromEntries([...report.terms.matchAll(/<begrep [^>]*>/g)].map((each) => {
  const sti = attributes(each[0]).sti;
  return [sti.split('/').slice(-2).join('/'), sti];
}));

function write(report, file) {
  const places = paths(report);
  const nest = (sti, inside) => sti.split('/').reduceRight((within, name) => `<${name}>${within}</${name}>`, inside);
  const figures = Object.keys(measures).map((m) => nest(places[m], report.facts.filter((fact) => fact.m === m).map((fact) => tag(fact.values)).join(''))).join('\n');
  fs.writeFileSync(file, '<?xml version="1.0" encoding="UTF-8"?>\n<indikatorrapport xmlns="urn:helseforskning:indikatorrapport:v1" skjemaversjon="1.0">'
    + `${report.envelope}<innhold>${tag(report.sender).replace('<tall', '<avsender')}${tag(report.period).replace('<tall', '<rapporteringsperiode')}`
    + `<regelverk>${report.parameters.join('')}</regelverk>${report.units}${report.terms}${figures}</innhold></indikatorrapport>\n`);
}

function varied(report, random) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const decimals = (value) => (value.split('.')[1] || '').length;
  const without = (values, reason) => {
    const { verdi, teller, nevner, nedre, oevre, ...rest } = values;
    return { ...rest, ...(reason === 'skjult' ? { skjult: 'ja' } : {}), grunn: reason };
  };
  const changed = (m, values) => {
    const kind = measures[m];
    const size = kind === 'andel' ? 0 : pick([0, 1, 2, 3, 6, 8, 10, 12]);
    const whole = kind === 'andel' ? '0' : String(Math.floor(random() * 10 ** size));
    const d = decimals(values.verdi || '0.0000');
    const digits = Array.from({ length: d }, () => Math.floor(random() * 10)).join('');
    return { ...values, verdi: d ? `${whole}.${digits}` : whole };
  };
  const facts = report.facts.flatMap(({ m, values }) => {
    const chance = random();
    if (chance < 0.08) return [];
    if (chance < 0.24) return [{ m, values: without(values, pick(['ikkeBeregnet', 'ikkeLevert', 'ikkeUndersoekt', 'ikkeAktuelt', 'skjult'])) }];
    if (chance < 0.40 && values.verdi !== undefined) return [{ m, values: { ...values, rapporterteEnheter: String(1 + Math.floor(random() * 9)), forventedeEnheter: '11' } }];
    if (chance < 0.60 && values.verdi !== undefined) return [{ m, values: changed(m, values) }];
    if (chance < 0.64) return [{ m, values: { ...values, regelverk: 'hod-2013' } }];
    return [{ m, values }];
  });
  // now and then the same as the year before, or as the country
  facts.forEach((fact) => {
    if (random() < 0.06 && fact.values.verdi !== undefined) {
      facts.filter((other) => other.m === fact.m && other.values.verdi !== undefined).slice(0, 2).forEach((other) => { other.values = { ...other.values, verdi: fact.values.verdi }; });
    }
  });
  const parameters = random() < 0.1 ? [] : report.parameters.map((each) => (random() < 0.3 ? each.replace(/ verdi="5"/, ` verdi="${pick(['0.5', '2.75', '12', '100', '0.05'])}"`) : each));
  return { ...report, facts, parameters };
}

// Decimals as whole numbers of the 20th place.
const scaled = (text) => {
  const [whole, fraction = ''] = text.replace('-', '').split('.');
  return BigInt(whole + fraction.padEnd(20, '0')) * (text.startsWith('-') ? -1n : 1n);
};
const spoken = (html) => html.replace(/<[^>]*>/g, '').replace(/&nbsp;/g, '\u00a0').replace(/&amp;/g, '&');

class Brief {
  constructor(report, lang, html) {
    this.report = report;
    this.lang = lang;
    this.faults = [];
    this.facts = new Map(report.facts.map(({ m, values }) => [`${m}|${values.aar}|${values.nivaa}|${values.enhet}`, values]));
    this.percent = report.parameters.map(attributes).find((each) => each.navn === 'targets.participation_percent');
    this.sentences = [...html.matchAll(/<li[^>]*>([\s\S]*?)<\/li>/g)].map((each) => each[1]);
    this.level = { nasjonalt: 'nasjon', regionaltHelseforetak: 'region' }[report.sender.type] || 'institusjon';
    this.numbers = 0;
    this.changes = 0;
  }

  own(m, back = 0) {
    return this.facts.get(`${m}|${this.report.period.aar - back}|${this.level}|${this.report.sender.enhet}`);
  }

  fault(what) { this.faults.push(`${this.lang}: ${what}`); }

  exact(reference, field = 'verdi') {
    if (reference === 'parameter:targets.participation_percent') return this.percent && scaled(this.percent.verdi) / 100n;
    const fact = this.facts.get(reference);
    return fact && fact[field] !== undefined ? scaled(fact[field]) : undefined;
  }

  complete(reference) {
    return reference.startsWith('parameter:') || this.facts.has(reference) && this.facts.get(reference).verdi !== undefined
      && this.facts.get(reference).forventedeEnheter === undefined;
  }

  // every number is a fact, or the difference of two, and rounded by the rule
  datum(part) {
    const { value, 'data-fakta': from, 'data-felt': field = 'verdi', 'data-mot': less } = part;
    const unit = field !== 'verdi' ? 'antall' : from.startsWith('parameter:') ? 'andel' : measures[from.split('|')[0]];
    const first = this.exact(from, field);
    const second = less === undefined ? 0n : this.exact(less);
    this.numbers++;
    if (first === undefined || second === undefined) return this.fault(`${part.text} names no fact: ${from} ${less || ''}`);
    const signed = first - second;
    const wanted = less !== undefined && !/^(NOK.)?[+−]/.test(part.text) && signed < 0n ? -signed : signed;
    if (scaled(value) !== wanted) this.fault(`${part.text} has the value ${value}, which is not that of ${from} ${field} ${less || ''}`);
    const text = rounded(value, less !== undefined && unit === 'andel' ? 'prosentpoeng' : unit, this.lang, /^(NOK.)?\+/.test(part.text));
    if (part.text !== text) this.fault(`${part.text} should be ${text}`);
    if (less !== undefined && !(this.complete(from) && this.complete(less))) this.fault(`a difference of what is incomplete: ${from} ${less}`);
    return undefined;
  }

  // a claim stands on two complete figures and says what they say
  claim(clause, data) {
    const words = claims[this.lang];
    const text = spoken(clause);
    const direction = (way, first, second, what) => {
      if (!this.complete(first) || !this.complete(second)) return this.fault(`${what} of what is incomplete: ${text}`);
      const difference = this.exact(first) - this.exact(second);
      if ((way > 0 && difference <= 0n) || (way < 0 && difference >= 0n) || (way === 0 && difference !== 0n)) this.fault(`${what} is wrong: ${text}`);
      return undefined;
    };
    const own = data.find((part) => !part['data-mot'] && !part['data-felt'] && part['data-fakta'].includes(`|${this.report.period.aar}|${this.level}|${this.report.sender.enhet}`) && !/krav/.test(part['data-fakta']));
    const change = words.up.test(text) ? 1 : words.down.test(text) ? -1 : undefined;
    if (change !== undefined) {
      const before = own['data-fakta'].replace(`|${this.report.period.aar}|`, `|${this.report.period.aar - 1}|`);
      this.changes++;
      if (this.facts.has(before) && this.facts.get(before).regelverk !== this.facts.get(own['data-fakta']).regelverk) this.fault(`a change over two rule sets: ${text}`);
      direction(change, own['data-fakta'], before, 'a change');
    }
    for (const piece of text.split(', ')) {
      const way = words.above.test(piece) ? 1 : words.below.test(piece) ? -1 : undefined;
      if (way === undefined) continue;
      // the longest: "92,5 %" ends in "5 %", which may be the target
      const other = data.filter((part) => piece.includes(part.text) && !part['data-mot'] && part !== own && !part['data-felt'])
        .sort((a, b) => b.text.length - a.text.length)[0] || data.find((part) => /krav/.test(part['data-fakta']));
      if (!other) this.fault(`above or below what? ${text}`);
      else direction(way, own['data-fakta'], other['data-fakta'], 'a comparison');
    }
  }

  sentence(html) {
    const parts = [...html.matchAll(/<(data|time)((?: [a-z-]+="[^"]*")*)>([\s\S]*?)<\/\1>/g)];
    const left = spoken(html.replace(/<(data|time)(?: [^>]*)?>[\s\S]*?<\/\1>/g, ''));
    if (/[0-9]/.test(left)) this.fault(`a number that says not where it is from: ${left}`);
    const text = spoken(html);
    if (/  |\( | \)| [,.;]|[,;]{2}|^[a-zæøå]|[^.]$|\.\.$|\(\)|[a-z]\.[a-z]/.test(text)) this.fault(`not well written: ${text}`);
    parts.filter((each) => each[1] === 'time').forEach((each) => {
      const { datetime } = attributes(each[2]);
      if (![this.report.period.aar, String(this.report.period.aar - 1), this.report.period.til].includes(datetime)) this.fault(`the day ${datetime}`);
    });
    for (const clause of html.split('; ')) {
      const data = [...clause.matchAll(/<data((?: [a-z-]+="[^"]*")*)>([\s\S]*?)<\/data>/g)]
        .map((each) => ({ ...Object.fromEntries([...each[1].matchAll(/ ([a-z-]+)="([^"]*)"/g)].map((pair) => [pair[1], pair[2]])), text: spoken(each[2]) }));
      data.forEach((part) => this.datum(part));
      if (data.length) this.claim(clause, data);
    }
  }

  check() {
    this.sentences.forEach((each) => this.sentence(each));
    if (this.sentences.length > 6 || this.sentences.length < 1) this.fault(`${this.sentences.length} sentences`);
    const all = this.sentences.join('\n');
    for (const m of told) {
      const fact = this.own(m);
      const has = all.includes(`data-fakta="${m}|${this.report.period.aar}|${this.level}|${this.report.sender.enhet}"`);
      const inBody = fact && fact.verdi !== undefined && m !== 'forskningspoeng/samlet';
      if (inBody && !has) this.fault(`${m} has a value and is not told`);
      if (!inBody && has) this.fault(`${m} has no value and is told`);
      if (inBody && fact.forventedeEnheter && !all.includes(`data-fakta="${m}|${fact.aar}|${fact.nivaa}|${fact.enhet}" data-felt="rapporterteEnheter"`)) this.fault(`${m} is incomplete, which is not told`);
    }
    // the last sentence: what has no figure, each reason once with as many as it has
    const counts = new Map();
    told.map((m) => this.own(m) || {}).filter((fact) => fact.verdi === undefined).forEach((fact) => {
      const reason = fact.skjult ? 'skjult' : fact.grunn || 'ingenTall';
      counts.set(reason, (counts.get(reason) || 0) + 1);
    });
    const last = spoken(this.sentences[this.sentences.length - 1] || '');
    const listed = /class="uten-tall"/.test(this.html) ? last.replace(/^[^:]*: /, '').split('; ').map((group) => [group.match(/\(([^)]*)\)\.?$/)[1], group.split(', ').length]) : [];
    const wanted = [...counts].map(([reason, size]) => [reasons[this.lang][reason], size]);
    if (JSON.stringify(listed.sort()) !== JSON.stringify(wanted.sort())) this.fault(`without a figure are ${JSON.stringify(wanted)}: ${last}`);
    return this;
  }
}

function show(lang, files) {
  const sheet = path.join(folder, `brief.${lang}.xsl`);
  fs.writeFileSync(sheet, '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
    + `<xsl:import href="${path.resolve(sheets)}/report.${lang}.xsl"/><xsl:output method="html" encoding="UTF-8" indent="no"/>`
    + '<xsl:template match="/"><div class="one"><xsl:call-template name="in-brief"/></div></xsl:template></xsl:stylesheet>');
  return execFileSync('xsltproc', ['--nonet', sheet, ...files], { encoding: 'utf8', maxBuffer: 1 << 28 }).split('<div class="one">').slice(1);
}

const check = (report, lang, html) => {
  const brief = new Brief(report, lang, html);
  brief.html = html;
  return brief.check();
};

const originals = reports.map(read);
const variations = Array.from({ length: Number(count) }, (_, i) => varied(originals[i % originals.length], generator(Number(seed) + i)));
const all = [...originals, ...variations];
const files = all.map((report, i) => {
  const file = path.join(folder, `brief.${i}.xml`);
  write(report, file);
  return file;
});
const shown = Object.fromEntries(languages.map((lang) => [lang, show(lang, files)]));
for (const lang of languages) {
  const briefs = all.map((report, i) => check(report, lang, shown[lang][i]));
  originals.forEach((report, i) => ok(`${lang}: ${report.sender.enhet} ${report.period.aar}: ${briefs[i].sentences.length} sentences, each number a fact`,
    [...briefs[i].faults, ...(briefs[i].sentences.length < 4 ? ['fewer than four sentences'] : [])]));
  const numbers = briefs.reduce((sum, each) => sum + each.numbers, 0);
  const changes = briefs.reduce((sum, each) => sum + each.changes, 0);
  ok(`${lang}: ${variations.length} variations, seeds from ${seed}: ${numbers} numbers are facts or differences, ${changes} changes hold`,
    [...briefs.slice(originals.length).flatMap((each, i) => each.faults.map((fault) => `seed ${Number(seed) + i}: ${fault}`)),
      ...(changes < variations.length / 2 ? [`only ${changes} changes`] : [])]);
}
// what the test must find: a turned claim, a wrong digit, a number without a source
const [report] = originals;
const [html] = shown.nb;
const spoilt = [['a claim turned round', html.replace(/økte fra|gikk ned fra/, (word) => (word === 'økte fra' ? 'gikk ned fra' : 'økte fra'))],
  ['a wrong digit', html.replace(/>(\d)([\d&;a-z,]*)<\/data>/, (_, first, rest) => `>${(Number(first) + 1) % 10}${rest}</data>`)],
  ['a wrong value', html.replace(/ value="(\d)/, (_, first) => ` value="${(Number(first) + 1) % 10}`)],
  ['a number of its own', html.replace('</li>', ' 17</li>')],
  ['a sentence left out', html.replace(/<li>[\s\S]*?<\/li>/, '')]];
spoilt.forEach(([what, text]) => ok(`${what} is found`, text !== html && check(report, 'nb', text).faults.length > 0 ? [] : ['not found']));
console.log(`1..${number}`);
process.exitCode = failed ? 1 : 0;
