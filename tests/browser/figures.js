// Holds every cell of an annex's tables against the JSON faces of its report; what
// a report's page has beside is in page_figures.js.
//
// A cell is found in the JSON by what a reader sees: the section, the caption and
// the headings of its row and column.  Texts come from the label file, numbers
// are read back from how they are written; what the stylesheet did to put them
// there is not repeated here.
'use strict';
const fs = require('fs');

// key -> text of a label file; $a and $b stay as {a} and {b}
function readLabels(file) {
  const labels = new Map();
  const pattern = /<xsl:when test="\$key = '([^']+)'">(.*?)<\/xsl:when>/g;
  for (const [, key, text] of fs.readFileSync(file, 'utf8').matchAll(pattern)) {
    labels.set(key, text.replace(/<xsl:value-of select="\$(\w)"\/>/g, '{$1}').replace(/<[^>]*>/g, '')
      .replace(/&#160;/g, '\u00a0').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&'));
  }
  return labels;
}

const forms = {
  nb: { group: '\u00a0', point: ',', percent: '\u00a0%' },
  nn: { group: '\u00a0', point: ',', percent: '\u00a0%' },
  en: { group: ',', point: '.', percent: '%' },
};

// decimal text without what makes no difference: 05.10 is 5.1
function plain(text) {
  const [, sign, whole, part] = /^(-?)0*(\d+?)(?:\.(\d*?)0*)?$/.exec(String(text)) || [];
  if (whole === undefined) throw new Error(`"${text}" is no number`);
  return (whole === '0' && !part ? '' : sign) + whole + (part ? `.${part}` : '');
}

// A share as the percentage that is shown, without its sign: three decimals at
// most, half-up.
function hundredfold(text) {
  const [, sign, whole, part = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(text));
  const kept = part.padEnd(5, '0').slice(0, 5);
  const thousandths = BigInt(whole + kept) + (part.length > 5 && part[5] >= '5' ? 1n : 0n);
  const digits = String(thousandths).padStart(4, '0');
  return plain(`${sign}${digits.slice(0, -3)}.${digits.slice(-3)}`);
}

class Comparison {
  // annex: its body, with the figures and parameters that the report has not
  constructor(report, lang, labelFile, annex = {}) {
    this.body = report.innhold;
    this.annex = annex;
    this.report = report;
    this.labels = readLabels(labelFile);
    this.form = forms[lang];
    this.lang = lang;
    this.suffix = { nb: 'Nb', nn: 'Nn', en: 'En' }[lang];
    this.year = this.body.rapporteringsperiode.aar;
    this.terms = this.body.begreper.begrep;
    // the country alone has a name in each language
    this.units = this.body.enheter.enhet.map((unit) => (unit.type === 'nasjonalt' ? { ...unit, navn: this.labels.get('landet.navn') } : unit));
    this.places = new Map();
    this.shown = new Set();
    this.faults = [];
    this.numbers = 0;
    this.cells = 0;
  }

  label(key, a = '', b = '') {
    if (!this.labels.has(key)) return key;
    return this.labels.get(key).replace(/\{a\}/g, a).replace(/\{b\}/g, b);
  }

  // the text of a code, from the labels or else the report's own code lists, or
  // the code where neither has it
  code(list, code) {
    const key = `${list}.${code}`;
    if (this.labels.has(key)) return this.labels.get(key);
    const lists = this.body.kodelister;
    const found = list === 'dim' ? lists.kodeliste.find((each) => each.navn === code)
      : ((lists[list] || {}).kode || []).find((each) => each.kode === code);
    return found ? found[`tekst${this.suffix}`] : code;
  }

  text(term) {
    return { nb: term.tekstNb, nn: term.tekstNn || term.tekstNb, en: term.tekstEn || term.tekstNb }[this.lang];
  }

  // a source in the language of the page, or as it stands
  source(record) {
    return record[`kilde${this.suffix}`] || record.kilde || '';
  }

  dimension(text) {
    return text.split(';').map((part) => this.code(...part.split('='))).join(', ');
  }

  date(iso) {
    const [year, month, day] = iso.split('-');
    if (this.lang !== 'en') return `${day}.${month}.${year}`;
    const name = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'][month - 1];
    return `${Number(day)} ${name} ${year}`;
  }

  isShare(term) {
    return term.maaleenhet === 'andel' || term.maaleenhet === 'forhold';
  }

  // the figures of a measure, divided ones with their codes as one text
  figures(path) {
    if (!this.places.has(path)) {
      const found = [this.body, this.annex].map((body) => path.split('/').reduce((node, name) => (node || {})[name], body) || {});
      const divided = found.flatMap((place) => place.deltall || []).map((figure) => ({
        ...figure, dimensjon: figure.inndeling.split(' ').map((name) => `${name}=${figure[name]}`).join(';'),
      }));
      this.places.set(path, [...found.flatMap((place) => place.tall || []), ...divided]);
    }
    return this.places.get(path);
  }

  // the term of a table: its section is the measure's own, or a container of it
  term(table, caption) {
    for (const place of table.places) {
      const own = this.terms.find((term) => term.sti.replace(/\//g, '-') === place);
      if (own) return own;
    }
    const found = this.terms.filter((term) => caption(this.text(term)) &&
      table.places.some((place) => `/${term.sti}`.includes(`/${place.split('-').join('/')}/`)));
    if (found.length !== 1) throw new Error(`${found.length} terms for "${table.caption}"`);
    return found[0];
  }

  // level and unit that the heading of a row names
  unit(text) {
    for (const unit of this.units) {
      const sum = unit.type === 'nasjonalt' ? 'nasjon' : 'region';
      if (text === this.label('samlet', unit.navn)) return { nivaa: sum, enhet: unit.id };
      if (text === this.label('rhfSelv', unit.navn)) return { nivaa: 'institusjon', enhet: unit.id };
      if (text === unit.navn) {
        return { nivaa: unit.type === 'regionaltHelseforetak' ? 'region' : sum === 'nasjon' ? sum : 'institusjon', enhet: unit.id };
      }
    }
    throw new Error(`no unit "${text}"`);
  }

  // the sender's own level and unit
  sender() {
    const { enhet, type } = this.body.avsender;
    return { nivaa: { nasjonalt: 'nasjon', regionaltHelseforetak: 'region' }[type] || 'institusjon', enhet };
  }

  find(path, wanted) {
    const found = this.figures(path).filter((figure) => ['aar', 'nivaa', 'enhet', 'dimensjon']
      .every((field) => figure[field] === wanted[field]));
    if (found.length > 1) throw new Error(`${path}: two figures for ${JSON.stringify(wanted)}`);
    return found[0];
  }

  // the number that a text shows, in the form of decimals with a point
  read(text) {
    const { group, point } = this.form;
    const pattern = new RegExp(`^[−]?\\d{1,3}(?:\\${group}\\d{3})*(?:\\${point}\\d+)?$`);
    if (!pattern.test(text)) return undefined;
    return plain(text.split(group).join('').replace(point, '.').replace('−', '-'));
  }

  fault(table, where, shown, expected) {
    this.faults.push(`${table.caption} [${where}]: shows "${shown}", the JSON has ${expected}`);
  }

  // a number as shown against the JSON's value
  number(table, where, shown, value, share = false) {
    const { percent } = this.form;
    const text = share && shown.endsWith(percent) ? shown.slice(0, -percent.length) : shown;
    const expected = share ? hundredfold(value) : plain(value);
    this.numbers++;
    if ((share && text === shown) || this.read(text) !== expected) this.fault(table, where, shown, value);
  }

  // what stands for a value that is absent
  absent({ skjult, grunn }) {
    return this.label(skjult ? 'skjult' : grunn || 'ikkeBeregnet');
  }

  // the line below an incomplete sum, if it is one
  units4({ rapporterteEnheter, forventedeEnheter }) {
    return forventedeEnheter === undefined ? [] : [this.label('avEnheter', rapporterteEnheter, forventedeEnheter)];
  }

  words(table, where, shown, expected) {
    if (shown !== expected) this.fault(table, where, shown, `"${expected}"`);
  }

  // one cell of a figure: its value, numerator of denominator, interval, units,
  // status; a matrix says once above how many units it rests on
  figure(table, where, cell, term, wanted, withUnits = true) {
    const lines = [...cell.lines];
    const figure = this.find(term.sti, wanted);
    const share = this.isShare(term);
    this.cells++;
    if (!figure) {
      this.words(table, where, lines.join(' '), table.kind.split(' ').includes('matrise') ? '0' : `–${this.label('ingenTall')}`);
      return;
    }
    this.shown.add(figure);
    if (lines.length > 1 && lines[lines.length - 1] === this.label('tallstatus.foreloepig')) {
      lines.pop();
      this.words(table, where, 'foreloepig', figure.status);
    }
    if (figure.verdi === undefined) this.words(table, where, lines.shift(), this.absent(figure));
    else {
      this.number(table, where, lines.shift() || '', figure.verdi, share);
      if (withUnits) this.units4(figure).forEach((line) => this.words(table, where, lines.pop() || '', line));
    }
    if (share && figure.nevner !== undefined) this.parts(table, where, lines.shift() || '', figure);
    if (share && figure.verdi !== undefined && figure.nedre !== undefined) this.interval(table, where, lines.shift() || '', figure);
    if (lines.length > 0) this.fault(table, where, lines.join(' | '), 'no such line');
  }

  parts(table, where, line, figure) {
    const [left, right] = line.split(this.label('av', '\n', '\n').replace(/^\n|\n$/g, ''));
    this.number(table, where, left, figure.teller);
    this.number(table, where, right || '', figure.nevner);
  }

  interval(table, where, line, figure) {
    const [low, high] = line.split('\u2060–\u2060');
    this.number(table, where, `${low}${this.form.percent}`, figure.nedre, true);
    this.number(table, where, high || '', figure.oevre, true);
  }

  year4(cell) {
    const [, year] = /^(\d{4})$/.exec(cell.lines[0]) || [];
    return year && Number(year);
  }

  // rows with figures: heads of columns say which, heads of rows of whom
  grid(table, columns, rowOf) {
    for (const row of table.rows.filter((each) => each.sort !== 'gruppe')) {
      const of = rowOf(row.cells[0].lines[0]);
      if (row.cells.length !== columns.length + 1) this.fault(table, row.cells[0].lines[0], `${row.cells.length} cells`, `${columns.length + 1}`);
      columns.forEach((column, i) => column.skip || this.figure(table, `${row.cells[0].lines[0]}; ${table.head[table.head.length - 1].map((cell) => cell.lines[0])[i + 1]}`,
        row.cells[i + 1], column.term || of.term, { aar: this.year, ...of.wanted, ...column.wanted }));
    }
  }

  // the dimension text that a heading stands for, among the figures of a measure
  dimensionOf(term, text) {
    const found = new Set(this.figures(term.sti).map((figure) => figure.dimensjon)
      .filter((dimension) => dimension && this.dimension(dimension) === text));
    if (found.size !== 1) throw new Error(`${term.sti}: ${found.size} codes for "${text}"`);
    return [...found][0];
  }

  columns(table, f) {
    return table.head[0].slice(1).map(f);
  }

  yearTable(table) {
    const all = `: ${this.label('tabell.alle')}`;
    const term = this.term(table, (text) => table.caption === text + all);
    this.words(table, 'caption', table.caption, this.text(term) + all);
    this.grid(table, this.columns(table, (cell) => ({ term, wanted: { aar: this.year4(cell) } })),
      (text) => ({ wanted: this.unit(text) }));
  }

  splitTable(table) {
    const term = this.term(table, () => false);
    this.grid(table, this.columns(table, (cell) => ({ term, wanted: { aar: this.year4(cell) } })),
      (text) => ({ wanted: { ...this.sender(), dimensjon: this.dimensionOf(term, text) } }));
  }

  codeTable(table) {
    const term = this.term(table, () => false);
    this.grid(table, this.columns(table, (cell) => ({ term, wanted: { dimensjon: this.dimensionOf(term, cell.lines[0]) } })),
      (text) => ({ wanted: this.unit(text) }));
  }

  matrix(table) {
    const term = this.term(table, () => false);
    const levels = table.head[0].slice(1).flatMap((cell) => Array(cell.span).fill(cell.lines[0]));
    const degrees = table.head[1].map((cell) => cell.lines[0]);
    const code = (list, text) => this.body.kodelister[list].kode.find((each) => each[`tekst${this.suffix}`] === text).kode;
    for (const row of table.rows) {
      const phase = row.cells[0].lines[0];
      row.cells.slice(1).forEach((cell, i) => this.figure(table, `${phase}; ${levels[i]}; ${degrees[i]}`, cell, term, {
        aar: this.year,
        ...this.sender(),
        dimensjon: `medvirkningsfase=${code('medvirkningsfase', phase)};medvirkningsnivaa=${code('medvirkningsnivaa', levels[i])};medvirkningsgrad=${code('medvirkningsgrad', degrees[i])}`,
      }, false));
    }
  }

  // Tables that list records: one row for each, in order; f gives for each
  // column [value, how it is shown].
  list(table, records, f) {
    if (records.length !== table.rows.length) this.fault(table, 'rows', table.rows.length, records.length);
    table.rows.forEach((row, i) => {
      if (!records[i]) return;
      const where = row.cells[0].lines[0];
      f(records[i]).forEach(([value, as, record], column) => {
        const lines = [...row.cells[column].lines];
        this.cells++;
        if (record && value !== undefined) this.units4(record).forEach((line) => this.words(table, where, lines.pop() || '', line));
        const shown = lines.join('\n');
        if (as === 'skip') return;
        if (as === 'text') this.words(table, where, shown, value === undefined ? '' : String(value));
        else if (value === undefined) this.words(table, where, shown, as === 'share' || as === 'optional' ? '' : this.absent(record || {}));
        else if (as === 'year') { this.numbers++; this.words(table, where, shown, String(value)); } else this.number(table, where, shown, value, as === 'share');
      });
    });
  }

  termOf(record) {
    return this.terms.find((term) => term.id === record.begrep);
  }

  lists(table) {
    const body = this.body;
    const name = table.places[0];
    if (/^regelsett-/.test(name)) {
      const set = body.regelverk.regelsett[Number(name.slice(10)) - 1];
      this.list(table, (this.annex.regelverk || body.regelverk).parameter.filter((r) => r.regelsett === set.id), (r) => [[r.navn, 'text'],
        [r.verdi === undefined ? this.label('ikkeFastsatt') : r.verdi, 'text'], [r.opphav && this.code('opphav', r.opphav), 'text'],
        [`${this.source(r)}${r.fraRegelsett ? ` (${this.label('arvet', r.fraRegelsett)})` : ''}`.trim(), 'text']]);
    } else if (name === 'forfalteStudier') {
      this.list(table, this.annex.forfalteStudier.studie, (r) => [[undefined, 'skip'], [this.date(r.frist), 'text'], [r.dagerOverFristen, 'number'], [undefined, 'skip']]);
    } else if (name === 'kontrollsummer' && table.caption === this.label('avstemming.tabell')) {
      this.list(table, this.annex.kontrollsummer.avstemming, (r) => [[undefined, 'skip'], [r.aar, 'year'], ...[r.nasjon, r.sumRegioner, r.differanse].map((sum) => [sum, 'number', r])]);
    } else if (name === 'kontrollsummer') {
      this.list(table, this.annex.kontrollsummer.kontrollsum, (r) => [[undefined, 'skip'], [r.aar, 'year'], [this.code('nivaa', r.nivaa), 'text'], [r.antall, 'number'], [r.sum, 'number', r]]);
    } else if (name === 'helsetjenesteprosjekter') {
      this.list(table, this.annex.helsetjenesteprosjekter.prosjekt, (r) => [[undefined, 'skip'], [undefined, 'skip'], [undefined, 'skip'], [undefined, 'skip'], [undefined, 'skip'], [undefined, 'skip'],
        [r.beloep, r.beloep === undefined ? 'optional' : 'number'], [r.andel, r.andel === undefined ? 'optional' : 'share'], [r.andelBeloep, r.andelBeloep === undefined ? 'optional' : 'number']]);
    } else {
      throw new Error(`no rule for the table "${table.caption}" in ${table.places.join(', ')}`);
    }
  }

  table(table) {
    const first = table.head[0][0].lines[0];
    if (table.kind === 'egne') this.splitTable(table);
    else if (first !== this.label('kolonne.enhet')) this.lists(table);
    else if (this.year4(table.head[0][1])) this.yearTable(table);
    else this.codeTable(table);
  }

  tables(tables) {
    for (const table of tables) {
      try {
        this.table(table);
      } catch (error) {
        this.faults.push(`${table.caption}: ${error.message}`);
      }
    }
  }

  // Figures without a dimension that no table shows, of the years a page has.
  unseen() {
    return this.terms.flatMap((term) => this.figures(term.sti)
      .filter((figure) => !figure.dimensjon && figure.aar > this.year - 5 && !this.shown.has(figure))
      .map((figure) => `${term.sti} ${figure.aar} ${figure.nivaa} ${figure.enhet}`));
  }
}

module.exports = { Comparison, plain };
