import { EVALUATION, type EvaluationValues } from './evaluation.ts';
import { LIQUIDATION, type LiquidationValues } from './liquidation.ts';
import { MODELS, type ModelSettings } from './models.ts';
import { PORTFOLIO, type PortfolioValues } from './portfolio.ts';
import { RANKING, type RankingSettings } from './ranking.ts';
import { SCHEDULE, type ScheduleValues } from './schedule.ts';
import { SCORING, type ScoringSettings } from './scoring.ts';
import { SOURCES, type SourcesSettings } from './sources.ts';
import type { FlatValues, SettingSection } from '../section.ts';

/** The values of every section. */
export interface SettingsValues {
  readonly scoring: ScoringSettings;
  readonly ranking: RankingSettings;
  readonly evaluation: EvaluationValues;
  readonly portfolio: PortfolioValues;
  readonly schedule: ScheduleValues;
  readonly sources: SourcesSettings;
  readonly models: ModelSettings;
  readonly liquidation: LiquidationValues;
}
export type SectionName = keyof SettingsValues;

/** Every section, in the order of the screens. */
export const SECTIONS: { readonly [S in SectionName]: SettingSection<SettingsValues[S]> } = {
  scoring: SCORING,
  ranking: RANKING,
  evaluation: EVALUATION,
  portfolio: PORTFOLIO,
  schedule: SCHEDULE,
  sources: SOURCES,
  models: MODELS,
  liquidation: LIQUIDATION,
};

export const SECTION_NAMES = Object.keys(SECTIONS) as readonly SectionName[];

export const isSectionName = (name: string): name is SectionName => Object.hasOwn(SECTIONS, name);

/** A section whose values are looked at by key. */
export const flatSection = (name: SectionName): SettingSection<FlatValues> =>
  SECTIONS[name] as unknown as SettingSection<FlatValues>;

/** The values of every section by key, as they are written down. */
export type AllValues = Readonly<Record<SectionName, FlatValues>>;
