import { styled } from '@mui/material/styles';
import type { BreakerKind, BreakerState } from '#shared/domain/guard.ts';
import { FONT_SANS, tone } from '#renderer/ui/theme/tokens.ts';
import { say, sayAs } from '#shared/language/words.ts';
import { STATE_TAGS } from './breaker-groups.ts';

const Picture = styled('svg')({
  display: 'block',
  width: '100%',
  height: 74,
  '& text': { fontFamily: FONT_SANS, fontSize: 9.5, fill: tone.text2, textAnchor: 'middle' },
  '& rect': { fill: 'none', stroke: tone.lineStrong },
  '& path': { fill: 'none', stroke: tone.text3, strokeWidth: 1 },
  '& .state': { fontWeight: 600, letterSpacing: '0.03em' },
  '& [data-on=closed] rect': { fill: tone.up, stroke: tone.up },
  '& [data-on=open] rect': { fill: tone.danger, stroke: tone.danger },
  '& [data-on=half-open] rect': { fill: tone.warn, stroke: tone.warn },
  '& [data-on] text': { fill: tone.bg },
  '& [data-on=open] text': { fill: '#FFFFFF' },
});

interface BoxProps {
  readonly x: number;
  readonly y: number;
  readonly name: BreakerState;
  readonly state: BreakerState | null;
}

function Box({ x, y, name, state }: BoxProps) {
  return (
    <g data-on={name === state ? name : undefined}>
      <rect x={x - 34} y={y - 9} width={68} height={18} rx={3} />
      <text className="state" x={x} y={y + 3.5}>
        {STATE_TAGS[name]}
      </text>
    </g>
  );
}

const STATE_NAMES: Readonly<Record<BreakerState, string>> = {
  closed: sayAs('breaker', 'closed'),
  'half-open': sayAs('breaker', 'half-open'),
  open: sayAs('breaker', 'open'),
};

const WORDS: Readonly<Record<BreakerKind, string>> = {
  connector: say(
    'closed opens when calls fail; open is probed after a while; good probes close it, a failed one opens it again',
  ),
  market: say('closed opens over its limit; open closes by itself after its time'),
  risk: say('closed opens over its limit; open closes when a person types the word'),
};

/** The states of a kind of breakers, what moves between them, and which one is on. */
export function BreakerDiagram({ kind, state }: { readonly kind: BreakerKind; readonly state: BreakerState | null }) {
  const tip = `url(#tip-${kind})`;
  return (
    <Picture
      viewBox="0 0 230 74"
      role="img"
      aria-label={`${state === null ? say('not known') : STATE_NAMES[state]}: ${WORDS[kind]}`}
      preserveAspectRatio="xMidYMid meet"
    >
      <defs>
        <marker id={`tip-${kind}`} viewBox="0 0 6 6" refX={5} refY={3} markerWidth={5} markerHeight={5} orient="auto">
          <path d="M0 0 L6 3 L0 6 Z" style={{ fill: tone.text3, stroke: 'none' }} />
        </marker>
      </defs>
      {kind === 'connector' ? (
        <>
          <path d="M76 17 H152" markerEnd={tip} />
          <path d="M126 51 L166 27" markerEnd={tip} />
          <path d="M194 27 L150 56" markerEnd={tip} />
          <path d="M79 56 L38 27" markerEnd={tip} />
          <text x={114} y={12}>
            {say('calls fail')}
          </text>
          <text x={28} y={48}>
            {say('good probes')}
          </text>
          <text x={203} y={48}>
            {say('after a wait')}
          </text>
          <text x={134} y={38}>
            {say('fails')}
          </text>
          <Box x={40} y={17} name="closed" state={state} />
          <Box x={188} y={17} name="open" state={state} />
          <Box x={114} y={60} name="half-open" state={state} />
        </>
      ) : (
        <>
          <path d="M76 32 H152" markerEnd={tip} />
          <path d="M152 42 H76" markerEnd={tip} />
          <text x={114} y={25}>
            {say('over its limit')}
          </text>
          <text x={114} y={56}>
            {kind === 'market' ? say('after its time') : say('typed by a person')}
          </text>
          <Box x={40} y={37} name="closed" state={state} />
          <Box x={188} y={37} name="open" state={state} />
        </>
      )}
    </Picture>
  );
}
