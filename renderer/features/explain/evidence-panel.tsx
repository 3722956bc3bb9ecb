import { AGENT_NAMES } from '#renderer/charts/agent-names.ts';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatAge } from '#renderer/ui/format-time.ts';
import { EmptyNote } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { ExplanationDetails } from '#shared/contract/explain.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { EXPLAIN_ORIGINS } from './explain-origins.ts';
import { rowKeys, useChosen } from './chosen-input.ts';
import { spacedName } from './points-sheet.ts';

type Evidence = ExplanationDetails['evidence'][number];

/** From this share of its limit on an age is amber. */
const AMBER = 0.8;
const KIND = { estimated: tone.ember, simulated: tone.sim } as const;
/** How a value was come by, beside where it came from. */
const KIND_WORDS: Readonly<Record<Evidence['kind'], string>> = {
  measured: say('measured'),
  estimated: say('estimated'),
  simulated: say('simulated'),
};

const ages = (ageMs: number, limitMs: number) => ({ age: formatAge(ageMs), limit: formatAge(limitMs) });

function AgeBar({ ageMs, limitMs }: Pick<Evidence, 'ageMs' | 'limitMs'>) {
  const share = limitMs === null ? null : Math.min(1, ageMs / limitMs);
  const [words, named] =
    limitMs === null
      ? [say('no limit known'), say('Age no limit known')]
      : [say('{age} of {limit}', ages(ageMs, limitMs)), say('Age {age} of {limit}', ages(ageMs, limitMs))];
  return (
    <span
      role="img"
      aria-label={named}
      title={words}
      style={{ display: 'inline-block', width: 34, height: 4, borderRadius: 2, background: tone.track, marginRight: 8 }}
    >
      {share !== null && (
        <i
          style={{
            display: 'block',
            height: 4,
            borderRadius: 2,
            width: `${String(Math.max(4, share * 100))}%`,
            background: share >= AMBER ? tone.warn : tone.up,
          }}
        />
      )}
    </span>
  );
}

/** Each input as it was read: value, where it came from, how old it was against how old it may be. */
export function EvidencePanel({ details }: { readonly details: ExplanationDetails }) {
  const { chosen, choose } = useChosen();
  const rows = details.evidence;
  const note = say(
    '{inputs, plural, one {# input} other {# inputs}}, as read · bar = age of its limit · measured unless marked',
    { inputs: rows.length },
  );
  return (
    <Panel
      label={say('Evidence')}
      origin={EXPLAIN_ORIGINS.evidence}
      header={<PanelHead title={say('Evidence')} note={note} />}
    >
      {rows.length === 0 ? (
        <EmptyNote title={say('No input was read')} />
      ) : (
        <div style={{ overflow: 'auto', minHeight: 0 }}>
          <DataTable aria-label={say('Evidence')}>
            <thead>
              <tr>
                <th>{say('Input')}</th>
                <th data-right>{say('Value')}</th>
                <th>{say('Source')}</th>
                <th data-right>{say('Age')}</th>
              </tr>
            </thead>
            <tbody onKeyDown={rowKeys}>
              {rows.map((row) => (
                <tr
                  key={row.key}
                  tabIndex={0}
                  aria-selected={row.key === chosen}
                  style={{
                    height: 27,
                    cursor: 'pointer',
                    ...(row.key === chosen ? { background: tone.kingSoft } : {}),
                  }}
                  onClick={() => choose(row.key)}
                  onFocus={() => choose(row.key)}
                >
                  <td title={AGENT_NAMES[row.agent].long}>{spacedName(row.name)}</td>
                  <td
                    data-right
                    style={{ fontWeight: 600, maxWidth: 148, whiteSpace: 'normal', lineHeight: 1.25 }}
                    title={told(row.measured)}
                  >
                    {told(row.measured)}
                  </td>
                  <td
                    title={`${told(row.source)}, ${KIND_WORDS[row.kind]}`}
                    style={{
                      fontSize: 11,
                      color: tone.text3,
                      maxWidth: 108,
                      overflow: 'hidden',
                      textOverflow: 'ellipsis',
                    }}
                  >
                    {row.kind !== 'measured' && (
                      <span style={{ color: KIND[row.kind], fontWeight: 600 }}>{KIND_WORDS[row.kind]} · </span>
                    )}
                    {told(row.source)}
                  </td>
                  <td data-right style={{ color: tone.text2 }}>
                    <AgeBar ageMs={row.ageMs} limitMs={row.limitMs} />
                    {formatAge(row.ageMs)}
                  </td>
                </tr>
              ))}
            </tbody>
          </DataTable>
        </div>
      )}
    </Panel>
  );
}
