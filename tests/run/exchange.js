// Exchange forms of a report, each read back by a library of the standard.
//
//   node exchange.js json-stat TABLES FACTS   datasets, one a line; rows of facts
//   node exchange.js csvw METADATA CSV
//   node exchange.js dcat DESCRIPTION SHAPES
//
// TAP on standard output, without the plan.  Libraries are found by the folder in
// MODULES.
'use strict';
const fs = require('fs');
const path = require('path');
const { createRequire } = require('module');
const { pathToFileURL } = require('url');
const library = createRequire(path.join(process.env.MODULES, 'package.json'));
const imported = (name) => import(pathToFileURL(library.resolve(name)).href);
const read = (file) => fs.readFileSync(file, 'utf8');
const lines = (file) => read(file).split('\n').filter((line) => line !== '').map((line) => JSON.parse(line));

let number = 0;
let failed = 0;
function ok(good, title, note) {
  console.log(`${good ? 'ok' : 'not ok'} ${++number} - ${title}`);
  if (!good) {
    failed++;
    console.log(`# ${JSON.stringify(note)}`.slice(0, 600));
  }
}

// what one list has and the other has not
function compare(have, want, title) {
  const wanted = new Set(want);
  const had = new Set(have);
  ok(had.size === have.length, `${title}: each once`, { rows: have.length, distinct: had.size });
  ok(wanted.size === want.length && had.size === wanted.size && want.every((row) => had.has(row)), `${title}: ${want.length} exactly`,
    { unknown: have.filter((row) => !wanted.has(row)).slice(0, 3), missing: want.filter((row) => !had.has(row)).slice(0, 3) });
}

// A fact as text: its codes by name, the value or the reason why there is none.
const told = (codes, value, status) => `${Object.entries(codes).sort().map(([k, v]) => `${k}=${v}`).join(';')} ${value} ${status}`;

function jsonStat(tables, facts) {
  const JSONstat = library('jsonstat-toolkit');
  const have = [];
  for (const table of lines(tables)) {
    const dataset = JSONstat(table);
    const where = `dataset ${table.label}`;
    if (dataset.class !== 'dataset' || dataset.length !== table.id.length || dataset.n !== table.size.reduce((a, b) => a * b, 1)) {
      ok(false, `${where} is read`, dataset);
      continue;
    }
    // the toolkit gives every cell in the order of the cube; a cell that has neither value nor status is no fact
    const rows = dataset.toTable({ type: 'arrobj', field: 'id', content: 'id', status: true });
    for (const { value, status, ...codes } of rows) {
      if (value !== null || status !== null) have.push(told(codes, value, status));
    }
  }
  compare(have, lines(facts).map(({ value, status, ...codes }) => told(codes, value === null ? null : Number(value), status)), 'JSON-stat reads back the facts');
}

async function csvw(metadataFile, csvFile) {
  const { default: CsvwParser } = await imported('rdf-parser-csvw');
  const { DataFactory, Parser, Store } = library('n3');
  const { Readable } = require('stream');
  const metadata = JSON.parse(read(metadataFile));
  // the parser wants the description as triples
  const nquads = await library('jsonld').toRDF({ ...metadata, '@context': [CONTEXT, { '@language': 'nb' }] }, { format: 'application/n-quads', documentLoader: noLoader, base: 'file:///report/' });
  const described = new Store(new Parser({ format: 'N-Quads' }).parse(nquads));
  const parser = new CsvwParser({ metadata: described, baseIRI: 'file:///report/report.csv', factory: DataFactory });
  const counts = {};
  const types = {};
  for await (const quad of parser.import(Readable.from([read(csvFile)]))) {
    const name = decodeURIComponent(quad.predicate.value.replace(/^.*#/, ''));
    counts[name] = (counts[name] || 0) + 1;
    if (quad.object.datatype) types[name] = quad.object.datatype.value.replace(/^.*#/, '');
  }
  const rows = library('csv-parse/sync').parse(read(csvFile), { columns: true });
  const cells = {};
  for (const row of rows) for (const [k, v] of Object.entries(row)) if (v !== '') cells[k] = (cells[k] || 0) + 1;
  ok(rows.length > 1000, 'CSV on the Web: there are rows', rows.length);
  for (const column of metadata.tableSchema.columns) {
    if (!cells[column.name]) continue;
    ok(counts[column.name] === cells[column.name] && types[column.name] === column.datatype, `CSV on the Web: ${column.name}, every cell a ${column.datatype}`,
      { quads: counts[column.name], cells: cells[column.name], type: types[column.name] });
  }
  ok(Object.keys(rows[0]).join() === metadata.tableSchema.columns.map((c) => c.name).join(), 'CSV on the Web: the columns described are those of the file', Object.keys(rows[0]));
}

// as much of the context of CSV on the Web as a description of ours uses
const CONTEXT = {
  csvw: 'http://www.w3.org/ns/csvw#', dc: 'http://purl.org/dc/terms/', rdfs: 'http://www.w3.org/2000/01/rdf-schema#', xsd: 'http://www.w3.org/2001/XMLSchema#',
  url: { '@id': 'csvw:url', '@type': '@id' }, tableSchema: { '@id': 'csvw:tableSchema' }, columns: { '@id': 'csvw:column', '@container': '@list' },
  name: { '@id': 'csvw:name', '@language': null }, titles: { '@id': 'csvw:title', '@language': null }, datatype: { '@id': 'csvw:datatype', '@type': '@vocab' },
  string: 'xsd:string', integer: 'xsd:integer', decimal: 'xsd:decimal', gYear: 'xsd:gYear',
  dialect: { '@id': 'csvw:dialect' }, encoding: { '@id': 'csvw:encoding', '@language': null }, delimiter: { '@id': 'csvw:delimiter', '@language': null },
  header: { '@id': 'csvw:header' }, lineTerminators: { '@id': 'csvw:lineTerminators', '@language': null },
};
const noLoader = async (url) => { throw new Error(`nothing is fetched: ${url}`); };

async function dcat(descriptionFile, shapesFile) {
  const n3 = library('n3');
  const { default: Validator } = await imported('rdf-validate-shacl');
  const shapes = new n3.Store(new n3.Parser().parse(read(shapesFile)));
  const graph = async (description) => new n3.Store(new n3.Parser({ format: 'N-Quads' }).parse(
    await library('jsonld').toRDF(description, { format: 'application/n-quads', documentLoader: noLoader })));
  const report = async (description) => new Validator(shapes).validate(await graph(description));
  const description = JSON.parse(read(descriptionFile));
  const whole = await report(description);
  ok(whole.conforms, 'DCAT-AP-NO: the mandatory properties are there', whole.results.map((r) => `${r.path && r.path.value} ${r.message.map((m) => m.value)}`));
  // each of them away, or of another kind, is told
  const asked = {
    'the catalogue': [(d) => d, ['dct:title', 'dct:description', 'dct:identifier', 'dct:publisher', 'dcat:contactPoint', 'dcat:dataset']],
    'the dataset': [(d) => d['dcat:dataset'], ['dct:title', 'dct:description', 'dct:identifier', 'dct:publisher', 'dcat:contactPoint', 'dcat:theme']],
    'a distribution': [(d) => d['dcat:dataset']['dcat:distribution'][0], ['dcat:accessURL']],
  };
  for (const [what, [at, properties]] of Object.entries(asked)) {
    for (const property of properties) {
      const spoilt = JSON.parse(JSON.stringify(description));
      const there = property in at(spoilt);
      delete at(spoilt)[property];
      ok(there && !(await report(spoilt)).conforms, `DCAT-AP-NO: ${what} without ${property} is refused`);
    }
  }
  for (const [what, spoil] of [
    ['an agent without a name', (d) => { for (const p of [d['dct:publisher'], d['dcat:dataset']['dct:publisher']]) delete p['foaf:name']; }],
    ['a contact that one cannot reach', (d) => { for (const p of [d['dcat:contactPoint'], d['dcat:dataset']['dcat:contactPoint']]) delete p['vcard:hasEmail']; }],
    ['a theme that is a text', (d) => { d['dcat:dataset']['dcat:theme'] = 'helse'; }],
    ['an address that is a text', (d) => { d['dcat:dataset']['dcat:distribution'][0]['dcat:accessURL'] = 'her'; }],
  ]) {
    const spoilt = JSON.parse(JSON.stringify(description));
    spoil(spoilt);
    ok(!(await report(spoilt)).conforms, `DCAT-AP-NO: ${what} is refused`);
  }
}

const modes = { 'json-stat': jsonStat, csvw, dcat };
Promise.resolve(modes[process.argv[2]](...process.argv.slice(3))).then(() => process.exit(failed ? 1 : 0), (error) => {
  console.log(`not ok ${++number} - ${process.argv[2]} is read`);
  console.log(`# ${error.stack.split('\n').slice(0, 4).join(' ')}`);
  process.exit(1);
});
