import { ORPCError } from '@orpc/client';
import type { Client } from '#shared/contract/index.ts';
import type { SignalView } from '#shared/contract/signal.ts';
import { judge } from '#core/agents/explain/what-if.ts';
import { sampleDecision, sampleDetails, sampleExplanation } from './sample-explanation.ts';
import { sampleTickers } from './sample-market.ts';

const missing = (): never => {
  throw new ORPCError('NOT_FOUND', { message: 'The sample host has none of these' });
};

/** Explanations of the decisions in the list, and answers about a moment without any. */
export function explainCalls(list: () => readonly SignalView[]): Client['explain'] & {
  readonly explanation: Client['signals']['explain'];
} {
  const found = (key: string): SignalView => list().find((one) => one.key === key) ?? missing();
  return {
    explanation: async ({ signalId }) => sampleExplanation(found(signalId)),
    details: async ({ signalId }) => sampleDetails(found(signalId)),
    whatIf: async ({ signalId, agent, name, value }) => {
      const decision = sampleDecision(found(signalId)) ?? missing();
      const made = judge(decision, { kind: 'input', agent, name, value: Number(value) });
      const verdict = made.passes ? 'approve' : 'refuse';
      const sentence = `With ${name} at ${String(value)} the score is ${made.score.toFixed(2)} of ${String(decision.threshold)}: the agents ${verdict}.`;
      return { value: Number(value), ...made, sentence };
    },
    ask: async ({ symbol, at }) => {
      const coin = sampleTickers(0).find(({ key }) => key === symbol)?.coin ?? missing();
      const barAt = Math.floor(Number(at) / 900_000) * 900_000;
      const decision = list().find((one) => one.symbol === symbol && Math.abs(one.at - Number(at)) < 900_000) ?? null;
      const asked = { symbol, coin, at: Number(at), decision, keptDays: 365 };
      if (decision !== null) return { ...asked, kind: 'decision', sentence: decision.sentence, nearest: null };
      return {
        ...asked,
        kind: 'no-signal',
        sentence: `No source saw its pattern. Nearest was breakout long on 15m at the bar that closed ${new Date(barAt).toISOString().slice(11, 16)} UTC: Close against the highest high of 20 candles was 178.21, above 178.738 was needed.`,
        nearest: {
          ...{ source: 'breakout', timeframe: '15m', direction: 1, barAt },
          conditions: [
            {
              what: 'Close against the highest high of 20 candles',
              measured: '178.21',
              needed: 'above 178.738',
              met: false,
            },
          ],
        },
      };
    },
  };
}
