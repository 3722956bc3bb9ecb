import type { AgentName } from '#shared/domain/agent.ts';
import type { SourceSetting } from '#shared/domain/source.ts';
import { MINUTE } from '#shared/domain/time.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { Orchestrator } from '../agents/orchestration/orchestrator.ts';
import type { Clock } from '../ports/clock.ts';
import type { Scheduler } from '../ports/scheduler.ts';
import type { ChainReader, ChainReading } from './chain-reader.ts';
import type { NewsReader } from './news-reader.ts';
import type { SourceDesk } from './source-desk.ts';
import { NO_CHAIN, NO_SENTIMENT } from './stored-opinions.ts';
import { READ_EVERY_MS, reportAfter, UNREAD, type SourceReport } from './source-report.ts';

export interface PollerParts {
  readonly desk: SourceDesk;
  readonly news: NewsReader;
  readonly chain: ChainReader;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly orchestrator: Pick<Orchestrator, 'submit' | 'handle' | 'pauseOf' | 'life' | 'tellSource' | 'onTaskEnded'>;
  /** New figures came, or settings changed. */
  readonly onFigures: () => void;
}

const LOOK_MS = 15_000;
/** News are scored anew so often, with or without new articles: age lowers what is old. */
const SCORE_EVERY_MS = 15 * MINUTE;
const CHAIN = 'chain';

/** Reads the sources when they are due, as tasks of the agents they feed. Nothing is read that nobody set up. */
export class SourcePoller implements Disposable {
  readonly onReport = new Emitter<void>();
  readonly #parts: PollerParts;
  readonly #reports = new Map<string, SourceReport>();
  readonly #underway = new Set<string>();
  #chainReading: ChainReading | null = null;
  #scoredAt = 0;
  #chainHost: string | null = null;
  #timers: readonly Disposable[] = [];

  constructor(parts: PollerParts) {
    this.#parts = parts;
    const { orchestrator } = parts;
    orchestrator.handle('sources.read', ({ id }) => this.readSource(id));
    orchestrator.handle('sources.read-chain', () => this.readChain());
  }

  /** Begins to read; from then on the agents' states say what they have. */
  start(): void {
    const { scheduler, desk, orchestrator } = this.#parts;
    this.#chainHost = desk.settings.chain?.host ?? null;
    this.#timers = [
      orchestrator.onTaskEnded.on(({ type, subject }) => {
        if (type === 'sources.read' || type === 'sources.read-chain') this.#underway.delete(subject);
      }),
      scheduler.every(LOOK_MS, () => this.look()),
      desk.onChange.on(() => {
        this.#forgetRemoved();
        this.#tell();
        this.look();
      }),
    ];
    this.#tell();
    this.look();
  }

  dispose(): void {
    for (const timer of this.#timers) timer.dispose();
    this.#timers = [];
    this.#parts.chain.dispose();
  }

  report(id: string): SourceReport {
    return this.#reports.get(id) ?? UNREAD;
  }

  chainReport(): { readonly report: SourceReport; readonly reading: ChainReading | null } {
    return { report: this.report(CHAIN), reading: this.#chainReading };
  }

  /** Hands what is due to the agents. */
  look(): void {
    const { desk, clock } = this.#parts;
    const now = clock.now();
    for (const { id, enabled } of desk.settings.sources)
      if (enabled && this.report(id).nextAt <= now) this.#submit('sentiment', id);
    if (desk.settings.chain?.enabled === true && this.report(CHAIN).nextAt <= now) this.#submit('onchain', CHAIN);
    if (now - this.#scoredAt >= SCORE_EVERY_MS) this.#score(now);
  }

  /** Reads a source now. @throws StoreFailure when what came cannot be stored. */
  async readSource(id: string): Promise<void> {
    const { desk, news, clock } = this.#parts;
    const source = desk.source(id);
    if (source === null || !source.enabled) return;
    const outcome = await news.read(source, () => desk.source(id)?.enabled === true);
    if (desk.source(id)?.enabled !== true) return;
    const first = this.report(id).goodAt === null;
    this.#reports.set(id, reportAfter(this.report(id), outcome, clock.now(), READ_EVERY_MS[source.kind]));
    if (first && outcome.ok) this.#score(clock.now());
    this.#told();
  }

  /** Reads the node now. @throws StoreFailure when what came cannot be stored. */
  async readChain(): Promise<void> {
    const { desk, chain, clock } = this.#parts;
    const { chain: setting, coins } = desk.settings;
    if (setting?.enabled !== true) return;
    const reading = await chain.read(setting, coins, () => desk.settings.chain === setting);
    // The node was changed meanwhile: this says nothing of the new one.
    if (desk.settings.chain !== setting) return;
    this.#chainReading = reading;
    this.#reports.set(CHAIN, reportAfter(this.report(CHAIN), reading, clock.now(), READ_EVERY_MS.chain));
    this.#told();
  }

  #submit(agent: AgentName & ('sentiment' | 'onchain'), id: string): void {
    const { orchestrator } = this.#parts;
    const resting = orchestrator.pauseOf(agent) !== null || orchestrator.life(agent).failed !== null;
    if (resting || this.#underway.has(id)) return;
    const taken =
      agent === 'onchain'
        ? orchestrator.submit('sources.read-chain', CHAIN, null)
        : orchestrator.submit('sources.read', id, { id });
    if (taken.ok) this.#underway.add(id);
  }

  #score(now: number): void {
    const { desk, news } = this.#parts;
    const feeds = desk.settings.sources.filter(({ enabled, kind }) => enabled && kind === 'feed');
    if (feeds.length === 0) return;
    this.#scoredAt = now;
    news.score(now, feeds);
    this.#told();
  }

  #told(): void {
    this.#parts.onFigures();
    this.#tell();
    this.onReport.emit();
  }

  /** A source or node that is gone, or is another now, begins without a past. */
  #forgetRemoved(): void {
    const { desk } = this.#parts;
    for (const id of this.#reports.keys())
      if (id !== CHAIN && desk.source(id)?.enabled !== true) this.#reports.delete(id);
    if (desk.settings.chain?.enabled !== true || this.#chainHost !== desk.settings.chain.host) {
      this.#reports.delete(CHAIN);
      this.#chainReading = null;
    }
    this.#chainHost = desk.settings.chain?.host ?? null;
    this.#parts.onFigures();
  }

  /** What each agent has to work on, in its state. */
  #tell(): void {
    const { desk, orchestrator } = this.#parts;
    const { sources, chain, coins } = desk.settings;
    orchestrator.tellSource('sentiment', this.#sentimentLacks(sources.filter(({ enabled }) => enabled)));
    const report = this.report(CHAIN);
    const off = chain === null ? NO_CHAIN : chain.enabled ? null : 'off: the node is switched off';
    const none = coins.length === 0 ? 'off: no token contract and no exchange wallets are set' : null;
    const fails =
      report.failures > 0 && (this.#chainReading?.block ?? null) === null ? `the node fails: ${report.sentence}` : null;
    orchestrator.tellSource('onchain', off ?? none ?? fails);
  }

  #sentimentLacks(enabled: readonly SourceSetting[]): string | null {
    if (enabled.length === 0) return NO_SENTIMENT;
    const reports = enabled.map(({ id }) => this.report(id));
    const failing = reports.filter(({ failures }) => failures > 0);
    if (failing.length < reports.length) return null;
    return `every source fails, the last: ${failing[0]?.sentence ?? ''}`;
  }
}
