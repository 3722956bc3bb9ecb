import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { AssumedMark } from '#renderer/ui/assumed-mark.tsx';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatCompact } from '#renderer/ui/format.ts';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { SeriesView } from '#shared/contract/market.ts';
import { told } from '#shared/language/told.ts';
import { say, sayAs } from '#shared/language/words.ts';
import {
  chosenSeries,
  commonSpan,
  dayWords,
  freshDraft,
  lastDays,
  newestCandle,
  storedTimeframes,
  type Plan,
  type ReplayDraft,
} from './replay-plan.ts';

const ORIGIN = {
  from: say('Candles stored in the data folder, up to the newest'),
  kind: 'measured',
  short: true,
} as const;

const Form = styled('div')({
  flex: 'none',
  display: 'grid',
  gap: 10,
  padding: '12px 16px',
  borderTop: `1px solid ${tone.line}`,
  fontSize: 11.5,
  '& label': { display: 'grid', gap: 3, color: tone.text3, fontSize: 11, minWidth: 0 },
  '& input:not([type=checkbox])': {
    height: 28,
    minWidth: 0,
    padding: '0 8px',
    borderRadius: 5,
    border: `1px solid ${tone.lineStrong}`,
    background: tone.raised,
    color: tone.text,
    colorScheme: 'inherit',
    fontSize: 12,
  },
  '& .pair': { display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 10 },
  '& .quick': { display: 'flex', flexWrap: 'wrap', gap: 6, alignItems: 'center', color: tone.text3, fontSize: 11 },
  '& .quick span': { flexBasis: '100%' },
  '& .quick button': {
    border: `1px solid ${tone.lineStrong}`,
    borderRadius: 4,
    background: 'none',
    color: tone.text2,
    fontSize: 11,
    padding: '1px 8px',
    whiteSpace: 'nowrap',
    cursor: 'pointer',
  },
  '& p': { fontSize: 11.5, lineHeight: 1.45, color: tone.text2 },
});

const Rows = styled('div')({
  flex: '1 1 auto',
  minHeight: 90,
  overflow: 'auto',
  '& table': { tableLayout: 'fixed' },
  '& td:first-of-type': { paddingLeft: 10, width: 36, paddingRight: 0 },
  '& td:nth-of-type(2), & small': { overflow: 'hidden', textOverflow: 'ellipsis' },
  '& td:nth-of-type(3)': { width: 106, paddingLeft: 4, paddingRight: 4 },
  '& td:last-of-type': { width: 66, paddingLeft: 0, paddingRight: 14 },
  '& .MuiCheckbox-root': { padding: 3 },
  '& tr': { cursor: 'pointer' },
  '& tr:hover td': { background: tone.kingSoft },
});

interface SetupPanelProps {
  readonly series: readonly SeriesView[];
  /** Chooses which of what is stored is replayed; null where there is no choice. */
  readonly kinds: ReactNode;
  /** Contracts of which fields are assumed, with the names of these fields. */
  readonly assumed: ReadonlyMap<string, readonly string[]>;
  readonly draft: ReplayDraft;
  readonly onDraft: (draft: ReplayDraft) => void;
  readonly plan: Plan;
  readonly busy: boolean;
  readonly failure: string | null;
  readonly onStart: () => void;
}

const SPANS = [
  { label: sayAs('span', 'All'), days: null },
  { label: say('{days} d', { days: 90 }), days: 90 },
  { label: say('{days} d', { days: 30 }), days: 30 },
  { label: say('{days} d', { days: 7 }), days: 7 },
  { label: say('{days} d', { days: 1 }), days: 1 },
] as const;

interface SeriesRowProps {
  readonly each: SeriesView;
  readonly chosen: boolean;
  readonly assumed: readonly string[];
  readonly onToggle: () => void;
}

function SeriesRow({ each, chosen, assumed, onToggle }: SeriesRowProps) {
  return (
    <tr style={{ height: 38 }} onClick={onToggle} title={told(each.origin)}>
      <td>
        <Checkbox size="small" checked={chosen} slotProps={{ input: { 'aria-label': each.coin } }} />
      </td>
      <td style={{ paddingLeft: 4 }}>
        <b style={{ fontWeight: 600 }}>{each.coin}</b>{' '}
        <span style={{ fontSize: 10.5 }}>
          <AssumedMark fields={assumed} />
        </span>
        <small>{told(each.origin)}</small>
      </td>
      <td>
        {dayWords(each.from)}
        <small>{say('to {day}', { day: dayWords(each.to - 1) })}</small>
      </td>
      <td data-right>
        {formatCompact(each.count)}
        <small style={each.gaps > 0 ? { color: tone.warn } : undefined}>
          {each.gaps === 0 ? say('no gaps') : say('{count, plural, one {# gap} other {# gaps}}', { count: each.gaps })}
        </small>
      </td>
    </tr>
  );
}

function toggled(draft: ReplayDraft, symbol: string, series: readonly SeriesView[]): ReplayDraft {
  const symbols = new Set(draft.symbols);
  if (!symbols.delete(symbol)) symbols.add(symbol);
  const next = { ...draft, symbols };
  const wasWhole = isWhole(series, draft);
  return wasWhole ? { ...next, ...lastDays(commonSpan(chosenSeries(series, next)), null) } : next;
}

/** True while the draft asks for all its series have in common: it then follows the choice of symbols. */
function isWhole(series: readonly SeriesView[], draft: ReplayDraft): boolean {
  const whole = lastDays(commonSpan(chosenSeries(series, draft)), null);
  return whole.fromDay === draft.fromDay && whole.toDay === draft.toDay;
}

function SpanFields({ series, draft, onDraft }: Pick<SetupPanelProps, 'series' | 'draft' | 'onDraft'>) {
  const common = commonSpan(chosenSeries(series, draft));
  return (
    <>
      <div className="quick">
        {SPANS.map(({ label, days }) => (
          <button
            key={label}
            type="button"
            disabled={common === null}
            onClick={() => onDraft({ ...draft, ...lastDays(common, days) })}
          >
            {label}
          </button>
        ))}
        <span>
          {common === null
            ? say('no time in common')
            : say('in common: {from} to {to}', { from: dayWords(common.from), to: dayWords(common.to - 1) })}
        </span>
      </div>
      <div className="pair">
        <label>
          {say('From, UTC')}
          <input
            type="date"
            value={draft.fromDay}
            onChange={({ target }) => onDraft({ ...draft, fromDay: target.value })}
          />
        </label>
        <label>
          {say('To, included')}
          <input
            type="date"
            value={draft.toDay}
            onChange={({ target }) => onDraft({ ...draft, toDay: target.value })}
          />
        </label>
      </div>
    </>
  );
}

/** What to replay: series, span, capital. */
export function SetupPanel(props: SetupPanelProps) {
  const { series, kinds, assumed, draft, onDraft, plan, busy, failure, onStart } = props;
  const timeframes = storedTimeframes(series);
  const shown = series.filter(({ timeframe }) => timeframe === draft.timeframe);
  return (
    <Panel
      label={say('New replay')}
      origin={{ ...ORIGIN, asOf: newestCandle(shown, draft.symbols) }}
      header={
        <PanelHead
          title={say('New replay')}
          note={say('{chosen} of {count, plural, one {# series} other {# series}}', {
            chosen: draft.symbols.size,
            count: shown.length,
          })}
        >
          {timeframes.length > 1 && (
            <Segmented
              label={say('Timeframe')}
              options={timeframes.map((value) => ({ value, label: value }))}
              value={draft.timeframe}
              onChange={(timeframe) => onDraft(freshDraft(series, timeframe, draft.capital))}
            />
          )}
        </PanelHead>
      }
    >
      {kinds !== null && <div style={{ flex: 'none', padding: '10px 16px' }}>{kinds}</div>}
      <Rows>
        <DataTable>
          <tbody>
            {shown.map((each) => (
              <SeriesRow
                key={each.symbol}
                each={each}
                chosen={draft.symbols.has(each.symbol)}
                assumed={assumed.get(each.symbol) ?? []}
                onToggle={() => onDraft(toggled(draft, each.symbol, series))}
              />
            ))}
          </tbody>
        </DataTable>
      </Rows>
      <Form>
        <SpanFields series={series} draft={draft} onDraft={onDraft} />
        <div className="pair">
          <label>
            {say('Capital, USDT')}
            <input
              inputMode="decimal"
              value={draft.capital}
              onChange={({ target }) => onDraft({ ...draft, capital: target.value.trim() })}
            />
          </label>
          <label title={say('Entries stop when equity is this far below its peak')}>
            {say('Drawdown limit, %')}
            <input
              inputMode="decimal"
              value={draft.drawdownPercent}
              onChange={({ target }) => onDraft({ ...draft, drawdownPercent: target.value.trim() })}
            />
          </label>
        </div>
        <Button variant="contained" disabled={!plan.ok || busy} onClick={onStart}>
          {busy ? say('A replay is running') : say('Start replay')}
        </Button>
        <p style={failure === null ? undefined : { color: tone.down }}>
          {failure ??
            (plan.ok
              ? say('{timeframe}, about {candles} candles through the whole path, with paper fills.', {
                  timeframe: draft.timeframe,
                  candles: formatCompact(plan.candles),
                })
              : plan.problem)}
        </p>
      </Form>
    </Panel>
  );
}
