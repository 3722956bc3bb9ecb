import type { StandingPart } from '#shared/domain/standing.ts';
import { STANDING_DEFAULTS } from '../../agents/scoring/standing.ts';
import { shareField } from '../field.ts';
import type { SettingSection } from '../section.ts';
import { noWeight, sharesOf } from '../shares.ts';

/** Weight of each part of a symbol's standing. */
export type RankingSettings = Readonly<Record<StandingPart, number>>;

const RANGE = [0, 1, 0.01] as const;
const standard = STANDING_DEFAULTS;

/** What symbols are ranked by. */
export const RANKING: SettingSection<RankingSettings> = {
  title: 'Ranking',
  sentence: 'Weight of the four parts of a symbol’s standing, by which the portfolio is chosen; brought to a sum of 1.',
  fields: {
    technical: shareField(['Technical', 'How clearly the price moves.'], RANGE, standard.technical),
    fundamental: shareField(['Fundamental', 'Turnover, open interest and funding.'], RANGE, standard.fundamental),
    structure: shareField(['Market structure', 'How cheaply it is traded.'], RANGE, standard.structure),
    risk: shareField(['Risk', 'How calm it is: higher is calmer.'], RANGE, standard.risk),
  },
  together: (weights) => noWeight(weights, 'part'),
  inForce: sharesOf,
};
