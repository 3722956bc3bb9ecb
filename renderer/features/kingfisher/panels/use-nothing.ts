import { useRows } from '#renderer/data/use-rows.ts';

/** True once the stream has told that no contract has a map: nothing further will be asked for. */
export function useNothing(): boolean {
  const { status, rows } = useRows('liquidations');
  return status === 'live' && rows.length === 0;
}
