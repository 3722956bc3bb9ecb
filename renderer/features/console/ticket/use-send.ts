import { useCallback, useEffect, useRef, useState } from 'react';
import { useRows } from '#renderer/data/use-rows.ts';
import { useDraft } from '../draft.ts';
import { useOrderActions, type ActionResult, type OrderActions } from '../order-actions.ts';
import { usePreview, type PreviewState } from '../preview.ts';

/** How the sending of the draft stands. */
export interface Sending {
  readonly pending: boolean;
  readonly result: ActionResult | null;
  /** Sends exactly what the latest preview shows; a preview on its way is waited for. */
  readonly send: () => void;
  readonly sendClose: (percent: number) => void;
  /** An order on this contract whose fate is not proven locks sending. */
  readonly doubt: boolean;
}

const ready = ({ pending, preview, answered }: PreviewState): boolean =>
  !pending && preview?.wouldPass === true && answered !== null;

/** Sends what was previewed, whole and unchanged: no field is read again. */
function sendPreviewed(actions: OrderActions, { answered }: PreviewState): Promise<ActionResult> | null {
  if (answered === null) return null;
  const { method } = useDraft.getState();
  return method === null ? actions.place(answered) : actions.work(answered, method);
}

export function useSend(locked: boolean): Sending {
  const actions = useOrderActions();
  const symbol = useDraft((state) => state.symbol);
  const { rows } = useRows('orders');
  const doubt = rows.some((row) => row.symbol === symbol && row.inDoubt && row.open);
  const [pending, setPending] = useState(false);
  const [result, setResult] = useState<ActionResult | null>(null);
  const [wanted, setWanted] = useState(false);
  const busy = useRef(false);

  const run = useCallback(async (call: Promise<ActionResult> | null, clears: boolean) => {
    if (call === null || busy.current) return;
    busy.current = true;
    setPending(true);
    const outcome = await call;
    busy.current = false;
    setPending(false);
    setResult(outcome);
    if (outcome.kind !== 'refused' && clears) useDraft.getState().clear();
  }, []);

  const blocked = locked || doubt;
  const state = usePreview();
  useEffect(() => {
    if (!wanted || state.pending) return;
    setWanted(false);
    if (ready(state) && !blocked) void run(sendPreviewed(actions, state), true);
  }, [wanted, state, blocked, actions, run]);

  const touched = useDraft((draft) => draft.active);
  useEffect(() => {
    // A new draft has no result yet; that of the last stays until then.
    if (touched) setResult(null);
  }, [touched]);

  return {
    pending,
    result,
    doubt,
    send: () => {
      if (!blocked && useDraft.getState().active) setWanted(true);
    },
    sendClose: (percent) => {
      if (symbol !== null) void run(actions.close(symbol, percent), true);
    },
  };
}
