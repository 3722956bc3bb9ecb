import type { StatusView } from '#shared/contract/system.ts';
import { useRowPart } from '#renderer/data/use-rows.ts';

const STEP_MS = 10_000;

const stepOf = ({ now }: StatusView): number => Math.floor(now / STEP_MS) * STEP_MS;

/** The host's clock for ages in tables: it goes on every ten seconds, so that no table renders with each beat. */
export const useTableNow = (): number | null => useRowPart('status', 'status', stepOf);
