import type { Opinion } from '#shared/domain/agent.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import { MINUTE } from '#shared/domain/time.ts';
import { abstain } from '../agents/scoring/composite.ts';
import { onchainOpinion } from '../agents/scoring/onchain-agent.ts';
import { sentimentOpinion } from '../agents/scoring/sentiment-agent.ts';
import type { Hasher } from '../ports/hasher.ts';
import { onchainInputs, sentimentInputs } from './figures.ts';
import type { SeriesBook } from './series-book.ts';
import type { SourceSettings } from './source-desk.ts';

/** The agents whose inputs come from outside the market. */
export type ExternalAgent = 'sentiment' | 'onchain';

export interface StoredOpinionsParts {
  readonly book: SeriesBook;
  readonly hasher: Hasher;
  readonly settings: () => SourceSettings;
  /** What was set up at a moment of the past. */
  readonly settingsAt: (at: number) => SourceSettings;
  /** The coin of a contract; null when it is not known. */
  readonly coinOf: (symbol: ContractSymbol) => string | null;
}

export const NO_SENTIMENT = 'off: no feed and no fear and greed series is set up';
export const NO_CHAIN = 'off: no RPC address is set';
const OFF: Readonly<Record<ExternalAgent, Opinion>> = {
  sentiment: abstain('sentiment', NO_SENTIMENT),
  onchain: abstain('onchain', NO_CHAIN),
};

/** Kept answers: every symbol on every timeframe asks within the same minute. */
const MOST_KEPT = 2_000;

/**
 * The sentiment and on-chain agents on stored series. A question is answered as of the last whole minute before its moment,
 * so that all timeframes of a minute get one opinion and a later one can be computed again. What is told late (a value of
 * an earlier moment that comes to be known afterwards) is not known before it was.
 */
export class StoredOpinions {
  readonly #parts: StoredOpinionsParts;
  readonly #kept = new Map<string, Opinion>();

  constructor(parts: StoredOpinionsParts) {
    this.#parts = parts;
  }

  opinion(agent: ExternalAgent, symbol: ContractSymbol, at: number): Opinion {
    const { sources, chain } = this.#parts.settings();
    if (agent === 'sentiment' ? sources.length === 0 : chain === null) return OFF[agent];
    const moment = Math.floor(at / MINUTE) * MINUTE;
    const key = `${agent} ${symbol} ${String(moment)}`;
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept;
    const made = this.#compute(agent, symbol, moment, this.#parts.settings());
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    this.#kept.set(key, made);
    return made;
  }

  /** Computes an opinion of the past again: from what was set up then and known then. */
  recompute(agent: ExternalAgent, symbol: ContractSymbol, at: number): Opinion {
    return this.#compute(agent, symbol, Math.floor(at / MINUTE) * MINUTE, this.#parts.settingsAt(at));
  }

  #compute(agent: ExternalAgent, symbol: ContractSymbol, at: number, settings: SourceSettings): Opinion {
    const { book, hasher, coinOf } = this.#parts;
    const coin = coinOf(symbol) ?? symbol;
    return agent === 'sentiment'
      ? sentimentOpinion(sentimentInputs(book, settings, coin, at), at)
      : onchainOpinion(onchainInputs(book, settings, coin, at, hasher), at);
  }

  /** Forgets what was answered: settings changed, or new figures came. */
  forget(): void {
    this.#kept.clear();
  }
}
