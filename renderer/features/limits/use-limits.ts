import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '#renderer/data/data-context.tsx';
import { useAction } from '#renderer/data/use-action.ts';
import { expectedText } from './limit-change.ts';

/** The use of the limits is read again this often. */
const PERIOD_MS = 5_000;

/** The limits in force, their versions, and a way to read both again after a change. */
export function useLimits() {
  const { limits } = useApi();
  const queries = useQueryClient();
  const list = useQuery({ ...limits.list.queryOptions(), refetchInterval: PERIOD_MS });
  const history = useQuery({ ...limits.history.queryOptions(), refetchInterval: PERIOD_MS });
  const renew = () => queries.invalidateQueries({ queryKey: limits.key() });
  return { list, history, renew };
}

/** A change of limits that may have to be confirmed: `expected` is the text the host then asks for. */
export function useConfirmedAction() {
  const action = useAction();
  const [expected, setExpected] = useState<string | null>(null);
  const run = <Result>(call: () => Promise<Result>): Promise<Result | null> =>
    action.run(async () => {
      try {
        return await call();
      } catch (error) {
        setExpected(expectedText(error));
        throw error;
      }
    });
  return { ...action, run, expected };
}
