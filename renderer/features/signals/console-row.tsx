import { styled } from '@mui/material/styles';
import { memo } from 'react';
import type { ConsoleSignal } from '#shared/contract/signal.ts';
import { formatNumber, UNKNOWN, withTrueMinus } from '#renderer/ui/format.ts';
import { formatAge, formatClock, formatDay } from '#renderer/ui/format-time.ts';
import { shortIds } from '#renderer/ui/short-ids.ts';
import { STAGE_NAMES } from '#renderer/ui/stage-names.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import { FONT_MONO, tone } from '#renderer/ui/theme/tokens.ts';
import { told } from '#shared/language/told.ts';
import { say, sayAs } from '#shared/language/words.ts';
import { DISPOSITION_WORDS, numbersText } from './signal-words.ts';
import { WayTrack } from './way-track.tsx';

/** The columns of a row and of the head above the list. */
export const COLUMNS = '56px 52px 84px 42px 104px 82px minmax(0, 1fr)';

const Row = styled('button')({
  display: 'grid',
  gridTemplateColumns: COLUMNS,
  gap: 12,
  alignItems: 'start',
  width: '100%',
  padding: '7px 16px',
  border: 0,
  borderBottom: `1px solid ${tone.lineSoft}`,
  background: 'none',
  color: tone.text,
  fontSize: 12,
  lineHeight: 1.35,
  textAlign: 'left',
  cursor: 'pointer',
  '&:hover': { background: tone.kingSoft },
  '&:focus-visible': { outlineOffset: -2 },
  '& > span': { minWidth: 0 },
  '& small': { display: 'block', fontSize: 11, color: tone.text3 },
  '& .cut': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', display: 'block' },
  '& code': { fontFamily: FONT_MONO, fontSize: 10.5, color: tone.text2 },
  '& .right': { textAlign: 'right' },
  '& .numbers': { overflowWrap: 'anywhere' },
});

interface ConsoleRowProps {
  readonly row: ConsoleSignal;
  readonly now: number | null;
  /** The one of the list that Tab reaches. */
  readonly current: boolean;
  readonly onOpen: (signalId: string) => void;
}

/** When a wait is over at the latest, from the host's clock. */
const waitWords = (until: number | null, now: number | null): string =>
  until === null || now === null ? '' : say('at most another {span}', { span: formatAge(until - now) });

/** One signal: who said what, how far it came, and why it ended there. */
export const ConsoleRow = memo(function ConsoleRow({ row, now, current, onOpen }: ConsoleRowProps) {
  const { signal, disposition, way, numbers, waitsUntil } = row;
  const { word, tone: colour } = DISPOSITION_WORDS[disposition];
  const side = signal.direction === 1 ? sayAs('side', 'long') : sayAs('side', 'short');
  const wait = waitWords(waitsUntil, now);
  const figures = shortIds(numbersText(numbers, [signal.symbol, signal.source]));
  return (
    <Row
      type="button"
      tabIndex={current ? 0 : -1}
      onClick={() => onOpen(signal.key)}
      title={say('Explain this decision')}
    >
      <span>
        {formatClock(signal.at)}
        <small>{formatDay(signal.at)}</small>
      </span>
      <span>
        <b style={{ fontWeight: 600 }}>{signal.coin}</b>
        <small>{side}</small>
      </span>
      <span>
        <span className="cut" title={signal.source}>
          {signal.source}
        </span>
        <small>{signal.timeframe}</small>
      </span>
      <span className="right">{signal.score === null ? UNKNOWN : formatNumber(signal.score, 1, 'always')}</span>
      <span>
        <WayTrack way={way} />
        <small>{STAGE_NAMES[signal.stage]}</small>
      </span>
      <span>
        <Tag tone={colour}>{word.toUpperCase()}</Tag>
      </span>
      <span>
        {withTrueMinus(told(signal.sentence))}
        {(signal.code !== null || figures !== '') && (
          <small className="numbers">
            {signal.code !== null && <code>{signal.code}</code>}
            {signal.code !== null && figures !== '' && '  '}
            {figures}
            {wait !== '' && ` · ${wait}`}
          </small>
        )}
      </span>
    </Row>
  );
});
