import { styled } from '@mui/material/styles';
import { useMemo, useState } from 'react';
import { querySource } from '#renderer/data/query-source.ts';
import { formatCompact } from '#renderer/ui/format.ts';
import { formatClock, formatMoment } from '#renderer/ui/format-time.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { LiquidationTapeEntry } from '#shared/contract/liquidations.ts';
import { say } from '#shared/language/words.ts';
import { centreOn, setHighlightBand } from '../cross-hair.ts';
import { useLiquidationTape } from '../use-liquidation-data.ts';
import { levelPrice } from './level-price.ts';
import { MiniTable, Scroll } from './mini-table.tsx';
import { SideGlyph } from './side.tsx';
import { isHit, mapWord, originsOf, originWords, tapeKeys, tapeNote } from './tape-words.ts';
import { useNothing } from './use-nothing.ts';

const ORIGIN = {
  from: say('Liquidations told by the feed'),
  kind: 'market',
  others: [{ figures: say('Estimated liquidations'), from: say('The model of the liquidation map'), kind: 'model' }],
} as const;

/** More rows than anyone reads back here; the table view has them all. */
const SHOWN = 120;
/** From this worth on a liquidation is set in bold, quote units. */
const LARGE = 1_000_000;

const Table = styled(MiniTable)({
  '& tbody tr': { cursor: 'pointer' },
  '& tbody tr:hover td': { background: tone.raised },
  '& tr[data-kind=estimated] td': { color: tone.text3 },
  tableLayout: 'fixed',
  '& th:nth-of-type(1)': { width: 76 },
  '& th:nth-of-type(2)': { width: 18 },
  '& th:nth-of-type(5)': { width: 60 },
  '& td:nth-of-type(2)': { padding: 0 },
});

const KINDS = [
  { value: 'all', label: say('All') },
  { value: 'realised', label: say('Realised') },
] as const;
type Kind = (typeof KINDS)[number]['value'];

/** What was told, by whom. */
const Foot = styled('p')({
  flex: 'none',
  padding: '4px 16px 6px',
  borderTop: `1px solid ${tone.lineSoft}`,
  fontSize: 11,
  color: tone.text2,
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
});

const dark = (): void => setHighlightBand(null);

function TapeRow({ entry }: { readonly entry: LiquidationTapeEntry }) {
  const { ts, side, price, worth, kind, origin } = entry;
  return (
    <tr
      data-kind={kind}
      data-imported={origin !== undefined}
      title={`${formatMoment(ts)} UTC, ${originWords(entry)}`}
      onClick={() => centreOn(price)}
      onMouseEnter={() => setHighlightBand({ from: price * 0.9995, to: price * 1.0005 })}
      onMouseLeave={dark}
    >
      <td>{formatClock(ts)}</td>
      <td>
        <SideGlyph side={side} />
      </td>
      <td data-right>{levelPrice(price)}</td>
      <td data-right style={worth >= LARGE ? { fontWeight: 600 } : undefined}>
        {formatCompact(worth)}
      </td>
      <td data-right style={{ color: isHit(entry) ? tone.text : tone.text3 }}>
        {mapWord(entry)}
      </td>
    </tr>
  );
}

function Tape({ entries }: { readonly entries: readonly LiquidationTapeEntry[] }) {
  const shown = entries.slice(0, SHOWN);
  const keys = useMemo(() => tapeKeys(entries), [entries]);
  return (
    <Scroll tabIndex={0} role="region" aria-label={say('Tape of liquidations')}>
      <Table aria-label={say('Liquidations, newest first')}>
        <thead>
          <tr>
            <th>UTC</th>
            <th aria-label={say('Side')} />
            <th data-right>{say('Price')}</th>
            <th data-right>USD</th>
            <th
              data-right
              title={say(
                'hit: the map had an estimated level within one bin of the price; imported: told by a file, see its name on the row',
              )}
            >
              {say('Map')}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((entry, place) => (
            <TapeRow key={keys[place]} entry={entry} />
          ))}
        </tbody>
      </Table>
    </Scroll>
  );
}

/** What was liquidated, told by the feed or estimated, and whether the map had it. */
export function TapePanel() {
  const query = useLiquidationTape();
  const [kind, setKind] = useState<Kind>('all');
  const nothing = useNothing();
  const all = query.data ?? [];
  const entries = useMemo(
    () => (query.data ?? []).filter((one) => kind === 'all' || one.kind === kind),
    [query.data, kind],
  );
  const foot = [...originsOf(entries), tapeNote(all)].join('; ');
  return (
    <Panel
      label={say('Liquidations')}
      origin={{ ...ORIGIN, asOf: entries[0]?.ts ?? null }}
      source={querySource(query)}
      header={
        <PanelHead title={say('Liquidations')}>
          <Segmented label={say('Which liquidations')} options={KINDS} value={kind} onChange={setKind} />
        </PanelHead>
      }
    >
      {query.data === undefined && !nothing ? (
        <LoadingRows rows={5} height={11} />
      ) : entries.length === 0 ? (
        <EmptyNote title={kind === 'all' ? say('None yet') : say('None told')}>
          {kind === 'all'
            ? say('Liquidations are listed as they are told.')
            : say('The feed told of no liquidation yet.')}
        </EmptyNote>
      ) : (
        <>
          <Tape entries={entries} />
          <Foot title={foot}>{foot}</Foot>
        </>
      )}
    </Panel>
  );
}
