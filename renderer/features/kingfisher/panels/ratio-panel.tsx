import { styled } from '@mui/material/styles';
import { useRows } from '#renderer/data/use-rows.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { rich } from '#renderer/ui/rich.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';
import { useShownRow } from '../use-liquidation-data.ts';
import { LevelTag } from './level-tag.tsx';
import { RatioArrows, RatioBar } from './ratio-bar.tsx';
import { wholeShares, type RatioView } from './ratio-words.ts';
import { SideGlyph } from './side.tsx';

const Body = styled('div')({
  padding: '10px 16px',
  fontSize: 12,
  display: 'grid',
  gap: 4,
  '& table': { width: '100%', borderCollapse: 'collapse', tableLayout: 'fixed' },
  '& th': { width: 52, textAlign: 'left', fontWeight: 400, color: tone.text2 },
  '& td': { height: 23, padding: 0, fontWeight: 600, whiteSpace: 'nowrap' },
  '& td:nth-of-type(1)': { width: 44, textAlign: 'right', paddingRight: 8 },
  '& td:nth-of-type(3)': { width: 44, paddingLeft: 8 },
  '& td:nth-of-type(4)': { width: 30, textAlign: 'right', fontWeight: 400 },
  '& td[colspan]': { width: 74, color: tone.text3, fontWeight: 400 },
  '& p': { fontSize: 11, color: tone.text2, whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' },
});

function RatioRow({ name, ratio }: { readonly name: string; readonly ratio: RatioView }) {
  const shares = wholeShares(ratio);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{shares === null ? '' : `${String(shares.long)} %`}</td>
      <td>
        <RatioBar ratio={ratio} name={name} />
      </td>
      {shares === null ? (
        <td colSpan={2}>{say('unknown')}</td>
      ) : (
        <>
          <td>{String(shares.short)} %</td>
          <td>
            <RatioArrows ratio={ratio} />
          </td>
        </>
      )}
    </tr>
  );
}

/** Who is crowded: everything, and what is near. */
export function RatioBody() {
  const { status } = useRows('liquidations');
  const row = useShownRow();
  if (status === 'loading') return <LoadingRows rows={2} />;
  if (row === null) return <EmptyNote title={say('Unknown')}>{say('No map of any contract yet.')}</EmptyNote>;
  return (
    <Body>
      <table aria-label={say('Long and short levels of {coin}', { coin: row.coin })}>
        <tbody>
          <RatioRow name={say('All')} ratio={row.all} />
          <RatioRow name={say('Optical')} ratio={row.optical} />
        </tbody>
      </table>
      <p title={say('Optical: leverage from 25× on, or within 5 % of the price. One arrow from 60 %, two from 75 %.')}>
        {rich('{down} long liquidations below, {up} short above the mark', {
          down: <SideGlyph side="long" />,
          up: <SideGlyph side="short" />,
        })}
      </p>
    </Body>
  );
}

/** The ratios of the contract shown, framed. */
export function RatioPanel() {
  const live = useRows('liquidations');
  const row = useShownRow();
  const note = row === null ? '' : row.coin;
  return (
    <Panel
      label={say('Ratio')}
      source={live}
      header={
        <PanelHead title={say('Ratio')} note={note}>
          <LevelTag coverage={row?.coverage ?? null} />
        </PanelHead>
      }
    >
      <RatioBody />
    </Panel>
  );
}
