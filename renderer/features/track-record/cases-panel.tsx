import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '#renderer/data/data-context.tsx';
import { useExplain } from '#renderer/data/explain-link.ts';
import { querySource } from '#renderer/data/query-source.ts';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatDay, formatMinute } from '#renderer/ui/format-time.ts';
import { formatNumber, formatR, UNKNOWN } from '#renderer/ui/format.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { SignalView } from '#shared/contract/signal.ts';
import { say, sayAs } from '#shared/language/words.ts';
import { casesOf } from './cases.ts';
import type { TrackFilter } from './track-filter.ts';
import { kindOf, whoName } from './track-words.ts';

const ORIGIN = { from: say('Outcomes of signals in the journal, after fees and funding'), kind: 'account' } as const;

const RENEW_MS = 15_000;
const HOURS = 720;
const MOST = 500;

const Scroll = styled('div')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  '& tbody tr': { height: 26 },
  '& table td, & table th': { paddingLeft: 6, paddingRight: 6 },
  '& button': { border: 0, padding: 0, background: 'none', color: tone.king, font: 'inherit', cursor: 'pointer' },
  '& button:hover': { textDecoration: 'underline' },
});

const OUTCOME_WORDS = {
  target: sayAs('outcome', 'target'),
  stop: sayAs('outcome', 'stop'),
  'time-out': sayAs('outcome', 'time-out'),
} as const;

function CaseRow({ signal }: { readonly signal: SignalView }) {
  const { open } = useExplain();
  const { key, at, coin, direction, timeframe, score, outcome, r, verdict, source } = signal;
  return (
    <tr>
      <td>
        <button type="button" title={say('Explain this signal')} onClick={() => open(key)}>
          {formatDay(at)} {formatMinute(at)}
        </button>
      </td>
      <td>{coin}</td>
      <td>
        {direction === 1 ? sayAs('side', 'long') : sayAs('side', 'short')} {timeframe}
      </td>
      <td>{source}</td>
      <td data-right>{score === null ? UNKNOWN : formatNumber(score, 0, 'always')}</td>
      <td>{verdict === 'executed' ? say('yes') : say('no')}</td>
      <td>{outcome === null ? UNKNOWN : OUTCOME_WORDS[outcome]}</td>
      <td data-right style={{ color: r === null ? tone.text3 : r > 0 ? tone.up : tone.down }}>
        {formatR(r)}
      </td>
    </tr>
  );
}

interface CasesPanelProps {
  readonly who: string | null;
  readonly filter: TrackFilter;
}

/** The latest cases behind a record; each opens its explanation. */
export function CasesPanel({ who, filter }: CasesPanelProps) {
  const query = useQuery({
    ...useApi().signals.processed.queryOptions({ input: { hours: HOURS, limit: MOST } }),
    refetchInterval: RENEW_MS,
  });
  const cases = casesOf(query.data ?? [], who, filter);
  const voted = who !== null && kindOf(who) === 'agent';
  const note = voted ? say('how the agents voted stands in each explanation') : say('of 30 days, newest first');
  return (
    <Panel
      label={say('Cases')}
      origin={ORIGIN}
      source={querySource(query)}
      header={
        <PanelHead title={who === null ? say('Cases') : say('Cases of {who}', { who: whoName(who) })} note={note} />
      }
    >
      {query.data === undefined ? (
        <LoadingRows rows={4} />
      ) : cases.length === 0 ? (
        <EmptyNote title={say('No outcome here yet')}>
          {say('A signal is a case once target, stop or time-out is reached.')}
        </EmptyNote>
      ) : (
        <Scroll>
          <DataTable aria-label={say('Cases')}>
            <thead>
              <tr>
                {[say('Time'), say('Symbol'), say('Side'), say('Source')].map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
                <th scope="col" data-right>
                  {say('Score')}
                </th>
                <th scope="col" title={say('Whether it became an order')}>
                  {say('Traded')}
                </th>
                <th scope="col">{say('Outcome')}</th>
                <th scope="col" data-right>
                  {say('Result')}
                </th>
              </tr>
            </thead>
            <tbody>
              {cases.map((signal) => (
                <CaseRow key={signal.key} signal={signal} />
              ))}
            </tbody>
          </DataTable>
        </Scroll>
      )}
    </Panel>
  );
}
