// Turns measurements into the lines of the table.

const kilobyte = 1000;

// units say how many of them a value has, with how many digits, and their name.
const units = {
  gflops: [1, 2, 'GFLOP/s'],
  ms: [1, 2, 'ms'],
  s: [1, 2, 's'],
  kB: [1 / kilobyte, 0, 'kB'],
};

const amount = (unit, value) => (value * units[unit][0]).toFixed(units[unit][1]);

// figure writes a measurement: the median, and in brackets the best of the rounds.
function figure(unit, { median, best }) {
  return `${amount(unit, median)}${best === undefined ? '' : ` (${amount(unit, best)})`} ${units[unit][2]}`;
}

const limits = {
  atLeast: (value, limit) => value >= limit,
  atMost: (value, limit) => value <= limit,
};

// line describes one figure: what is measured, ours and theirs { median, best } in a unit, the
// value that is held to a limit (a ratio or the figure itself), and how the two
// are written.
export function line({ what, unit, ours, against = '', theirs, value, hold, limit, write }) {
  const text = theirs === undefined ? against : `${figure(unit, theirs)} ${against}`;
  return { what, unit, ours, theirs, against, value, hold, limit, met: limit === undefined ? undefined : limits[hold](value, limit),
    cells: [what, figure(unit, ours), text, write(value), limit === undefined ? '' : `${hold === 'atLeast' ? '≥' : '≤'} ${write(limit)}`] };
}

export const times = (v) => `${v.toFixed(2)}×`;
export const percent = (v) => `${(100 * v).toFixed(0)}%`;
export const seconds = (v) => `${amount('s', v)} s`;
export const bytes = (v) => `${amount('kB', v)} kB`;

const verdict = ({ met }) => (met === undefined ? '' : met ? 'met' : 'MISSED');

// table lays the lines out in columns.
export function table(lines) {
  const rows = [['what', 'ours, median (best)', 'against', 'value', 'hold', ''], ...lines.map((l) => [...l.cells, verdict(l)])];
  const widths = rows[0].map((_, c) => Math.max(...rows.map((r) => r[c].length)));
  return rows.map((r) => r.map((cell, c) => cell.padEnd(widths[c])).join('  ').trimEnd()).join('\n');
}
