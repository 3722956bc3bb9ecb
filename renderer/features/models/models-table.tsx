import { styled } from '@mui/material/styles';
import { useRef, type KeyboardEvent } from 'react';
import { useHostNow } from '#renderer/data/use-now.ts';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatCount } from '#renderer/ui/format.ts';
import { formatAge, formatMoment } from '#renderer/ui/format-time.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { rich } from '#renderer/ui/rich.tsx';
import type { ModelRow } from '#shared/contract/models.ts';
import { say } from '#shared/language/words.ts';
import { LEAST_CASES, millinats, SHORT_KINDS, STATE_WORDS } from './model-words.ts';

const Scroll = styled('div')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  '& table': { tableLayout: 'fixed' },
  '& tbody tr': { height: 48, cursor: 'pointer' },
  '& tbody tr:hover': { background: tone.kingSoft },
  '& tbody tr:focus-visible': { outline: `2px solid ${tone.king}`, outlineOffset: -2 },
  '& tbody tr[aria-selected=true]': { background: tone.kingSoft, boxShadow: `inset 2px 0 0 ${tone.king}` },
  '& td, & small': { overflow: 'hidden', textOverflow: 'ellipsis' },
});

interface ModelsTableProps {
  readonly models: readonly ModelRow[];
  readonly chosen: string | null;
  readonly onChoose: (key: string) => void;
}

function Gain({ model }: { readonly model: ModelRow }) {
  const { gain, gainLower, outOfSampleCases } = model;
  if (outOfSampleCases < LEAST_CASES)
    return (
      <span style={{ color: tone.text3 }}>
        {rich('not enough<small>evidence</small>', { small: (inside) => <small>{inside}</small> })}
      </span>
    );
  return (
    <>
      {millinats(gain)}
      <small>{say('from {lower}', { lower: millinats(gainLower) })}</small>
    </>
  );
}

const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(last, at + 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  Home: () => 0,
  End: (_, last) => last,
};

/** The trained models, the newest first: what each is worth and whether it speaks. */
export function ModelsTable({ models, chosen, onChoose }: ModelsTableProps) {
  const now = useHostNow();
  const table = useRef<HTMLTableElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = models.findIndex(({ key }) => key === chosen);
    const next = models[step(Math.max(0, at), models.length - 1)];
    if (next === undefined) return;
    onChoose(next.key);
    table.current?.querySelector<HTMLElement>(`[data-model="${next.key}"]`)?.focus();
  };
  return (
    <Scroll>
      <DataTable ref={table} role="grid" aria-label={say('Models')} onKeyDown={onKeyDown}>
        <colgroup>
          <col />
          <col style={{ width: 98 }} />
          <col style={{ width: 88 }} />
          <col style={{ width: 62 }} />
        </colgroup>
        <thead>
          <tr>
            <th>{say('Model')}</th>
            <th>{say('State')}</th>
            <th
              data-right
              title={say('Less log loss per case than the base rate, out of sample, thousandths of a nat')}
            >
              {say('Gain, mnat')}
            </th>
            <th data-right>{say('Age')}</th>
          </tr>
        </thead>
        <tbody>
          {models.map((model) => {
            const { key, timeframe, kind, state, symbols, outOfSampleCases, trainedAt } = model;
            return (
              <tr
                key={key}
                data-model={key}
                aria-selected={key === chosen}
                tabIndex={key === chosen ? 0 : -1}
                onClick={() => onChoose(key)}
              >
                <td>
                  <b style={{ fontWeight: 600 }}>{timeframe}</b> {SHORT_KINDS[kind]}
                  <small>
                    {say('{count, plural, one {# symbol} other {# symbols}}, n {cases}', {
                      count: symbols,
                      cases: formatCount(outOfSampleCases),
                    })}
                  </small>
                </td>
                <td>
                  <Tag tone={STATE_WORDS[state].tone}>{STATE_WORDS[state].word}</Tag>
                </td>
                <td data-right>
                  <Gain model={model} />
                </td>
                <td data-right title={`${formatMoment(trainedAt)} UTC`}>
                  {now === null ? '–' : formatAge(now - trainedAt)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </DataTable>
    </Scroll>
  );
}
