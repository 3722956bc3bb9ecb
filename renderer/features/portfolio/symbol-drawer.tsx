import Button from '@mui/material/Button';
import Drawer from '@mui/material/Drawer';
import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { SymbolView } from '#shared/contract/portfolio-figures.ts';
import { useApi } from '#renderer/data/data-context.tsx';
import { describeError } from '#renderer/data/describe-error.ts';
import { formatCompact, formatNumber, THIN, UNKNOWN, withTrueMinus } from '#renderer/ui/format.ts';
import { formatDay } from '#renderer/ui/format-time.ts';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { STALE_LOOK, useOld } from '#renderer/ui/origin-world.ts';
import { OriginOf } from '#renderer/ui/panel-origin.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { scoreWords } from './slot-words.ts';
import { SymbolFeatures } from './symbol-features.tsx';
import { SymbolScoresPanel } from './symbol-scores.tsx';
import { SymbolSignals } from './symbol-signals.tsx';

const paper = {
  sx: {
    width: 'min(860px, 100vw)',
    background: tone.bg,
    backgroundImage: 'none',
    borderLeft: `1px solid ${tone.line}`,
  },
};

const Bar = styled('header')({
  flex: 'none',
  display: 'flex',
  alignItems: 'center',
  gap: 10,
  minHeight: 48,
  padding: '0 16px',
  borderBottom: `1px solid ${tone.line}`,
  background: tone.rail,
  '&[data-stale=true] > span': STALE_LOOK,
  '& h2': { fontSize: 16, fontWeight: 600 },
  '& > span': { fontSize: 12, color: tone.text2 },
});

const Body = styled('div')({
  flex: 1,
  minHeight: 0,
  overflowX: 'hidden',
  overflowY: 'auto',
  display: 'flex',
  flexDirection: 'column',
  gap: 12,
  padding: 12,
  '& > section': { flex: 'none' },
});

const Facts = styled('dl')({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(118px, 1fr))',
  gap: 1,
  background: tone.line,
  border: `1px solid ${tone.line}`,
  borderRadius: 8,
  overflow: 'hidden',
  flex: 'none',
  '&[data-stale=true] > div': STALE_LOOK,
  '& > div': { background: tone.panel, padding: '7px 12px' },
  '& dt': { fontSize: 11, color: tone.text3 },
  '& dd': { fontSize: 12.5, fontWeight: 500 },
});

const STATE_WORDS: Readonly<Record<SymbolView['state'], string>> = {
  discovered: say('NOT ELIGIBLE'),
  eligible: say('ELIGIBLE'),
  active: say('ACTIVE'),
  'replacement-candidate': say('REPLACEMENT CANDIDATE'),
  draining: say('DRAINING'),
  removed: say('REMOVED'),
  replaced: say('REPLACED'),
};

const ORIGIN = {
  from: say(
    'The host’s table of symbols: turnover and spread by the feed, terms of the contract by the venue, score by the agents',
  ),
  kind: 'market',
  short: true,
} as const;

const ppm = (value: number): string => formatNumber(value / 100, 1);

function SymbolFacts({ view, receivedAt }: { readonly view: SymbolView; readonly receivedAt: number }) {
  const { contract } = view;
  const facts: readonly (readonly [string, string])[] = [
    [say('Score'), scoreWords(view.score)],
    [say('Rank'), view.rank === null ? say('not in') : String(view.rank)],
    [say('Turnover 24 h'), view.turnover24h === null ? UNKNOWN : `${formatCompact(view.turnover24h)} USDT`],
    [say('Spread'), view.spreadBps === null ? UNKNOWN : `${formatNumber(view.spreadBps, 2)}${THIN}bps`],
    [say('Listed since'), view.listedAt === null ? say('not known') : formatDay(view.listedAt)],
    [say('Maker, taker fee'), `${ppm(contract.makerFeePpm)}, ${ppm(contract.takerFeePpm)}${THIN}bps`],
    [say('Max leverage'), formatNumber(contract.maxLeverage, 0)],
  ];
  return (
    <Facts data-stale={useOld('connection')} data-origin-reach="">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      <div style={{ display: 'grid', placeItems: 'center' }}>
        <OriginOf {...ORIGIN} receivedAt={receivedAt} />
      </div>
    </Facts>
  );
}

function Head({
  view,
  symbol,
  onClose,
}: {
  readonly view: SymbolView | undefined;
  readonly symbol: string;
  readonly onClose: () => void;
}) {
  return (
    <Bar data-stale={useOld('connection')}>
      <h2>{symbol}</h2>
      {view !== undefined && (
        <>
          <Tag
            tone={
              view.state === 'active'
                ? 'info'
                : view.state === 'draining' || view.state === 'replacement-candidate'
                  ? 'ember'
                  : 'neutral'
            }
          >
            {STATE_WORDS[view.state]}
          </Tag>
          {view.banned && <Tag tone="down">{say('BANNED')}</Tag>}
          <span>
            {view.coin}, {told(view.sector)}
          </span>
        </>
      )}
      <Button sx={{ ml: 'auto !important', gap: 0.75 }} color="inherit" onClick={onClose}>
        {say('Close')} <Kbd>Esc</Kbd>
      </Button>
    </Bar>
  );
}

interface SymbolDrawerProps {
  /** Null while nothing is open. */
  readonly symbol: string | null;
  readonly onClose: () => void;
}

/** One symbol in full: how its score came about, what each agent says, its figures and its signals. */
export function SymbolDrawer({ symbol, onClose }: SymbolDrawerProps) {
  const named = { ...paper, 'aria-label': say('{symbol} in full', { symbol: symbol ?? UNKNOWN }) };
  return (
    <Drawer open={symbol !== null} anchor="right" onClose={onClose} slotProps={{ paper: named }} transitionDuration={0}>
      {symbol !== null && <SymbolBody symbol={symbol} onClose={onClose} />}
    </Drawer>
  );
}

function SymbolBody({ symbol, onClose }: { readonly symbol: string; readonly onClose: () => void }) {
  const query = useQuery({ ...useApi().slots.symbol.queryOptions({ input: { symbol } }), refetchInterval: 5_000 });
  const view = query.data;
  const key = symbol as ContractSymbol;
  return (
    <div style={{ display: 'flex', flexDirection: 'column', height: '100%' }}>
      <Head view={view} symbol={symbol} onClose={onClose} />
      <Body tabIndex={0} role="region" aria-label={say('About the symbol')}>
        {view !== undefined && <SymbolFacts view={view} receivedAt={query.dataUpdatedAt} />}
        {view === undefined && query.error === null && <LoadingRows rows={2} />}
        {view === undefined && query.error !== null && (
          <EmptyNote title={say('Not known here')}>{describeError(query.error).sentence}</EmptyNote>
        )}
        {view?.missing !== undefined && view.missing !== null && (
          <p style={{ fontSize: 12, color: tone.text2, flex: 'none' }}>
            {say('Why it is not in: {reason}', { reason: withTrueMinus(told(view.missing)) })}
          </p>
        )}
        <SymbolScoresPanel symbol={key} />
        <SymbolSignals symbol={key} />
        <SymbolFeatures symbol={key} />
      </Body>
    </div>
  );
}
