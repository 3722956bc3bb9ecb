import { EVALUATION_DEFAULTS, type EvaluationSettings } from '../agents/evaluation/evaluation-settings.ts';
import { MANAGER_DEFAULTS, type ManagerSettings } from '../portfolio/manager/settings.ts';
import { evaluationOf, evaluationValues } from './sections/evaluation.ts';
import { managerOf, portfolioValues } from './sections/portfolio.ts';
import { freshMsOf, scheduleValues } from './sections/schedule.ts';
import type { SourceHearing } from '../signals/sources.ts';
import type { SectionName, SettingsValues } from './sections/table.ts';
import { sourceSetting } from './sections/sources.ts';

/** What the configuration of a host sets otherwise than the program's defaults. */
export interface SettingsBase {
  readonly manager: ManagerSettings;
  readonly evaluation: EvaluationSettings;
}

export const SETTINGS_BASE: SettingsBase = { manager: MANAGER_DEFAULTS, evaluation: EVALUATION_DEFAULTS };

/** The values of the sections that a configuration sets. */
export const baseValues = ({ manager, evaluation }: SettingsBase): Partial<SettingsValues> => ({
  evaluation: evaluationValues(evaluation),
  portfolio: portfolioValues(manager),
  schedule: scheduleValues(manager, evaluation),
});

type ValuesOf = <S extends SectionName>(section: S) => SettingsValues[S];

/** Remembers the last answer while its sections stay the same. */
function remembered<T>(values: ValuesOf, sections: readonly SectionName[], make: () => T): () => T {
  let from: readonly unknown[] = [];
  let made: T | null = null;
  return () => {
    const now = sections.map((section) => values(section));
    if (made === null || now.some((one, i) => one !== from[i])) {
      from = now;
      made = make();
    }
    return made;
  };
}

/** The settings in force in the shape of each part of the program that follows them; ask for them at each decision. */
export class InForce {
  readonly manager: () => ManagerSettings;
  readonly evaluation: () => EvaluationSettings;
  /** How far a signal source of the program is heard. */
  readonly source: (name: string) => SourceHearing;

  constructor(values: ValuesOf, base: SettingsBase) {
    this.source = (name) => sourceSetting(values('sources'), name);
    this.manager = remembered(values, ['portfolio', 'schedule'], () =>
      managerOf(values('portfolio'), values('schedule'), base.manager),
    );
    this.evaluation = remembered(values, ['evaluation', 'schedule'], () =>
      evaluationOf(values('evaluation'), freshMsOf(values('schedule'))),
    );
  }
}
