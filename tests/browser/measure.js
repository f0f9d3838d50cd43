// What runs inside the page to measure it: how text lies in its boxes, how small it
// is, what scrolls sideways, what paper gets.
'use strict';

// Every piece of text as it is seen at the present width: outside the window or the
// box that cuts it, over another, too small, short words broken over two lines; and
// boxes that scroll sideways.
// Contents that are one line may scroll, and what stands far outside until it has the
// focus is not seen.
function readLayout() {
  const faults = [];
  window.scrollTo({ top: 0, behavior: 'instant' });
  if (document.activeElement) document.activeElement.blur();
  const width = document.documentElement.clientWidth;
  const styles = new Map();
  const style = (element) => {
    if (!styles.has(element)) styles.set(element, getComputedStyle(element));
    return styles.get(element);
  };
  const short = (text) => text.replace(/\s+/g, ' ').trim().slice(0, 50);
  const place = (element) => {
    const near = element.closest('[id]');
    return `${near ? `#${near.id} ` : ''}${element.nodeName.toLowerCase()}`;
  };
  // for screen readers alone: cut to a point
  const isUnseen = (element) => {
    for (let each = element; each && each !== document.body; each = each.parentElement) {
      const { position, clip, clipPath } = style(each);
      if (position === 'fixed') return true;
      if (position === 'absolute' && (clip !== 'auto' || clipPath.startsWith('inset')) && each.offsetWidth <= 2) return true;
    }
    return false;
  };
  const cutting = (element) => {
    for (let each = element; each && each !== document.body; each = each.parentElement) {
      if (style(each).overflowX !== 'visible' && style(each).display !== 'inline') return each;
    }
    return null;
  };
  if (document.documentElement.scrollWidth > width) faults.push(`the page is ${document.documentElement.scrollWidth} wide in ${width}`);

  const pieces = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || /^(script|style|title|desc|noscript)$/i.test(element.nodeName)) continue;
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || isUnseen(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const drawn = element.closest('svg');
    const boxes = [...(drawn ? [element.getBoundingClientRect()] : range.getClientRects())].filter((box) => box.width > 1 && box.height > 1 && box.right > -1000);
    if (boxes.length === 0) continue;
    const scale = drawn && element.getScreenCTM ? element.getScreenCTM().a : 1;
    const size = parseFloat(style(element).fontSize) * scale;
    if (size < 11.95) faults.push(`${place(element)}: "${short(node.data)}" is ${size.toFixed(1)} px`);
    const cutter = cutting(element);
    const frame = cutter ? cutter.getBoundingClientRect() : { left: 0, right: width };
    const scrolls = cutter && /auto|scroll/.test(style(cutter).overflowX);
    for (const box of boxes) {
      if (!scrolls && (box.left < frame.left - 2 || box.right > frame.right + 2)) {
        faults.push(`${place(element)}: "${short(node.data)}" leaves its box (${Math.round(box.left)} to ${Math.round(box.right)} in ${Math.round(frame.left)} to ${Math.round(frame.right)})`);
        break;
      }
    }
    if (!drawn && boxes.length > 1) {
      for (const word of node.data.matchAll(/[^\s\u00a0\u00ad\u200b/–-]{2,10}(?![^\s])/g)) {
        range.setStart(node, word.index);
        range.setEnd(node, word.index + word[0].length);
        if (!/\S/.test(node.data[word.index - 1] || ' ') && new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1) faults.push(`${place(element)}: "${word[0]}" is broken`);
      }
    }
    const cell = element.closest('td, th, li, p, h1, h2, h3, h4, dd, dt, caption, summary, button');
    if (cell && !drawn && style(cell).display !== 'inline') {
      const frameOfCell = cell.getBoundingClientRect();
      if (boxes.some((box) => box.right > frameOfCell.right + 2)) faults.push(`${place(element)}: "${short(node.data)}" is wider than its ${cell.nodeName.toLowerCase()}`);
    }
    boxes.forEach((box) => pieces.push({ node, box, text: short(node.data), where: place(element) }));
  }
  pieces.sort((a, b) => a.box.top - b.box.top);
  pieces.forEach((a, i) => {
    for (let j = i + 1; j < pieces.length && pieces[j].box.top < a.box.bottom; j++) {
      const b = pieces[j];
      if (a.node === b.node) continue;
      const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      const high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
      if (wide > 1.5 && high > 0.4 * Math.min(a.box.height, b.box.height)) faults.push(`${a.where}: "${a.text}" over "${b.text}"`);
    }
  });
  for (const element of document.querySelectorAll('body *')) {
    if (element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 2 && /auto|scroll/.test(style(element).overflowX) && !element.closest('nav') && element.checkVisibility()) {
      faults.push(`${place(element)} scrolls sideways: ${element.scrollWidth} in ${element.clientWidth}`);
    }
  }
  return faults;
}

const readHeight = () => Math.max(document.documentElement.scrollHeight, document.body.scrollHeight);

// what the style gives paper: numbers of sheets, a running head, contents
function readPaper() {
  const rules = [...document.querySelectorAll('style')].map((each) => each.textContent).join('\n');
  const margins = (rules.match(/@page[^{]*\{(?:[^{}]|\{[^{}]*\})*\}/g) || []).join('\n');
  const faults = [];
  if (!/counter\(page\)/.test(margins)) faults.push('sheets have no numbers');
  if (!/@top-(left|center|right)/.test(margins)) faults.push('sheets have no running head');
  const contents = [...document.querySelectorAll('nav')].filter((each) => each.checkVisibility() && each.querySelectorAll('a[href^="#"]').length > 4);
  if (contents.length === 0) faults.push('paper has no contents');
  return faults;
}

// Where the focus stands, as a number that stays with the element; 0 for none.
function readFocus() {
  const element = document.activeElement;
  if (!element || element === document.body) return 0;
  window.focusNumbers = window.focusNumbers || new Map();
  if (!window.focusNumbers.has(element)) window.focusNumbers.set(element, window.focusNumbers.size + 1);
  return window.focusNumbers.get(element);
}

module.exports = { readLayout, readHeight, readPaper, readFocus };
