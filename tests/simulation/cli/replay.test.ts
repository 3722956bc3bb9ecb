import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replayReport, type ReplayReport } from '#shared/contract/replay.ts';
import { ThreadCandleImporter } from '#main/adapters/candles/thread-importer.ts';
import { DATABASE_FILE, openStore } from '#main/adapters/storage/open-store.ts';
import { importAll } from '#tests/support/candles/drive-import.ts';
import { zmartHere } from '#tests/support/cli/memory-context.ts';
import { startZmart, zmart, type Ended } from '#tests/support/cli/run-zmart.ts';
import { said } from '#tests/support/cli/said.ts';
import { sampleCsv, sampleRows } from '#tests/support/cli/sample-candles.ts';

const DAYS = 24;
let folder: string;
let data: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zmart-'));
  data = join(folder, 'data');
  writeFileSync(join(folder, 'BTC.csv'), sampleCsv(sampleRows(DAYS * 96, 1, 90_000)));
  writeFileSync(join(folder, 'ETH.csv'), sampleCsv(sampleRows(DAYS * 96, 2, 2_000)));
  const args = [
    'import',
    'candles',
    '--timeframe',
    '15m',
    '--dir',
    folder,
    '--pattern',
    '{COIN}.csv',
    '--data-dir',
    data,
  ];
  expect(await zmart(...args)).toMatchObject({ code: 0 });
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const SPAN = ['--from', '2025-03-01', '--to', '2025-03-24', '--symbols', 'all'] as const;
const replaying = (...args: readonly string[]): Promise<Ended> => zmart('replay', '--data-dir', data, ...args);
const replayingHere = (...args: readonly string[]): Promise<Ended> => zmartHere('replay', '--data-dir', data, ...args);

function reportOf({ out }: Ended): ReplayReport {
  return replayReport.parse(JSON.parse(out));
}

describe('zmart replay', () => {
  it('gives the same root hash twice, another with another seed, and only JSON on the standard output', async () => {
    const first = await replaying(...SPAN, '--json');
    const second = await replaying(...SPAN, '--json');
    const other = await replayingHere(...SPAN, '--json', '--seed', '2');
    expect([first.code, second.code, other.code]).toEqual([0, 0, 0]);
    const report = reportOf(first);
    expect(report.candles).toBe(2 * DAYS * 96);
    expect(report.signals.received).toBeGreaterThan(50);
    expect(report.fills.count).toBeGreaterThan(0);
    expect(report.ledgerSum).toBe('0');
    expect(reportOf(second).rootHash).toBe(report.rootHash);
    expect(reportOf(other).rootHash).not.toBe(report.rootHash);
    expect(reportOf(second).id).not.toBe(report.id);
    expect(first.err).toMatch(/Replaying \d+ % {2}2025-03-\d\d/);
  });

  it('prints the report as tables', async () => {
    const ended = await replayingHere(
      '--from',
      '2025-03-01',
      '--to',
      '2025-03-10',
      '--symbols',
      'ETH',
      '--capital',
      '5000',
    );
    expect(ended.code).toBe(0);
    expect(ended.out).toMatch(/Candles +960 of 15m, 1 symbols/);
    expect(ended.out).toMatch(/Capital +5000\.00 USDT/);
    expect(ended.out).toMatch(/Journal root hash {2}[0-9a-f]{64}/);
    expect(ended.out).toMatch(/Sum of the ledger {2}0 USDT/);
  });

  it('is cancelled by SIGINT, and resumed to the very journal of an uninterrupted run', async () => {
    const whole = reportOf(await replayingHere(...SPAN, '--json', '--seed', '9'));
    const running = startZmart(['replay', '--data-dir', data, ...SPAN, '--json', '--seed', '9']);
    running.child.stderr?.on('data', (text: string) => {
      if (text.includes('Replaying')) running.child.kill('SIGINT');
    });
    const cut = await running.ended;
    expect(cut).toMatchObject({ code: 130, out: '' });
    const id = /--resume (\S+)`/.exec(cut.err)?.[1] ?? '';
    const resumed = await replaying('--resume', id, '--json');
    expect(resumed.code).toBe(0);
    expect(reportOf(resumed)).toMatchObject({ id, rootHash: whole.rootHash, result: whole.result });
    const again = await replayingHere('--resume', id, '--json');
    expect(again).toMatchObject({ code: 0, out: resumed.out });
    expect(await replayingHere('--resume', id, '--seed', '3')).toMatchObject({ code: 2 });
  });

  it('refuses what it has no candles for, and says what is stored', async () => {
    const before = readdirSync(join(data, 'replays')).length;
    const [symbol, span, order, none, run] = await Promise.all([
      replayingHere('--from', '2025-03-01', '--to', '2025-03-02', '--symbols', 'BTC,SOL'),
      replayingHere('--from', '2024-03-01', '--to', '2024-03-02'),
      replayingHere('--from', '2025-03-02', '--to', '2025-03-01'),
      zmartHere('replay', '--data-dir', join(folder, 'absent'), ...SPAN),
      replayingHere('--resume', 'run-1'),
    ]);
    expect(symbol).toMatchObject({ code: 4, err: said(/No 15m candles of SOLUSDTM.*Stored are:/s) });
    expect(span.code).toBe(4);
    expect(order.code).toBe(2);
    expect(none.code).toBe(4);
    expect(run).toMatchObject({ code: 4, err: said('No replay named run-1') });
    expect(readdirSync(join(data, 'replays'))).toHaveLength(before);
    expect(readdirSync(folder)).not.toContain('absent');
  });

  it('replays what was imported in the window, to the very report that the same candles give else', async () => {
    const none = await replayingHere(...SPAN, '--imported');
    expect(none).toMatchObject({ code: 4, err: said('No candles were imported; import some first.') });
    const importer = new ThreadCandleImporter(data, () => 0);
    const files = Object.fromEntries(['BTC.csv', 'ETH.csv'].map((name) => [name, readFileSync(join(folder, name))]));
    expect((await importAll(importer, files)).state).toBe('done');
    await importer.close();
    const imported = reportOf(await replayingHere(...SPAN, '--imported', '--json'));
    const stored = reportOf(await replayingHere(...SPAN, '--json'));
    expect(imported.request.candles).toBe('imported');
    expect(imported).toMatchObject({ dataHash: stored.dataHash, result: stored.result, curve: stored.curve });
  });

  it('says which candles are missing within the span', async () => {
    const ended = await replayingHere('--from', '2025-03-20', '--to', '2025-03-26', '--symbols', 'BTC', '--json');
    expect(ended).toMatchObject({ code: 0 });
    expect(ended.err).toContain('XBTUSDTM: 192 candles are missing, the first at 2025-03-25 00:00 UTC.');
  });
});

describe('zmart audit verify', () => {
  it('proves a replay’s journal and finds a changed byte', async () => {
    const { id, rootHash, records } = reportOf(await replayingHere(...SPAN, '--json', '--seed', '5'));
    const args = ['audit', 'verify', '--data-dir', data, '--replay', id];
    const intact = await zmartHere(...args, '--json');
    expect(intact.code).toBe(0);
    expect(JSON.parse(intact.out)).toMatchObject({ ok: true, records, rootHash });
    changeOneByte(join(data, 'replays', id));
    const damaged = await zmart(...args);
    expect(damaged.code).toBe(1);
    expect(damaged.out).toMatch(
      /DAMAGED[\s\S]*Record 40 is not as it was written[\s\S]*restore the database from a backup/,
    );
    expect(JSON.parse((await zmartHere(...args, '--json')).out)).toMatchObject({
      ok: false,
      at: { kind: 'record', seq: 40 },
    });
  });

  it('finds a journal that was replaced as a whole', async () => {
    const one = reportOf(await replayingHere(...SPAN, '--json', '--seed', '6'));
    const two = reportOf(await replayingHere(...SPAN, '--json', '--seed', '7'));
    const at = (id: string): string => join(data, 'replays', id, DATABASE_FILE);
    rmSync(at(one.id));
    new Database(at(two.id)).exec(`VACUUM INTO '${at(one.id)}'`).close();
    const ended = await zmartHere('audit', 'verify', '--data-dir', data, '--replay', one.id);
    expect(ended).toMatchObject({ code: 1, out: said('the report names') });
  });

  it('reads beside a process that holds the folder, and needs one that is there', async () => {
    const holder = openStore(data);
    const beside = await zmart('audit', 'verify', '--data-dir', data);
    holder.close();
    expect(beside).toMatchObject({ code: 0, out: said(/^Intact .*\nRecords {2}0/) });
    expect(await zmart('audit', 'verify', '--data-dir', join(folder, 'absent'))).toMatchObject({ code: 4 });
    const broken = join(folder, 'broken');
    mkdirSync(broken);
    writeFileSync(join(broken, DATABASE_FILE), 'this is not a database, whatever it is called'.repeat(100));
    expect(await zmart('audit', 'verify', '--data-dir', broken)).toMatchObject({ code: 4 });
  });
});

function changeOneByte(of: string): void {
  const db = new Database(join(of, DATABASE_FILE));
  for (const trigger of db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all()) {
    db.exec(`DROP TRIGGER ${trigger}`);
  }
  const changed = db.prepare("UPDATE journal SET data = replace(data, '0', '1') WHERE seq = 40").run();
  expect(changed.changes).toBe(1);
  db.close();
}

describe('zmart score', () => {
  it('tells what every agent contributed, in columns that add up', async () => {
    const args = ['score', '--data-dir', data, '--symbol', 'BTC', '--timeframe', '1h', '--at', '2025-03-15T10:20Z'];
    const json = await zmart(...args, '--json');
    expect(json.code).toBe(0);
    const found = JSON.parse(json.out) as {
      score: { score: number; contributions: { points: number }[] };
      asOf: number;
      candles: number;
    };
    expect(found.asOf).toBe(Date.UTC(2025, 2, 15, 10));
    expect(found.candles).toBe(14 * 96 + 41);
    const points = found.score.contributions.reduce((sum, contribution) => sum + contribution.points, 0);
    expect(points).toBeCloseTo(found.score.score, 9);
    const text = await zmartHere(...args);
    expect(text.out).toMatch(/Evidence of the technical agent/);
    expect(text.out).toMatch(/fundamental .* no-data: neither funding nor open interest is known/);
  });

  it('says what is missing when there is no score', async () => {
    const scoring = (...args: readonly string[]) => zmartHere('score', '--data-dir', data, '--symbol', 'BTC', ...args);
    const [early, late, absent, finer] = await Promise.all([
      scoring('--timeframe', '4h', '--at', '2025-03-02', '--json'),
      scoring('--at', '2025-04-02'),
      scoring('--at', '2024-01-01'),
      scoring('--timeframe', '5m', '--at', '2025-03-10'),
    ]);
    expect(early).toMatchObject({ code: 1, err: said(/44 more closed 4h candles are needed/) });
    expect(JSON.parse(early.out)).toMatchObject({ score: null });
    expect(late).toMatchObject({ code: 1, err: said(/too old to judge by/) });
    expect(absent).toMatchObject({ code: 1, err: said(/No 15m candle of XBTUSDTM had closed/) });
    expect(finer).toMatchObject({ code: 1, err: said(/from which 5m could be built/) });
  });
});
