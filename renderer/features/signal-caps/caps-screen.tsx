import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { useHostNow } from '#renderer/data/use-now.ts';
import { useRow } from '#renderer/data/use-rows.ts';
import { DataMark } from '#renderer/ui/data-mark.tsx';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { ScrollGrid } from '#renderer/ui/settings-page.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { ThrottleView } from '#shared/contract/throttle.ts';
import { OVERFLOW_POLICIES, type OverflowPolicy } from '#shared/domain/signal-caps.ts';
import { say } from '#shared/language/words.ts';
import { CapsDialog } from './caps-dialog.tsx';
import { CAPS, capText, POLICY_WORDS } from './caps-words.ts';
import { HoursTable } from './hours-table.tsx';

const SCHEDULE_ORIGIN = { from: say('The schedule of the rule set in force'), kind: 'set' } as const;

const Screen = styled(ScrollGrid)({
  padding: 12,
  gap: 12,
  gridTemplateColumns: 'minmax(0, 3fr) minmax(300px, 2fr)',
  '& > .wide': { gridColumn: '1 / -1' },
  '& td': { height: 38 },
  '& td.sentence': { whiteSpace: 'normal', color: tone.text2, lineHeight: 1.35 },
});

const Policies = styled('ul')({
  listStyle: 'none',
  padding: '10px 16px !important',
  display: 'grid',
  gap: 10,
  fontSize: 12,
  lineHeight: 1.4,
  '& li': { paddingLeft: 10, borderLeft: `2px solid ${tone.line}`, color: tone.text3 },
  '& li[data-chosen=true]': { borderColor: tone.king, color: tone.text2 },
  '& b': { display: 'flex', gap: 8, alignItems: 'center', fontWeight: 600, color: 'inherit' },
  '& li[data-chosen=true] b': { color: tone.text },
});

function CapsTable({ view }: { readonly view: ThrottleView }) {
  return (
    <DataTable aria-label={say('Caps')}>
      <thead>
        <tr>
          <th>{say('Cap')}</th>
          <th data-right>{say('Value')}</th>
          <th data-right>{say('Hard cap')}</th>
          <th>{say('What it means')}</th>
        </tr>
      </thead>
      <tbody>
        {CAPS.map((cap) => (
          <tr key={cap.name} data-cap={cap.name}>
            <td>{cap.label}</td>
            <td data-right style={{ fontWeight: 600 }}>
              {capText(cap, view.caps[cap.name])}
            </td>
            <td data-right style={{ color: tone.text2 }}>
              {capText(cap, view.hardCaps[cap.name])}
            </td>
            <td className="sentence">{cap.sentence}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

function PolicyList({ chosen }: { readonly chosen: OverflowPolicy }) {
  return (
    <Policies aria-label={say('What becomes of a signal over a cap')}>
      {OVERFLOW_POLICIES.map((policy) => (
        <li key={policy} data-chosen={policy === chosen}>
          <b>
            {POLICY_WORDS[policy].label}
            {policy === chosen && <Tag tone="info">{say('IN FORCE')}</Tag>}
          </b>
          {POLICY_WORDS[policy].sentence}
        </li>
      ))}
    </Policies>
  );
}

const HOUR_MS = 3_600_000;

/** How many signals may pass in an hour, and what becomes of the others. */
export function CapsScreen() {
  const live = useRow('throttle');
  const now = useHostNow();
  const [changing, setChanging] = useState<ThrottleView | null>(null);
  const view = live.row;
  const entries = view?.caps.schedule.length ?? 0;
  const hour = now === null ? null : Math.floor(now / HOUR_MS) % 24;
  const head = (
    <PanelHead
      title={say('Caps on signals')}
      note={view === null ? '' : say('version {version}', { version: view.version })}
    >
      <DataMark
        from={say("The throttle's own counts, and the caps of the rule set in force")}
        provenance="measured"
        asOf={view?.asOf ?? null}
        now={now}
      />
      <Button variant="contained" disabled={view === null} onClick={() => setChanging(view)} sx={{ py: '2px' }}>
        {say('Change…')}
      </Button>
    </PanelHead>
  );
  const schedule = (
    <PanelHead
      title={say('By hour of the day')}
      note={
        entries === 0
          ? say('no schedule: the same all day')
          : say('{count, plural, one {# entry} other {# entries}} of the schedule', { count: entries })
      }
    />
  );
  return (
    <Screen>
      <Panel label={say('Caps on signals')} header={head} source={live}>
        {view === null ? <LoadingRows rows={6} /> : <CapsTable view={view} />}
      </Panel>
      <Panel label={say('Over a cap')} header={<PanelHead title={say('A signal over a cap')} />} source={live}>
        {view === null ? <LoadingRows rows={4} /> : <PolicyList chosen={view.caps.overflow} />}
      </Panel>
      <Panel
        label={say('By hour of the day')}
        origin={SCHEDULE_ORIGIN}
        className="wide"
        header={schedule}
        source={live}
      >
        {view === null ? <LoadingRows rows={2} /> : <HoursTable caps={view.caps} hour={hour} />}
      </Panel>
      <CapsDialog view={changing} onClose={() => setChanging(null)} />
    </Screen>
  );
}
