import { styled } from '@mui/material/styles';
import { useNow } from '#renderer/data/use-now.ts';
import { useRow } from '#renderer/data/use-rows.ts';
import { formatMoment, formatSpan } from '#renderer/ui/format-time.ts';
import { withTrueMinus } from '#renderer/ui/format.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';

const ORIGIN = {
  from: say('Positions and orders the exchange told of, against those of the journal'),
  kind: 'account',
} as const;

const List = styled('ul')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  listStyle: 'none',
  '& > li': { padding: '9px 16px', borderBottom: `1px solid ${tone.lineSoft}`, fontSize: 12 },
  '& .head': { display: 'flex', gap: 8, alignItems: 'baseline' },
  '& .head b': { flex: 1, fontWeight: 600 },
  '& .head span': { fontSize: 11, color: tone.text3 },
  '& p': { fontSize: 11.5, color: tone.text2, lineHeight: 1.4, marginTop: 2 },
});

/** Reasons shown per symbol; the list of differences has them all. */
const SHOWN = 2;

/** Symbols without new entries, and why. */
export function FrozenPanel() {
  const { row, ...live } = useRow('reconcile');
  const now = useNow();
  const frozen = row?.applies === true ? row.frozen : [];
  const head = <PanelHead title={say('Frozen symbols')} note={say('exits still work')} />;
  return (
    <Panel label={say('Frozen symbols')} origin={ORIGIN} header={head} source={live}>
      {row === null && <LoadingRows rows={4} />}
      {row !== null && frozen.length === 0 && (
        <EmptyNote title={say('None frozen')}>{say('No difference keeps a symbol from trading.')}</EmptyNote>
      )}
      {frozen.length > 0 && (
        <List tabIndex={0} aria-label={say('Frozen symbols and why')}>
          {frozen.map(({ symbol, coin, since, reasons }) => (
            <li key={symbol}>
              <div className="head">
                <b>{coin}</b>
                <span title={say('Since {time} UTC', { time: formatMoment(since) })}>
                  {say('for {span}', { span: formatSpan(now - since) })}
                </span>
              </div>
              {[...new Set(reasons)].slice(0, SHOWN).map((reason) => (
                <p key={reason}>{withTrueMinus(told(reason))}</p>
              ))}
              {reasons.length > SHOWN && <p>{say('and {count} more', { count: reasons.length - SHOWN })}</p>}
            </li>
          ))}
        </List>
      )}
    </Panel>
  );
}
