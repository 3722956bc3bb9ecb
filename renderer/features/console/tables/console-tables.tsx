import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState, type KeyboardEvent } from 'react';
import type { OverviewView, PositionView } from '#shared/contract/portfolio.ts';
import type { StatusView } from '#shared/contract/system.ts';
import { say } from '#shared/language/words.ts';
import { useApi } from '#renderer/data/data-context.tsx';
import { useFocusSymbol } from '#renderer/data/focus-symbol.ts';
import { useRowPart, useRows } from '#renderer/data/use-rows.ts';
import { PanelOrigin } from '#renderer/ui/panel-origin.tsx';
import { AmountDelta } from '#renderer/ui/delta.tsx';
import { DangerButton } from '#renderer/ui/danger-button.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { rich } from '#renderer/ui/rich.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { AlertsTab } from '../alerts/alerts-tab.tsx';
import { useConsoleKey } from '../console-keys.ts';
import { useOrderActions, type ActionResult } from '../order-actions.ts';
import { MODE_TAGS } from '#renderer/ui/trading-words.ts';
import { FillsTab, FundingTab } from './booked-tabs.tsx';
import { useConfirmSettings } from './confirm-settings.ts';
import { OrdersTab } from './orders-tab.tsx';
import { PositionsTab } from './positions-tab.tsx';
import { useSaid } from './use-said.ts';
import { CloseDialog, FlattenDialog } from './way-out-dialogs.tsx';
import { WhyTab } from './why-tab.tsx';

const ORIGIN = {
  from: say('Positions, orders, fills and funding by the ledger and the journal; open results at the mark price'),
  kind: 'account',
  short: true,
} as const;

const Head = styled('header')({
  display: 'flex',
  alignItems: 'center',
  gap: 14,
  flex: 'none',
  height: 34,
  padding: '0 12px 0 16px',
  borderBottom: `1px solid ${tone.line}`,
  containerType: 'inline-size',
  // The parts of the result are said where all of them have room.
  '& [data-parts]': { '@container (max-width: 979px)': { display: 'none' } },
  '& [role=tablist]': {
    display: 'flex',
    height: '100%',
    gap: 18,
    flex: 'none',
    '@container (max-width: 640px)': { gap: 12 },
  },
  '& [role=tab]': {
    all: 'unset',
    display: 'flex',
    alignItems: 'center',
    gap: 6,
    height: '100%',
    fontSize: 12,
    color: tone.text2,
    cursor: 'pointer',
    whiteSpace: 'nowrap',
  },
  '& [role=tab] > span': { color: tone.text3 },
  '& [role=tab][aria-selected=true]': { color: tone.text, fontWeight: 600, boxShadow: `inset 0 -2px 0 ${tone.king}` },
  '& [role=tab]:focus-visible': { outline: `2px solid ${tone.king}`, outlineOffset: -2 },
  '& > p': {
    flex: 1,
    minWidth: 0,
    textAlign: 'right',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontSize: 11,
    color: tone.text3,
  },
  '& > p[data-kind=refused]': { color: tone.down },
  '& > p[data-kind=in-doubt]': { color: tone.warn },
});

const TabPanel = styled('div')({ flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column' });

const TABS = ['positions', 'orders', 'fills', 'funding', 'why', 'alerts'] as const;
type Tab = (typeof TABS)[number];

const LABELS: Readonly<Record<Tab, string>> = {
  positions: say('Positions'),
  orders: say('Orders'),
  fills: say('Fills'),
  funding: say('Funding'),
  why: say('Why'),
  alerts: say('Alerts'),
};

const todayOf = ({ today }: OverviewView): OverviewView['today'] => today;
const modeOf = ({ mode }: StatusView): StatusView['mode'] => mode;

/** The figures of the day, which add up to the result of the top bar. */
function Today() {
  const today = useRowPart('overview', 'overview', todayOf);
  if (today === null) return null;
  return (
    <>
      {say('Today')} <AmountDelta amount={today.total} />
      <span data-parts>
        {' '}
        {rich('= open {open}, closed {closed}, fees {fees}, funding {funding}', {
          open: <AmountDelta amount={today.open} />,
          closed: <AmountDelta amount={today.closed} />,
          fees: <AmountDelta amount={today.fees} />,
          funding: <AmountDelta amount={today.funding} />,
        })}
      </span>
    </>
  );
}

interface TabBarProps {
  readonly tab: Tab;
  readonly onTab: (tab: Tab) => void;
  readonly counts: Partial<Record<Tab, number>>;
}

function TabBar({ tab, onTab, counts }: TabBarProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length] ?? tab;
    onTab(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-tab=${next}]`)?.focus();
  };
  return (
    <div role="tablist" aria-label={say('Tables')} onKeyDown={onKeyDown}>
      {TABS.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          data-tab={name}
          id={`console-tab-${name}`}
          aria-controls="console-tab-panel"
          aria-selected={name === tab}
          tabIndex={name === tab ? 0 : -1}
          onClick={() => onTab(name)}
        >
          {LABELS[name]} {counts[name] !== undefined && <span>{counts[name]}</span>}
        </button>
      ))}
    </div>
  );
}

/** The keys of the tables. */
function useTableKeys(keys: {
  readonly onTab: (tab: Tab) => void;
  readonly onCancel: () => void;
  readonly onClose: () => void;
}): void {
  useConsoleKey('1', LABELS.positions, () => keys.onTab('positions'));
  useConsoleKey('2', LABELS.orders, () => keys.onTab('orders'));
  useConsoleKey('3', LABELS.fills, () => keys.onTab('fills'));
  useConsoleKey('4', LABELS.funding, () => keys.onTab('funding'));
  useConsoleKey('5', LABELS.why, () => keys.onTab('why'));
  useConsoleKey('6', say('Price alerts'), () => keys.onTab('alerts'));
  useConsoleKey('x', say('Cancel the chosen order'), keys.onCancel);
  useConsoleKey('f', say('Close the position (asks)'), keys.onClose);
}

/** What the tables show of the topics, and what is counted of it. */
function useShown() {
  const positions = useRows('positions');
  const orders = useRows('orders');
  const alerts = useRows('priceAlerts');
  const { data } = useQuery(useApi().market.instruments.queryOptions({ staleTime: Infinity }));
  const instruments = useMemo(() => new Map((data ?? []).map((one) => [one.symbol, one])), [data]);
  const open = orders.rows.filter((row) => row.open);
  return {
    positions,
    orders,
    instruments,
    open,
    armed: alerts.rows.filter(({ enabled }) => enabled).length,
    entries: open.filter(({ role }) => role === 'entry'),
    // Anything that was booked moved an order or a position.
    version: String(Math.max(0, ...orders.rows.map(({ updatedAt, filledLots }) => (filledLots > 0 ? updatedAt : 0)))),
  };
}

type Shown = ReturnType<typeof useShown>;

interface HeadProps {
  readonly tab: Tab;
  readonly onTab: (tab: Tab) => void;
  readonly shown: Shown;
  readonly said: ActionResult | null;
  readonly onCancelAll: () => void;
  readonly onFlatten: () => void;
}

function TablesHead({ tab, onTab, shown, said, onCancelAll, onFlatten }: HeadProps) {
  const { positions, entries, open, armed } = shown;
  return (
    <Head>
      <TabBar
        tab={tab}
        onTab={onTab}
        counts={{ positions: positions.rows.length, orders: open.length, alerts: armed }}
      />
      <Kbd>1–6</Kbd>
      <p role="status" data-kind={said?.kind}>
        {said === null ? <Today /> : said.sentence}
      </p>
      <PanelOrigin />
      {tab === 'orders' && entries.length > 0 && (
        <Button size="small" variant="outlined" sx={{ py: 0, fontSize: 11 }} onClick={onCancelAll}>
          {say('Cancel all')}
        </Button>
      )}
      <DangerButton
        size="small"
        sx={{ py: 0, fontSize: 11, whiteSpace: 'nowrap', flex: 'none' }}
        disabled={positions.rows.length === 0 && entries.length === 0}
        onClick={onFlatten}
      >
        {say('Flatten')}
      </DangerButton>
    </Head>
  );
}

/** What is held, what works, what was booked, and why: the tables under the chart. */
export function ConsoleTables() {
  const [tab, setTab] = useState<Tab>('positions');
  const [chosen, setChosen] = useState<string | null>(null);
  const [closing, setClosing] = useState<PositionView | null>(null);
  const [flattening, setFlattening] = useState(false);
  const shown = useShown();
  const { positions, orders, entries, instruments, version } = shown;
  const mode = useRowPart('status', 'status', modeOf);
  const symbol = useFocusSymbol((state) => state.symbol);
  const asks = useConfirmSettings((state) => state.asks);
  const actions = useOrderActions();
  const { said, run } = useSaid();
  const show = (next: Tab) => {
    setTab(next);
    setChosen(null);
  };
  const flatten = () => run(actions.flatten());
  useTableKeys({
    onTab: show,
    onCancel: () => {
      const order = entries.find(({ key }) => key === chosen) ?? (entries.length === 1 ? entries[0] : undefined);
      if (order !== undefined) run(actions.cancel(order.key));
    },
    onClose: () => setClosing(positions.rows.find(({ key }) => key === symbol) ?? null),
  });
  const shared = { instruments, chosen, onChoose: setChosen, run };
  const booked = { symbol, version, chosen, onChoose: setChosen };
  return (
    <Panel
      label={say('Positions and orders')}
      origin={ORIGIN}
      className="tables"
      source={tab === 'orders' ? orders : positions}
      header={
        <TablesHead
          {...{ tab, shown, said }}
          onTab={show}
          onCancelAll={() => run(actions.cancelAll(null))}
          onFlatten={() => (asks ? setFlattening(true) : flatten())}
        />
      }
    >
      <TabPanel id="console-tab-panel" role="tabpanel" aria-labelledby={`console-tab-${tab}`}>
        {tab === 'positions' && <PositionsTab {...shared} onClose={setClosing} />}
        {tab === 'orders' && <OrdersTab {...shared} />}
        {tab === 'fills' && <FillsTab {...booked} />}
        {tab === 'funding' && <FundingTab {...booked} />}
        {tab === 'alerts' && <AlertsTab {...shared} symbol={symbol} />}
        {tab === 'why' && <WhyTab symbol={symbol} chosen={chosen} onChoose={setChosen} />}
      </TabPanel>
      <CloseDialog
        position={closing}
        receivedAt={positions.receivedAt}
        onDone={() => setClosing(null)}
        onClose={(key, percent) => run(actions.close(key, percent))}
      />
      <FlattenDialog
        open={flattening}
        receivedAt={positions.receivedAt}
        positions={positions.rows.length}
        entries={entries.length}
        place={mode === null ? say('mode not known') : MODE_TAGS[mode]}
        onDone={() => setFlattening(false)}
        onFlatten={flatten}
      />
    </Panel>
  );
}
