import { SCORING_AGENTS, type ScoringAgentName } from '#shared/domain/agent.ts';
import { DAY, HOUR, MINUTE } from '#shared/domain/time.ts';
import { EVALUATION_DEFAULTS, type EvaluationSettings } from '../../agents/evaluation/evaluation-settings.ts';
import { MANAGER_DEFAULTS, type ManagerSettings } from '../../portfolio/manager/settings.ts';
import { durationField, type SettingField } from '../field.ts';
import type { SettingSection } from '../section.ts';

type FreshKey = `${ScoringAgentName}FreshMs`;
type Managed = Pick<ManagerSettings, 'reviewMs' | 'maxScoreAgeMs' | 'drainMs'>;

/** When the portfolio is reviewed, and how long data count; ms. */
export type ScheduleValues = Managed & Readonly<Record<FreshKey, number>>;

const NAMES: Readonly<Record<ScoringAgentName, string>> = {
  technical: 'Technical',
  fundamental: 'Fundamental',
  structure: 'Market structure',
  risk: 'Risk',
  sentiment: 'Sentiment',
  onchain: 'On-chain',
  liquidation: 'Liquidation map',
  cycle: 'Cycle',
  model: 'Model',
};

/** How long each agent's data stay fresh, by agent. */
export const freshMsOf = (values: ScheduleValues): EvaluationSettings['freshMs'] =>
  Object.fromEntries(
    SCORING_AGENTS.map((agent) => [agent, values[`${agent}FreshMs`]]),
  ) as EvaluationSettings['freshMs'];

const freshOf = <T>(of: (agent: ScoringAgentName) => T): Readonly<Record<FreshKey, T>> =>
  Object.fromEntries(SCORING_AGENTS.map((agent) => [`${agent}FreshMs`, of(agent)])) as Record<FreshKey, T>;

/** The values of the schedule in the manager's settings and the evaluation's. */
export const scheduleValues = (
  { reviewMs, maxScoreAgeMs, drainMs }: ManagerSettings,
  { freshMs }: EvaluationSettings,
): ScheduleValues => ({ reviewMs, maxScoreAgeMs, drainMs, ...freshOf((agent) => freshMs[agent]) });

const standard = scheduleValues(MANAGER_DEFAULTS, EVALUATION_DEFAULTS);

const fresh = (agent: ScoringAgentName): SettingField<number> =>
  durationField(
    [`${NAMES[agent]}: fresh for`, 'Its vote fades with the age of its data and is gone after this time.'],
    [MINUTE, 30 * DAY, MINUTE],
    standard[`${agent}FreshMs`],
  );

/** When the portfolio is reviewed, and after which time data and drains are over. */
export const SCHEDULE: SettingSection<ScheduleValues> = {
  title: 'Schedule',
  sentence: 'When the portfolio is reviewed, how old scores and votes may be, and how long a symbol may drain.',
  fields: {
    reviewMs: durationField(
      ['Review', 'The portfolio is reviewed at each multiple of this time, on closed candles.'],
      [5 * MINUTE, DAY, 5 * MINUTE],
      standard.reviewMs,
    ),
    maxScoreAgeMs: durationField(
      ['Age of a standing', 'A symbol whose standing is older is not taken in.'],
      [MINUTE, DAY, MINUTE],
      standard.maxScoreAgeMs,
    ),
    drainMs: durationField(
      ['Drain', 'What is left of a position after this time is closed at the market when its symbol has to go.'],
      [HOUR, 14 * DAY, HOUR],
      standard.drainMs,
    ),
    ...freshOf(fresh),
  },
  together: () => [],
  inForce: (values) => values,
};
