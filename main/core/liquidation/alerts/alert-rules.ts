import type { LiquidationAlertRule } from '#shared/domain/liquidation-alert.ts';
import { LIQUIDATION_ALERTS, thresholdProblem } from '#shared/domain/liquidation-alert.ts';
import { contractSymbol, type ContractSymbol } from '#shared/domain/ids.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { DAY } from '#shared/domain/time.ts';
import { heldWords } from '../../alerts/cool-down.ts';
import type { EventDataByType } from '../../journal/event-types.ts';
import type { Journal } from '../../journal/journal.ts';
import { newestFirst } from '../../journal/newest-first.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Notifier } from '../../ports/notifier.ts';
import type { Scheduler } from '../../ports/scheduler.ts';
import type { KnownBook } from '../known-book.ts';
import type { LiquidationMarkets } from '../liquidation-markets.ts';
import type { TapeEntry } from '../liquidation-tape.ts';
import { lookAt, lookAtTold, type Look, type Sight } from './look.ts';
import { AlertStandings, type Ring, type Standing } from './standings.ts';

export interface AlertRulesParts {
  readonly journal: Pick<Journal, 'append' | 'state' | 'store'>;
  readonly markets: LiquidationMarkets;
  readonly book: (symbol: ContractSymbol) => KnownBook | null;
  /** Tells on this machine and over the channels a person set up. */
  readonly notifier: Notifier;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly newId: () => string;
}

export type NewAlertRule = Pick<LiquidationAlertRule, 'kind' | 'threshold' | 'cooldownMinutes' | 'level'> & {
  readonly symbol: ContractSymbol | null;
};
export type AlertRuleChange = Partial<
  Pick<LiquidationAlertRule, 'threshold' | 'cooldownMinutes' | 'level' | 'enabled'>
>;

/** The last time a rule rang. */
export interface LastRing {
  readonly at: number;
  readonly symbol: string;
  readonly sentence: string;
}

const LOOK_MS = 5_000;
const MOST_RULES = 100;
/** Bins to either side of the price a rule looks at, as the rows of the screens do. */
const REACH = 150;
/** Rings taken up from the journal: all of a day, the longest cool-down, and so many in any case, for when a rule rang last. */
const RECALLED = 500;

/** The alert rules on the liquidation maps: who set them, what they see, and when they ring. Restored from the journal. */
export class LiquidationAlertRules implements Disposable {
  readonly onChange = new Emitter<void>();
  readonly #parts: AlertRulesParts;
  readonly #standings = new AlertStandings();
  readonly #last = new Map<string, LastRing>();
  #rules: readonly LiquidationAlertRule[];
  #following: readonly Disposable[] = [];

  constructor(parts: AlertRulesParts) {
    this.#parts = parts;
    this.#rules = parts.journal.state.fact('liquidation-alerts')?.data.rules ?? [];
    if (this.#rules.length > 0) this.#recall();
  }

  /** Looks from now on, until disposed of. */
  start(): void {
    const { scheduler, markets } = this.#parts;
    this.#following = [
      scheduler.every(LOOK_MS, () => this.look()),
      markets.onRealised.on(({ symbol, entry }) => this.#onTold(symbol, entry)),
    ];
  }

  dispose(): void {
    for (const one of this.#following) one.dispose();
    this.#following = [];
  }

  rules(): readonly LiquidationAlertRule[] {
    return this.#rules;
  }

  rule(id: string): LiquidationAlertRule | null {
    return this.#rules.find((rule) => rule.id === id) ?? null;
  }

  last(id: string): LastRing | null {
    return this.#last.get(id) ?? null;
  }

  /** How a rule stands at each of its symbols. */
  standings(rule: LiquidationAlertRule): readonly Standing[] {
    return this.#symbolsOf(rule).map((symbol) => this.#standings.of(rule.id, symbol));
  }

  create(wanted: NewAlertRule, by: string): Result<LiquidationAlertRule, string> {
    const { markets, newId, clock } = this.#parts;
    const { kind, symbol, threshold, cooldownMinutes, level } = wanted;
    const problem = thresholdProblem(kind, threshold);
    if (problem !== null) return err(problem);
    if (this.#rules.length >= MOST_RULES) return err(`There are ${String(MOST_RULES)} alert rules; remove one first.`);
    if (symbol !== null && markets.of(symbol) === null) return err(`There is no liquidation map of ${symbol}.`);
    const same = this.#rules.some((one) => one.kind === kind && one.symbol === symbol && one.threshold === threshold);
    if (same) return err('There is a rule with this kind, symbol and threshold already.');
    const own = { kind, symbol, threshold, cooldownMinutes, level };
    const rule = { id: newId(), ...own, enabled: true, by, createdAt: clock.now() };
    this.#set([...this.#rules, rule], rule.id, 'created', by);
    this.#look(rule);
    return ok(rule);
  }

  /** @returns null when there is no such rule. */
  change(id: string, change: AlertRuleChange, by: string): Result<LiquidationAlertRule, string> | null {
    const before = this.rule(id);
    if (before === null) return null;
    const after = { ...before, ...change };
    const problem = thresholdProblem(after.kind, after.threshold);
    if (problem !== null) return err(problem);
    this.#set(
      this.#rules.map((rule) => (rule.id === id ? after : rule)),
      id,
      'changed',
      by,
    );
    if (after.threshold !== before.threshold || after.enabled !== before.enabled) this.#standings.begin(id);
    this.#look(after);
    return ok(after);
  }

  /** False when there is no such rule. */
  remove(id: string, by: string): boolean {
    if (this.rule(id) === null) return false;
    this.#standings.forget(id);
    this.#last.delete(id);
    this.#set(
      this.#rules.filter((rule) => rule.id !== id),
      id,
      'removed',
      by,
    );
    return true;
  }

  /** Sends what a rule sees now, marked as a test; null when there is no such rule. */
  test(id: string): { readonly title: string; readonly body: string } | null {
    const rule = this.rule(id);
    if (rule === null) return null;
    const [symbol] = this.#symbolsOf(rule);
    const seen = symbol === undefined ? 'there are no maps' : this.#see(rule, symbol).sentence;
    const title = `Test: ${LIQUIDATION_ALERTS[rule.kind].label}`;
    const body = `${symbol ?? 'All symbols'} now: ${seen}.`;
    this.#parts.notifier.notify({ level: rule.level, title, body, about: { screen: '/kingfisher' } });
    return { title, body };
  }

  /** Every rule looks at its symbols. */
  look(): void {
    if (this.#rules.length === 0) return;
    const sights = new Map<ContractSymbol, Sight>();
    for (const rule of this.#rules) this.#look(rule, sights);
    this.onChange.emit();
  }

  #look(rule: LiquidationAlertRule, sights = new Map<ContractSymbol, Sight>()): void {
    if (!rule.enabled) return;
    for (const symbol of this.#symbolsOf(rule)) this.#take(rule, symbol, this.#see(rule, symbol, sights));
  }

  #onTold(symbol: ContractSymbol, entry: TapeEntry): void {
    const { clock, markets } = this.#parts;
    for (const rule of this.#rules) {
      if (rule.kind !== 'large-liquidation' || !rule.enabled || (rule.symbol !== null && rule.symbol !== symbol))
        continue;
      const seen = lookAtTold(rule, entry, this.#sight(symbol), clock.now(), markets.limits);
      if (seen.signal === 'event') this.#take(rule, symbol, seen);
    }
  }

  #take(rule: LiquidationAlertRule, symbol: ContractSymbol, seen: Look): void {
    const now = this.#parts.clock.now();
    const ring = this.#standings.see(rule, symbol, seen, now);
    if (ring !== null) this.#ring(rule, symbol, ring, now);
  }

  #ring(rule: LiquidationAlertRule, symbol: ContractSymbol, { sentence, held }: Ring, at: number): void {
    const { journal, notifier } = this.#parts;
    const { kind, threshold, level } = rule;
    const data = { kind, symbol, threshold, level, sentence, held };
    journal.append({ type: 'liquidation-alert.fired', subject: rule.id, data });
    this.#last.set(rule.id, { at, symbol, sentence });
    const estimated = kind === 'large-liquidation' ? '' : ' Levels are estimates.';
    const title = `${symbol}: ${LIQUIDATION_ALERTS[kind].label.toLowerCase()}`;
    const about = { screen: '/kingfisher', symbol } as const;
    notifier.notify({ level, title, body: `${capital(sentence)}.${estimated}${heldWords(held)}`, about });
    this.onChange.emit();
  }

  #see(rule: LiquidationAlertRule, symbol: ContractSymbol, sights?: Map<ContractSymbol, Sight>): Look {
    const { clock, markets } = this.#parts;
    const sight = sights?.get(symbol) ?? this.#sight(symbol);
    sights?.set(symbol, sight);
    return lookAt(rule, sight, clock.now(), markets.limits);
  }

  #sight(symbol: ContractSymbol): Sight {
    const { markets, book } = this.#parts;
    const place = markets.of(symbol);
    if (place === null) throw new RangeError(`There is no liquidation map of ${symbol}`);
    const basePerLot = Number(place.instrument.multiplier);
    return { coverage: place.coverage(), map: place.map('all', REACH), book: book(symbol), basePerLot };
  }

  /** A symbol the feed has no map of any more is left out. */
  #symbolsOf({ symbol }: LiquidationAlertRule): readonly ContractSymbol[] {
    const { markets } = this.#parts;
    if (symbol === null) return [...markets.all()].map(([one]) => one);
    const own = contractSymbol(symbol);
    return markets.of(own) === null ? [] : [own];
  }

  #set(rules: readonly LiquidationAlertRule[], subject: string, change: string, by: string): void {
    const data = { rules: rules.map((rule) => ({ ...rule })), change, by };
    this.#parts.journal.append({ type: 'liquidation-alerts.changed', subject, data });
    this.#rules = rules;
    this.onChange.emit();
  }

  /** When each rule rang last, so that a restart is no way around a cool-down. */
  #recall(): void {
    const { journal, clock } = this.#parts;
    const known = new Set(this.#rules.map(({ id }) => id));
    let read = 0;
    for (const { ts, subject, data } of newestFirst(journal.store, ['liquidation-alert.fired'])) {
      read += 1;
      if (read > RECALLED && clock.now() - ts > DAY) return;
      if (!known.has(subject)) continue;
      const { symbol, sentence } = data as unknown as EventDataByType['liquidation-alert.fired'];
      this.#standings.fired(subject, symbol, ts);
      if (!this.#last.has(subject)) this.#last.set(subject, { at: ts, symbol, sentence });
    }
  }
}

const capital = (sentence: string): string => sentence.slice(0, 1).toUpperCase() + sentence.slice(1);
