import { tell } from '#renderer/data/notices.ts';
import { undoBy } from '#renderer/data/undo.ts';
import type { Client } from '#shared/contract/index.ts';
import type { SettingsSectionView } from '#shared/contract/settings.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { backReason } from './setting-words.ts';

interface Saved {
  readonly section: Pick<SettingsSectionView, 'name' | 'title'>;
  /** The version before, and the one that was made. */
  readonly from: number;
  readonly to: number;
  readonly onChanged: () => void;
}

/** Tells that a section was saved; taken back, the version before is taken again as a version of its own, if none came since. */
export function tellSaved(
  settings: Pick<Client['settings'], 'rollback'>,
  { section, from, to, onChanged }: Saved,
): void {
  const { name, title } = section;
  tell(say('{section} is saved as version {version}.', { section: told(title), version: to }), {
    undo: undoBy(async () => {
      await settings.rollback({ version: from, section: name, reason: backReason(from, name), read: to });
      onChanged();
    }),
  });
}
