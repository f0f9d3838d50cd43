// Reports against xslt/report.schema.json, by ajv: each file named is accepted;
// then mutants of the first, made from the schema itself, one for each thing it
// says about a place that the report has, are refused by the keyword meant.
//
//   node json_schema.js SCHEMA REPORT...
//
// TAP on standard output.  ajv and ajv-formats are found by NODE_PATH.
'use strict';
const fs = require('fs');
const Ajv = require('ajv/dist/2020');
const addFormats = require('ajv-formats');

const [schemaFile, ...reports] = process.argv.slice(2);
const read = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));
const schema = read(schemaFile);
const ajv = new Ajv({ strict: true });
addFormats(ajv);
const validate = ajv.compile(schema);

let number = 0;
let failed = 0;
function ok(good, title, note) {
  console.log(`${good ? 'ok' : 'not ok'} ${++number} - ${title}`);
  if (!good) {
    failed++;
    console.log(`# ${JSON.stringify(note)}`.slice(0, 400));
  }
}

for (const file of reports) {
  ok(validate(read(file)), `accepted: ${file.replace(/^.*\//, '')}`, validate.errors);
}

// A schema with what it refers to, side by side.
function resolved(node) {
  const parts = [node];
  while (parts[parts.length - 1].$ref) {
    parts.push(schema.$defs[parts[parts.length - 1].$ref.slice('#/$defs/'.length)]);
  }
  return Object.assign({}, ...parts.reverse());
}

const holder = { report: read(reports[0]) };
const done = new Set();
let refused = 0;

// One mutant: change() spoils the report, the returned function mends it.
function mutant(rule, keyword, change) {
  if (done.has(rule)) {
    return;
  }
  done.add(rule);
  const mend = change();
  const accepted = validate(holder.report);
  const keywords = accepted ? [] : validate.errors.map((e) => e.keyword);
  mend();
  refused += keywords.includes(keyword);
  ok(keywords.includes(keyword), `refused by ${keyword}: ${rule}`, keywords);
}

function replace(object, key, value) {
  const before = object[key];
  return () => {
    object[key] = value;
    return () => { object[key] = before; };
  };
}

function without(object, key) {
  const before = Object.entries(object);
  return () => {
    delete object[key];
    return () => {
      for (const k of Object.keys(object)) delete object[k];
      for (const [k, v] of before) object[k] = v;
    };
  };
}

// Once for each named rule: a type that many places share is tried at one.
function visit(node, parent, key, name) {
  const rules = resolved(node);
  const place = node.$ref ? node.$ref.slice('#/$defs/'.length) : name;
  const value = parent[key];
  mutant(`${place} has a type`, 'type', replace(parent, key, rules.type === 'string' ? 7 : 'text'));
  if (rules.enum) mutant(`${place} is a code`, 'enum', replace(parent, key, 'ukjent'));
  if (rules.pattern) mutant(`${place} has a pattern`, 'pattern', replace(parent, key, ' '));
  if (rules.minLength) mutant(`${place} is not empty`, 'minLength', replace(parent, key, ''));
  if (rules.format) mutant(`${place} exists in the calendar`, 'format', replace(parent, key, String(value).replace(/^(....)-..-../, '$1-02-30')));
  if (rules.minimum !== undefined) mutant(`${place} is at least ${rules.minimum}`, 'minimum', replace(parent, key, rules.minimum - 1));
  if (rules.maximum !== undefined) mutant(`${place} is at most ${rules.maximum}`, 'maximum', replace(parent, key, rules.maximum + 1));
  if (rules.type === 'integer') mutant(`${place} is whole`, 'type', replace(parent, key, value + 0.5));
  if (rules.type === 'array') {
    mutant(`${place} has items`, 'minItems', replace(parent, key, []));
    value.forEach((item, i) => visit(rules.items, value, i, `an item of ${place}`));
  }
  if (rules.type === 'object') {
    mutant(`${place} has no other key`, 'additionalProperties', replace(parent, key, { ...value, ukjent: '1' }));
    if (rules.oneOf) {
      // verdi or grunn, sum or grunn: the one that is there goes, and the other comes too
      const either = rules.oneOf.map((one) => one.required[0]);
      const [there, other] = value[either[0]] === undefined ? either.slice().reverse() : either;
      mutant(`${place} has a value or why not`, 'oneOf', without(value, there));
      mutant(`${place} has not both`, 'oneOf', replace(parent, key, { ...value, [other]: other === 'grunn' ? 'ikkeLevert' : '1' }));
    }
    for (const required of rules.required) mutant(`${place} has ${required}`, 'required', without(value, required));
    for (const [k, child] of Object.entries(rules.properties)) {
      if (value[k] !== undefined) visit(child, value, k, `${place}.${k}`);
    }
  }
}

visit(schema, holder, 'report', 'the report');
ok(validate(holder.report), 'what was mutated is whole again', validate.errors);
const names = Object.keys(schema.$defs);
const missed = names.filter((n) => !done.has(`${n} has a type`));
console.log(`# ${refused} mutants refused; of ${names.length} named types ${missed.length} do not occur in the report: ${missed.join(' ')}`);
console.log(`1..${number}`);
process.exit(failed ? 1 : 0);
