import type { ReactNode } from 'react';
import type { TickerView } from '#shared/contract/market.ts';
import { useRowPart } from '#renderer/data/use-rows.ts';
import { Panel } from '#renderer/ui/panel.tsx';
import type { PanelOriginProps } from '#renderer/ui/panel-origin.tsx';
import { say } from '#shared/language/words.ts';
import { useDraft } from '../draft.ts';
import { NO_TIMES, usePreviewTimes, type PreviewTimes } from '../preview.ts';

const markTime = ({ asOf }: TickerView): number => asOf;

/** Where the figures of the ticket come from: an answer of the host once an order is begun, the mark alone before. */
export function ticketOrigin({ at, markAt, bookAt }: PreviewTimes, tickerAt: number | null): PanelOriginProps {
  if (at === null)
    return { from: say('The mark price of the feed, and what you choose'), kind: 'market', asOf: tickerAt };
  return {
    from: say('The host’s preview of this order: limits in force and the balance by the ledger'),
    kind: 'account',
    asOf: at,
    others: [
      {
        figures: say('Average fill and slippage'),
        from: say('Worked out from the order book of the feed'),
        kind: 'model',
        asOf: bookAt,
      },
      {
        figures: say('Value, margin, fees and liquidation price'),
        from: say('Worked out from the mark price, the fee rate and the margin tiers of the contract'),
        kind: 'model',
        asOf: markAt,
      },
    ],
  };
}

/** The origin as it is now, of the contract in the ticket. */
function useTicketOrigin(): Partial<PanelOriginProps> {
  const times = usePreviewTimes();
  const symbol = useDraft((draft) => draft.symbol);
  return ticketOrigin(times, useRowPart('tickers', symbol, markTime));
}

const ORIGIN: PanelOriginProps = { ...ticketOrigin(NO_TIMES, null), short: true, useLatest: useTicketOrigin };

interface TicketFrameProps {
  readonly header: ReactNode;
  readonly children: ReactNode;
}

/** The panel of the ticket; nothing but its mark follows the times of its figures. */
export function TicketFrame({ header, children }: TicketFrameProps) {
  return (
    <Panel label={say('Order')} origin={ORIGIN} className="ticket" header={header}>
      {children}
    </Panel>
  );
}
