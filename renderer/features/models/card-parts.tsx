import { styled } from '@mui/material/styles';
import { Fragment, useState, type ReactNode } from 'react';
import { ReliabilityChart, ReliabilityTable } from '#renderer/charts/reliability-chart.tsx';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatCount, formatNumber, formatR } from '#renderer/ui/format.ts';
import { formatMoment } from '#renderer/ui/format-time.ts';
import { EmptyNote } from '#renderer/ui/notes.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { FONT_MONO, tone } from '#renderer/ui/theme/tokens.ts';
import type { ModelCardView } from '#shared/contract/models.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import {
  binWords,
  intervalWords,
  KIND_WORDS,
  LEAST_CASES,
  leftWords,
  measuresOf,
  millinats,
  parameterText,
  spanWords,
  type Measure,
} from './model-words.ts';

/** A part of the card with its heading. */
const Block = styled('section')({
  minWidth: 0,
  display: 'flex',
  flexDirection: 'column',
  fontSize: 12,
  lineHeight: 1.4,
  '& > header': { display: 'flex', alignItems: 'center', gap: 8, minHeight: 26, marginBottom: 6 },
  '& h3': { fontSize: 12, fontWeight: 600 },
  '& header > small': { flex: 1, minWidth: 0, color: tone.text3, fontSize: 11 },
  '& th:first-of-type, & td:first-of-type': { paddingLeft: 0 },
  '& th:last-of-type, & td:last-of-type': { paddingRight: 0 },
  '& th, & td': { paddingLeft: 4, paddingRight: 4 },
});

function Part({
  title,
  note,
  side,
  children,
}: {
  title: string;
  note?: string;
  side?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Block aria-label={title}>
      <header>
        <h3>{title}</h3>
        <small>{note}</small>
        {side}
      </header>
      {children}
    </Block>
  );
}

type OutOfSample = ModelCardView['outOfSample'];

const BETTER = { true: say('better'), false: say('no better') } as const;

function MeasureRow({ measure: { name, title, model, base, better } }: { readonly measure: Measure }) {
  return (
    <tr title={title} style={{ height: 27 }}>
      <td>{name}</td>
      <td data-right style={{ fontWeight: 600 }}>
        {model}
      </td>
      <td data-right style={{ color: tone.text2 }}>
        {base}
      </td>
      <td style={{ color: better === true ? tone.up : tone.text3 }}>{better === null ? '' : BETTER[`${better}`]}</td>
    </tr>
  );
}

const NO_EVIDENCE = say('No figure is told under {least} cases: it would be chance.', { least: LEAST_CASES });

/** What it was worth on cases it had not seen, beside the base rate. */
export function WorthPart({ outOfSample }: { readonly outOfSample: OutOfSample }) {
  const { cases, from, to, gain, followedR } = outOfSample;
  const note = say('{count, plural, one {# case} other {# cases}} it had not seen, {span}', {
    count: cases,
    span: spanWords(from, to),
  });
  if (cases < LEAST_CASES)
    return (
      <Part title={say('Out of sample')} note={say('{count, plural, one {# case} other {# cases}}', { count: cases })}>
        <EmptyNote title={say('Not enough evidence')}>{NO_EVIDENCE}</EmptyNote>
      </Part>
    );
  return (
    <Part title={say('Out of sample')} note={note}>
      <DataTable aria-label={say('Measures out of sample')}>
        <thead>
          <tr>
            <th>{say('Measure')}</th>
            <th data-right>{say('Model')}</th>
            <th data-right>{say('Base rate')}</th>
            <th>{say('Against it')}</th>
          </tr>
        </thead>
        <tbody>
          {measuresOf(outOfSample).map((measure) => (
            <MeasureRow key={measure.name} measure={measure} />
          ))}
          <tr style={{ height: 27 }} title={say('Less log loss per case than the base rate, thousandths of a nat')}>
            <td>{say('Gain, millinats a case')}</td>
            <td data-right style={{ fontWeight: 600 }}>
              {millinats(gain?.mean ?? null)}
            </td>
            <td colSpan={2} style={{ color: tone.text2 }}>
              {gain === null ? say('too few blocks of time') : intervalWords(gain)}
            </td>
          </tr>
          <tr
            style={{ height: 27 }}
            title={say('Mean result of the side it named, after fees, in distances to the stop')}
          >
            <td>{say('Followed, after fees')}</td>
            <td data-right style={{ fontWeight: 600, color: followedR < 0 ? tone.down : tone.up }}>
              {formatR(followedR)}
            </td>
            <td colSpan={2} style={{ color: tone.text2 }}>
              {say('a case, in multiples of the risk')}
            </td>
          </tr>
        </tbody>
      </DataTable>
    </Part>
  );
}

const CURVE_VIEWS = [
  { value: 'chart', label: say('Chart') },
  { value: 'table', label: say('Table') },
] as const;

/** Whether what it says happens as often as it says. */
export function CurvePart({ outOfSample: { cases, curve } }: { readonly outOfSample: OutOfSample }) {
  const [view, setView] = useState<'chart' | 'table'>('chart');
  const enough = cases >= LEAST_CASES && curve.length > 0;
  const side = enough && <Segmented label={say('Curve as')} options={CURVE_VIEWS} value={view} onChange={setView} />;
  return (
    <Part title={say('Reliability')} note={enough ? binWords(curve) : ''} side={side}>
      {!enough && <EmptyNote title={say('Not enough evidence')}>{NO_EVIDENCE}</EmptyNote>}
      {enough && view === 'chart' && <ReliabilityChart points={curve} />}
      {enough && view === 'table' && <ReliabilityTable points={curve} />}
    </Part>
  );
}

const Bars = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'minmax(104px, max-content) minmax(60px, 1fr) max-content',
  gap: '6px 10px',
  alignItems: 'center',
  '& i': { display: 'block', height: 9, borderRadius: 2, background: tone.king, minWidth: 1 },
  '& span': { whiteSpace: 'nowrap' },
  '& span:nth-of-type(3n)': { textAlign: 'right' },
});

const MOST_FEATURES = 10;

/** Which features move it most: mean size of their Shapley values. */
export function FeaturesPart({ features }: { readonly features: ModelCardView['features'] }) {
  const known = features
    .flatMap(({ name, importance }) => (importance === null ? [] : [{ name, importance }]))
    .sort((a, b) => b.importance - a.importance)
    .slice(0, MOST_FEATURES);
  const most = Math.max(...known.map(({ importance }) => importance), Number.MIN_VALUE);
  return (
    <Part title={say('What moves it')} note={say('mean |Shapley value|, log odds')}>
      {known.length === 0 && (
        <EmptyNote title={say('Not told')}>
          {say('A model of your own does not say why it says what it says.')}
        </EmptyNote>
      )}
      <Bars role="group" aria-label={say('Features by mean Shapley value')}>
        {known.map(({ name, importance }) => (
          <Fragment key={name}>
            <span>{told(name)}</span>
            <span>
              <i style={{ width: `${String((importance / most) * 100)}%` }} />
            </span>
            <span>{formatNumber(importance, 3)}</span>
          </Fragment>
        ))}
      </Bars>
    </Part>
  );
}

/** Each test of the walk-forward. */
export function FoldsPart({ folds }: { readonly folds: OutOfSample['folds'] }) {
  return (
    <Part title={say('Folds')} note={say('each tested after what it was trained on')}>
      <DataTable aria-label={say('Folds of the walk-forward')}>
        <thead>
          <tr>
            <th>{say('Tested on')}</th>
            <th data-right>{say('Trained')}</th>
            <th data-right>{say('Tested')}</th>
            <th data-right>{say('Log loss')}</th>
            <th data-right>{say('Base rate')}</th>
          </tr>
        </thead>
        <tbody>
          {folds.map(({ from, to, trained, tested, logLoss, baseLogLoss }) => (
            <tr key={from} style={{ height: 25 }}>
              <td>{spanWords(from, to)}</td>
              <td data-right>{formatCount(trained)}</td>
              <td data-right>{formatCount(tested)}</td>
              {tested < LEAST_CASES ? (
                <td data-right colSpan={2} style={{ color: tone.text3 }}>
                  {say('not enough evidence')}
                </td>
              ) : (
                <>
                  <td data-right style={{ color: logLoss < baseLogLoss ? tone.up : tone.text, fontWeight: 600 }}>
                    {formatNumber(logLoss, 4)}
                  </td>
                  <td data-right style={{ color: tone.text2 }}>
                    {formatNumber(baseLogLoss, 4)}
                  </td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </DataTable>
    </Part>
  );
}

const Facts = styled('dl')({
  display: 'grid',
  gridTemplateColumns: '128px minmax(0, 1fr)',
  gap: '6px 12px',
  margin: 0,
  '& dt': { color: tone.text3 },
  '& dd': { margin: 0, overflowWrap: 'anywhere' },
  '& code': { fontFamily: FONT_MONO, fontSize: 11 },
});

function labelWords({ barrier, horizon }: ModelCardView['request']): string {
  return say('which of long and short did better, {barrier} ATR to target and stop, {horizon} candles at most', {
    barrier: formatNumber(barrier, 1),
    horizon,
  });
}

/** How it came to be, so that it can be made again. */
export function OriginPart({ card }: { readonly card: ModelCardView }) {
  const { request, hyperparameters, kind, cases, left, trainedFrom, trainedTo } = card;
  const parameters = Object.entries(hyperparameters).map(([name, value]) => parameterText(name, value));
  const facts: readonly (readonly [string, ReactNode])[] = [
    [say('Training window'), spanWords(trainedFrom, trainedTo)],
    [say('Cases'), say('{cases}; left out: {left}', { cases: formatCount(cases), left: leftWords(left) })],
    [
      say('Symbols'),
      say('{count, plural, one {# symbol} other {# symbols}}: {symbols}', {
        count: request.symbols.length,
        symbols: request.symbols.join(', '),
      }),
    ],
    [say('Learnt'), labelWords(request)],
    [say('Kind'), `${KIND_WORDS[kind]}${parameters.length === 0 ? '' : `: ${parameters.join(', ')}`}`],
    [
      say('Trained at'),
      say('{time} UTC, version {version}, seed {seed}', {
        time: formatMoment(card.createdAt),
        version: card.codeVersion,
        seed: request.seed,
      }),
    ],
    [say('Hash of the model'), <code key="m">{card.hash}</code>],
    [say('Hash of the candles'), <code key="d">{card.dataHash}</code>],
  ];
  return (
    <Part title={say('How it was made')} note={say('the same candles and request give the same model, to the byte')}>
      <Facts>
        {facts.map(([name, value]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
      </Facts>
    </Part>
  );
}
