import { useEffect, useMemo } from 'react';
import { create } from 'zustand';
import type { OrderPreview, OrderTicket } from '#shared/contract/order.ts';
import { useClient } from '../../data/data-context.tsx';
import { describeError, type Failure } from '../../data/describe-error.ts';
import { sameData } from '../../data/same-data.ts';
import { useDraft, type Draft } from './draft.ts';
import { ticketOf } from './ticket/draft-ticket.ts';

/** The latest preview of the draft, for every panel that shows it. */
export interface PreviewState {
  /** What was asked; null while there is no complete draft. */
  readonly ticket: OrderTicket | null;
  /** The answer to exactly that ticket, or to an earlier one while `pending`. */
  readonly preview: OrderPreview | null;
  /** What the answer belongs to. */
  readonly answered: OrderTicket | null;
  /** An answer to the present draft is on its way. */
  readonly pending: boolean;
  readonly failure: Failure | null;
  /** What the draft still needs; empty when it is complete. */
  readonly missing: string;
}

const NOTHING: PreviewState = {
  ticket: null,
  preview: null,
  answered: null,
  pending: false,
  failure: null,
  missing: '',
};

/** When the latest answer was worked out, and of when the mark and the book of it are; null when not known. Host's clock, ms. */
export interface PreviewTimes {
  readonly at: number | null;
  readonly markAt: number | null;
  readonly bookAt: number | null;
}

export const NO_TIMES: PreviewTimes = { at: null, markAt: null, bookAt: null };

/** Apart from the figures: the same figures again, of a later moment, render nothing else. */
export const usePreviewTimes = create<PreviewTimes>()(() => NO_TIMES);

function timesOf({ at, markAt, fill }: OrderPreview): PreviewTimes {
  const age = fill?.ageMs ?? null;
  return { at, markAt, bookAt: age === null ? null : at - age };
}

const timeless = (preview: OrderPreview | null) => (preview === null ? null : { ...preview, at: 0, markAt: null });

/** The latest answer to the draft. */
export const usePreview = create<PreviewState>()(() => NOTHING);

/** A burst of keys makes one request. */
const WAIT_MS = 25;
/** Marks and books move: an unchanged draft is asked about again. */
const AGAIN_MS = 1_000;

/** A share of the free balance is a size only once the balance is known: the smallest order asks for it. */
const probe = ({ sizeUnit, size }: Draft): number | null => (sizeUnit === 'percent' && size !== '' ? 1 : null);

/** Keeps the preview in step with the draft; mounted once, by the ticket. */
export function usePreviewOfDraft(): void {
  const client = useClient();
  const draft = useDraft();
  const asked = draft.active && !draft.reduceOnly ? ticketOf({ ...draft, lots: draft.lots ?? probe(draft) }) : null;
  const key = asked === null ? '' : JSON.stringify(asked);
  const ticket = useMemo(() => (key.startsWith('{') ? (JSON.parse(key) as OrderTicket) : null), [key]);
  const missing = typeof asked === 'string' ? asked : '';

  useEffect(() => {
    if (ticket === null) {
      usePreview.setState({ ...NOTHING, missing });
      usePreviewTimes.setState(NO_TIMES);
      return;
    }
    const abort = new AbortController();
    const { answered } = usePreview.getState();
    // The figures of another contract never stand under this one.
    const kept = answered?.symbol === ticket.symbol ? {} : { preview: null, answered: null };
    usePreview.setState({ ...kept, ticket, missing: '', pending: true });
    if (answered?.symbol !== ticket.symbol) usePreviewTimes.setState(NO_TIMES);
    let timer = setTimeout(() => void ask(), WAIT_MS);
    async function ask(): Promise<void> {
      const answer = await client.orders
        .preview(ticket as OrderTicket, { signal: abort.signal })
        .then((preview) => ({ preview, answered: ticket, failure: null }))
        .catch((error: unknown) => ({ preview: null, answered: null, failure: describeError(error) }));
      if (abort.signal.aborted) return;
      const now = usePreview.getState();
      // The same answer again renders nothing.
      const preview = sameData(timeless(now.preview), timeless(answer.preview)) ? now.preview : answer.preview;
      usePreviewTimes.setState(answer.preview === null ? NO_TIMES : timesOf(answer.preview));
      const same = !now.pending && preview === now.preview && preview !== null;
      if (!same) usePreview.setState({ ...answer, preview, pending: false });
      timer = setTimeout(() => void ask(), AGAIN_MS);
    }
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [client, ticket, missing]);
}
