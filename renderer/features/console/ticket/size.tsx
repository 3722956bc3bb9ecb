import { styled } from '@mui/material/styles';
import type { RefObject } from 'react';
import { say, sayAs } from '#shared/language/words.ts';
import { formatAmount, formatCount, formatQuantity } from '#renderer/ui/format.ts';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { useDraft, type Draft, type SizeUnit } from '../draft.ts';
import { sizeFacts, type DraftFacts } from './derive.ts';
import { Field } from './field.tsx';
import { sizeIn, sizeOf, type SizeFacts } from './sizing.ts';

const Head = styled('div')({
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'space-between',
  gap: 6,
  fontSize: 11,
  color: tone.text3,
  '& button': { padding: '3px 7px' },
});

const Same = styled('p')({ fontSize: 11, color: tone.text2, minHeight: 32, lineHeight: '16px' });

const MEANS: Readonly<Record<SizeUnit, string>> = {
  contracts: say('contracts'),
  coin: '',
  usdt: say('USDT of value'),
  percent: say('% of free as margin'),
  risk: say('USDT lost if stopped'),
};

const contractsText = (count: number): string =>
  say('{count, plural, one {{shown} contract} other {{shown} contracts}}', { count, shown: formatCount(count) });

/** The same size in the other units, known ones only. */
function otherNames(lots: number, unit: SizeUnit, coin: string, facts: SizeFacts): string {
  const named = (name: SizeUnit, text: (size: string) => string): string | null => {
    const size = name === unit ? null : sizeOf(lots, name, facts);
    return size === null ? null : text(size);
  };
  return [
    named('coin', (size) => `${formatQuantity(size)} ${coin}`),
    named('contracts', (size) => contractsText(Number(size))),
    named('usdt', (size) => `${formatAmount(size)} USDT`),
    named('percent', (size) => say('{size} % of free', { size: formatAmount(size) })),
    named('risk', (size) => say('{size} at risk', { size: formatAmount(size) })),
  ]
    .filter((text) => text !== null)
    .join(' = ');
}

interface SizeProps {
  readonly draft: Draft;
  readonly facts: DraftFacts | null;
  readonly inputRef: RefObject<HTMLInputElement | null>;
}

/** How much: typed in one unit, shown in the other four, whole contracts rounded down. */
export function Size({ draft, facts, inputRef }: SizeProps) {
  const patch = useDraft((state) => state.patch);
  const { size, sizeUnit, lots } = draft;
  const coin = facts?.instrument.coin ?? say('Coin');
  const known = facts === null ? null : sizeFacts(draft, facts);
  const options = [
    { value: 'coin', label: coin },
    { value: 'contracts', label: say('Contracts') },
    { value: 'usdt', label: 'USDT' },
    { value: 'percent', label: '%' },
    { value: 'risk', label: say('Risk') },
  ] as const;
  const change = (unit: SizeUnit) =>
    patch({ sizeUnit: unit, size: lots === null || lots === 0 || known === null ? '' : sizeIn(lots, unit, known) });
  const same = lots === null || known === null ? '' : otherNames(lots, sizeUnit, coin, known);
  const waits =
    sizeUnit === 'risk' && known !== null && known.stop === '' ? say('Give the stop: the size follows from it.') : '';
  return (
    <div>
      <Head>
        <span aria-hidden>{sayAs('order', 'Size')}</span>
        <Segmented<SizeUnit> label={say('Unit of the size')} options={options} value={sizeUnit} onChange={change} />
      </Head>
      <div style={{ height: 4 }} />
      <Field
        label={sayAs('order', 'Size')}
        hideLabel
        value={size}
        inputRef={inputRef}
        unit={sizeUnit === 'coin' ? coin : MEANS[sizeUnit]}
        placeholder="0"
        bad={size !== '' && lots === 0}
        onChange={(text) => patch({ size: text.trim(), active: true })}
      />
      <Same>{lots === 0 ? say('Less than one contract.') : same === '' ? waits : `= ${same}`}</Same>
    </div>
  );
}
