import { styled } from '@mui/material/styles';
import type { FunnelView } from '#shared/contract/signal.ts';
import { say, sayAs } from '#shared/language/words.ts';
import { formatCount, formatNumber, formatPercent, UNKNOWN } from '#renderer/ui/format.ts';
import { REASON_WORDS } from '#renderer/ui/reason-words.ts';
import { scrollStop } from '#renderer/ui/scroll-stop.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { funnelBar, funnelScale, orderedReasons, type FunnelStage } from './funnel-math.ts';
import { STAGE_WORDS } from './words.ts';

const List = styled('div')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  display: 'flex',
  flexDirection: 'column',
  justifyContent: 'space-between',
  padding: '8px 16px 12px',
  containerType: 'size',
  '@container (max-height: 345px)': { '& small.note': { display: 'none' } },
  '& .row': { display: 'grid', gridTemplateColumns: '1fr 62px 56px 52px', fontSize: 12, whiteSpace: 'nowrap' },
  '& .row > span': { textAlign: 'right', color: tone.text2 },
  '& .row > span:first-of-type': { textAlign: 'left', color: tone.text, fontWeight: 600 },
  '& .row > span:last-of-type': { color: tone.text, fontWeight: 600 },
  '& .heads > span': { fontSize: 11, fontWeight: 400, color: tone.text3 },
  '& .heads > span:first-of-type, & .heads > span:last-of-type': { fontWeight: 400, color: tone.text3 },
  '& small': {
    display: 'block',
    minHeight: 16,
    fontSize: 11,
    color: tone.text2,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
});

const Bar = styled('div')({
  display: 'flex',
  gap: 1,
  height: 6,
  margin: '2px 0 2px',
  '& i': { display: 'block', borderRadius: 2, minWidth: 0, transition: 'width 200ms' },
});

const hatch = `repeating-linear-gradient(115deg, ${tone.king} 0 2px, transparent 2px 4px)`;
const percent = (share: number): string => `${String(share * 100)}%`;
const count = (value: number): string => (value === 0 ? UNKNOWN : formatCount(value));

const reasonsText = (stage: FunnelStage): string =>
  orderedReasons(stage)
    .map((reason) => `${formatCount(reason.count)} ${REASON_WORDS[reason.code]}`)
    .join(' · ');

function outcomesText({ outcomes }: FunnelView): string {
  const { target, stop, timeOut, hitRate } = outcomes;
  const total = target + stop + timeOut;
  if (total === 0) return say('none resolved yet');
  const parts = say('{targets} target · {stops} stop · {timeOuts} time-out', {
    targets: target,
    stops: stop,
    timeOuts: timeOut,
  });
  if (hitRate === null) return `${parts} · ${say('n {n}, not enough for a rate', { n: total })}`;
  const range = `${formatNumber(hitRate.low * 100, 0)}–${formatPercent(hitRate.high, 0)}`;
  return `${parts} · ${say('hit rate {rate}, likely {range}', { rate: formatPercent(hitRate.value, 0), range })}`;
}

interface StageRowProps {
  readonly stage: FunnelStage;
  readonly scale: number;
  readonly note: string;
}

function StageRow({ stage, scale, note }: StageRowProps) {
  const bar = funnelBar(stage, scale);
  const received = say('{stage}: {count} received', {
    stage: STAGE_WORDS[stage.key],
    count: formatCount(stage.received),
  });
  return (
    <div title={note === '' ? received : `${received} – ${note}`}>
      <div className="row">
        <span>
          {STAGE_WORDS[stage.key]}
          {stage.key === 'intake' && (
            <em style={{ fontStyle: 'normal', fontWeight: 400, color: tone.text2 }}> {formatCount(stage.received)}</em>
          )}
        </span>
        <span>{count(stage.stopped)}</span>
        <span>{count(stage.inWork)}</span>
        <span>{formatCount(stage.passed)}</span>
      </div>
      <Bar aria-hidden>
        <i style={{ width: percent(bar.passed), background: tone.king }} />
        <i style={{ width: percent(bar.inWork), background: hatch }} />
        <i style={{ width: percent(bar.stopped), background: tone.stop }} />
      </Bar>
      <small className="note">{note}</small>
    </div>
  );
}

/** The stages of the funnel on one scale: passed in blue, in work hatched, stopped in grey, reasons below. */
export function FunnelRows({ funnel }: { readonly funnel: FunnelView }) {
  const scale = funnelScale(funnel.stages);
  return (
    <List ref={scrollStop} aria-label={say('Funnel of signals')}>
      <div className="row heads">
        <span>{say('Stage')}</span>
        <span>{sayAs('column of counts', 'stopped')}</span>
        <span>{say('in work')}</span>
        <span>{sayAs('column of counts', 'passed')}</span>
      </div>
      {funnel.stages.map((stage) => (
        <StageRow
          key={stage.key}
          stage={stage}
          scale={scale}
          note={stage.key === 'outcome' ? outcomesText(funnel) : reasonsText(stage)}
        />
      ))}
    </List>
  );
}
