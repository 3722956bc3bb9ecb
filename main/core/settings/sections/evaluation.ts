import { EVALUATION_DEFAULTS, type EvaluationSettings } from '../../agents/evaluation/evaluation-settings.ts';
import { integerField, numberField, shareField } from '../field.ts';
import type { SettingSection } from '../section.ts';

type Plain = 'score' | 'confidence' | 'quorum' | 'approvedFrom' | 'conditionalFrom' | 'sourceConfidence';

/** How votes become a decision: the thresholds of the evaluation by key. */
export interface EvaluationValues extends Pick<
  EvaluationSettings,
  Plain | 'conditionalSize' | 'freshCandles' | 'priorCases'
> {
  readonly approveSide: number;
  readonly approveConfidence: number;
  readonly conditionalSide: number;
  readonly conditionalConfidence: number;
}

/** The values of the evaluation's settings by key. */
export const evaluationValues = ({ approve, conditional, ...rest }: EvaluationSettings): EvaluationValues => ({
  score: rest.score,
  confidence: rest.confidence,
  quorum: rest.quorum,
  approveSide: approve.side,
  approveConfidence: approve.confidence,
  conditionalSide: conditional.side,
  conditionalConfidence: conditional.confidence,
  approvedFrom: rest.approvedFrom,
  conditionalFrom: rest.conditionalFrom,
  sourceConfidence: rest.sourceConfidence,
  conditionalSize: rest.conditionalSize,
  freshCandles: rest.freshCandles,
  priorCases: rest.priorCases,
});

/** The evaluation's settings with these values; how long data stay fresh is of the schedule. */
export const evaluationOf = (values: EvaluationValues, freshMs: EvaluationSettings['freshMs']): EvaluationSettings => {
  const { approveSide, approveConfidence, conditionalSide, conditionalConfidence, ...rest } = values;
  return {
    ...rest,
    approve: { side: approveSide, confidence: approveConfidence },
    conditional: { side: conditionalSide, confidence: conditionalConfidence },
    freshMs,
  };
};

const standard = evaluationValues(EVALUATION_DEFAULTS);
const HUNDREDTHS = [0, 1, 0.01] as const;

function together(values: EvaluationValues): readonly string[] {
  const { approveSide, conditionalSide, approveConfidence, conditionalConfidence } = values;
  const faults: string[] = [];
  const above = (lower: string, higher: string): void =>
    void faults.push(`${lower} is above ${higher}: lower the first or raise the second.`);
  if (conditionalSide > approveSide) above('conditionalSide', 'approveSide');
  if (conditionalConfidence > approveConfidence) above('conditionalConfidence', 'approveConfidence');
  if (values.conditionalFrom > values.approvedFrom) above('conditionalFrom', 'approvedFrom');
  return faults;
}

/** How the agents' votes on a signal become a decision. */
export const EVALUATION: SettingSection<EvaluationValues> = {
  title: 'Evaluation',
  sentence: 'What a score must reach, how agents vote on a signal, and what comes of the votes.',
  fields: {
    score: numberField(
      ['Least score', 'The score for the side of the signal, taken at its most cautious.'],
      'points',
      [0, 100, 1],
      standard.score,
    ),
    confidence: shareField(['Least confidence', 'The confidence of the score.'], HUNDREDTHS, standard.confidence),
    quorum: shareField(
      ['Quorum', 'Share of the weight of all agents that must have voted.'],
      HUNDREDTHS,
      standard.quorum,
    ),
    approveSide: numberField(
      ['Approve: opinion', 'An agent approves when its opinion for the side is at least this.'],
      'points',
      [-100, 100, 1],
      standard.approveSide,
    ),
    approveConfidence: shareField(
      ['Approve: confidence', 'And when it is at least this sure.'],
      HUNDREDTHS,
      standard.approveConfidence,
    ),
    conditionalSide: numberField(
      ['Condition: opinion', 'Below this opinion an agent rejects; between, it agrees on condition.'],
      'points',
      [-100, 100, 1],
      standard.conditionalSide,
    ),
    conditionalConfidence: shareField(
      ['Condition: confidence', 'Less sure than this it rejects.'],
      HUNDREDTHS,
      standard.conditionalConfidence,
    ),
    approvedFrom: shareField(
      ['Approved from', 'Consensus from which a signal is approved.'],
      HUNDREDTHS,
      standard.approvedFrom,
    ),
    conditionalFrom: shareField(
      ['Conditional from', 'Consensus from which it is approved at a smaller size; below, it is rejected.'],
      HUNDREDTHS,
      standard.conditionalFrom,
    ),
    sourceConfidence: shareField(
      ['Confidence of the source', 'A signal whose source is less sure is conditional at best.'],
      HUNDREDTHS,
      standard.sourceConfidence,
    ),
    conditionalSize: shareField(
      ['Conditional size', 'Part of the full size that a conditional entry gets.'],
      [0.05, 1, 0.05],
      standard.conditionalSize,
    ),
    freshCandles: integerField(
      ['Fresh for', 'An opinion fades with its age and no longer counts after so many candles.'],
      'candles',
      [1, 50, 1],
      standard.freshCandles,
    ),
    priorCases: integerField(
      ['Shrinkage', 'Cases that the common hit rate counts for when an agent’s own is weighed against it.'],
      'cases',
      [0, 1_000, 1],
      standard.priorCases,
    ),
  },
  together,
  inForce: (values) => values,
};
