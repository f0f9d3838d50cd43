// Opens report pages and annexes in a headless browser: nothing on the console,
// nothing fetched, no words that do not fit or lie over others, none too small, no
// finding of axe-core, every number that of the JSON.  Then a spoilt page, in which
// each of these must be found.
//
//   node pages.js BROWSER FOLDER AXE NAME:LANG...
//
// FOLDER holds NAME.LANG.html, NAME.json and NAME.annex.json; a NAME that ends with
// .annex is the page of that annex.  AXE is the script of axe-core, or "" to leave
// that out.  TAP on standard output.
'use strict';
const fs = require('fs');
const path = require('path');
const { Chromium } = require('./chromium.js');
const { readTables, readCards, readFacts, readCharts, readMisfits, readSmall, openAll } = require('./extract.js');
const { Comparison } = require('./figures.js');
const { PageComparison } = require('./page_figures.js');

const widths = [320, 390, 820, 1400];
const tabStops = 60; // of a trust's page, fewer than these

const [program, folder, axeFile, ...names] = process.argv.slice(2);
const axe = axeFile && fs.readFileSync(axeFile, 'utf8');
const root = path.join(__dirname, '..', '..');
let number = 0;
let failed = 0;
let total = 0;

function ok(good, title, notes = []) {
  console.log(`${good ? 'ok' : 'not ok'} ${++number} - ${title}`);
  if (!good) {
    failed++;
    notes.slice(0, 30).forEach((note) => console.log(`# ${String(note).replace(/\s+/g, ' ').slice(0, 300)}`));
  }
}

// Long bodies of tables repeat the same kind of row: three of each are looked at,
// for axe-core takes minutes over tens of thousands of cells.
function thinOut() {
  document.querySelectorAll('tbody').forEach((body) => [...body.rows].slice(2, -1).forEach((row) => row.remove()));
}

// findings of any weight, with the first place of each; what axe-core could not
// decide is told as a comment
async function accessibility(page) {
  await page.evaluate(thinOut);
  await page.evaluate(axe);
  const found = await page.evaluate(`axe.run(document, { resultTypes: ['violations', 'incomplete'] }).then((result) => {
    const told = (list) => list.map((each) => each.id + ', ' + each.nodes.length + ' times: ' + each.nodes[0].html.slice(0, 150));
    return { violations: told(result.violations), incomplete: told(result.incomplete) };
  })`);
  found.incomplete.forEach((each) => console.log(`# undecided by axe-core: ${each.replace(/\s+/g, ' ')}`));
  return found.violations;
}

const read = (name) => JSON.parse(fs.readFileSync(path.join(folder, `${name}.json`), 'utf8'));

async function compare(page, name, lang) {
  await page.evaluate(openAll);
  const labels = path.join(root, 'xslt', `labels.${lang}.xsl`);
  const tables = await page.evaluate(readTables);
  if (name.endsWith('.annex')) {
    const comparison = new Comparison(read(name.slice(0, -6)), lang, labels, read(name).vedlegg);
    comparison.tables(tables);
    return comparison;
  }
  const comparison = new PageComparison(read(name), lang, labels);
  comparison.tables(tables);
  comparison.cards(await page.evaluate(readCards));
  comparison.facts(await page.evaluate(readFacts));
  comparison.charts(await page.evaluate(readCharts));
  return comparison;
}

async function misfits(page) {
  const found = [];
  for (const width of widths) {
    await page.resize(width);
    for (const open of [false, true]) {
      if (open) await page.evaluate(openAll);
      found.push(...(await page.evaluate(readMisfits)).map((each) => `${width}${open ? ', open' : ''}: ${each}`));
      if (open) await page.evaluate(() => document.querySelectorAll('details').forEach((part) => { part.open = false; }));
    }
  }
  return found;
}

// what can be reached by the keyboard while details are closed
function countStops() {
  return [...document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]')].filter((each) => each.checkVisibility()).length;
}

async function checkPage(browser, name, lang) {
  const annex = name.endsWith('.annex');
  const page = await browser.open(path.join(folder, `${name}.${lang}.html`));
  const what = `${name} ${lang}`;
  const stops = await page.evaluate(countStops);
  if (!annex) {
    const found = await misfits(page);
    ok(found.length === 0, `${what}: words fit and lie apart at ${widths.join(', ')} pixels`, found);
    const small = await page.evaluate(readSmall);
    ok(small.length === 0, `${what}: no words below 12 pixels`, small);
    if (name === 'trust') ok(stops < tabStops, `${what}: ${stops} tab stops`);
  }
  await page.resize(1400);
  const comparison = await compare(page, name, lang);
  const { faults, cells, numbers } = comparison;
  total += numbers;
  ok(faults.length === 0 && numbers > 0, `${what}: ${numbers} numbers, ${cells} cells, are those of the JSON`, faults);
  if (annex) {
    const unseen = comparison.unseen();
    ok(unseen.length === 0, `${what}: every total of the last five years is in a table`, unseen);
  }
  if (axe) {
    const findings = await accessibility(page);
    ok(findings.length === 0, `${what}: axe-core has no finding`, findings);
  } else {
    console.log(`ok ${++number} # SKIP ${what}: axe-core is not there`);
  }
  ok(page.messages.length === 0, `${what}: nothing on the console`, page.messages);
  ok(page.requests.length === 0, `${what}: nothing is fetched`, page.requests);
  await page.close();
}

// The page with one fault of each kind; what is found must be just that.
async function checkSpoilt(browser, name, lang) {
  const html = fs.readFileSync(path.join(folder, `${name}.${lang}.html`), 'utf8');
  const file = path.join(folder, 'spoilt.html');
  fs.writeFileSync(file, html.replace('</main>', '<div style="width:9000px">wide</div><img src="http://192.0.2.1/a.png">'
    + '<p style="color:#bbb;font-size:11px">pale</p><p>under it</p><p style="margin-top:-1.9em">over it</p></main><script>console.error("spoilt")</script>'));
  const page = await browser.open(file);
  const found = await page.evaluate(readMisfits);
  ok(found.some((each) => each.includes('wide in')) && found.some((each) => each.includes('"under it" over "over it"')),
    'a page that is too wide is found, and words over words', found);
  const small = await page.evaluate(readSmall);
  ok(small.length === 1 && small[0] === '11 px: pale', 'small words are found', small);
  ok(page.messages.some((each) => each.includes('spoilt')), 'a message on the console is found', page.messages);
  ok(page.requests.length === 1, 'a request is found', page.requests);
  if (axe) {
    const serious = await accessibility(page);
    ok(serious.some((each) => each.startsWith('image-alt')) && serious.some((each) => each.startsWith('color-contrast')),
      'axe-core finds a picture without a text and pale words', serious);
  } else {
    console.log(`ok ${++number} # SKIP axe-core is not there`);
  }
  await page.close();
  await checkWrongNumbers(browser, name, lang);
}

// In every table, card, chart and sentence with numbers one digit is changed: each
// is found, and no other.
async function checkWrongNumbers(browser, name, lang) {
  const page = await browser.open(path.join(folder, `${name}.${lang}.html`));
  const planted = await page.evaluate(() => {
    const spoil = (text) => text.replace(/\d(?=\D*$)/, (digit) => (Number(digit) + 1) % 10);
    return [...document.querySelectorAll('table, .kort > li, figure svg, .setninger li, h2')].filter((place) => {
      const number = place.nodeName === 'svg' ? place.querySelector('text.tall:not(.ende)') : place.querySelector('tbody td data') || (place.tBodies ? null : place.querySelector('data'));
      if (number) number.textContent = spoil(number.textContent);
      return number;
    }).length;
  });
  const { faults } = await compare(page, name, lang);
  ok(planted > 20 && faults.length === planted, `${planted} wrong digits, one in each table, card, chart and sentence, are found`, [`found: ${faults.length}`, ...faults]);
  await page.close();
}

(async () => {
  const browser = new Chromium(program, folder);
  for (const [name, lang] of names.map((each) => each.split(':'))) await checkPage(browser, name, lang);
  await checkSpoilt(browser, ...names[0].split(':'));
  await browser.close();
  console.log(`# numbers compared: ${total}`);
  console.log(`1..${number}`);
  process.exitCode = failed > 0 ? 1 : 0;
})().catch((error) => {
  console.log(`Bail out! ${error.message}`);
  process.exit(1);
});
