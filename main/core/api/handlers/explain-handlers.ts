import type { ChangedInputView } from '#shared/contract/explain.ts';
import { contractSymbol, signalId } from '#shared/domain/ids.ts';
import { judge, type Judgement } from '../../agents/explain/what-if.ts';
import type { SignalRow } from '../../journal/rows.ts';
import type { ApiParts } from '../api-parts.ts';
import { contractError } from '../contract-error.ts';
import type { HandlersOf } from '../handler-types.ts';
import { PastCases } from '../past-cases.ts';
import { pastWhy } from '../past-why.ts';
import {
  chainOf,
  decisionRecord,
  explainedEvidence,
  explainedVotes,
  sensitivityOf,
} from '../views/explanation-details.ts';
import { refusalFlips } from '../views/refusal-flips-view.ts';

type Parts = Pick<ApiParts, 'core' | 'store' | 'instruments'>;

export function explainHandlers({ core, store, instruments }: Parts): HandlersOf<'explain'> {
  const { journal, config, hasher } = core.parts;
  const past = new PastCases(store.journal, ({ symbol }) => instruments.get(symbol)?.coin ?? symbol);
  const found = async (id: string): Promise<SignalRow> => {
    await journal.whenDurable();
    const row = journal.state.signal(signalId(id));
    if (row === null) throw contractError('NOT_FOUND', { what: `signal ${id}` });
    return row;
  };
  const around = { store: store.journal, signal: (id: string) => journal.state.signal(signalId(id)) };
  return {
    details: async ({ signalId: id }) => {
      const row = await found(id);
      const events = store.journal.bySubject(id);
      const decision = decisionRecord(row, events);
      return {
        votes: explainedVotes(row, events, core.trackRecord),
        evidence: explainedEvidence(row, decision?.score ?? null, core.evaluation.settings(), config.simulated),
        ...refusalFlips(row, events, { ...around, limits: core.throttle.limits }),
        sensitivity: sensitivityOf(decision),
        similar: decision === null ? null : past.like(row, decision.score),
        chain: chainOf(events, hasher),
      };
    },
    whatIf: async ({ signalId: id, agent, name, value }) => {
      const row = await found(id);
      const decision = decisionRecord(row, store.journal.bySubject(id));
      const known = decision?.score.contributions.some(
        ({ opinion }) =>
          opinion.status === 'ok' && opinion.agent === agent && opinion.evidence.some((one) => one.name === name),
      );
      if (decision === null || known !== true) {
        throw contractError('NOT_FOUND', { what: `input ${agent}/${name} of signal ${id}` });
      }
      const tenths = Math.round(value * 10) / 10;
      const made = judge(decision, { kind: 'input', agent, name, value: tenths });
      return { value: tenths, ...made, sentence: whatIfWords(name, tenths, made, decision.threshold) };
    },
    ask: async ({ symbol, direction, at }) => {
      await journal.whenDurable();
      const contract = contractSymbol(symbol);
      const instrument = instruments.get(contract);
      if (instrument === undefined) {
        throw contractError('NOT_FOUND', { what: `contract ${symbol}` }, `No contract named ${symbol} is known`);
      }
      return pastWhy(core, store, instrument, { symbol: contract, direction: direction ?? null, at });
    },
  };
}

const two = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;

function whatIfWords(name: string, value: number, made: Judgement, threshold: number): ChangedInputView['sentence'] {
  const agreed = made.consensus === null ? '' : `, consensus ${(made.consensus * 100).toFixed(1)} %`;
  const verdict = made.passes ? 'approve' : 'refuse';
  return `With ${name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase()} at ${two(value)} the score is ${two(made.score)} of ${String(threshold)}${agreed}: the agents ${verdict}.`;
}
