import type { SignalSourceView } from '#shared/contract/signal-management.ts';
import type { SignalId } from '#shared/domain/ids.ts';
import type { Denial } from '#shared/domain/denial.ts';
import type { OutsideSource, SignalSourceKind } from '#shared/domain/signal-source.ts';
import { DAY } from '#shared/domain/time.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { Secrets } from '../ports/secrets.ts';
import { sourceSetting } from '../settings/sections/sources.ts';
import { OutsideSignals } from '../signals/outside/outside-signals.ts';
import { SourceBook } from '../signals/outside/source-book.ts';
import { SIGNAL_SOURCES } from '../signals/sources.ts';
import type { TradingCore } from '../trading-core.ts';

const secretName = (source: string): string => `signal-source:${source}`;

/** Where a webhook source is called. */
export const hookPath = (source: string): string => `/hooks/signals/${source}`;

/** What a transport needs to take signed signals. */
export interface SignalHooks {
  /** The secret of an enabled webhook source; null when there is no such source or its secret cannot be read. */
  secretOf(source: string): Promise<string | null>;
  submit(source: string, body: unknown): Promise<Result<SignalId, Denial>>;
}

/** The sources of signals as the screens show them, and the way in for those outside the program. */
export class OutsideBoard implements SignalHooks {
  readonly book: SourceBook;
  readonly signals: OutsideSignals;
  readonly #core: TradingCore;
  readonly #secrets: Secrets;
  readonly #hide: (secret: string) => void;
  readonly #started: Promise<void>;

  /** @param hide hides a secret from logs. @param started resolves when the present is reached. */
  constructor(core: TradingCore, secrets: Secrets, hide: (secret: string) => void, started: Promise<void>) {
    this.#core = core;
    this.#secrets = secrets;
    this.#hide = hide;
    this.#started = started;
    const { journal, clock, instruments } = core.parts;
    const { path } = core;
    this.book = new SourceBook(journal);
    const propose = core.propose.bind(core);
    this.signals = new OutsideSignals({
      journal,
      clock,
      instruments,
      scored: core.scores,
      book: this.book,
      path,
      propose,
    });
  }

  async secretOf(source: string): Promise<string | null> {
    if (this.book.refusal(source, 'webhook') !== null) return null;
    const read = await this.#secrets.read(secretName(source));
    if (!read.ok || read.value === null) return null;
    this.#hide(read.value);
    return read.value;
  }

  async submit(source: string, body: unknown): Promise<Result<SignalId, Denial>> {
    await this.#started;
    return this.signals.submit(source, 'webhook', body);
  }

  /** Keeps the secret of a webhook. The error is a sentence. */
  async keepSecret(source: string, secret: string): Promise<string | null> {
    this.#hide(secret);
    const written = await this.#secrets.write(secretName(source), secret);
    return written.ok ? null : written.error.message;
  }

  /** Forgets a source's secret; null when it is gone or there was none, else why it stays. */
  async dropSecret({ name, kind }: OutsideSource): Promise<string | null> {
    if (kind !== 'webhook') return null;
    const removed = await this.#secrets.remove(secretName(name));
    return removed.ok ? null : removed.error.message;
  }

  rows(): SignalSourceView[] {
    const values = this.#core.settings.values('sources');
    const own = SIGNAL_SOURCES.map(({ name }) => this.#row(name, 'rule', sourceSetting(values, name)));
    return [...own, ...this.book.list().map((source) => this.row(source))];
  }

  row(source: OutsideSource): SignalSourceView {
    return this.#row(source.name, source.kind, source);
  }

  #row(
    name: string,
    kind: SignalSourceKind,
    { enabled, weight }: Pick<OutsideSource, 'enabled' | 'weight'>,
  ): SignalSourceView {
    const { trackRecord, parts } = this.#core;
    const from = parts.clock.now() - DAY;
    const counts = { received: 0, executed: 0, refused: 0 };
    let lastAt: number | null = null;
    for (const row of parts.journal.state.signals()) {
      if (row.source !== name) continue;
      if (lastAt === null || row.receivedAt > lastAt) lastAt = row.receivedAt;
      if (row.receivedAt < from) continue;
      counts.received += 1;
      counts.executed += Number(row.orderId !== null);
      counts.refused += Number(row.code !== null);
    }
    const figures = trackRecord.figures({ who: `source:${name}`, direction: null, timeframe: null });
    const reliability = figures?.reliability ?? null;
    const path = kind === 'webhook' ? hookPath(name) : null;
    return { key: name, kind, enabled, weight, reliability, ...counts, lastAt, path };
  }
}
