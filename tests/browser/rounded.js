// The written rule by which figures are rounded for people (xslt/rooms/rounded.xsl),
// once more and by other means: whole numbers of any length.
'use strict';

const forms = {
  nb: { point: ',', group: '\u00a0', percent: '\u00a0%', amount: (n, word) => `${n}\u00a0${word}kr`, millions: 'mill.\u00a0', thousandMillions: 'mrd.\u00a0', points: () => '\u00a0prosentpoeng' },
  en: { point: '.', group: ',', percent: '%', amount: (n, word) => `NOK\u00a0${n}${word}`, millions: '\u00a0million', thousandMillions: '\u00a0billion', points: (n) => `\u00a0percentage point${n === '1' ? '' : 's'}` },
};
forms.nn = forms.nb;

// value (decimal text) as a whole number of 10^-places
function whole(value, places) {
  const [before, after = ''] = value.replace('-', '').split('.');
  return BigInt(before + after.padEnd(places, '0').slice(0, places));
}

// half up at so many decimals, of a whole number of 10^-places; text with a point
function at(n, places, decimals) {
  const unit = 10n ** BigInt(places - decimals);
  const kept = (n * 2n + unit) / (2n * unit);
  const digits = kept.toString().padStart(decimals + 1, '0');
  return decimals ? `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}` : digits;
}

// unit: andel and forhold are shares, kroner amounts, prosentpoeng differences of
// shares, all else numbers; plus: with a sign also above zero
function rounded(value, unit, lang, plus = false) {
  const form = forms[lang];
  const share = ['andel', 'forhold', 'prosentpoeng'].includes(unit);
  const places = 40;
  let n = whole(value, places);
  const one = 10n ** BigInt(places);
  const million = 1000000n * one;
  let word = '';
  if (share) n *= 100n;
  if (unit === 'kroner' && n >= 10000n * million) [n, word] = [n / 1000000000n, form.thousandMillions];
  else if (unit === 'kroner' && n >= million) [n, word] = [n / 1000000n, form.millions];
  let decimals = n >= 100n * one ? 0 : 1;
  if (n < one && n > 0n) for (decimals = 2; n * 10n ** BigInt(decimals - 1) < one; decimals++);
  const exact = at(n, places, places).replace(/\.?0+$/, '');
  const fraction = (exact.split('.')[1] || '').length;
  const text = fraction <= decimals ? exact : at(n, places, decimals);
  const [before, after] = text.split('.');
  const sign = n === 0n ? '' : value.startsWith('-') ? '−' : plus ? '+' : '';
  const written = sign + before.replace(/\B(?=(\d{3})+$)/g, form.group) + (after === undefined ? '' : form.point + after);
  if (unit === 'prosentpoeng') return written + form.points(written);
  if (share) return written + form.percent;
  return unit === 'kroner' ? form.amount(written, word) : written;
}

module.exports = { rounded };
