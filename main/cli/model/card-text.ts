import type { ModelCardView } from '#shared/contract/models.ts';
import { grouped, orDash, percent, signless, utcMinute } from '../terminal/figures.ts';
import { pairs, table } from '../terminal/table.ts';

/** A model card as tables for a person. */
export function cardText(card: ModelCardView): string {
  return [
    `Model ${card.id}\n`,
    pairs([
      ['Kind', `${card.kind}, ${card.request.timeframe} candles of ${String(card.request.symbols.length)} symbols`],
      [
        'Trained on (UTC)',
        `${utcMinute(card.trainedFrom)} to ${utcMinute(card.trainedTo)}, ${grouped(card.cases)} cases`,
      ],
      ['Left out', leftText(card)],
      ['Label', labelText(card)],
      ['Data', card.dataHash],
      ['Made by', `${card.codeVersion}, ${utcMinute(card.createdAt)} UTC, seed ${String(card.request.seed)}`],
    ]),
    'Out of sample\n',
    measuresText(card),
    'Said and happened\n',
    table(
      [
        { title: 'Cases', align: 'right' },
        { title: 'Said up', align: 'right' },
        { title: 'Went up', align: 'right' },
      ],
      card.outOfSample.curve.map(({ n, said, happened }) => [grouped(n), percent(said, 1), percent(happened, 1)]),
    ),
    'Features\n',
    table(
      [{ title: 'Feature' }, { title: 'Mean', align: 'right' }, { title: 'Mean |Shapley|, log odds', align: 'right' }],
      card.features.map(({ name, mean, importance }) => [name, signless(mean, 3), orDash(importance, 4)]),
    ),
    `${card.verdict.mayWeigh ? 'It may weigh.' : 'Weight 0.'} ${card.verdict.reason}\n`,
  ].join('\n');
}

const leftText = ({ left }: ModelCardView): string =>
  `${grouped(left.missing)} with a feature missing, ${grouped(left.open)} not resolved, ${grouped(left.even)} alike for both sides`;

const labelText = ({ request }: ModelCardView): string =>
  `target and stop at ${signless(request.barrier, 1)} ATR, at most ${String(request.horizon)} candles, one case per ${String(request.stride)} candles`;

function measuresText({ outOfSample }: ModelCardView): string {
  const { model, baseRate, gain } = outOfSample;
  const interval =
    gain === null
      ? 'no interval: too few blocks of time'
      : `${signless(gain.mean * 1_000, 2)} millinats (95 %: ${signless(gain.lower * 1_000, 2)} to ${signless(gain.upper * 1_000, 2)}), ${String(gain.blocks)} blocks`;
  return [
    table(
      [{ title: '' }, { title: 'Model', align: 'right' }, { title: 'Base rate', align: 'right' }],
      [
        ['Log loss', signless(model.logLoss, 5), signless(baseRate.logLoss, 5)],
        ['Brier', signless(model.brier, 5), signless(baseRate.brier, 5)],
        ['Accuracy', percent(model.accuracy, 1), percent(baseRate.accuracy, 1)],
      ],
    ),
    pairs([
      ['Cases', `${grouped(outOfSample.cases)}, ${utcMinute(outOfSample.from)} to ${utcMinute(outOfSample.to)} UTC`],
      ['Gain over base rate', interval],
      ['Area under curve', orDash(outOfSample.auc, 3)],
      ['Calibration error', signless(outOfSample.calibrationError, 4)],
      ['Following it', `${signless(outOfSample.followedR, 3)} R per case after fees`],
    ]),
  ].join('\n');
}
