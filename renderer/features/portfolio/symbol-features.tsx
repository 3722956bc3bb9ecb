import { useQuery } from '@tanstack/react-query';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { FeatureView } from '#shared/contract/scoring.ts';
import { useApi } from '#renderer/data/data-context.tsx';
import { querySource } from '#renderer/data/query-source.ts';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatNumber } from '#renderer/ui/format.ts';
import { formatAge } from '#renderer/ui/format-time.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';

const ORIGIN = { from: say('Inputs of the scores; each row names its own origin'), kind: 'market' } as const;

/** Figures of very different sizes in about four digits. */
function valueText(value: number): string {
  const size = Math.abs(value);
  return formatNumber(value, size === 0 || size >= 1_000 ? 0 : size >= 10 ? 2 : 4);
}

const KINDS: Readonly<Record<FeatureView['kind'], string>> = { measured: say('measured'), estimated: say('estimated') };

function FeatureRow({ feature }: { readonly feature: FeatureView }) {
  const { name, unit, what, value, missing, ageMs, maxAgeMs, sources, kind } = feature;
  const old = ageMs !== null && ageMs > maxAgeMs;
  return (
    <tr style={{ height: 24 }} title={told(what)}>
      <td>{name}</td>
      <td data-right style={{ fontWeight: 500 }}>
        {value === null ? '–' : `${valueText(value)} ${told(unit)}`}
      </td>
      <td data-right style={old ? { color: tone.warn } : undefined}>
        {ageMs === null ? '–' : old ? say('{age}, too old', { age: formatAge(ageMs) }) : formatAge(ageMs)}
      </td>
      <td style={{ color: tone.text2, whiteSpace: 'normal' }}>
        {value === null ? told(missing) : `${KINDS[kind]}, ${sources.join(', ')}`}
      </td>
    </tr>
  );
}

/** Every figure the agents judge it by, with source and age; what is missing says why. */
export function SymbolFeatures({ symbol }: { readonly symbol: ContractSymbol }) {
  const query = useQuery({ ...useApi().scores.features.queryOptions({ input: { symbol } }), refetchInterval: 15_000 });
  const rows = query.data;
  const there = rows?.filter(({ value }) => value !== null).length ?? 0;
  return (
    <Panel
      label={say('Inputs')}
      origin={ORIGIN}
      source={querySource(query)}
      header={
        <PanelHead
          title={say('Inputs')}
          note={rows === undefined ? '' : say('{known} of {all} known', { known: there, all: rows.length })}
        />
      }
    >
      {rows === undefined ? (
        <LoadingRows rows={3} />
      ) : rows.length === 0 ? (
        <EmptyNote title={say('No inputs yet')}>{say('They come with the first closed candles.')}</EmptyNote>
      ) : (
        <DataTable aria-label={say('Inputs of the scores')}>
          <thead>
            <tr>
              <th>{say('Figure')}</th>
              <th data-right>{say('Value')}</th>
              <th data-right>{say('Age')}</th>
              <th>{say('Origin, or why it is missing')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((feature) => (
              <FeatureRow key={feature.name} feature={feature} />
            ))}
          </tbody>
        </DataTable>
      )}
    </Panel>
  );
}
