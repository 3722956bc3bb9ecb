import DoneIcon from '@mui/icons-material/CheckCircleOutlined';
import OpenIcon from '@mui/icons-material/RadioButtonUncheckedOutlined';
import { styled } from '@mui/material/styles';
import type { FunnelView } from '#shared/contract/signal.ts';
import type { OverviewView } from '#shared/contract/portfolio.ts';
import type { StatusView } from '#shared/contract/system.ts';
import { told } from '#shared/language/told.ts';
import { say, sayAs } from '#shared/language/words.ts';
import { useRow, useRows } from '#renderer/data/use-rows.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { funnelSummary } from './funnel-math.ts';

const Steps = styled('ol')({
  listStyle: 'none',
  padding: '12px 16px !important',
  fontSize: 12,
  color: tone.text2,
  overflow: 'auto',
  '& h3': { margin: '0 0 6px', fontSize: 12.5, fontWeight: 600, color: tone.text },
  '& li': { display: 'flex', gap: 8, alignItems: 'center', padding: '3px 0' },
  '& svg': { fontSize: 15, flex: 'none' },
});

interface Step {
  readonly words: string;
  readonly done: boolean;
}

interface Facts {
  readonly status: StatusView;
  readonly tickers: number;
  readonly funnel: FunnelView;
  readonly overview: OverviewView;
}

function stepsOf({ status, tickers, funnel, overview }: Facts): readonly Step[] {
  const { received, orders } = funnelSummary(funnel.stages);
  return [
    {
      words: say('{feed}: prices of {contracts, plural, one {# contract} other {# contracts}}', {
        feed: told(status.feed.name),
        contracts: tickers,
      }),
      done: status.feed.status === 'open' && tickers > 0,
    },
    {
      words: say('Journal open and verified, {records, plural, one {# record} other {# records}}', {
        records: status.journal.records,
      }),
      done: status.journal.integrity === 'verified',
    },
    { words: say('Account read'), done: status.account.known },
    { words: say('First signal received'), done: received > 0 },
    { words: say('First order filled'), done: orders > 0 },
    { words: say('First trade closed'), done: overview.trades.closed > 0 },
  ];
}

/** The way to the first closed trade; gone once it is there. */
export function FirstRun() {
  const status = useRow('status').row;
  const funnel = useRow('funnel').row;
  const overview = useRow('overview').row;
  const tickers = useRows('tickers').rows.length;
  if (status === null || funnel === null || overview === null || overview.trades.closed > 0) return null;
  const steps = stepsOf({ status, tickers, funnel, overview });
  return (
    <Steps aria-label={say('On the way to the first trade')}>
      <h3>{say('On the way to the first trade')}</h3>
      {steps.map(({ words, done }) => (
        <li key={words} style={done ? undefined : { color: tone.text3 }}>
          {done ? (
            <DoneIcon sx={{ color: tone.up }} titleAccess={say('Done')} />
          ) : (
            <OpenIcon titleAccess={sayAs('not done', 'Open')} />
          )}
          {words}
        </li>
      ))}
    </Steps>
  );
}
