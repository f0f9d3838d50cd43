// What runs inside the page: its tables and key figures as plain data, and what
// is wrong with its layout.
'use strict';

// The tables as a reader meets them: where they stand, their caption or what
// labels them, head and rows.  A cell is the lines that <br> and <small> make of
// it, and the exact value beside a rounded one.
function readTables() {
  const lines = (node) => {
    const found = [''];
    const walk = (part) => {
      if (part.nodeName === 'BR') found.push('');
      else if (part.nodeType === Node.TEXT_NODE) found[found.length - 1] += part.data;
      else if (part.nodeName === 'SMALL') {
        found.push('');
        part.childNodes.forEach(walk);
        found.push('');
      } else part.childNodes.forEach(walk);
    };
    node.childNodes.forEach(walk);
    return found.map((line) => line.replace(/[ \n\t]+/g, ' ').trim()).filter((line) => line !== '');
  };
  const cells = (row) => [...row.cells].map((cell) => ({
    head: cell.nodeName === 'TH', span: cell.colSpan, lines: lines(cell), before: cell.dataset.h,
    exact: [...cell.querySelectorAll('data')].map((data) => data.value),
  }));
  const words = (ids) => ids.split(' ').map((id) => document.getElementById(id).childNodes)
    .flatMap((nodes) => [...nodes]).filter((node) => node.className !== 'lenke').map((node) => node.textContent).join('').trim();
  return [...document.querySelectorAll('table')].map((table) => {
    const places = [];
    for (let node = table; node; node = node.parentElement) if (node.id) places.push(node.id);
    return {
      places,
      kind: table.className,
      caption: table.caption ? table.caption.textContent.trim() : words(table.getAttribute('aria-labelledby')),
      head: [...table.tHead.rows].map(cells),
      rows: [...table.tBodies].flatMap((body) => [...body.rows].map((row) => ({ sort: row.className, m: row.dataset.m, cells: cells(row) }))),
    };
  });
}

// the key figures: name, figure, numerator and denominator, how many units it
// rests on, last year's figure, the change, the target
function readCards() {
  const part = (card, query) => (card.querySelector(query) || { textContent: '' }).textContent.replace(/\s*\n\s*/g, '').trim();
  const exact = (node) => (node ? node.value : undefined);
  return [...document.querySelectorAll('#noekkeltall .kort > li')].map((card) => ({
    name: part(card, 'h3'),
    link: card.querySelector('h3 a') && card.querySelector('h3 a').getAttribute('href').slice(1),
    value: part(card, '.stort data, .stort .ikke'),
    exact: exact(card.querySelector('.stort data')),
    parts: part(card, '.av'),
    units: part(card, '.enheter'),
    before: part(card, '.foer'),
    beforeValue: part(card, '.foer > data'),
    beforeExact: exact(card.querySelector('.foer > data')),
    line: part(card, '.gnist desc'),
  }));
}

// figures in running text that say where they are from: what they show, and of what
function readFacts() {
  return [...document.querySelectorAll('data[data-fakta]')].map((data) => ({
    text: data.textContent, value: data.value, fact: data.dataset.fakta, field: data.dataset.felt || 'verdi', less: data.dataset.mot,
  }));
}

// The charts: in which theme they stand, and the words in them, in order, with
// the length of the bar between a name and its value.
function readCharts() {
  return [...document.querySelectorAll('figure[id$="-figur"] svg')].map((drawing) => ({
    theme: drawing.closest('figure').id.replace(/-figur$/, ''),
    words: [...drawing.querySelectorAll('text')].map((text) => text.textContent),
    bars: [...drawing.querySelectorAll('rect')].map((bar) => ({ x: parseFloat(bar.getAttribute('x')), length: parseFloat(bar.getAttribute('width')), own: bar.classList.contains('eget') })),
  }));
}

// What does not fit at the present width: the page itself; words that leave it,
// or their drawing; and words over other words.
function readMisfits() {
  const root = document.documentElement;
  const misfits = [];
  if (root.scrollWidth > root.clientWidth) misfits.push(`the page is ${root.scrollWidth} wide in ${root.clientWidth}`);
  const boxes = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const holder = node.parentElement;
    if (node.data.trim() === '' || holder.closest('.vh, .hopp, nav, script, style, title, desc') || !holder.checkVisibility()) continue;
    if (getComputedStyle(holder).clipPath !== 'none' || (holder.closest('thead') && getComputedStyle(holder.closest('thead')).clipPath !== 'none')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const frame = holder.closest('svg') && holder.closest('svg').getBoundingClientRect();
    for (const box of range.getClientRects()) {
      if (box.width < 1) continue;
      const words = node.data.trim().slice(0, 40);
      if (!holder.closest('.rull') && box.right > root.clientWidth + 1) misfits.push(`"${words}" leaves the page`);
      if (frame && (box.left < frame.left - 2 || box.right > frame.right + 2)) misfits.push(`"${words}" leaves the drawing`);
      boxes.push({ words, box });
    }
  }
  boxes.sort((a, b) => a.box.top - b.box.top);
  boxes.forEach((a, i) => {
    for (let j = i + 1; j < boxes.length && boxes[j].box.top < a.box.bottom; j++) {
      const b = boxes[j];
      const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      const high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
      if (wide > 1 && high > 0.4 * Math.min(a.box.height, b.box.height)) misfits.push(`"${a.words}" over "${b.words}"`);
    }
  });
  return misfits;
}

// words that are smaller than 12 pixels
function readSmall() {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const small = new Set();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.data.trim() === '' || node.parentElement.closest('script, style, title, desc')) continue;
    const size = parseFloat(getComputedStyle(node.parentElement).fontSize);
    if (size < 12) small.add(`${size} px: ${node.data.trim().slice(0, 40)}`);
  }
  return [...small];
}

// everything is looked at, also what stands folded
function openAll() {
  document.querySelectorAll('details').forEach((part) => { part.open = true; });
}

module.exports = { readTables, readCards, readFacts, readCharts, readMisfits, readSmall, openAll };
