import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { querySource } from '#renderer/data/query-source.ts';
import { formatCount, formatPercent } from '#renderer/ui/format.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { rich } from '#renderer/ui/rich.tsx';
import { FONT_MONO, tone } from '#renderer/ui/theme/tokens.ts';
import type { HorizonSkillView } from '#shared/contract/liquidations.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { useLiquidationSkill, useShownRow } from '../use-liquidation-data.ts';
import {
  axisPlace,
  brierWords,
  heroHorizon,
  horizonText,
  horizonVerdict,
  isMeasured,
  skillAxis,
  verdictOf,
  type SkillView,
} from './skill-words.ts';
import { useNothing } from './use-nothing.ts';

/** Where the figures come from. */
export const SKILL_ORIGIN = {
  from: say('Recorded months of prices and liquidations the model had not seen'),
  kind: 'measured',
} as const;

/** What measures the map, as it is typed. */
const COMMAND = ['zmart', 'liquidation', 'skill'].join(' ');

const Body = styled('div')({
  padding: '8px 16px 10px',
  display: 'grid',
  gap: 6,
  gridTemplateColumns: 'minmax(0, 1fr)',
  alignContent: 'start',
  minHeight: 0,
  overflowY: 'auto',
  overflowX: 'hidden',
  fontSize: 11,
  lineHeight: '16px',
  color: tone.text2,
  '& b': { fontWeight: 600, color: tone.text },
  '& code': { fontFamily: FONT_MONO, fontSize: 10.5, color: tone.text2, overflowWrap: 'anywhere' },
});

const Hero = styled('p')({
  display: 'flex',
  alignItems: 'baseline',
  flexWrap: 'wrap',
  gap: '0 7px',
  whiteSpace: 'nowrap',
  '& strong': { fontSize: 20, fontWeight: 600, color: tone.text, lineHeight: '24px' },
  '& > :last-child': { marginLeft: 'auto', color: tone.text3 },
});

const Dots = styled('table')({
  width: '100%',
  borderCollapse: 'collapse',
  tableLayout: 'fixed',
  '& th': { width: 30, textAlign: 'left', fontWeight: 400 },
  '& td': { height: 18, padding: 0 },
  '& td:last-of-type': { width: 58, textAlign: 'right', whiteSpace: 'nowrap' },
});

const Lane = styled('div')({
  position: 'relative',
  height: 18,
  margin: '0 8px',
  '& > i': { position: 'absolute', top: '50%' },
  '& > .bar': { height: 5, borderRadius: 2, transform: 'translateY(-50%)' },
  '& > .tick': { width: 2, height: 14, background: tone.text, transform: 'translate(-50%, -50%)' },
  '& > .dot': { width: 7, height: 7, borderRadius: 4, transform: 'translate(-50%, -50%)', boxSizing: 'border-box' },
  '& > .line': { top: 0, height: '100%', width: 1, background: tone.grid },
  '& > span': { position: 'absolute', transform: 'translateX(-50%)', color: tone.text3 },
});

const Outline = styled('span')({
  flex: 'none',
  height: 18,
  padding: '0 6px',
  borderRadius: 4,
  border: `1px solid ${tone.lineStrong}`,
  color: tone.text2,
  fontSize: 10.5,
  lineHeight: '16px',
  fontWeight: 600,
  letterSpacing: '0.04em',
  whiteSpace: 'nowrap',
  '&[data-better=true]': { color: tone.up, background: tone.upSoft, borderColor: 'transparent' },
});

/** The verdict as a word: without colour unless the map was measured to be better. */
export function SkillTag({ skill, tight = false }: { readonly skill: SkillView | null; readonly tight?: boolean }) {
  const { word, short, better } = verdictOf(skill);
  const sentence = skill === null ? undefined : told(skill.sentence);
  return (
    <Outline
      data-better={better}
      title={tight ? say('{verdict}. {sentence}', { verdict: word, sentence: sentence ?? '' }) : sentence}
    >
      {tight ? short : word}
    </Outline>
  );
}

interface LineProps {
  readonly one: HorizonSkillView;
  readonly leastCases: number;
  readonly axis: ReturnType<typeof skillAxis>;
}

const at = (axis: LineProps['axis'], share: number): string => `${axisPlace(axis, share).toFixed(2)}%`;

function lineWords({ one, leastCases }: Omit<LineProps, 'axis'>): string {
  const { words } = horizonVerdict(one, leastCases);
  if (!isMeasured(one, leastCases)) return words;
  const [from, to] = (one.hitInterval ?? []).map((end) => formatPercent(end, 1));
  const known = from !== undefined && to !== undefined;
  return say('hit {hit} ({interval}), random {random}, n = {levels}', {
    hit: formatPercent(one.hitRate, 1),
    interval: known ? say('{from} to {to}', { from, to }) : say('interval unknown'),
    random: formatPercent(one.randomHitRate, 1),
    levels: formatCount(one.levels),
  });
}

function HorizonLine({ one, leastCases, axis }: LineProps) {
  const { words, better } = horizonVerdict(one, leastCases);
  const { hitRate, hitInterval, randomHitRate } = one;
  const shown = isMeasured(one, leastCases) && hitRate !== null;
  const colour = better ? tone.king : tone.text3;
  if (!shown) {
    return (
      <tr>
        <th scope="row">{horizonText(one.horizonMs)}</th>
        <td colSpan={2} style={{ color: tone.text3 }}>
          {words}
        </td>
      </tr>
    );
  }
  return (
    <tr title={lineWords({ one, leastCases })}>
      <th scope="row">{horizonText(one.horizonMs)}</th>
      <td>
        <Lane role="img" aria-label={lineWords({ one, leastCases })}>
          {axis.ticks.map((tick) => (
            <i key={tick} className="line" style={{ left: at(axis, tick) }} />
          ))}
          {hitInterval !== null && (
            <i
              className="bar"
              style={{
                left: at(axis, hitInterval[0]),
                right: `calc(100% - ${at(axis, hitInterval[1])})`,
                background: better ? tone.king : tone.stop,
                opacity: better ? 0.45 : 1,
              }}
            />
          )}
          {randomHitRate !== null && <i className="tick" style={{ left: at(axis, randomHitRate) }} />}
          <i
            className="dot"
            style={{
              left: at(axis, hitRate),
              background: better ? colour : tone.panel,
              border: `1.5px solid ${better ? colour : tone.text}`,
            }}
          />
        </Lane>
      </td>
      <td style={{ color: better ? tone.text : tone.text3, fontWeight: better ? 600 : 400 }}>{words}</td>
    </tr>
  );
}

function HeroFigures({ one, better }: { readonly one: HorizonSkillView; readonly better: boolean }) {
  const decimals = (one.hitRate ?? 1) < 0.1 ? 1 : 0;
  const b = (inside: ReactNode): ReactNode => <strong>{inside}</strong>;
  return (
    <Hero>
      <span aria-hidden style={{ color: better ? tone.king : tone.text }}>
        {better ? '●' : '○'}
      </span>
      {rich('<b>{share}</b> hit', { share: formatPercent(one.hitRate, decimals), b })}
      <span aria-hidden style={{ color: tone.text, fontWeight: 600 }}>
        |
      </span>
      {rich('<b>{share}</b> random', { share: formatPercent(one.randomHitRate, decimals), b })}
      <span>
        {horizonText(one.horizonMs)}, n = {formatCount(one.levels)}
      </span>
    </Hero>
  );
}

function Measured({ skill, coin }: { readonly skill: SkillView; readonly coin: string }) {
  const axis = skillAxis(skill);
  const hero = heroHorizon(skill);
  const { leastCases } = skill;
  const weighed = { brier: brierWords(skill), b: (inside: ReactNode) => <b>{inside}</b> };
  return (
    <Body>
      {hero !== null && <HeroFigures one={hero} better={horizonVerdict(hero, leastCases).better} />}
      {skill.horizons.length > 0 && (
        <Dots aria-label={say('Hit rate of the map of {coin} against random levels, by horizon', { coin })}>
          <tbody>
            {skill.horizons.map((one) => (
              <HorizonLine key={one.horizonMs} one={one} leastCases={leastCases} axis={axis} />
            ))}
            <tr aria-hidden>
              <th />
              <td>
                <Lane style={{ height: 14 }}>
                  {axis.ticks.map((tick) => (
                    <span key={tick} style={{ left: at(axis, tick) }}>
                      {String(Math.round(tick * 100))}
                    </span>
                  ))}
                </Lane>
              </td>
              <td style={{ color: tone.text3 }}>%</td>
            </tr>
          </tbody>
        </Dots>
      )}
      <p title={told(skill.sentence)}>
        {skill.mayWeigh
          ? rich('{brier}. <b>The map may weigh in the score.</b>', weighed)
          : rich('{brier}. <b>The map weighs nothing in the score.</b>', weighed)}
      </p>
      <p style={{ color: tone.text3 }}>
        {rich('Measured on {source}; again with {command}', {
          source: <span title={skill.source}>{skill.source.replace(/\.csv(\.gz)?$/, '')}</span>,
          command: <code>{COMMAND}</code>,
        })}
      </p>
    </Body>
  );
}

/** How good the map was measured to be, against random levels. */
export function SkillBody() {
  const query = useLiquidationSkill();
  const row = useShownRow();
  const nothing = useNothing();
  if (nothing) return <EmptyNote title={say('Nothing to measure')}>{say('No map of any contract yet.')}</EmptyNote>;
  if (query.data === undefined || row === null) return <LoadingRows rows={4} />;
  const skill = query.data.find(({ coin }) => coin === row.coin) ?? null;
  if (skill !== null) return <Measured skill={skill} coin={row.coin} />;
  return (
    <EmptyNote title={say('Not measured for {coin}', { coin: row.coin })}>
      {rich('No recorded months of {coin} were measured, so its map weighs nothing. Measure your own: {command}', {
        coin: row.coin,
        command: <code>{[COMMAND, '--data', `<${say('folder')}>`].join(' ')}</code>,
      })}
    </EmptyNote>
  );
}

/** The skill of the map shown; null while not known or never measured. */
export function useShownSkill(): SkillView | null {
  const { data } = useLiquidationSkill();
  const row = useShownRow();
  return data?.find(({ coin }) => coin === row?.coin) ?? null;
}

/** The skill of the map shown, framed. */
export function SkillPanel() {
  const query = useLiquidationSkill();
  const row = useShownRow();
  const skill = useShownSkill();
  return (
    <Panel
      label={say('Skill')}
      origin={SKILL_ORIGIN}
      source={querySource(query)}
      header={
        <PanelHead title={say('Skill')} note={row === null ? '' : say('{coin}, out of sample', { coin: row.coin })}>
          {query.data !== undefined && row !== null && <SkillTag skill={skill} />}
        </PanelHead>
      }
    >
      <SkillBody />
    </Panel>
  );
}
