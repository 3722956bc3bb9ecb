import { styled } from '@mui/material/styles';
import type { Ref } from 'react';
import { AGENT_NAMES } from '#renderer/charts/agent-names.ts';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatNumber } from '#renderer/ui/format.ts';
import { EmptyNote } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { ChangedInputView, SensitivityView } from '#shared/contract/explain.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { EXPLAIN_ORIGINS } from './explain-origins.ts';
import { CurveChart } from './curve-chart.tsx';
import { flipWords, inputWords } from './details-words.ts';

const Halves = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 0.95fr)',
  flex: 1,
  minHeight: 0,
  '& > div': { display: 'flex', flexDirection: 'column', minWidth: 0, padding: '8px 0 6px' },
  '& table th, & table td': { padding: '0 4px' },
  '& > div > p': { padding: '0 16px 4px', fontSize: 11, color: tone.text2 },
});

const Swing = styled('span')({
  position: 'relative',
  display: 'inline-block',
  width: 56,
  height: 10,
  '& i': { position: 'absolute', top: 1, width: 7, height: 7, marginLeft: -4, borderRadius: 4, border: '1.5px solid' },
  '& u': { position: 'absolute', top: 4, height: 3, background: tone.kingSoft },
  '& s': { position: 'absolute', top: -3, bottom: -3, width: 1, background: tone.text3 },
});

type Weight = SensitivityView['weights'][number];

/** The score with the weight a fifth lower (hollow) and higher (full), against the score that is needed. */
function SwingBar({ weight, view }: { readonly weight: Weight; readonly view: SensitivityView }) {
  const all = [view.threshold, view.now.score, ...view.weights.flatMap(({ lower, higher }) => [lower, higher])];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const at = (score: number): number => ((score - low) / Math.max(1e-9, high - low)) * 92 + 4;
  const [a, b] = [at(weight.lower), at(weight.higher)];
  return (
    <Swing aria-hidden>
      <s style={{ left: `${String(at(view.threshold))}%` }} />
      <u style={{ left: `${String(Math.min(a, b))}%`, width: `${String(Math.abs(a - b))}%` }} />
      <i style={{ left: `${String(a)}%`, borderColor: tone.king }} />
      <i style={{ left: `${String(b)}%`, borderColor: tone.king, background: tone.king }} />
    </Swing>
  );
}

function Weights({ view }: { readonly view: SensitivityView }) {
  return (
    <div style={{ overflow: 'auto', minHeight: 0 }}>
      <DataTable aria-label={say("Score with each agent's weight 20 % lower and higher")}>
        <thead>
          <tr>
            <th>{say('Agent')}</th>
            <th>±20 %</th>
            <th data-right>{say('Flips at')}</th>
          </tr>
        </thead>
        <tbody>
          {view.weights.map((weight) => (
            <tr key={weight.agent} style={{ height: 24 }}>
              <td>{AGENT_NAMES[weight.agent].middle}</td>
              <td
                title={say('{lower} to {higher}', {
                  lower: formatNumber(weight.lower, 2),
                  higher: formatNumber(weight.higher, 2),
                })}
              >
                <SwingBar weight={weight} view={view} />
              </td>
              <td data-right style={weight.flipsAt === null ? { color: tone.text3 } : { fontWeight: 600 }}>
                {flipWords(weight.flipsAt)}
              </td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </div>
  );
}

/** The figures of the curve and of the weights, for those who do not see the charts. */
function Figures({ view }: { readonly view: SensitivityView }) {
  return (
    <div style={{ overflow: 'auto', display: 'grid', gridTemplateColumns: '1fr 1fr', alignItems: 'start' }}>
      <DataTable aria-label={say('Score against the input')}>
        <thead>
          <tr>
            <th data-right>{say('Input')}</th>
            <th data-right>{say('Score')}</th>
            <th>{say('Agents')}</th>
          </tr>
        </thead>
        <tbody>
          {view.curve.map(({ value, score, passes }) => (
            <tr key={value} style={{ height: 22 }}>
              <td data-right>{formatNumber(value, 1, 'always')}</td>
              <td data-right>{formatNumber(score, 2, 'always')}</td>
              <td>{passes ? say('approve') : say('refuse')}</td>
            </tr>
          ))}
        </tbody>
      </DataTable>
      <DataTable aria-label={say('Score against each weight')}>
        <thead>
          <tr>
            <th>{say('Agent')}</th>
            <th data-right>−20 %</th>
            <th data-right>+20 %</th>
            <th data-right>{say('Flips at')}</th>
          </tr>
        </thead>
        <tbody>
          {view.weights.map(({ agent, lower, higher, flipsAt }) => (
            <tr key={agent} style={{ height: 22 }}>
              <td>{AGENT_NAMES[agent].middle}</td>
              <td data-right>{formatNumber(lower, 2)}</td>
              <td data-right>{formatNumber(higher, 2)}</td>
              <td data-right>{flipWords(flipsAt)}</td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </div>
  );
}

interface SensitivityPanelProps {
  readonly view: SensitivityView | null;
  readonly whatIf: ChangedInputView | null;
  readonly tried: number | null;
  readonly onTry: (value: number) => void;
  readonly curveRef: Ref<HTMLDivElement>;
  readonly table: boolean;
}

/** Whether a fifth more or less of one agent's weight turns the decision. */
function weightWords({ weights }: SensitivityView): string {
  const turns = weights.some(({ flipsAt }) => flipsAt !== null && Math.abs(flipsAt) <= 0.2);
  return turns ? say('a weight changed by 20 % flips it') : say("no agent's weight changed by 20 % flips it");
}

function Charts({ view, whatIf, tried, onTry, curveRef }: SensitivityPanelProps & { readonly view: SensitivityView }) {
  const name = inputWords(view.agent, view.name);
  const colour = whatIf === null ? {} : { color: tone.sim };
  return (
    <Halves>
      <div>
        <p>{say('Score against {name}', { name })}</p>
        <CurveChart
          view={view}
          whatIf={whatIf}
          tried={tried}
          onTry={onTry}
          focusRef={curveRef}
          label={say('What if: {name}', { name })}
        />
        <p style={{ paddingTop: 4, ...colour }}>
          {whatIf === null ? say('Green: approved. Drag the point, or W and the arrow keys.') : told(whatIf.sentence)}
        </p>
      </div>
      <div>
        <p>{say('hollow −20 %, full +20 %, line = score needed')}</p>
        <Weights view={view} />
      </div>
    </Halves>
  );
}

/** What the decision hangs on: its score against one input, and against each agent's weight. */
export function SensitivityPanel(props: SensitivityPanelProps) {
  const { view, tried, table } = props;
  const head = (
    <PanelHead title={say('Sensitivity')} note={view === null ? undefined : weightWords(view)}>
      {tried !== null && <Tag tone="sim">{say('WHAT-IF')}</Tag>}
    </PanelHead>
  );
  return (
    <Panel label={say('Sensitivity')} origin={EXPLAIN_ORIGINS.sensitivity} header={head}>
      {view === null && (
        <EmptyNote title={say('No score was made')}>{say('There is nothing that it could hang on.')}</EmptyNote>
      )}
      {view !== null && (table ? <Figures view={view} /> : <Charts {...props} view={view} />)}
    </Panel>
  );
}
