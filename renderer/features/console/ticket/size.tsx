import { styled } from '@mui/material/styles';
import type { RefObject } from 'react';
import { formatAmount, formatCount, formatQuantity, THIN } from '#renderer/ui/format.ts';
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
  contracts: 'contracts',
  coin: '',
  usdt: 'USDT of value',
  percent: '% of free as margin',
  risk: 'USDT lost if stopped',
};

/** The same size in the other units, known ones only. */
function otherNames(lots: number, unit: SizeUnit, coin: string, facts: SizeFacts): string {
  const named = (name: SizeUnit, text: (size: string) => string): string | null => {
    const size = name === unit ? null : sizeOf(lots, name, facts);
    return size === null ? null : text(size);
  };
  return [
    named('coin', (size) => `${formatQuantity(size)} ${coin}`),
    named('contracts', (size) => `${formatCount(Number(size))} contracts`),
    named('usdt', (size) => `${formatAmount(size)} USDT`),
    named('percent', (size) => `${formatAmount(size)}${THIN}% of free`),
    named('risk', (size) => `${formatAmount(size)} at risk`),
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
  const coin = facts?.instrument.coin ?? 'Coin';
  const known = facts === null ? null : sizeFacts(draft, facts);
  const options = [
    { value: 'coin', label: coin },
    { value: 'contracts', label: 'Contracts' },
    { value: 'usdt', label: 'USDT' },
    { value: 'percent', label: '%' },
    { value: 'risk', label: 'Risk' },
  ] as const;
  const change = (unit: SizeUnit) =>
    patch({ sizeUnit: unit, size: lots === null || lots === 0 || known === null ? '' : sizeIn(lots, unit, known) });
  const same = lots === null || known === null ? '' : otherNames(lots, sizeUnit, coin, known);
  const waits =
    sizeUnit === 'risk' && known !== null && known.stop === '' ? 'Give the stop: the size follows from it.' : '';
  return (
    <div>
      <Head>
        <span aria-hidden>Size</span>
        <Segmented<SizeUnit> label="Unit of the size" options={options} value={sizeUnit} onChange={change} />
      </Head>
      <div style={{ height: 4 }} />
      <Field
        label="Size"
        hideLabel
        value={size}
        inputRef={inputRef}
        unit={sizeUnit === 'coin' ? coin : MEANS[sizeUnit]}
        placeholder="0"
        bad={size !== '' && lots === 0}
        onChange={(text) => patch({ size: text.trim(), active: true })}
      />
      <Same>{lots === 0 ? 'Less than one contract.' : same === '' ? waits : `= ${same}`}</Same>
    </div>
  );
}
