import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { querySource } from '#renderer/data/query-source.ts';
import { LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { READ_ONLY_TITLE } from '#renderer/ui/writable.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { SettingsSectionName, SettingsSectionView, SettingsView } from '#shared/contract/settings.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { changeOf, NO_DRAFT, type Draft } from './draft.ts';
import { FileActions } from './file-actions.tsx';
import { SaveBar } from './save-bar.tsx';
import { SettingsTable } from './settings-table.tsx';
import { isCompared, useConfiguration } from './use-configuration.ts';
import { VersionsPanel } from './versions-panel.tsx';
import { WhatIfPanel } from './what-if-panel.tsx';

const ORIGIN = { from: say('The settings in force, their defaults and their ranges'), kind: 'set' } as const;

const Screen = styled('div')({
  flex: 1,
  minHeight: 0,
  padding: 12,
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'minmax(0, 1fr) clamp(350px, 27vw, 480px)',
  gridTemplateRows: 'minmax(0, 1fr)',
  '& > .side': {
    minHeight: 0,
    minWidth: 0,
    display: 'grid',
    gap: 12,
    gridTemplateRows: 'minmax(0, 3fr) minmax(0, 2fr)',
  },
  '& > .side[data-compared=false]': { gridTemplateRows: '132px minmax(0, 1fr)' },
});

const Above = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 12,
  flex: 'none',
  padding: '9px 16px',
  borderBottom: `1px solid ${tone.line}`,
  fontSize: 12,
  color: tone.text2,
  '& p': { flex: 1, minWidth: 0, lineHeight: 1.4 },
});

const Dropped = styled('p')({
  flex: 'none',
  padding: '7px 16px',
  background: tone.warnSoft,
  color: tone.text,
  fontSize: 12,
});

/** What was typed, of one section, on one version. */
interface Editing {
  readonly draft: Draft;
  readonly read: number;
}

function useEditing() {
  const [editing, setEditing] = useState<Editing | null>(null);
  const edit = (version: number, key: string, entry: string | boolean | null) => {
    setEditing((before) => {
      const rest = Object.entries(before?.draft ?? NO_DRAFT).filter(([one]) => one !== key);
      const draft = Object.fromEntries(entry === null ? rest : [...rest, [key, entry]]) as Draft;
      return Object.keys(draft).length === 0 ? null : { draft, read: before?.read ?? version };
    });
  };
  return { editing, edit, discard: () => setEditing(null) };
}

function headNote(view: SettingsView | undefined): string {
  if (view === undefined) return '';
  const set = view.sections.flatMap(({ settings }) => settings.filter(({ value, standard }) => value !== standard));
  if (set.length === 0) return say('version {version}, all at their defaults', { version: view.version });
  return say('version {version}, {settings, plural, one {# setting} other {# settings}} not at the default', {
    version: view.version,
    settings: set.length,
  });
}

interface EditorProps {
  readonly view: SettingsView;
  readonly section: SettingsSectionView;
  readonly editing: ReturnType<typeof useEditing>;
  readonly onChoose: (name: SettingsSectionName) => void;
  readonly onSaved: () => void;
}

function Editor({ view, section, editing: { editing, edit, discard }, onChoose, onSaved }: EditorProps) {
  const draft = editing?.draft ?? NO_DRAFT;
  const sections = view.sections.map(({ name, title }) => ({ value: name, label: told(title) }));
  return (
    <>
      <Above>
        <p>{told(section.sentence)}</p>
        <Segmented label={say('Section')} options={sections} value={section.name} onChange={onChoose} />
      </Above>
      {section.dropped !== null && (
        <Dropped role="status">{say('At the defaults. {reason}', { reason: told(section.dropped) })}</Dropped>
      )}
      <SettingsTable
        key={section.name}
        section={section}
        draft={draft}
        disabled={view.readOnly}
        onEdit={(key, entry) => edit(view.version, key, entry)}
      />
      {editing !== null && (
        <SaveBar
          section={section}
          change={changeOf(section, draft)}
          read={editing.read}
          onDiscard={discard}
          onSaved={onSaved}
        />
      )}
    </>
  );
}

/** The head of the screen: which version, whether it can be changed, and files. */
function Head({ view, onChanged }: { readonly view: SettingsView | undefined; readonly onChanged: () => void }) {
  const readOnly = view?.readOnly === true;
  return (
    <PanelHead title={say('Scoring & portfolio')} note={headNote(view)}>
      {readOnly && <Tag title={READ_ONLY_TITLE}>{say('READ ONLY')}</Tag>}
      <FileActions disabled={view === undefined || readOnly} onChanged={onChanged} />
    </PanelHead>
  );
}

const WAITING = (
  <Panel label={say('What if')} header={<PanelHead title={say('What if')} />}>
    <LoadingRows rows={6} />
  </Panel>
);

/** Weights, thresholds, caps, schedule and sources: changed with a reason, tried out before, and rolled back. */
export function ConfigurationScreen() {
  const { view: asked, versions, renew } = useConfiguration();
  const [chosen, setChosen] = useState<SettingsSectionName>('ranking');
  const editing = useEditing();
  const view = asked.data;
  const section = view?.sections.find(({ name }) => name === chosen);
  const draft = editing.editing?.draft ?? NO_DRAFT;
  const choose = (name: SettingsSectionName) => {
    setChosen(name);
    editing.discard();
  };
  const saved = () => {
    editing.discard();
    void renew();
  };
  const ready = view !== undefined && section !== undefined;
  return (
    <Screen>
      <Panel
        label={say('Scoring & portfolio')}
        origin={ORIGIN}
        header={<Head view={view} onChanged={saved} />}
        source={querySource(asked)}
      >
        {ready ? (
          <Editor view={view} section={section} editing={editing} onChoose={choose} onSaved={saved} />
        ) : (
          <LoadingRows rows={8} />
        )}
      </Panel>
      <div className="side" data-compared={isCompared(chosen)}>
        {ready ? <WhatIfPanel section={section} change={changeOf(section, draft)} /> : WAITING}
        <VersionsPanel
          versions={versions.data}
          source={querySource(versions)}
          view={view}
          section={section}
          onChanged={saved}
        />
      </div>
    </Screen>
  );
}
