import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { AgentView } from '#shared/contract/system.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { useApi } from '#renderer/data/data-context.tsx';
import { describeError, type Failure } from '#renderer/data/describe-error.ts';
import type { ReasonQuestion } from '#renderer/ui/reason-dialog.tsx';

type Asked = 'pause' | 'restart';

const QUESTIONS: Readonly<Record<Asked, (agent: AgentView) => ReasonQuestion>> = {
  pause: ({ label, whilePaused }) => ({
    title: say('Pause {agent}?', { agent: told(label) }),
    sentence: say('It takes no new work until a person resumes it. {rest}', {
      rest: whilePaused === '' ? say('Exits, stops and cancels go on.') : told(whilePaused),
    }),
    confirm: say('Pause'),
    stops: true,
  }),
  restart: ({ label }) => ({
    title: say('Restart {agent}?', { agent: told(label) }),
    sentence: say('What it works on now is given up, and its restarts are counted anew.'),
    confirm: say('Restart'),
    stops: true,
  }),
};

export interface AgentActions {
  readonly question: ReasonQuestion | null;
  readonly pending: boolean;
  readonly failure: Failure | null;
  readonly resuming: boolean;
  readonly resumeFailure: Failure | null;
  readonly ask: (what: Asked) => void;
  readonly confirm: (reason: string) => void;
  readonly resume: () => void;
  readonly close: () => void;
}

const failureOf = (call: { readonly isError: boolean; readonly error: unknown }): Failure | null =>
  call.isError ? describeError(call.error) : null;

/** Pausing, resuming and restarting an agent: what is asked first, and what the host said to it. */
export function useAgentActions(agent: AgentView | null): AgentActions {
  const api = useApi();
  const [asked, setAsked] = useState<{ readonly what: Asked; readonly of: AgentView } | null>(null);
  const close = () => setAsked(null);
  const pause = useMutation(api.agents.pause.mutationOptions({ onSuccess: close }));
  const restart = useMutation(api.agents.restart.mutationOptions({ onSuccess: close }));
  const resume = useMutation(api.agents.resume.mutationOptions());
  const call = asked?.what === 'restart' ? restart : pause;
  return {
    question: asked === null ? null : QUESTIONS[asked.what](asked.of),
    pending: call.isPending,
    failure: failureOf(call),
    resuming: resume.isPending,
    resumeFailure: resume.variables?.agent === agent?.key ? failureOf(resume) : null,
    ask: (what) => {
      pause.reset();
      restart.reset();
      if (agent !== null) setAsked({ what, of: agent });
    },
    confirm: (reason) => {
      if (asked !== null) call.mutate({ agent: asked.of.key, reason });
    },
    resume: () => {
      if (agent !== null) resume.mutate({ agent: agent.key });
    },
    close,
  };
}
