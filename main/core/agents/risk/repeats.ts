import { contractSymbol, signalId, type ContractSymbol } from '#shared/domain/ids.ts';
import { DAY, HOUR } from '#shared/domain/time.ts';
import type { EventDataByType } from '../../journal/event-types.ts';
import type { Journal } from '../../journal/journal.ts';
import type { RepeatFacts } from './context.ts';

/** A strategy that may not trade a symbol until a person enables it. */
export interface DisabledStrategy {
  readonly strategy: string;
  readonly symbol: ContractSymbol;
  readonly cause: string;
  readonly since: number;
}

const PAGE = 1_000;
const keyOf = (strategy: string, symbol: string): string => `${strategy}|${symbol}`;

/**
 * Executions per strategy and symbol over the last day, and which strategies are disabled where. Too many disable the
 * strategy on the symbol; only a person enables it again. Both outlive a restart by the journal.
 */
export class Repeats {
  readonly #journal: Journal;
  readonly #executed = new Map<string, number[]>();
  #disabled: readonly DisabledStrategy[] = [];

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  facts(strategy: string, symbol: ContractSymbol, now: number): RepeatFacts {
    const times = this.#recent(keyOf(strategy, symbol), now);
    const lastHour = times.reduce((count, at) => (at > now - HOUR ? count + 1 : count), 0);
    const disabled = this.disabled().find((one) => one.strategy === strategy && one.symbol === symbol);
    return { strategy, lastHour, lastDay: times.length, disabled: disabled?.cause ?? null };
  }

  /** The strategies that are disabled, oldest first. */
  disabled(): readonly DisabledStrategy[] {
    return this.#disabled;
  }

  /** A signal was executed. */
  note(strategy: string, symbol: ContractSymbol, at: number): void {
    const key = keyOf(strategy, symbol);
    const times = this.#recent(key, at);
    times.push(at);
    this.#executed.set(key, times);
  }

  /** Disables a strategy on a symbol. False when it is already. */
  disable(strategy: string, symbol: ContractSymbol, cause: string, now: number): boolean {
    const before = this.disabled();
    if (before.some((one) => one.strategy === strategy && one.symbol === symbol)) return false;
    this.#record(strategy, symbol, false, cause, 'gate', [...before, { strategy, symbol, cause, since: now }]);
    return true;
  }

  /** A person lets a strategy trade a symbol again; its executions so far count no more. False when it was not disabled. */
  enable(strategy: string, symbol: ContractSymbol, by: string, reason: string): boolean {
    const before = this.disabled();
    const after = before.filter((one) => one.strategy !== strategy || one.symbol !== symbol);
    if (after.length === before.length) return false;
    this.#record(strategy, symbol, true, reason, by, after);
    this.#executed.delete(keyOf(strategy, symbol));
    return true;
  }

  /** Counts the executions of the last day by the journal, since the strategy was last enabled. */
  restore(now: number): void {
    this.#executed.clear();
    const fact = this.#journal.state.fact('strategies');
    this.#disabled =
      fact === null ? [] : fact.data.disabled.map((one) => ({ ...one, symbol: contractSymbol(one.symbol) }));
    const types = ['signal.executed', 'strategy.state'];
    let before = (this.#journal.head?.seq ?? 0) + 1;
    const found = [];
    for (;;) {
      const page = this.#journal.store.query({ before, limit: PAGE, types, subject: null, text: null });
      found.push(...page.filter(({ ts }) => ts > now - DAY));
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE || last.ts <= now - DAY) break;
      before = last.seq;
    }
    for (const event of found.reverse()) {
      if (event.type === 'strategy.state') {
        const { strategy, symbol, enabled } = event.data as unknown as EventDataByType['strategy.state'];
        if (enabled) this.#executed.delete(keyOf(strategy, symbol));
        continue;
      }
      const row = this.#journal.state.signal(signalId(event.subject));
      if (row !== null) this.note(row.source, row.symbol, event.ts);
    }
  }

  #recent(key: string, now: number): number[] {
    const times = this.#executed.get(key);
    if (times === undefined) return [];
    const from = times.findIndex((at) => at > now - DAY);
    if (from > 0) times.splice(0, from);
    return from === -1 ? [] : times;
  }

  #record(
    strategy: string,
    symbol: ContractSymbol,
    enabled: boolean,
    cause: string,
    by: string,
    disabled: readonly DisabledStrategy[],
  ): void {
    const data = { strategy, symbol, enabled, cause, by, disabled: disabled.map((one) => ({ ...one })) };
    this.#disabled = disabled;
    this.#journal.append({ type: 'strategy.state', subject: keyOf(strategy, symbol), data });
  }
}
