import { DAY, HOUR } from '#shared/domain/time.ts';
import { MANAGER_DEFAULTS, settingsProblem, type ManagerSettings } from '../../portfolio/manager/settings.ts';
import { durationField, integerField, numberField, shareField, switchField } from '../field.ts';
import type { SettingSection } from '../section.ts';
import type { ScheduleValues } from './schedule.ts';

type Own = Omit<ManagerSettings, 'gain' | 'reviewMs' | 'maxScoreAgeMs' | 'drainMs'>;

/** Every rule of the slots by key, but those of the schedule. */
export type PortfolioValues = Own & { readonly gainBpsPerPoint: number };

/** The values of the manager's settings by key. */
export function portfolioValues(settings: ManagerSettings): PortfolioValues {
  const { gain, reviewMs: _review, maxScoreAgeMs: _age, drainMs: _drain, ...own } = settings;
  return { ...own, gainBpsPerPoint: gain.bpsPerPoint };
}

/**
 * The manager's settings with these values.
 * @param from where what a person cannot set comes from: how the expected gain of a point was found.
 */
export function managerOf(
  { gainBpsPerPoint, ...own }: PortfolioValues,
  { reviewMs, maxScoreAgeMs, drainMs }: Pick<ScheduleValues, 'reviewMs' | 'maxScoreAgeMs' | 'drainMs'>,
  from: ManagerSettings,
): ManagerSettings {
  const same = gainBpsPerPoint === from.gain.bpsPerPoint;
  const gain = same ? from.gain : { kind: 'stated' as const, bpsPerPoint: gainBpsPerPoint, n: 0 };
  return { ...from, ...own, reviewMs, maxScoreAgeMs, drainMs, gain };
}

const standard = portfolioValues(MANAGER_DEFAULTS);
const ROUNDING = 1e-9;

function together(values: PortfolioValues): readonly string[] {
  const { slots, weightFloor, weightCap, swapsPerWeek, swapsPerMonth } = values;
  const faults: string[] = [];
  const part = `1 ÷ ${String(slots)} slots`;
  if (weightFloor * slots > 1 + ROUNDING)
    faults.push(`weightFloor × slots is above 1: set weightFloor to at most ${part}, or fewer slots.`);
  if (weightCap * slots < 1 - ROUNDING)
    faults.push(`weightCap × slots is below 1: set weightCap to at least ${part}, or more slots.`);
  if (swapsPerMonth < swapsPerWeek)
    faults.push('swapsPerMonth is below swapsPerWeek: raise the first or lower the second.');
  if (faults.length > 0) return faults;
  const problem = settingsProblem(managerOf(values, MANAGER_DEFAULTS, MANAGER_DEFAULTS));
  return problem === null ? [] : [`${problem}.`];
}

/** Size, rotation, caps and eligibility of the portfolio. */
export const PORTFOLIO: SettingSection<PortfolioValues> = {
  title: 'Portfolio',
  sentence: 'How many symbols, when one is replaced, how much weight each may have, and which may come in at all.',
  fields: {
    slots: integerField(['Slots', 'Most symbols in the portfolio.'], '', [1, 10, 1], standard.slots),
    candidates: integerField(
      ['Candidates', 'How many of the lowest ranks are first to go.'],
      '',
      [0, 10, 1],
      standard.candidates,
    ),
    rotate: switchField(['Rotation', 'Swaps symbols by rule; off, they are swapped by hand only.'], standard.rotate),
    lead: numberField(
      ['Lead', 'Points by which a challenger must lead the slot it would take.'],
      'points',
      [0, 50, 0.5],
      standard.lead,
    ),
    holdMs: durationField(['Lead held for', 'For how long without a break.'], [0, 14 * DAY, HOUR], standard.holdMs),
    minStayMs: durationField(
      ['Minimum stay', 'A symbol stays in at least this long.'],
      [0, 90 * DAY, HOUR],
      standard.minStayMs,
    ),
    coolOffMs: durationField(
      ['Cool-off', 'A symbol that left comes back after this time at the earliest.'],
      [0, 90 * DAY, HOUR],
      standard.coolOffMs,
    ),
    swapsPerWeek: integerField(['Swaps in 7 days', 'Most swaps by rule.'], '', [0, 20, 1], standard.swapsPerWeek),
    swapsPerMonth: integerField(['Swaps in 30 days', 'Most swaps by rule.'], '', [0, 60, 1], standard.swapsPerMonth),
    gainBpsPerPoint: numberField(
      ['Gain per point', 'What a point of lead is expected to bring over the horizon, of the slot.'],
      'bps',
      [0, 100, 0.5],
      standard.gainBpsPerPoint,
    ),
    horizonMs: durationField(
      ['Horizon', 'The time over which the gain of a swap is reckoned.'],
      [DAY, 180 * DAY, DAY],
      standard.horizonMs,
    ),
    gainOverCost: numberField(
      ['Gain over cost', 'The gain of a swap must be this many times its cost.'],
      '×',
      [0, 20, 0.1],
      standard.gainOverCost,
    ),
    slippageBps: numberField(
      ['Slippage', 'What a market order loses beside half the spread, per side.'],
      'bps',
      [0, 100, 0.5],
      standard.slippageBps,
    ),
    weightFloor: shareField(['Weight floor', 'Least weight of a symbol.'], [0, 0.5, 0.005], standard.weightFloor),
    weightCap: shareField(['Weight cap', 'Most weight of a symbol.'], [0.01, 1, 0.005], standard.weightCap),
    weightDrift: shareField(
      ['Weight drift', 'Weights move when one of them is off by this much.'],
      [0, 0.5, 0.005],
      standard.weightDrift,
    ),
    sizeByWeight: switchField(
      ['Size by weight', 'The size of an entry follows the weight of its slot, never above the whole.'],
      standard.sizeByWeight,
    ),
    sectorCap: shareField(['Sector cap', 'Most weight of one sector.'], [0.05, 1, 0.01], standard.sectorCap),
    correlationCap: shareField(
      ['Pair correlation', 'No pair may come to this correlation by a swap.'],
      [0, 1, 0.01],
      standard.correlationCap,
    ),
    minReturns: integerField(
      ['Least returns', 'Days of return that a correlation needs.'],
      'days',
      [2, 365, 1],
      standard.minReturns,
    ),
    minTurnover: numberField(
      ['Least turnover', 'Traded in the last 24 hours.'],
      'USDT',
      [0, 1_000_000_000, 10_000],
      standard.minTurnover,
    ),
    maxSpreadBps: numberField(
      ['Largest spread', 'Between best bid and ask, of the price.'],
      'bps',
      [0.5, 200, 0.5],
      standard.maxSpreadBps,
    ),
    maxEstimatedSpreadBps: numberField(
      ['Largest estimated spread', 'The same where it is estimated from candles, which lies above that of a book.'],
      'bps',
      [0.5, 1_000, 0.5],
      standard.maxEstimatedSpreadBps,
    ),
    minAgeMs: durationField(
      ['Least age', 'Of the contract, and of the data that are known of it.'],
      [0, 730 * DAY, DAY],
      standard.minAgeMs,
    ),
    delistingNoticeMs: durationField(
      ['Notice of delisting', 'A contract whose end is announced is out from this long before it.'],
      [0, 60 * DAY, HOUR],
      standard.delistingNoticeMs,
    ),
  },
  together,
  inForce: (values) => values,
};
