import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Ticks } from '#shared/domain/instrument.ts';
import { toPlot } from '#shared/domain/money.ts';
import { epochMs, HOUR } from '#shared/domain/time.ts';
import { RISK_DEFAULTS, type RiskLimits } from '#core/agents/risk/limits.ts';
import { ok } from '#shared/kernel/result.ts';
import { BTC, ETH, pathWorld, proposalOf } from '../path/path-world.ts';

export type KnightWorld = ReturnType<typeof pathWorld>;

export interface KnightOptions {
  readonly ordersPerSecond: number;
  readonly minutes: number;
  readonly limits?: Partial<RiskLimits>;
  /** What is broken before the drill. */
  readonly plant?: (world: KnightWorld) => void;
}

/** What the drill did. Money in USDT. */
export interface KnightResult {
  readonly emitted: number;
  /** Entries that reached the venue, per symbol. */
  readonly entries: ReadonlyMap<ContractSymbol, number>;
  readonly loss: number;
  readonly largestOrder: number;
  /** Milliseconds from the first refused repetition to the alarm; null when there was none. */
  readonly alarmAfterMs: number | null;
  readonly world: KnightWorld;
}

const ADMITTED = { symbolHour: 1, symbolLimit: 1, sourceHour: 1, sourceLimit: 1, totalHour: 1, totalLimit: 1 };
const CALM = { pause: null, connector: null, market: [], protections: [] } as const;
const SYMBOLS = [BTC, ETH] as const;

/**
 * A strategy gone wild: it emits entry after entry, and each that is filled is stopped out at a loss at once. Nothing
 * before the gate holds it back.
 */
export async function knightDrill(options: KnightOptions): Promise<KnightResult> {
  const { ordersPerSecond, minutes, limits = {}, plant } = options;
  const world = pathWorld({ config: { limits: { ...RISK_DEFAULTS, ...limits } } });
  world.start();
  // Throttle, breakers and protections are broken too: the gate stands alone.
  world.core.throttle.admit = () => ok(ADMITTED);
  if (world.core.guard !== undefined) world.core.guard.facts = () => CALM;
  plant?.(world);
  const { clock, core, venue } = world;
  const times = { refused: null as number | null, alarm: null as number | null };
  core.gateDesk.onAlarm.on(() => (times.alarm ??= clock.now()));
  core.parts.journal.onAppended.on(({ type, data }) => {
    if (type === 'signal.refused' && data['code'] === 'RISK_REPEATED') times.refused ??= clock.now();
  });
  const before = equityOf(world);
  const gap = 1_000 / ordersPerSecond;
  const total = ordersPerSecond * 60 * minutes;
  const start = clock.now();
  for (let i = 0; i < total; i++) {
    clock.moveTo(epochMs(Math.floor(start + i * gap)));
    await emit(world, SYMBOLS[i % SYMBOLS.length] ?? BTC);
  }
  const entries = venue.sent.filter(({ reduceOnly }) => !reduceOnly);
  return {
    emitted: total,
    entries: new Map(SYMBOLS.map((symbol) => [symbol, entries.filter((order) => order.symbol === symbol).length])),
    loss: before - equityOf(world),
    largestOrder: Math.max(0, ...entries.map(({ lots }) => lots * 0.1)),
    alarmAfterMs: times.alarm === null ? null : times.alarm - (times.refused ?? times.alarm),
    world,
  };
}

/** One entry, filled at 100.0 and stopped out at 95.0 when the gate lets it through. */
async function emit(world: KnightWorld, symbol: ContractSymbol): Promise<void> {
  const { clock, core, path, venue } = world;
  const now = clock.now();
  const sent = venue.sent.length;
  world.price(symbol, 100);
  await path.take(proposalOf({ symbol, stopTicks: 950 as Ticks, tsSource: now, expiresAt: now + HOUR }));
  if (venue.sent.length === sent) return;
  await core.desk.quiescent();
  world.price(symbol, 100);
  await core.desk.quiescent();
  world.price(symbol, 94.9);
  await core.desk.quiescent();
  world.price(symbol, 100);
  await core.desk.quiescent();
  world.journal.commit();
}

function equityOf({ core, clock }: KnightWorld): number {
  const value = core.value(clock.now());
  if (!value.known) throw new Error(`The account is not known: ${value.reason}`);
  return toPlot(value.equity);
}

/** What a working gate leaves of the drill; a sentence when it left more. */
export function knightVerdict(result: KnightResult, limits: RiskLimits = RISK_DEFAULTS): string | null {
  for (const [symbol, count] of result.entries) {
    if (count > limits.repeatsPerHour) return `${String(count)} entries on ${symbol} reached the venue`;
  }
  if (result.alarmAfterMs === null) return 'nobody was alarmed';
  return result.alarmAfterMs > 1_000 ? `the alarm came after ${String(result.alarmAfterMs)} ms` : null;
}
