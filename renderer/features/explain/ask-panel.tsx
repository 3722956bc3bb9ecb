import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type KeyboardEvent, type Ref } from 'react';
import { useApi } from '#renderer/data/data-context.tsx';
import { describeError } from '#renderer/data/describe-error.ts';
import { useExplain } from '#renderer/data/explain-link.ts';
import { useRows } from '#renderer/data/use-rows.ts';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatDay, formatMinute } from '#renderer/ui/format-time.ts';
import { formatNumber } from '#renderer/ui/format.ts';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { LoadingRows } from '#renderer/ui/notes.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { STALE_LOOK, useOld } from '#renderer/ui/origin-world.ts';
import { OriginOf } from '#renderer/ui/panel-origin.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { AskedWhy } from '#shared/contract/explain.ts';
import { told } from '#shared/language/told.ts';
import { say, sayAs } from '#shared/language/words.ts';
import { EXPLAIN_ORIGINS } from './explain-origins.ts';
import { askedQuestion, EXAMPLES, parseAsked, type Asked } from './ask-words.ts';

const Field = styled('form')({
  display: 'flex',
  alignItems: 'center',
  gap: 6,
  height: 28,
  padding: '0 8px',
  border: `1px solid ${tone.lineStrong}`,
  borderRadius: 5,
  background: tone.panel,
  '&:focus-within': { borderColor: tone.king },
  '& input': { width: 190, border: 0, outline: 'none !important', background: 'none', color: tone.text, fontSize: 12 },
  '& input::placeholder': { color: tone.text3 },
});

interface AskFieldProps {
  readonly fieldRef: Ref<HTMLInputElement>;
  readonly onAsk: (asked: Asked) => void;
  readonly onProblem: (problem: string | null) => void;
}

/** Symbol, side and time in one line: `SOL long 14:05`. */
export function AskField({ fieldRef, onAsk, onProblem }: AskFieldProps) {
  const [text, setText] = useState('');
  const client = useQueryClient();
  const instruments = useApi().market.instruments.queryOptions();
  const { rows: tickers } = useRows('tickers');
  // Asked at once for the list, so that a question typed before it came is not refused for what is not known yet.
  useQuery(instruments);
  const ask = async (): Promise<void> => {
    const listed = await client.ensureQueryData(instruments);
    const parsed = parseAsked(text, Date.now(), [
      ...listed,
      ...tickers.map(({ key, coin }) => ({ symbol: key, coin })),
    ]);
    onProblem(parsed.ok ? null : parsed.problem);
    if (parsed.ok) onAsk(parsed.asked);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    // What is typed is text, not a key of the page.
    event.stopPropagation();
    if (event.key !== 'Escape') return;
    onProblem(null);
    // The explanation takes the next key: a focus that is nowhere would lose it.
    event.currentTarget.closest<HTMLElement>('[role=dialog]')?.focus();
  };
  return (
    <Field
      onSubmit={(event) => {
        event.preventDefault();
        ask().catch((error: unknown) => onProblem(describeError(error).sentence));
      }}
    >
      <input
        ref={fieldRef}
        aria-label={say('Ask why: symbol, side, time')}
        placeholder={say('Ask why: {example}', { example: EXAMPLES.side })}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <Kbd>/</Kbd>
    </Field>
  );
}

const Box = styled('section')({
  '&[data-stale=true] > *': STALE_LOOK,
  flex: 'none',
  margin: '12px 12px 0',
  padding: '12px 20px 14px',
  background: tone.panel,
  border: `1px solid ${tone.line}`,
  borderLeft: `3px solid ${tone.text2}`,
  borderRadius: 8,
  fontSize: 13,
  '& h1': { margin: 0, fontSize: 18, lineHeight: '26px', fontWeight: 600 },
  '& .reason': { fontSize: 15, lineHeight: '22px', margin: '4px 0 8px' },
  '& .foot': { fontSize: 11, color: tone.text3, marginTop: 8 },
});

function Nearest({ nearest }: { readonly nearest: NonNullable<AskedWhy['nearest']> }) {
  return (
    <>
      <p style={{ fontSize: 12, color: tone.text2 }}>
        {say(
          'Nearest rule: {source} {side, select, long {long} other {short}} on {timeframe}, bar closed {time} UTC on {day}; computed anew from the stored candles',
          {
            source: nearest.source,
            side: nearest.direction === 1 ? 'long' : 'short',
            timeframe: nearest.timeframe,
            time: formatMinute(nearest.barAt),
            day: formatDay(nearest.barAt),
          },
        )}
      </p>
      <DataTable aria-label={say('Conditions of the nearest rule')} style={{ maxWidth: 760 }}>
        <thead>
          <tr>
            <th>{say('Condition')}</th>
            <th data-right>{sayAs('measured value', 'Was')}</th>
            <th data-right>{say('Needed')}</th>
            <th>{say('State')}</th>
          </tr>
        </thead>
        <tbody>
          {nearest.conditions.map((one) => (
            <tr key={one.what} style={{ height: 24 }}>
              <td>{told(one.what)}</td>
              <td data-right>{told(one.measured)}</td>
              <td data-right>{told(one.needed)}</td>
              <td>
                <Tag tone={one.met ? 'up' : 'down'}>{one.met ? say('MET') : say('MISSING')}</Tag>
              </td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </>
  );
}

function Answer({ why }: { readonly why: AskedWhy }) {
  const { open } = useExplain();
  const { decision, nearest, keptDays } = why;
  return (
    <>
      <p className="reason">{told(why.sentence)}</p>
      {decision !== null && (
        <Button variant="outlined" size="small" onClick={() => open(decision.key)} sx={{ gap: 1 }}>
          {say('Explain the {side, select, long {long} other {short}} of {source} at {time}', {
            side: decision.direction === 1 ? 'long' : 'short',
            source: decision.source,
            time: formatMinute(decision.at),
          })}
        </Button>
      )}
      {nearest !== null && <Nearest nearest={nearest} />}
      {keptDays !== null && (
        <p className="foot">
          {say('Candles of {symbol} are kept for {days} days.', {
            symbol: why.symbol,
            days: formatNumber(keptDays, 1),
          })}
        </p>
      )}
    </>
  );
}

/** The answer to what was asked: the decision, or the one main reason for there being none. */
export function AskAnswer({ asked, onClose }: { readonly asked: Asked; readonly onClose: () => void }) {
  const { symbol, direction, at } = asked;
  const input = { symbol, at, ...(direction === null ? {} : { direction }) };
  const query = useQuery(useApi().explain.ask.queryOptions({ input }));
  const happened = query.data !== undefined && query.data.decision !== null;
  return (
    <Box aria-label={say('Answer')} role="status" data-stale={useOld('connection')} data-origin-reach="">
      <header style={{ display: 'flex', gap: 12, alignItems: 'baseline' }}>
        <h1 style={{ flex: 1 }}>{askedQuestion(asked, happened)}</h1>
        <OriginOf {...EXPLAIN_ORIGINS.asked} asOf={at} short />
        <Button color="inherit" size="small" onClick={onClose}>
          {say('Close')}
        </Button>
      </header>
      {query.data !== undefined && <Answer why={query.data} />}
      {query.isError && <p className="reason">{describeError(query.error).sentence}</p>}
      {query.isPending && <LoadingRows rows={2} />}
    </Box>
  );
}
