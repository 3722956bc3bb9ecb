import { create } from 'zustand';
import type { Client } from '#shared/contract/index.ts';
import type { VerifyMessage } from '#shared/contract/journal.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { useClient } from './data-context.tsx';
import { describeError } from './describe-error.ts';
import { tellEnd, type WorkEnd } from './long-work.ts';

/** A verification as it stands. */
export type Verification =
  | VerifyMessage
  | { readonly kind: 'idle' }
  | { readonly kind: 'canceled' }
  | { readonly kind: 'failed'; readonly code: string; readonly sentence: string };

export interface VerificationControl {
  readonly state: Verification;
  readonly start: () => void;
  readonly cancel: () => void;
}

const useStore = create<{ readonly state: Verification }>(() => ({ state: { kind: 'idle' } }));

/** Screens that show how it goes. */
const SHOWN_ON = ['/journal', '/explain'];

let running: AbortController | null = null;

function endOf(state: Verification): WorkEnd | null {
  switch (state.kind) {
    case 'ok':
      return { text: say('The journal is verified: every record holds.'), tone: 'info' };
    case 'broken':
      return {
        text: say('The journal is broken at {where}: {problem}', {
          where: told(state.where),
          problem: told(state.problem),
        }),
        tone: 'problem',
      };
    case 'failed':
      return {
        text: say('The journal could not be verified: {sentence}', { sentence: state.sentence }),
        tone: 'problem',
      };
    case 'canceled':
      return { text: say('The verification was stopped; nothing is known of the rest.'), tone: 'info' };
    case 'idle':
    case 'progress':
      return null;
  }
}

function show(state: Verification): void {
  useStore.setState({ state });
  const end = endOf(state);
  if (end !== null) tellEnd(SHOWN_ON, end);
}

async function run(journal: Pick<Client['journal'], 'verify'>, { signal }: AbortController): Promise<void> {
  try {
    for await (const message of await journal.verify(undefined, { signal })) {
      if (signal.aborted) return;
      show(message);
    }
  } catch (error) {
    if (!signal.aborted) show({ kind: 'failed', ...describeError(error) });
  }
}

function cancel(): void {
  running?.abort();
  show({ kind: 'canceled' });
}

/** The verification of the whole journal: one at a time, which goes on when another screen is looked at. */
export function useVerification(): VerificationControl {
  const { journal } = useClient();
  const start = (): void => {
    running?.abort();
    running = new AbortController();
    show({ kind: 'progress', done: 0, total: 0 });
    void run(journal, running);
  };
  return { ...useStore(), start, cancel };
}
