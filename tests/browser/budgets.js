// Measures report pages as their readers meet them: screens of a desk and of a
// phone, sheets of paper, bytes, tab stops, axe-core, text in its boxes at four
// widths.  Pictures of all of it, a table at the end.
//
//   node budgets.js [--sizes] BROWSER FOLDER PICTURES AXE NAME:KIND:LANG...
//
// With --sizes nothing is looked at but what has a budget, and paper.  FOLDER holds NAME.LANG.html; PICTURES is where pictures and table go, or "" for
// none; AXE is the script of axe-core, or "" to leave that out.  KIND names the
// budget below.  TAP on standard output.
'use strict';
const fs = require('fs');
const path = require('path');
const { execFileSync } = require('child_process');
const { Chromium } = require('./chromium.js');
const { openAll } = require('./extract.js');
const { readLayout, readHeight, readPaper, readFocus } = require('./measure.js');

const sizesOnly = process.argv[2] === '--sizes';
const [program, folder, pictures, axeFile, ...names] = process.argv.slice(sizesOnly ? 3 : 2);
const axe = axeFile && fs.readFileSync(axeFile, 'utf8');
// A region's page is about many trusts, as the nation's; its limits are the nation's.
const budgets = {
  trust: { desk: 14, phone: 28, sheets: 14, kilobytes: 400, stops: 59 },
  region: { desk: 25, phone: 50, sheets: 25, kilobytes: 700 },
  nation: { desk: 25, phone: 50, sheets: 25, kilobytes: 700 },
  annex: {},
};
const desk = { width: 1400, height: 900 };
const phone = { width: 390, height: 844 };
const widths = [320, 390, 820, 1400];
const slice = 1800;	// pixels of a page in one picture
let number = 0;
let failed = 0;

function ok(title, faults) {
  console.log(`${faults.length ? 'not ok' : 'ok'} ${++number} - ${title}`);
  if (faults.length) failed++;
  faults.slice(0, 25).forEach((fault) => console.log(`# ${String(fault).replace(/\s+/g, ' ').slice(0, 300)}`));
  if (faults.length > 25) console.log(`# and ${faults.length - 25} more`);
}

const size = (page, { width, height }) => page.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: width < 600 });
const closeAll = () => document.querySelectorAll('details').forEach((each) => { each.open = each.hasAttribute('data-open'); });
const markOpen = () => document.querySelectorAll('details[open]').forEach((each) => each.setAttribute('data-open', ''));

async function picture(page, name, width) {
  if (!pictures) return;
  const height = await page.evaluate(readHeight);
  for (let top = 0, part = 1; top < height; top += slice, part++) {
    const { data } = await page.send('Page.captureScreenshot', { format: 'png', captureBeyondViewport: true,
      clip: { x: 0, y: top, width, height: Math.min(slice, height - top), scale: 1 } });
    fs.writeFileSync(path.join(pictures, `${name}.${part}.png`), Buffer.from(data, 'base64'));
  }
}

async function screens(page, name, view) {
  await size(page, view);
  await picture(page, `${name}.${view.width}`, view.width);
  return (await page.evaluate(readHeight)) / view.height;
}

// Faults of the layout at each width, with parts folded as they come and all open.
async function layout(page, name) {
  const found = new Map();
  for (const width of widths) {
    await size(page, { width, height: 900 });
    for (const step of [closeAll, openAll]) {
      await page.evaluate(step);
      for (const fault of await page.evaluate(readLayout)) found.set(fault, [...(found.get(fault) || []), width]);
    }
    await page.evaluate(closeAll);
    if (![desk.width, phone.width].includes(width)) await picture(page, `${name}.${width}`, width);
  }
  return [...found].map(([fault, at]) => `${[...new Set(at)].join(', ')} px: ${fault}`);
}

// Presses Tab until the focus has gone round.
async function tabStops(page) {
  await size(page, desk);
  await page.send('Emulation.setFocusEmulationEnabled', { enabled: true });
  const seen = new Set();
  for (let press = 0; press < 600; press++) {
    await page.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 });
    await page.send('Input.dispatchKeyEvent', { type: 'keyUp', key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 });
    const focus = await page.evaluate(readFocus);
    if (focus === 0 || seen.has(focus)) break;
    seen.add(focus);
  }
  return seen.size;
}

// Prints on A4 with everything open; sheets with their text where pdftotext is there.
async function paper(page, name) {
  await page.evaluate(openAll);
  await page.send('Emulation.setEmulatedMedia', { media: 'print' });
  const faults = await page.evaluate(readPaper);
  await page.send('Emulation.setEmulatedMedia', { media: '' });
  const { data } = await page.send('Page.printToPDF', { printBackground: true, preferCSSPageSize: true, paperWidth: 8.27, paperHeight: 11.69 });
  const pdf = Buffer.from(data, 'base64');
  const sheets = (pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g) || []).length;
  if (pictures) {
    const file = path.join(pictures, `${name}.pdf`);
    fs.writeFileSync(file, pdf);
    try {
      const texts = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8', maxBuffer: 1 << 27 }).split('\f').slice(0, sheets);
      texts.forEach((text, i) => {
        const words = text.split(/\s+/).filter(Boolean).length;
        if (words < 25) faults.push(`sheet ${i + 1} of ${sheets} has only ${words} words`);
        if (i > 0 && !new RegExp(`(^|\\D)${i + 1}(\\D|$)`).test(text.trim().split('\n').slice(-2).join(' ') + text.trim().split('\n')[0])) faults.push(`sheet ${i + 1} bears no number`);
      });
    } catch (error) {
      console.log(`# ${name}: the text of sheets is not read: ${error.code || error.message}`);
    }
  }
  await page.evaluate(closeAll);
  return { sheets, faults };
}

// Long bodies of tables repeat the same kind of row: three of each are looked at.
function thinOut() {
  document.querySelectorAll('tbody').forEach((body) => [...body.rows].slice(2, -1).forEach((row) => row.remove()));
}

// Violations of any weight, light and dark, and what axe-core could not decide with
// its reason.
async function accessibility(page) {
  await size(page, desk);
  await page.evaluate(openAll);
  await page.evaluate(thinOut);
  await page.evaluate(axe);
  const run = (options) => page.evaluate(`axe.run(document, ${JSON.stringify(options)}).then((result) => Object.fromEntries(['violations', 'incomplete'].map((kind) =>
    [kind, result[kind].flatMap((each) => each.nodes.map((node) => ({ id: each.id, html: node.html.slice(0, 120),
      reason: [...node.any, ...node.all, ...node.none].map((check) => check.message)[0] || each.help })))])))`);
  const light = await run({ resultTypes: ['violations', 'incomplete'] });
  await page.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: 'dark' }] });
  const dark = await run({ runOnly: ['color-contrast'], resultTypes: ['violations', 'incomplete'] });
  await page.send('Emulation.setEmulatedMedia', { features: [] });
  const grouped = (kind) => {
    const groups = new Map();
    [...light[kind], ...dark[kind].map((each) => ({ ...each, id: `dark ${each.id}` }))].forEach((each) => {
      const title = `${each.id}: ${each.reason}`;
      groups.set(title, [...(groups.get(title) || []), each.html]);
    });
    return [...groups].map(([title, places]) => ({ title, count: places.length, first: places[0] }));
  };
  return { violations: grouped('violations'), incomplete: grouped('incomplete') };
}

function overBudget(row, budget) {
  return Object.entries(budget).filter(([what, limit]) => row[what] > limit).map(([what, limit]) => `${what}: ${row[what]}, at most ${limit}`);
}

const sum = (groups) => groups.reduce((total, each) => total + each.count, 0);

async function measure(browser, name, kind, lang) {
  const file = path.join(folder, `${name}.${lang}.html`);
  const what = `${name}.${lang}`;
  const page = await browser.open(file, desk.width);
  await page.evaluate(markOpen);
  const tenths = (value) => Math.ceil(value * 10) / 10;
  const row = { page: what, desk: tenths(await screens(page, what, desk)), phone: tenths(await screens(page, what, phone)) };
  row.stops = await tabStops(page);
  if (pictures) {
    await page.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: 'dark' }] });
    await picture(page, `${what}.dark`, desk.width);
    await page.send('Emulation.setEmulatedMedia', { features: [] });
  }
  const printed = await paper(page, what);
  row.sheets = printed.sheets;
  row.kilobytes = Math.ceil(fs.statSync(file).size / 1000);
  ok(`${what}: ${row.desk} desktop screens, ${row.phone} phone screens, ${row.sheets} sheets, ${row.kilobytes} kB, ${row.stops} tab stops`, overBudget(row, budgets[kind]));
  if (kind !== 'annex') ok(`${what}: paper has numbers, running head, contents, no empty sheet`, printed.faults);
  if (!sizesOnly) await measureLayout(page, what, row);
  ok(`${what}: nothing on the console, nothing fetched`, [...page.messages, ...page.requests]);
  await page.close();
  return row;
}

// Text in its boxes, and axe-core.
async function measureLayout(page, what, row) {
  const misfits = await layout(page, what);
  if (pictures) fs.writeFileSync(path.join(pictures, `${what}.misfits.txt`), misfits.map((each) => `${each}\n`).join(''));
  ok(`${what}: text lies in its boxes at ${widths.join(', ')} px, none under 12 px`, misfits);
  row.misfits = misfits.length;
  if (axe) {
    const { violations, incomplete } = await accessibility(page);
    ok(`${what}: axe-core finds no violation`, violations.map((each) => `${each.title}, ${each.count} times: ${each.first}`));
    incomplete.forEach((each) => console.log(`# axe-core leaves open, ${each.count} times: ${each.title} (${each.first.replace(/\s+/g, ' ').slice(0, 90)})`));
    row.violations = sum(violations);
    row.open = sum(incomplete);
  } else {
    console.log(`ok ${++number} # SKIP ${what}: axe-core is not there`);
  }
}

// What must be found: a page with one fault of each kind.
async function checkSpoilt(browser, name, lang) {
  const html = fs.readFileSync(path.join(folder, `${name}.${lang}.html`), 'utf8');
  const file = path.join(folder, 'spoilt.html');
  fs.writeFileSync(file, html.replace('</main>', '<div style="width:9000px">wide</div><p style="font-size:9px">spoilt and small</p>'
    + '<p style="width:40px;overflow:hidden;white-space:nowrap">spoilt and cut off by its box</p>'
    + '<p style="width:30px;overflow-wrap:anywhere">spoilword</p>'
    + '<div style="position:relative;height:3em"><p style="position:absolute;top:0">spoilt under</p><p style="position:absolute;top:2px">spoilt over</p></div></main>'));
  const page = await browser.open(file, desk.width);
  const found = await page.evaluate(readLayout);
  for (const fault of [/^the page is/, /spoilt and small" is 9/, /cut off by its box" (leaves|is wider)/, /spoilt (under|over)" over "spoilt/, /spoilword" is broken/]) {
    ok(`a fault is found: ${fault.source}`, found.some((each) => fault.test(each)) ? [] : found);
  }
  await page.close();
}

function checkBudgets() {
  const row = { desk: 14.1, phone: 28, sheets: 15, kilobytes: 400, stops: 60 };
  const found = overBudget(row, budgets.trust);
  ok('what is over its budget is found, and no other', found.length === 3 ? [] : found);
}

function table(rows) {
  const columns = { page: 'page', desk: 'desktop', phone: 'phone', sheets: 'sheets', kilobytes: 'kB', stops: 'tab stops', misfits: 'misfits', violations: 'violations', open: 'incomplete' };
  const lines = [columns, ...rows].map((row) => Object.keys(columns).map((key, i) => (i ? String(row[key] === undefined ? '-' : row[key]).padStart(10) : String(row[key]).padEnd(32))).join(' '));
  lines.forEach((line) => console.log(`# ${line}`));
  if (pictures) fs.writeFileSync(path.join(pictures, 'table.txt'), `${lines.join('\n')}\n`);
}

(async () => {
  const browser = new Chromium(program, folder);
  const rows = [];
  for (const [name, kind, lang] of names.map((each) => each.split(':'))) rows.push(await measure(browser, name, kind, lang));
  const [name, , lang] = names[0].split(':');
  if (!sizesOnly) await checkSpoilt(browser, name, lang);
  checkBudgets();
  await browser.close();
  table(rows);
  console.log(`1..${number}`);
  process.exitCode = failed > 0 ? 1 : 0;
})().catch((error) => {
  console.log(`Bail out! ${error.stack}`);
  process.exit(1);
});
