import type { PanelOriginProps } from '#renderer/ui/panel-origin.tsx';
import { say } from '#shared/language/words.ts';

/** Where the figures of each part of an explanation come from; all are of the moment of the decision. */
export const EXPLAIN_ORIGINS = {
  verdict: {
    from: say('The records of this decision in the journal, and the decision made again with one input changed'),
    kind: 'model',
  },
  way: { from: say('The records of this decision in the journal, one for each step'), kind: 'measured' },
  price: { from: say('Stored candles around the decision, and the levels of the signal'), kind: 'market' },
  contributions: {
    from: say('Inputs and weights as they were recorded with the decision; with the base they add up to the score'),
    kind: 'model',
  },
  votes: { from: say('Votes of the agents, as they were recorded with the decision'), kind: 'model' },
  evidence: { from: say('What the agents read, as it was recorded with the decision'), kind: 'model' },
  numbers: { from: say('The figures of the refusal, as they were recorded with the decision'), kind: 'model' },
  sensitivity: { from: say('The decision made again from its recorded inputs, one of them changed'), kind: 'model' },
  similar: {
    from: say('Earlier decisions in the journal with the nearest inputs, and how they ended'),
    kind: 'model',
  },
  words: { from: say('The figures of the panels beside it, as a text'), kind: 'model' },
  journal: { from: say('Records of the journal, as they were written'), kind: 'measured' },
  asked: { from: say('The journal and the stored candles at the time asked about'), kind: 'model' },
  place: { from: say('The latest decisions, as the journal lists them'), kind: 'measured' },
} as const satisfies Readonly<Record<string, PanelOriginProps>>;
