// What runs inside the page: its tables and key figures as plain data, and what
// is wrong with its layout.
'use strict';

// The tables as a reader meets them: where they stand, their caption, head and
// rows.  A cell is the lines that <br> makes of it.
function readTables() {
  const lines = (node) => {
    const found = [''];
    const walk = (part) => {
      if (part.nodeName === 'BR') found.push('');
      else if (part.nodeType === Node.TEXT_NODE) found[found.length - 1] += part.data;
      else if (part.nodeName === 'SMALL' && part.className === 'merke') found.push(part.textContent, '');
      else part.childNodes.forEach(walk);
    };
    node.childNodes.forEach(walk);
    return found.map((line) => line.replace(/[ \n\t]+/g, ' ').trim()).filter((line) => line !== '');
  };
  const cells = (row) => [...row.cells].map((cell) => ({
    head: cell.nodeName === 'TH', span: cell.colSpan, lines: lines(cell),
  }));
  return [...document.querySelectorAll('table')].map((table) => {
    const places = [];
    for (let node = table; node; node = node.parentElement) if (node.id) places.push(node.id);
    return {
      places,
      kind: table.className,
      split: table.closest('.inndeling') !== null,
      caption: table.caption.textContent.trim(),
      head: [...table.tHead.rows].map(cells),
      rows: [...table.tBodies].flatMap((body) => [...body.rows].map((row) => ({ sort: row.className, cells: cells(row) }))),
    };
  });
}

// the key figures: name, value, how many units it rests on, and the line of last year
function readCards() {
  return [...document.querySelectorAll('#sammendrag .kort > li')].map((card) => ({
    name: card.querySelector('h3').textContent.trim(),
    value: (card.querySelector('.verdi, .ikke') || card).textContent.trim(),
    units: card.querySelector('.enheter') ? card.querySelector('.enheter').textContent.trim() : '',
    before: card.querySelector('.forrige').firstChild.data.trim(),
  }));
}

// What does not fit at the present width: the page itself, and words of charts
// that are outside their drawing or over each other.
function readMisfits() {
  const root = document.documentElement;
  const misfits = [];
  if (root.scrollWidth > root.clientWidth) misfits.push(`the page is ${root.scrollWidth} wide in ${root.clientWidth}`);
  for (const drawing of document.querySelectorAll('svg')) {
    const name = drawing.querySelector('title').textContent;
    const frame = drawing.getBoundingClientRect();
    if (frame.width === 0) continue;
    const words = [...drawing.querySelectorAll('text')].map((text) => ({ text: text.textContent, box: text.getBoundingClientRect() }));
    for (const { text, box } of words) {
      if (box.left < frame.left - 2 || box.right > frame.right + 2) misfits.push(`${name}: "${text}" leaves the drawing`);
    }
    words.forEach((a, i) => words.slice(i + 1).forEach((b) => {
      const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      const high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
      if (wide > 1 && high > 0.4 * Math.min(a.box.height, b.box.height)) misfits.push(`${name}: "${a.text}" over "${b.text}"`);
    }));
  }
  return misfits;
}

// everything is looked at, also what stands folded
function openAll() {
  document.querySelectorAll('details').forEach((part) => { part.open = true; });
}

module.exports = { readTables, readCards, readMisfits, openAll };
