import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '#renderer/data/data-context.tsx';
import type { SettingsSectionName, SettingView } from '#shared/contract/settings.ts';

/** The settings are read again this often: another window may have changed them. */
const PERIOD_MS = 5_000;

/** The settings in force, their versions, and a way to read both again after a change. */
export function useConfiguration() {
  const { settings } = useApi();
  const queries = useQueryClient();
  const view = useQuery({ ...settings.get.queryOptions(), refetchInterval: PERIOD_MS });
  const versions = useQuery({ ...settings.versions.queryOptions(), refetchInterval: PERIOD_MS });
  const renew = () => queries.invalidateQueries({ queryKey: settings.key() });
  return { view, versions, renew };
}

const COMPARED = ['scoring', 'ranking', 'portfolio'] as const;
type Compared = (typeof COMPARED)[number];

/** Whether a section changes a ranking that can be compared before it is saved. */
export const isCompared = (section: SettingsSectionName): section is Compared =>
  (COMPARED as readonly string[]).includes(section);

/** The ranking before and after a change that is not saved; the last answer stays while the next one is computed. */
export function useWhatIf(section: Compared, values: Readonly<Record<string, SettingView['value']>>) {
  const { settings } = useApi();
  return useQuery({
    ...settings.whatIf.queryOptions({ input: { section, values } }),
    placeholderData: keepPreviousData,
    refetchInterval: PERIOD_MS,
    retry: false,
  });
}
