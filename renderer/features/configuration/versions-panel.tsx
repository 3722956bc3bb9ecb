import { useState } from 'react';
import { useClient } from '#renderer/data/data-context.tsx';
import { useAction } from '#renderer/data/use-action.ts';
import { FailureWords } from '#renderer/ui/action-dialog.tsx';
import { LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead, type PanelSource } from '#renderer/ui/panel.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { VersionList, type ListedVersion } from '#renderer/ui/version-list.tsx';
import {
  SETTINGS_SECTIONS,
  type SettingsSectionName,
  type SettingsSectionView,
  type SettingsVersionView,
  type SettingsView,
} from '#shared/contract/settings.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { backReason, settingText } from './setting-words.ts';

const ORIGIN = { from: say('Versions of the settings in the journal'), kind: 'set' } as const;

type Scope = 'all' | 'section';

/** A reason as shown: what the program gave by itself in the language of the window, what a person typed as it is. */
function reasonWords({ version, reason, rolledBackTo }: SettingsVersionView): string {
  if (rolledBackTo === null) return version === 0 ? told(reason) : reason;
  if (reason === backReason(rolledBackTo, null)) return say('Back to version {version}.', { version: rolledBackTo });
  const section = SETTINGS_SECTIONS.find((one) => reason === backReason(rolledBackTo, one));
  if (section === undefined) return reason;
  return say('Back to version {version} of {section}.', { version: rolledBackTo, section });
}

/** A version with the words of what it changed. @param only null for the changes of all sections. */
export function listedVersion(
  version: SettingsVersionView,
  sections: readonly SettingsSectionView[],
  only: SettingsSectionName | null,
): ListedVersion {
  const changes = version.changed.flatMap(({ section, key, before, after }) => {
    if (only !== null && section !== only) return [];
    const found = sections.find(({ name }) => name === section);
    const setting = found?.settings.find((each) => each.key === key);
    const id = `${section}.${key}`;
    if (found === undefined || setting === undefined)
      return [{ key: id, name: id, text: `${String(before)} → ${String(after)}` }];
    const label = told(setting.label);
    const text = `${settingText(setting, before)} → ${settingText(setting, after)}`;
    return [{ key: id, name: only === null ? `${told(found.title)}: ${label}` : label, text }];
  });
  return { ...version, reason: reasonWords(version), changes };
}

interface VersionsPanelProps {
  readonly versions: readonly SettingsVersionView[] | undefined;
  readonly source: PanelSource;
  readonly view: SettingsView | undefined;
  readonly section: SettingsSectionView | undefined;
  readonly onChanged: () => void;
}

interface RollingProps {
  readonly versions: readonly SettingsVersionView[];
  readonly view: SettingsView;
  /** The section whose versions are shown; null for all. */
  readonly only: SettingsSectionName | null;
  readonly onChanged: () => void;
}

/** The versions that changed something of what is shown, and the way back to each. */
function Versions({ versions, view, only, onChanged }: RollingProps) {
  const client = useClient();
  const { pending, failure, run } = useAction();
  const rollback = async (version: number) => {
    const request = { version, section: only, reason: backReason(version, only) };
    if ((await run(() => client.settings.rollback(request))) !== null) onChanged();
  };
  const listed = versions.map((version) => listedVersion(version, view.sections, only));
  const shown = only === null ? listed : listed.filter(({ version, changes }) => version === 0 || changes.length > 0);
  return (
    <>
      <VersionList
        versions={shown}
        current={only === null ? view.version : (shown[0]?.version ?? null)}
        disabled={view.readOnly || pending}
        onRollback={(version) => void rollback(version)}
      />
      {failure !== null && (
        <div style={{ padding: '6px 16px' }}>
          <FailureWords failure={failure} />
        </div>
      )}
    </>
  );
}

/** All versions of the settings, of everything or of the section that is open; each is taken again in one click. */
export function VersionsPanel({ versions, source, view, section, onChanged }: VersionsPanelProps) {
  const [scope, setScope] = useState<Scope>('all');
  const only = scope === 'section' ? (section?.name ?? null) : null;
  const scopes = [
    { value: 'all' as const, label: say('All') },
    { value: 'section' as const, label: section === undefined ? say('Section') : told(section.title) },
  ];
  const head = (
    <PanelHead
      title={say('Versions')}
      note={
        versions === undefined
          ? ''
          : say('{versions, plural, one {# version} other {# versions}}', { versions: versions.length })
      }
    >
      <Segmented label={say('Versions of')} options={scopes} value={scope} onChange={setScope} />
    </PanelHead>
  );
  return (
    <Panel label={say('Versions of the settings')} origin={ORIGIN} source={source} header={head}>
      {versions === undefined || view === undefined ? (
        <LoadingRows rows={4} />
      ) : (
        <Versions versions={versions} view={view} only={only} onChanged={onChanged} />
      )}
    </Panel>
  );
}
