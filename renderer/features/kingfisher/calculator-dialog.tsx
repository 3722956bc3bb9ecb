import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useApi } from '#renderer/data/data-context.tsx';
import { describeError } from '#renderer/data/describe-error.ts';
import { ActionDialog, FailureWords, Words } from '#renderer/ui/action-dialog.tsx';
import { formatPercent, formatQuantity, UNKNOWN } from '#renderer/ui/format.ts';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { useFirstFocus } from '#renderer/ui/use-first-focus.ts';
import type { LiquidationRow } from '#shared/contract/liquidations.ts';
import { say } from '#shared/language/words.ts';
import { useKingfisherDialogs } from './dialogs.ts';
import {
  askedOf,
  fieldProblem,
  OUTCOME_WORDS,
  type CalculatorDraft,
  type CalculatorField,
} from './panels/calculator-draft.ts';
import { typedPrice } from './panels/level-price.ts';
import { SIDE_TONE } from './panels/side.tsx';
import { useDebounced } from './panels/use-debounced.ts';
import { useShownRow } from './use-liquidation-data.ts';
import { OriginOf } from '#renderer/ui/panel-origin.tsx';

const TYPED_MS = 50;
const SIDES = [
  { value: 'long', label: say('Long') },
  { value: 'short', label: say('Short') },
] as const;

const Fields = styled('div')({ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: '4px 12px' });

const ORIGIN = {
  from: say('Worked out by the host from what is typed, the rule of the venue and the margin tiers of the contract'),
  kind: 'model',
  short: true,
} as const;

const Result = styled('div')({
  minHeight: 152,
  padding: '12px 14px',
  border: `1px solid ${tone.line}`,
  borderRadius: 8,
  background: tone.raised,
  fontVariantNumeric: 'tabular-nums',
  '& h3': { fontSize: 11, fontWeight: 400, color: tone.text3 },
  '& strong': { display: 'block', fontSize: 22, lineHeight: '30px', fontWeight: 600 },
  '& dl': { display: 'grid', gridTemplateColumns: '1fr auto', gap: '3px 12px', marginTop: 8, fontSize: 12 },
  '& dt': { color: tone.text2 },
  '& dd': { textAlign: 'right', fontWeight: 600 },
});

const priceOrDash = (price: string | null): string => (price === null ? UNKNOWN : formatQuantity(price));

function useCalculated(symbol: string, draft: CalculatorDraft, maxLeverage: number | null) {
  const settled = useDebounced(draft, TYPED_MS);
  const asked = askedOf(settled, maxLeverage);
  const { liquidations } = useApi();
  const input = { symbol, ...(asked ?? { side: draft.side, entry: '1', size: '1', leverage: '1' }) };
  const query = useQuery({
    ...liquidations.calculate.queryOptions({ input }),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: Infinity,
  });
  return { asked, query };
}

type Calculated = ReturnType<typeof useCalculated>;

function Figures({
  found,
  side,
}: {
  readonly found: NonNullable<Calculated['query']['data']>;
  readonly side: CalculatorDraft['side'];
}) {
  if (found.kind !== 'at') {
    const { title, sentence } = OUTCOME_WORDS[found.kind];
    return (
      <>
        <strong>{title}</strong>
        <Words>{sentence}</Words>
      </>
    );
  }
  const figures: readonly (readonly [string, string])[] = [
    [say('Distance from the entry'), formatPercent(found.distance, 2, 'always')],
    [say('Bankruptcy price'), priceOrDash(found.bankruptcyPrice)],
    [say('Maintenance tier'), found.tier === null ? UNKNOWN : String(found.tier)],
    [say('Maintenance rate'), formatPercent(found.maintenanceRate, 2)],
  ];
  return (
    <>
      <strong style={{ color: SIDE_TONE[side] }}>{priceOrDash(found.price)}</strong>
      <dl>
        {figures.map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

interface OutcomeProps extends Calculated {
  readonly side: CalculatorDraft['side'];
  /** Of when the map of the contract is, by the host's clock, ms since 1970. */
  readonly asOf: number;
}

function Outcome({ asked, query, side, asOf }: OutcomeProps) {
  const failure = query.error === null || asked === null ? null : describeError(query.error);
  const found = asked === null || failure !== null ? undefined : query.data;
  let shown: ReactNode = <strong style={{ color: tone.text3 }}>{UNKNOWN}</strong>;
  if (failure !== null) shown = <FailureWords failure={failure} />;
  else if (found !== undefined) shown = <Figures found={found} side={side} />;
  return (
    <Result aria-live="polite" aria-label={say('Result')} role="region">
      <div style={{ display: 'flex', alignItems: 'center' }}>
        <h3 style={{ flex: 1 }}>{say('Liquidation price, isolated margin')}</h3>
        <OriginOf {...ORIGIN} asOf={asOf} />
      </div>
      {shown}
      {asked === null && <Words>{say('It is worked out once entry, size and leverage are given.')}</Words>}
    </Result>
  );
}

/** Terms of the contract, as far as they are known. */
function useTerms(symbol: string) {
  const { data } = useQuery({ ...useApi().market.instruments.queryOptions(), staleTime: 60_000 });
  return data?.find((one) => one.symbol === symbol) ?? null;
}

const LABELS: readonly { readonly field: CalculatorField; readonly label: (coin: string) => string }[] = [
  { field: 'entry', label: () => say('Entry price') },
  { field: 'size', label: (coin) => say('Size, {coin}', { coin }) },
  { field: 'leverage', label: () => say('Leverage, ×') },
  { field: 'addedMargin', label: () => say('Added margin, USDT') },
];

function CalculatorForm({ row, price }: { readonly row: LiquidationRow; readonly price: number | null }) {
  const [draft, setDraft] = useState<CalculatorDraft>({
    side: 'long',
    entry: typedPrice(price ?? row.price),
    size: '1',
    leverage: '10',
    addedMargin: '',
  });
  const first = useFirstFocus<HTMLInputElement>();
  const maxLeverage = useTerms(row.symbol)?.maxLeverage ?? null;
  const calculated = useCalculated(row.symbol, draft, maxLeverage);
  return (
    <DialogContent sx={{ display: 'grid', gap: 2 }}>
      <div>
        <Segmented
          label={say('Side')}
          options={SIDES}
          value={draft.side}
          onChange={(side) => setDraft((now) => ({ ...now, side }))}
        />
      </div>
      <Fields>
        {LABELS.map(({ field, label }) => {
          const problem = fieldProblem(draft, field, maxLeverage);
          return (
            <TextField
              key={field}
              {...(field === 'entry' ? { inputRef: first } : {})}
              size="small"
              label={label(row.coin)}
              value={draft[field]}
              error={problem !== null}
              helperText={problem ?? ' '}
              placeholder={field === 'addedMargin' ? '0' : ''}
              onChange={({ target }) => setDraft((now) => ({ ...now, [field]: target.value }))}
              slotProps={{ htmlInput: { inputMode: 'decimal', autoComplete: 'off', maxLength: 40 } }}
            />
          );
        })}
      </Fields>
      <Outcome {...calculated} side={draft.side} asOf={row.asOf} />
      <Words>
        {say(
          "By the venue's rule with this contract's own maintenance table; funding and fees of trading are left out.",
        )}
      </Words>
    </DialogContent>
  );
}

/** Where a position would be liquidated, as it is typed. */
export function CalculatorDialog() {
  const { open, close } = useKingfisherDialogs();
  const row = useShownRow();
  const shown = open?.kind === 'calculator';
  return (
    <ActionDialog
      open={shown}
      title={row === null ? say('Liquidation price') : say('Liquidation price, {coin}', { coin: row.coin })}
      onClose={close}
      width="xs"
    >
      {shown && row !== null && <CalculatorForm row={row} price={open.price} />}
      {shown && row === null && (
        <DialogContent>
          <Words>{say('No contract is shown yet.')}</Words>
        </DialogContent>
      )}
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={close}>{say('Close')}</Button>
      </DialogActions>
    </ActionDialog>
  );
}
