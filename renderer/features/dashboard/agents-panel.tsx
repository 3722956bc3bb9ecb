import { styled } from '@mui/material/styles';
import { memo } from 'react';
import type { AgentView } from '#shared/contract/system.ts';
import { told } from '#shared/language/told.ts';
import { say, sayAs } from '#shared/language/words.ts';
import { speaksInScores } from '#renderer/data/speaks-in-scores.ts';
import { useHostNow } from '#renderer/data/use-now.ts';
import { useRows } from '#renderer/data/use-rows.ts';
import { Beats } from '#renderer/ui/beats.tsx';
import { DataMark } from '#renderer/ui/data-mark.tsx';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatNumber, UNKNOWN } from '#renderer/ui/format.ts';
import { formatAge } from '#renderer/ui/format-time.ts';
import { LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { scrollStop } from '#renderer/ui/scroll-stop.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { isAlive, isOld } from './agent-health.ts';

const Scroll = styled('div')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  '& tbody tr': { height: 22 },
  '& td, & th': { padding: '0 5px' },
});

const STATE_TONES: Partial<Record<AgentView['state'], string>> = {
  error: tone.down,
  failed: tone.down,
  blocked: tone.warn,
  draining: tone.warn,
  stopped: tone.down,
  paused: tone.warn,
  'no-data': tone.text3,
};

const STATE_WORDS: Readonly<Record<AgentView['state'], string>> = {
  idle: sayAs('agent', 'idle'),
  active: sayAs('agent', 'active'),
  'no-data': sayAs('agent', 'no-data'),
  paused: sayAs('agent', 'paused'),
  blocked: sayAs('agent', 'blocked'),
  error: sayAs('agent', 'error'),
  failed: sayAs('agent', 'failed'),
  draining: sayAs('agent', 'draining'),
  stopped: sayAs('agent', 'stopped'),
};

const AgentRow = memo(function AgentRow({ agent }: { readonly agent: AgentView }) {
  const colour = STATE_TONES[agent.state];
  const old = isOld(agent);
  const within = speaksInScores(agent);
  const name = told(agent.label);
  return (
    <tr title={`${name}: ${agent.reason === '' ? STATE_WORDS[agent.state] : told(agent.reason)}`}>
      <td style={colour === undefined ? undefined : { color: colour }}>{name}</td>
      {agent.state === 'no-data' || within ? (
        <td colSpan={2} style={{ color: tone.text3, fontSize: 11 }}>
          {within ? say('in each score') : say('no data')}
        </td>
      ) : (
        <>
          <td>
            <Beats beats={agent.beats} tone={old ? tone.warn : (colour ?? tone.up)} />
          </td>
          <td data-right>{formatAge(agent.beatAgeMs)}</td>
        </>
      )}
      <td data-right style={agent.queue > 0 ? { fontWeight: 600 } : { color: tone.text3 }}>
        {agent.queue}
      </td>
      <td data-right>{agent.p95Ms === null ? UNKNOWN : formatNumber(agent.p95Ms, agent.p95Ms < 10 ? 1 : 0)}</td>
      <td data-right style={old ? { color: tone.warn, fontWeight: 600 } : undefined}>
        {formatAge(agent.dataAgeMs)}
      </td>
    </tr>
  );
});

function note(agents: readonly AgentView[]): string {
  const alive = agents.filter(isAlive).length;
  const silent = agents.filter(({ state }) => state === 'no-data').length;
  const old = agents.filter(isOld).length;
  const parts = [say('{alive} of {all} alive', { alive, all: agents.length })];
  if (silent > 0) parts.push(say('{count} without a source', { count: silent }));
  if (old > 0) parts.push(say('{count} with old data', { count: old }));
  return parts.join(', ');
}

/** Whether the machine is alive, and whether what it works on is fresh: two different facts. */
export function AgentsPanel() {
  const live = useRows('agents');
  const now = useHostNow();
  const head = (
    <PanelHead title={say('Agents')} note={note(live.rows)}>
      <DataMark
        from={say('The heartbeats of the agents')}
        provenance="measured"
        asOf={live.receivedAt}
        now={now === null ? null : Date.now()}
      />
    </PanelHead>
  );
  return (
    <Panel label={say('Agents')} header={head} source={live} className="agents">
      {live.rows.length === 0 ? (
        <LoadingRows rows={6} />
      ) : (
        <Scroll ref={scrollStop}>
          <DataTable>
            <thead>
              <tr>
                <th>{say('Agent')}</th>
                <th>60 s</th>
                <th data-right>{say('Beat')}</th>
                <th data-right>{say('Queue')}</th>
                <th data-right>p95 ms</th>
                <th data-right>{say('Data age')}</th>
              </tr>
            </thead>
            <tbody>
              {live.rows.map((agent) => (
                <AgentRow key={agent.key} agent={agent} />
              ))}
            </tbody>
          </DataTable>
        </Scroll>
      )}
    </Panel>
  );
}
