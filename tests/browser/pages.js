// Opens report pages in a headless browser: nothing on the console, nothing
// fetched, nothing that does not fit, no serious finding of axe-core, every number
// of the tables that of the JSON.  Then a spoilt page, in which each of these
// must be found.
//
//   node pages.js BROWSER FOLDER AXE NAME:LANG...
//
// FOLDER holds NAME.LANG.html and NAME.json; AXE is the script of axe-core, or ""
// to leave that out.  TAP on standard output.
'use strict';
const fs = require('fs');
const path = require('path');
const { Chromium } = require('./chromium.js');
const { readTables, readCards, readMisfits, openAll } = require('./extract.js');
const { Comparison } = require('./figures.js');

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

// serious and critical findings, with the first places of each
async function accessibility(page) {
  await page.evaluate(thinOut);
  await page.evaluate(axe);
  return page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then((result) => result.violations
    .filter((each) => each.impact === 'serious' || each.impact === 'critical')
    .map((each) => each.id + ', ' + each.nodes.length + ' times: ' + each.nodes[0].html.slice(0, 150)))`);
}

async function compare(page, report, lang) {
  await page.evaluate(openAll);
  const comparison = new Comparison(report, lang, path.join(root, 'xslt', `labels.${lang}.xsl`));
  comparison.tables(await page.evaluate(readTables));
  comparison.cards(await page.evaluate(readCards));
  return comparison;
}

async function misfits(page) {
  const found = await page.evaluate(readMisfits);
  await page.resize(390);
  return [...found, ...(await page.evaluate(readMisfits)).map((each) => `phone: ${each}`)];
}

async function checkPage(browser, name, lang) {
  const report = JSON.parse(fs.readFileSync(path.join(folder, `${name}.json`), 'utf8'));
  const page = await browser.open(path.join(folder, `${name}.${lang}.html`));
  const what = `${name} ${lang}`;
  const found = await misfits(page);
  await page.resize(1300);
  ok(found.length === 0, `${what}: the page and the words of its charts fit, on a desk and on a phone`, found);
  const comparison = await compare(page, report, lang);
  const { faults, cells, numbers } = comparison;
  total += numbers;
  ok(faults.length === 0 && numbers > 0, `${what}: ${numbers} numbers in ${cells} cells are those of the JSON`, faults);
  const unseen = comparison.unseen();
  ok(unseen.length === 0, `${what}: every total of the last five years is in a table`, unseen);
  if (axe) {
    const serious = await accessibility(page);
    ok(serious.length === 0, `${what}: axe-core has no serious finding`, serious);
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
  const report = JSON.parse(fs.readFileSync(path.join(folder, `${name}.json`), 'utf8'));
  const file = path.join(folder, 'spoilt.html');
  fs.writeFileSync(file, html.replace('</main>', '<div style="width:9000px">wide</div><img src="http://192.0.2.1/a.png">'
    + '<p style="color:#bbb">pale</p></main><script>console.error("spoilt")</script>'));
  const page = await browser.open(file);
  const found = await page.evaluate(readMisfits);
  ok(found.length === 1, 'a page that is too wide is found', found);
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
  await checkWrongNumbers(browser, name, lang, report);
}

// In every table with numbers one digit is changed: each is found, and no other.
async function checkWrongNumbers(browser, name, lang, report) {
  const page = await browser.open(path.join(folder, `${name}.${lang}.html`));
  const planted = await page.evaluate(() => {
    const numeric = /^[−]?\d[\d\u00a0,]*(\u00a0%)?$/;
    return [...document.querySelectorAll('table')].map((table) => {
      const cell = [...table.querySelectorAll('tbody td')].reverse().find((each) => each.firstChild
        && each.firstChild.nodeType === Node.TEXT_NODE && numeric.test(each.firstChild.data.trim()));
      if (cell) cell.firstChild.data = cell.firstChild.data.replace(/\d(?=\D*$)/, (digit) => (Number(digit) + 1) % 10);
      return cell ? table.caption.textContent : null;
    }).filter((caption) => caption !== null);
  });
  const { faults } = await compare(page, report, lang);
  const missed = planted.filter((caption) => !faults.some((fault) => fault.startsWith(`${caption} [`)));
  ok(planted.length > 20 && missed.length === 0 && faults.length === planted.length,
    `${planted.length} wrong digits, one in each table, are found`, [`found: ${faults.length}`, ...missed.map((each) => `missed: ${each}`)]);
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
