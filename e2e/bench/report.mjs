// Turns measurements into the lines of the table.

const kilobyte = 1000;

const units = {
  gflops: (v) => `${v.toFixed(2)} GFLOP/s`,
  ms: (v) => `${v.toFixed(2)} ms`,
  s: (v) => `${v.toFixed(2)} s`,
  kB: (v) => `${(v / kilobyte).toFixed(0)} kB`,
};

const limits = {
  atLeast: (value, limit) => value >= limit,
  atMost: (value, limit) => value <= limit,
};

// line describes one figure: what is measured, ours and theirs in a unit, the
// value that is held to a limit (a ratio or the figure itself), and how the two
// are written.
export function line({ what, unit, ours, against = '', theirs, value, hold, limit, write }) {
  const text = theirs === undefined ? against : `${units[unit](theirs)} ${against}`;
  return { what, unit, ours, theirs, against, value, hold, limit, met: limits[hold](value, limit),
    cells: [what, units[unit](ours), text, write(value), `${hold === 'atLeast' ? '≥' : '≤'} ${write(limit)}`] };
}

export const times = (v) => `${v.toFixed(2)}×`;
export const percent = (v) => `${(100 * v).toFixed(0)}%`;
export const seconds = units.s;
export const bytes = units.kB;

// table lays the lines out in columns.
export function table(lines) {
  const rows = [['what', 'ours', 'against', 'value', 'hold', ''], ...lines.map((l) => [...l.cells, l.met ? 'met' : 'MISSED'])];
  const widths = rows[0].map((_, c) => Math.max(...rows.map((r) => r[c].length)));
  return rows.map((r) => r.map((cell, c) => cell.padEnd(widths[c])).join('  ').trimEnd()).join('\n');
}
