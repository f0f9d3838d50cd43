// Holds every number of a report's page against the JSON face of the same report:
// tables, key figures, charts, and figures in running text.  Numbers are rounded
// by the written rule (rounded.js); each bears its exact value beside it.
'use strict';
const { Comparison, plain } = require('./figures.js');
const { rounded } = require('./rounded.js');

const leaders = {
  studier: 'handlingsplanKliniskeStudier/andelPasienter',
  resultater: 'publiseringAvResultater/andelRapportert',
  publisering: 'nasjonaltMaalesystem/vitenskapeligePublikasjoner/publiseringspoeng',
  medvirkning: 'brukermedvirkning/andelProsjekter',
  omraader: 'helsetjenesteforskning/andelMidler',
  innovasjon: 'innovasjonsindikator/registrerte',
  penger: 'nasjonaltMaalesystem/eksternFinansiering/eu',
};

class PageComparison extends Comparison {
  // a rounded number: what is shown, and the exact value that it bears
  round(table, where, shown, exact, value, unit) {
    this.numbers++;
    const expected = rounded(String(value), unit, this.lang);
    if (shown !== expected || exact !== String(value)) this.fault(table, where, `${shown} (${exact})`, `${expected} (${value})`);
  }

  // numerator and denominator; those with decimals, or of ten millions, are amounts
  partsText(figure) {
    const amount = `${figure.teller}${figure.nevner}`.includes('.') || Number(figure.nevner) >= 1e7;
    const part = (value) => rounded(String(value), amount ? 'kroner' : 'antall', this.lang);
    return this.label('av', part(figure.teller), part(figure.nevner));
  }

  cell(table, where, cell, term, wanted) {
    const figure = this.find(term.sti, wanted);
    const lines = [...cell.lines];
    this.cells++;
    if (!figure) {
      this.words(table, where, lines.join(' '), `–${this.label('ingenTall')}`);
      return;
    }
    this.shown.add(figure);
    if (figure.verdi === undefined) this.words(table, where, lines.shift(), this.absent(figure));
    else this.round(table, where, lines.shift(), cell.exact[0], figure.verdi, term.maaleenhet);
    if (term.maaleenhet === 'andel' && figure.nevner !== undefined && figure.teller !== undefined) {
      this.numbers += 2;
      this.words(table, where, lines.shift(), this.partsText(figure));
    }
    if (figure.verdi !== undefined) this.units4(figure).forEach((line) => this.words(table, where, lines.shift() || '', line));
    if (lines.length > 0) this.fault(table, where, lines.join(' | '), 'no such line');
  }

  termAt(m) {
    return this.terms.find((term) => `/${term.sti}`.endsWith(`/${m}`));
  }

  termsBy(text, place) {
    return this.terms.filter((term) => this.text(term) === text && (!place || place(term)));
  }

  // the sender's years, then this year's figures of its neighbours
  measureTable(table) {
    const heads = table.head[0].slice(1).map((cell) => cell.lines[0]);
    const columns = heads.map((head) => {
      if (/^\d{4}$/.test(head)) return { ...this.sender(), aar: Number(head) };
      const name = head.slice(0, -5);
      this.words(table, 'head', head.slice(-4), String(this.year));
      return { ...this.unit(name), aar: this.year };
    });
    const years = heads.filter((head) => /^\d{4}$/.test(head)).map(Number);
    // a year of which none of the rows has a figure has no column
    const has = (year) => year === this.year || table.rows.some((row) => this.find(this.termAt(row.m).sti, { ...this.sender(), aar: year }));
    this.words(table, 'years', years.join(), [0, 1, 2, 3, 4].map((n) => this.year - n).filter(has).join());
    for (const row of table.rows) {
      const term = this.termAt(row.m);
      const name = row.cells[0].lines[0];
      this.words(table, name, name, this.text(term));
      columns.forEach((wanted, i) => {
        this.words(table, name, row.cells[i + 1].before, heads[i]);
        this.cell(table, `${name}; ${heads[i]}`, row.cells[i + 1], term, wanted);
      });
    }
  }

  compareTable(table) {
    const terms = this.body.sammendrag.noekkeltall.map((figure) => this.termOf(figure));
    terms.forEach((term, i) => this.words(table, 'head', table.head[0][i + 1].lines[0], this.text(term)));
    for (const row of table.rows) {
      const name = row.cells[0].lines[0];
      terms.forEach((term, i) => this.cell(table, `${name}; ${this.text(term)}`, row.cells[i + 1], term, { ...this.unit(name), aar: this.year }));
    }
    this.words(table, 'first row', JSON.stringify(this.unit(table.rows[0].cells[0].lines[0])), JSON.stringify(this.sender()));
  }

  // the codes of a division or the policies: which measures is told by the heads
  codesTable(table) {
    const policies = table.head[0][0].lines[0] === this.code('dim', 'publiseringsregel');
    const heads = table.head[0].slice(1, policies ? -1 : undefined).map((cell) => cell.lines[0]);
    const [container] = table.caption.split(': ');
    const within = (term) => {
      const names = term.sti.split('/');
      return policies ? names[0] === 'publiseringAvResultater' : this.code('del', names[names.length - 2]) === container;
    };
    heads.forEach((head, i) => {
      const terms = this.termsBy(head, within);
      if (terms.length !== 1) throw new Error(`${terms.length} terms for "${head}"`);
      for (const row of table.rows) {
        const name = row.cells[0].lines[0];
        const division = policies ? 'publiseringsregel=' : '';
        const dimensions = new Set(terms.flatMap((term) => this.figures(term.sti)).concat(heads.flatMap((other) => this.termsBy(other, within)).flatMap((term) => this.figures(term.sti)))
          .map((figure) => figure.dimensjon).filter((dimension) => dimension && dimension.startsWith(division) && this.dimension(dimension) === name));
        if (dimensions.size !== 1) throw new Error(`${dimensions.size} codes for "${name}"`);
        this.cell(table, `${name}; ${head}`, row.cells[i + 1], terms[0], { ...this.sender(), aar: this.year, dimensjon: [...dimensions][0] });
      }
    });
  }

  simulationTable(table) {
    const [term] = this.termsBy(table.caption);
    const heads = table.head[0].slice(1).map((cell) => cell.lines[0]);
    for (const row of table.rows) {
      const name = row.cells[0].lines[0];
      heads.forEach((head, i) => this.cell(table, `${name}; ${head}`, row.cells[i + 1], term, { ...this.unit(name), aar: this.year, dimensjon: this.dimensionOf(term, head) }));
    }
  }

  officialTable(table) {
    const records = this.body.referansetall.referansetall;
    this.words(table, 'rows', String(table.rows.length), String(records.length));
    records.forEach((record, i) => {
      const [name, unit, year, ours, official, difference, source] = table.rows[i].cells;
      const term = this.termOf(record);
      const of = this.units.find((each) => each.id === record.enhet);
      this.words(table, i, name.lines[0], this.text(term));
      this.words(table, i, unit.lines[0], record.nivaa === 'institusjon' && of.type === 'regionaltHelseforetak' ? this.label('rhfSelv', of.navn) : of.navn);
      this.words(table, i, year.lines[0], String(record.aar));
      if (record.verdi === undefined) this.words(table, i, ours.lines[0], this.absent(record));
      else {
        this.round(table, i, ours.lines[0], ours.exact[0], record.verdi, term.maaleenhet);
        this.words(table, i, ours.lines.slice(1).join(), this.units4(record).join());
      }
      this.round(table, i, official.lines[0], official.exact[0], record.offisiell, term.maaleenhet);
      if (record.differanse === undefined) this.words(table, i, difference.lines.join(), '');
      else this.round(table, i, difference.lines[0], difference.exact[0], record.differanse, term.maaleenhet);
      this.words(table, i, source.lines.join(), record.kilde || '');
    });
  }

  overdueTable(table) {
    const studies = this.body.forfalteStudier.studie;
    this.words(table, 'rows', String(table.rows.length), String(studies.length));
    studies.forEach((study, i) => {
      const [name, due, days] = table.rows[i].cells;
      if (!name.lines[0].startsWith(study.id)) this.fault(table, 'study', name.lines[0], study.id);
      this.words(table, study.id, due.lines[0], this.date(study.frist));
      this.round(table, study.id, days.lines[0], days.exact[0], study.dagerOverFristen, 'antall');
    });
  }

  table(table) {
    const kind = table.kind.split(' ');
    if (kind.includes('maaltabell')) this.measureTable(table);
    else if (kind.includes('sammenlign')) this.compareTable(table);
    else if (kind.includes('matrise')) this.matrix({ ...table, places: ['brukermedvirkning-matrise'] });
    else if (kind.includes('offisielle')) this.officialTable(table);
    else if (kind.includes('forfalte')) this.overdueTable(table);
    else if (kind.includes('kodetabell') && table.head[0][0].lines[0] === this.label('kolonne.enhet')) this.simulationTable(table);
    else if (kind.includes('kodetabell')) this.codesTable(table);
    else this.lists(table);
  }

  // the key figures, what they were last year, and their years
  cards(cards) {
    const place = { caption: 'key figures' };
    const expected = this.body.sammendrag.noekkeltall;
    if (cards.length !== expected.length) this.fault(place, 'cards', cards.length, expected.length);
    expected.forEach((key, i) => {
      const term = this.termOf(key);
      const card = cards[i] || {};
      const sender = key.enhet === this.sender().enhet ? this.sender() : { nivaa: 'nasjon', enhet: key.enhet };
      const figure = this.find(term.sti, { ...sender, aar: key.aar });
      this.words(place, term.id, card.name, this.text(term));
      if (key.verdi === undefined) this.words(place, term.id, card.value, this.absent(key));
      else this.round(place, term.id, card.value, card.exact, key.verdi, term.maaleenhet);
      this.words(place, term.id, card.parts, term.maaleenhet === 'andel' && figure && figure.nevner !== undefined && !key.skjult ? this.partsText(figure) : '');
      if (key.verdi !== undefined) this.words(place, term.id, card.units, this.units4(key).join(''));
      const before = `${key.aar - 1}: `;
      if (!String(card.before).startsWith(before)) this.fault(place, term.id, card.before, before);
      if (key.forrigeVerdi === undefined) this.words(place, term.id, card.before, before + this.label(key.forrigeGrunn || 'ingenTall'));
      else this.round(place, term.id, card.beforeValue, card.beforeExact, key.forrigeVerdi, term.maaleenhet);
      if (card.line) {
        const years = this.figures(term.sti).filter((each) => !each.dimensjon && each.nivaa === sender.nivaa && each.enhet === sender.enhet && each.verdi !== undefined && each.aar > this.year - 5)
          .sort((a, b) => a.aar - b.aar).map((each) => `${each.aar} ${rounded(String(each.verdi), term.maaleenhet, this.lang)}`);
        this.words(place, `${term.id}, line`, card.line, years.join('; '));
      }
    });
  }

  // Figures in running text: the fact they name has their exact value, or less that
  // of another one; and what is shown is that value rounded.
  facts(facts) {
    const place = { caption: 'running text' };
    for (const each of facts) {
      const [value, unit] = this.factOf(each.fact, each.field);
      const other = each.less === undefined ? undefined : this.factOf(each.less)[0];
      const exact = other === undefined ? value : this.difference(value, other);
      const same = plain(each.value) === plain(exact) || (other !== undefined && plain(each.value) === plain(exact.replace('-', '')));
      const as = other === undefined ? unit : { andel: 'prosentpoeng', forhold: 'prosentpoeng' }[unit] || unit;
      const texts = [rounded(each.value, as, this.lang), rounded(each.value, as, this.lang, true)];
      this.numbers++;
      if (!same || !texts.includes(each.text)) this.fault(place, each.fact, `${each.text} (${each.value})`, `${texts[0]} (${exact})`);
    }
  }

  factOf(name, field = 'verdi') {
    if (name.startsWith('parameter:')) {
      const parameter = this.body.regelverk.parameter.find((each) => each.navn === name.slice(10) && each.verdi !== undefined);
      return [this.hundredth(parameter.verdi), 'andel'];
    }
    const [m, aar, nivaa, enhet] = name.split('|');
    const term = this.termAt(m);
    const figure = this.find(term.sti, { aar: Number(aar), nivaa, enhet }) || {};
    return [String(figure[field]), field === 'verdi' ? term.maaleenhet : 'antall'];
  }

  hundredth(text) {
    const [whole, part = ''] = text.split('.');
    const digits = whole.padStart(3, '0');
    return `${digits.slice(0, -2)}.${digits.slice(-2)}${part}`;
  }

  difference(a, b) {
    const places = Math.max(...[a, b].map((text) => (text.split('.')[1] || '').length));
    const whole = (text) => BigInt(text.split('.')[0] + (text.split('.')[1] || '').padEnd(places, '0'));
    const n = whole(a) - whole(b);
    const digits = String(n < 0n ? -n : n).padStart(places + 1, '0');
    return `${n < 0n ? '-' : ''}${digits.slice(0, digits.length - places)}${places ? `.${digits.slice(-places)}` : ''}`;
  }

  // Charts: each name with the rounded value of its unit or year, and bars as long
  // as their values.
  charts(charts) {
    for (const chart of charts.filter((each) => leaders[each.theme])) {
      const place = { caption: `chart of ${chart.theme}` };
      const term = this.terms.find((each) => each.sti === leaders[chart.theme]);
      const values = [];
      for (let i = 0; i + 3 < chart.words.length; i += 2) {
        const [name, shown] = chart.words.slice(i, i + 2);
        const wanted = /^\d{4}$/.test(name) ? { ...this.sender(), aar: Number(name) } : { ...this.unit(name), aar: this.year };
        const figure = this.find(term.sti, wanted) || {};
        values.push(Number(figure.verdi));
        this.numbers++;
        this.words(place, name, shown, rounded(String(figure.verdi), term.maaleenhet, this.lang));
      }
      const top = Math.max(...values.map(Math.abs));
      const longest = Math.max(...chart.bars.map((bar) => bar.length));
      chart.bars.forEach((bar, i) => {
        if (Math.abs(bar.length - (longest * Math.abs(values[i])) / top) > 0.05) this.fault(place, 'bar', bar.length, values[i]);
      });
      this.words(place, 'own bars', String(chart.bars.filter((bar) => bar.own).length), '1');
    }
  }
}

module.exports = { PageComparison };
