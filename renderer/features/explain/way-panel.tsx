import { styled } from '@mui/material/styles';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { STAGE_NAMES } from '#renderer/ui/stage-names.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { SignalExplanation } from '#shared/contract/signal.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { EXPLAIN_ORIGINS } from './explain-origins.ts';
import { stageTime, timeShares } from './verdict-words.ts';

type WayStage = SignalExplanation['way'][number];

const LOOKS = {
  passed: { mark: '✓', colour: tone.up, line: `2px solid ${tone.up}`, fill: tone.upSoft, words: say('passed') },
  stopped: {
    mark: '✕',
    colour: tone.down,
    line: `2px dashed ${tone.lineStrong}`,
    fill: tone.downSoft,
    words: say('stopped'),
  },
  'in-work': {
    mark: '…',
    colour: tone.king,
    line: `2px dashed ${tone.lineStrong}`,
    fill: tone.kingSoft,
    words: say('in work'),
  },
  'not-reached': {
    mark: '–',
    colour: tone.text3,
    line: `2px dashed ${tone.lineStrong}`,
    fill: 'transparent',
    words: say('not reached'),
  },
} as const;

const Way = styled('ol')({
  display: 'grid',
  gridTemplateColumns: 'repeat(8, minmax(0, 1fr))',
  columnGap: 10,
  margin: 0,
  padding: '12px 16px 10px',
  listStyle: 'none',
  fontSize: 11,
  color: tone.text2,
  '& header': { display: 'flex', alignItems: 'center', gap: 6 },
  '& header b': { fontSize: 12, fontWeight: 600, color: tone.text, whiteSpace: 'nowrap' },
  '& header u': { flex: 1, minWidth: 6, height: 0, textDecoration: 'none' },
  '& p': { marginTop: 4, lineHeight: 1.4, overflowWrap: 'anywhere' },
  '& time': { fontSize: 10.5, color: tone.text3, whiteSpace: 'nowrap' },
});

const Mark = styled('i')({
  flex: 'none',
  width: 18,
  height: 18,
  borderRadius: 9,
  border: '1.5px solid',
  display: 'grid',
  placeItems: 'center',
  fontSize: 10,
  fontStyle: 'normal',
  fontWeight: 700,
});

const Shares = styled('div')({ display: 'flex', height: 4, gap: 1, margin: '0 16px 12px', '& i': { borderRadius: 1 } });

interface StageProps {
  readonly stage: WayStage;
  readonly last: boolean;
  /** False when no stage was measured: the head says so once. */
  readonly timed: boolean;
}

function Stage({ stage, last, timed }: StageProps) {
  const look = LOOKS[stage.status];
  const bold = stage.status === 'stopped';
  return (
    <li>
      <header>
        <Mark style={{ color: look.colour, background: look.fill }} role="img" aria-label={look.words}>
          {look.mark}
        </Mark>
        <b style={stage.status === 'not-reached' ? { color: tone.text3 } : undefined}>{STAGE_NAMES[stage.stage]}</b>
        {!last && <u style={{ borderTop: look.line }} />}
      </header>
      {timed && <time>{stageTime(stage.us, stage.status)}</time>}
      <p style={bold ? { color: tone.text, fontWeight: 600 } : undefined}>
        {stage.sentence === '' && stage.status === 'not-reached' ? say('Not reached.') : told(stage.sentence)}
      </p>
    </li>
  );
}

/** The eight stages in order: what each said and how long it took. */
export function WayPanel({ way }: Pick<SignalExplanation, 'way'>) {
  const shares = timeShares(way);
  const total = way.reduce((sum, { us }) => sum + (us ?? 0), 0);
  const note =
    shares === null
      ? say('times are not measured in simulated time')
      : say('{total} ms in all · bar: share of the time', { total: (total / 1_000).toFixed(3) });
  return (
    <Panel
      label={say('Way of the signal')}
      origin={EXPLAIN_ORIGINS.way}
      header={<PanelHead title={say('Way of the signal')} note={note} />}
    >
      <Way>
        {way.map((stage, index) => (
          <Stage key={stage.stage} stage={stage} last={index === way.length - 1} timed={shares !== null} />
        ))}
      </Way>
      {shares !== null && (
        <Shares aria-hidden>
          {way.map(({ stage, status }, index) => (
            <i key={stage} style={{ flexGrow: shares[index] ?? 0, background: LOOKS[status].colour }} />
          ))}
        </Shares>
      )}
    </Panel>
  );
}
