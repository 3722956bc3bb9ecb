import { styled } from '@mui/material/styles';
import { formatMoment } from '#renderer/ui/format-time.ts';
import { ShareDelta } from '#renderer/ui/delta.tsx';
import { EmptyNote } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { FONT_MONO, tone } from '#renderer/ui/theme/tokens.ts';
import type { ReplaySummary } from '#shared/contract/replay.ts';
import { say } from '#shared/language/words.ts';
import { dayWords } from './replay-plan.ts';

const ORIGIN = { from: say('Reports of replays that are kept in the data folder'), kind: 'simulated' } as const;

const List = styled('ul')({
  margin: 0,
  padding: 0,
  listStyle: 'none',
  overflow: 'auto',
  '& button': {
    width: '100%',
    display: 'grid',
    gridTemplateColumns: '1fr auto',
    gap: '0 8px',
    padding: '6px 16px',
    border: 0,
    borderBottom: `1px solid ${tone.lineSoft}`,
    background: 'none',
    color: tone.text,
    textAlign: 'left',
    fontSize: 12,
    lineHeight: 1.45,
    cursor: 'pointer',
  },
  '& button:hover, & button[aria-current=true]': { background: tone.kingSoft },
  '& small': { fontSize: 11, color: tone.text3 },
  '& code': { fontFamily: FONT_MONO, fontSize: 11, color: tone.text3, textAlign: 'right' },
});

const STATES = {
  running: <Tag tone="info">{say('RUNNING')}</Tag>,
  canceled: <Tag>{say('CANCELED')}</Tag>,
  failed: <Tag tone="down">{say('FAILED')}</Tag>,
} as const;

interface EarlierPanelProps {
  readonly replays: readonly ReplaySummary[];
  readonly shown: string | null;
  readonly onShow: (replay: ReplaySummary) => void;
}

const names = ({ symbols }: ReplaySummary['request']): string => {
  const coins = symbols.map((symbol) => symbol.replace(/USDTM$/, '').replace(/^XBT$/, 'BTC'));
  return coins.length <= 4
    ? coins.join(', ')
    : say('{coins} and {count, plural, one {# other} other {# others}}', {
        coins: coins.slice(0, 3).join(', '),
        count: coins.length - 3,
      });
};

/** The replays of this data folder, newest first. */
export function EarlierPanel({ replays, shown, onShow }: EarlierPanelProps) {
  return (
    <Panel
      label={say('Earlier replays')}
      origin={ORIGIN}
      header={<PanelHead title={say('Earlier replays')} note={String(replays.length)} />}
    >
      {replays.length === 0 ? (
        <EmptyNote title={say('None yet')} />
      ) : (
        <List>
          {replays.map((replay) => (
            <li key={replay.id}>
              <button
                type="button"
                aria-current={replay.id === shown}
                title={say('Started {time} UTC', { time: formatMoment(replay.startedAt) })}
                onClick={() => onShow(replay)}
              >
                <span>
                  {names(replay.request)} <small>{replay.request.timeframe}</small>
                </span>
                <span style={{ textAlign: 'right' }}>
                  {replay.state === 'done' ? <ShareDelta share={replay.returnShare} /> : STATES[replay.state]}
                </span>
                <small>
                  {say('{from} to {to}', {
                    from: dayWords(replay.request.from),
                    to: dayWords(replay.request.to - 1),
                  })}
                </small>
                <code title={replay.rootHash ?? undefined}>{replay.rootHash?.slice(0, 8) ?? ''}</code>
              </button>
            </li>
          ))}
        </List>
      )}
    </Panel>
  );
}
