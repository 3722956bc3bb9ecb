import { describe, expect, it } from 'vitest';
import { shadeOf } from '#renderer/charts/signal-scale.ts';
import type { CellView } from '#shared/contract/score.ts';
import { matrixColumns, type Column } from './columns.ts';
import { fillPicture, freshCount } from './matrix-picture.ts';
import {
  codeOf,
  CODES,
  isDim,
  LOOK,
  lookOf,
  NO_DOT,
  PictureBuffer,
  PixelPlane,
  shadeOfCode,
} from './picture-buffer.ts';
import { SymbolRows } from './symbol-rows.ts';

const cell = (symbol: string, part: Partial<CellView>): CellView => ({
  key: `${symbol}:4h`,
  symbol,
  timeframe: '4h',
  status: 'ok',
  score: 40,
  confidence: 0.6,
  completeness: 0.25,
  veto: false,
  change1h: -20,
  missing: null,
  asOf: 1_000_000,
  opinions: [{ agent: 'technical', opinion: 80, confidence: 0.9 }],
  ...part,
});

const columns = matrixColumns('both', ['4h'], '4h', new Set());
const settings = { mode: 'score' as const, dimBelow: 0.3 };
const NOW = 1_000_000 + 4 * 3_600_000;

function build(cells: readonly CellView[], mode: 'score' | 'change' | 'completeness' | 'age' = 'score') {
  const picture = new PictureBuffer();
  fillPicture(picture, new SymbolRows().rows(cells, []), columns, { ...settings, mode }, NOW);
  return picture;
}

const looks = ({ code }: PictureBuffer) => Array.from(code, lookOf);
const shades = ({ code }: PictureBuffer) => Array.from(code, shadeOfCode);

describe('fillPicture', () => {
  it('draws what no agent knows empty, never as zero', () => {
    const picture = build([cell('AUSDTM', { status: 'no-data', score: null, confidence: null, opinions: [] })]);
    expect(looks(picture)).toEqual(columns.map(() => LOOK.empty));
    expect(picture.figure[0]).toBeNaN();
  });

  it('shows the opinion of each agent, and the agents that abstain empty', () => {
    const picture = build([cell('AUSDTM', {})]);
    expect(looks(picture)[1]).toBe(LOOK.opinion);
    expect(shades(picture)[1]).toBe(shadeOf(80));
    expect(looks(picture)[2]).toBe(LOOK.empty);
  });

  it('marks stale cells and takes their dot', () => {
    const picture = build([cell('AUSDTM', { status: 'stale' }), cell('BUSDTM', {})]);
    expect(looks(picture)[0]).toBe(LOOK.stale);
    expect(picture.dot[0]).toBe(NO_DOT);
  });

  it('marks vetoes and low confidence', () => {
    const picture = build([cell('AUSDTM', { veto: true, confidence: 0.2 })]);
    expect([picture.veto[0], isDim(picture.code[0] ?? 0)]).toEqual([1, true]);
  });

  it('shows change, completeness and age in their own scales', () => {
    const cells = [cell('AUSDTM', {})];
    expect(shades(build(cells, 'change'))[0]).toBe(shadeOf(-40));
    expect(shades(build(cells, 'completeness'))[0]).toBe(25);
    expect(shades(build(cells, 'age'))[0]).toBe(50);
    expect(build(cells, 'age').figure[0]).toBe(4 * 3_600);
  });

  it('marks for painting only what looks different, and all after a change of shape', () => {
    const rows = new SymbolRows();
    const picture = new PictureBuffer();
    const fill = (cells: readonly CellView[]) => fillPicture(picture, rows.rows(cells, []), columns, settings, NOW);
    fill([cell('AUSDTM', {}), cell('BUSDTM', {})]);
    expect(picture.all).toBe(true);
    picture.painted();
    fill([cell('AUSDTM', {}), cell('BUSDTM', { score: 40.3 })]);
    expect(picture.dirtyCount).toBe(0);
    fill([cell('AUSDTM', {}), cell('BUSDTM', { score: 52 })]);
    expect([...picture.dirty.slice(0, picture.dirtyCount)]).toEqual([columns.length]);
    picture.painted();
    fill([cell('AUSDTM', {})]);
    expect(picture.all).toBe(true);
  });
});

describe('the columns of time', () => {
  const moment = (step: number): Column => {
    const ts = step * 300_000;
    return { kind: 'time', id: `at ${String(ts)}`, label: '', timeframe: '4h', ts, step };
  };
  const now: Column = { kind: 'time', id: '4h', label: 'now', timeframe: '4h', ts: null, step: -1 };
  const fill = (past: readonly number[]) => {
    const values = Float32Array.from(past);
    const picture = new PictureBuffer();
    const rows = new SymbolRows().rows([cell('AUSDTM', {})], [], new Map([['AUSDTM', values]]));
    const times = [...past.map((_, step) => moment(step)), now];
    fillPicture(picture, rows, times, settings, NOW);
    return { picture, values, again: () => fillPicture(picture, rows, times, settings, NOW) };
  };

  it('show what was known then, nothing where none was, and the cell itself at the end', () => {
    const { picture } = fill([-120, -80.4, -0.4, 0.5, 79.6, Number.NaN]);
    expect(shades(picture).slice(0, 5)).toEqual([-80, -80, 0, 1, 80].map(shadeOf));
    expect(looks(picture)).toEqual([1, 1, 1, 1, 1, LOOK.empty, LOOK.opinion]);
    expect(shades(picture)[6]).toBe(shadeOf(40));
    expect(picture.dot[6]).toBe(60);
    expect(picture.dot[0]).toBe(NO_DOT);
  });

  it('are painted again where they changed, beyond the full colour by their figure', () => {
    const { picture, values, again } = fill([95, -90, 10, Number.NaN, Number.NaN]);
    picture.painted();
    again();
    expect(picture.dirtyCount).toBe(0);
    values.set([95.4, -97, 10.2, 30, Number.NaN]);
    // Two of six cells: fewer than a quarter are told one by one, and of more all is painted.
    again();
    expect([...picture.dirty.slice(0, picture.dirtyCount)]).toEqual([1, 3]);
    expect(Array.from(picture.figure.slice(0, 4), Math.round)).toEqual([95, -97, 10, 30]);
  });
});

describe('a plane of pixels', () => {
  const table = Uint32Array.from({ length: CODES }, (_, code) => code + 1);
  const past = Float32Array.from([10, -20, 30, 40, 50, 60]);
  const flat = () => {
    const picture = new PictureBuffer();
    picture.shape(2, 3);
    picture.writeOpinions(0, past, 0, 6);
    const plane = new PixelPlane(new Uint32Array(6), table);
    picture.writeInto(plane);
    return { picture, plane, pixelsOf: () => Array.from(picture.code, (code) => code + 1) };
  };

  it('holds every cell, those written before and those after', () => {
    const { picture, plane, pixelsOf } = flat();
    expect([...plane.pixels]).toEqual(pixelsOf());
    picture.writeOpinions(3, Float32Array.from([-70, Number.NaN, 99]), 0, 3);
    picture.write(1, codeOf(LOOK.stale, 5, false), 5, NO_DOT, 0);
    expect(shades(picture)).toEqual([90, 5, 110, 10, 0, 160]);
    expect([...plane.pixels]).toEqual(pixelsOf());
  });

  it('tells between which cells it changed, and nothing where it did not', () => {
    const { picture, plane } = flat();
    expect(picture.all).toBe(true);
    picture.painted();
    picture.writeOpinions(0, past, 0, 6);
    expect(plane.last).toBeLessThan(plane.first);
    picture.write(4, codeOf(LOOK.stale, 5, false), 5, NO_DOT, 0);
    picture.write(1, codeOf(LOOK.stale, 5, false), 5, NO_DOT, 0);
    expect([plane.first, plane.last, picture.all]).toEqual([1, 4, false]);
    picture.painted();
    expect(plane.last).toBeLessThan(plane.first);
    picture.writeInto(null);
    expect(picture.all).toBe(true);
  });
});

it('freshCount leaves out what is stale or not known', () => {
  const cells = [
    cell('AUSDTM', { status: 'stale' }),
    cell('BUSDTM', {}),
    cell('CUSDTM', { score: null, opinions: [] }),
  ];
  const rows = new SymbolRows().rows(cells, []);
  expect(columns.slice(0, 3).map((column) => freshCount(rows, column))).toEqual([1, 1, 0]);
});
