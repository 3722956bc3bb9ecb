import { compare, type BenchResult } from '../harness.ts';
import { interleaved, withPage } from './page-bench.ts';

const GOAL = 5;
const UPDATES = { DataGrid: 20, 'our table': 40 };

/** The table of the console and MUI's over the same 1000 rows of 8 columns; all values change ten times a second. */
const SCRIPT = `
import { createRoot } from 'react-dom/client';
import { flushSync } from 'react-dom';
import { useState } from 'react';
import { DataGrid } from '@mui/x-data-grid';
import { RowsTable } from '#renderer/features/console/tables/rows-table.tsx';

const ROWS = 1_000;
const FIELDS = ['symbol', 'bid', 'ask', 'last', 'mark', 'change', 'volume', 'funding'];
const rowsAt = (tick) =>
  Array.from({ length: ROWS }, (_, i) => {
    const last = (100 + i + Math.sin(tick + i)).toFixed(2);
    return { id: 'S' + i, symbol: 'S' + i, bid: (last - 0.01).toFixed(2), ask: (+last + 0.01).toFixed(2), last,
      mark: (last * 1.0001).toFixed(2), change: (Math.sin(tick / 9 + i) * 5).toFixed(2), volume: String((i * 7 + tick) % 9_973),
      funding: (Math.cos(tick + i) / 1_000).toFixed(5) };
  });
const place = (name) => {
  const made = document.createElement('div');
  made.id = name;
  Object.assign(made.style, { width: '900px', height: '760px', display: 'none', flexDirection: 'column' });
  document.body.append(made);
  return made;
};
const places = { DataGrid: place('peer'), 'our table': place('own') };
const set = {};
function Peer() {
  const [rows, setRows] = useState(() => rowsAt(0));
  set.DataGrid = setRows;
  const columns = FIELDS.map((field) => ({ field, width: 104 }));
  return <DataGrid rows={rows} columns={columns} rowHeight={26} columnHeaderHeight={28} pageSizeOptions={[100]}
    initialState={{ pagination: { paginationModel: { pageSize: 100 } } }} />;
}
const columns = FIELDS.map((name) => ({ name, label: name, cell: (row) => row[name], right: name !== 'symbol' }));
const keyOf = (row) => row.id;
const nothing = () => undefined;
function Own() {
  const [rows, setRows] = useState(() => rowsAt(0));
  set['our table'] = setRows;
  return <RowsTable label="Bench" rows={rows} columns={columns} keyOf={keyOf} chosen={null} onChoose={nothing} />;
}
let tick = 0;
// Made beforehand: only what the tables do with them is measured.
const prepared = Array.from({ length: 24 }, (_, i) => rowsAt(i + 1));
const show = (name) => Object.entries(places).forEach(([other, made]) => (made.style.display = other === name ? 'flex' : 'none'));
show('DataGrid');
createRoot(places.DataGrid).render(<Peer />);
createRoot(places['our table']).render(<Own />);
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
const texts = (selector) => [...document.querySelectorAll(selector)].slice(0, FIELDS.length).map((cell) => cell.textContent).join();
globalThis.bench = {
  async run(name, updates) {
    show(name);
    for (let i = 0; i < updates; i += 1) {
      const rows = prepared[(tick += 1) % prepared.length];
      flushSync(() => set[name](rows));
      await frame();
      await wait(20);
    }
  },
  async wrong() {
    const rows = rowsAt(77);
    const seen = {};
    for (const [name, selector] of [['DataGrid', '#peer .MuiDataGrid-row .MuiDataGrid-cell'], ['our table', '#own tbody tr:not([aria-hidden]) td']]) {
      show(name);
      set[name](rows);
      await wait(300);
      seen[name] = texts(selector);
    }
    const want = FIELDS.map((field) => rows[0][field]).join();
    return seen.DataGrid === want && seen['our table'] === want ? 'equal' : JSON.stringify({ want, ...seen });
  },
};
`;

/** A table of 1000 rows whose values all change at 10 Hz: the rows in sight only, against MUI's grid. */
export async function run(): Promise<BenchResult[]> {
  return withPage(SCRIPT, async (page) => {
    const times = await interleaved(page, UPDATES);
    const check = await page.ask<string>('bench.wrong()');
    return [compare(times, { area: 'g15', subject: 'our table', peer: 'DataGrid', goal: GOAL, check })];
  });
}
