import { styled } from '@mui/material/styles';
import type { RefObject } from 'react';
import { say } from '#shared/language/words.ts';
import { formatNumber, formatPrice } from '#renderer/ui/format.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { useDraft, type Draft } from '../draft.ts';
import { onTick } from '../on-tick.ts';
import { percentAway } from './bracket.ts';
import { addedTo, type DraftFacts } from './derive.ts';
import { takesPrice, takesTrigger } from './draft-ticket.ts';
import { PriceField } from './field.tsx';
import { referenceOf } from './sizing.ts';

const Pair = styled('div')({ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 8 });
const Words = styled('p')({ fontSize: 11.5, color: tone.text2, lineHeight: 1.45 });

interface PricesProps {
  readonly draft: Draft;
  readonly facts: DraftFacts | null;
}

const away = (price: string, reference: string): string => {
  const percent = percentAway(price, reference);
  return percent === null ? ' ' : say('{percent} % from entry', { percent: formatNumber(percent, 2) });
};

/** Limit and trigger of the entry, where its kind has them. */
export function EntryPrices({
  draft,
  facts,
  inputRef,
}: PricesProps & { readonly inputRef: RefObject<HTMLInputElement | null> }) {
  const { kind, price, trigger, patch } = { ...draft, patch: useDraft((state) => state.patch) };
  const tick = facts?.instrument.tick ?? '';
  const mark = facts?.mark ?? '';
  const round = (text: string) => (tick === '' ? text : (onTick(text, tick) ?? text));
  if (kind === 'market') return null;
  return (
    <Pair style={kind === 'stop-limit' ? undefined : { gridTemplateColumns: '1fr' }}>
      {takesTrigger(kind) && (
        <PriceField
          label={say('Trigger, by mark')}
          tick={tick}
          value={trigger}
          from={mark}
          round={round}
          inputRef={inputRef}
          onChange={(text) => patch({ trigger: text, active: true })}
        />
      )}
      {takesPrice(kind) && (
        <PriceField
          label={say('Limit price')}
          tick={tick}
          value={price}
          from={trigger === '' ? mark : trigger}
          round={round}
          {...(takesTrigger(kind) ? {} : { inputRef })}
          onChange={(text) => patch({ price: text, active: true })}
        />
      )}
    </Pair>
  );
}

/** Stop and target, or the sentence that an addition takes those of its position. */
export function Bracket({ draft, facts }: PricesProps) {
  const patch = useDraft((state) => state.patch);
  const held = addedTo(draft, facts?.position ?? null);
  if (held !== null) {
    const { stop, target, priceDecimals } = held;
    return (
      <Words>
        {say(
          'Adds to the {side, select, long {long} other {short}} of {quantity} {coin} and takes its stop {stop} and target {target}. Move them in the chart or under Positions.',
          {
            side: held.side,
            quantity: held.quantity,
            coin: held.coin,
            stop: formatPrice(stop, priceDecimals),
            target: formatPrice(target, priceDecimals),
          },
        )}
      </Words>
    );
  }
  const tick = facts?.instrument.tick ?? '';
  const reference = referenceOf(draft, facts?.mark ?? null);
  const round = (text: string) => (tick === '' ? text : (onTick(text, tick) ?? text));
  const set = (name: 'stop' | 'target', text: string) => {
    if (text === draft[name]) return;
    const percent = percentAway(text, reference);
    const kept = percent === null ? {} : name === 'stop' ? { stopPercent: percent } : { targetPercent: percent };
    patch({ [name]: text, ...kept, bracketFollows: false });
  };
  const exits = [
    { name: 'stop', label: say('Stop, by mark') },
    { name: 'target', label: say('Target') },
  ] as const;
  return (
    <Pair>
      {exits.map(({ name, label }) => (
        <PriceField
          key={name}
          label={label}
          tick={tick}
          value={draft[name]}
          from={reference}
          round={round}
          note={away(draft[name], reference)}
          onChange={(text) => set(name, text)}
        />
      ))}
    </Pair>
  );
}
