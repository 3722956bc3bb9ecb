import { SCORING_AGENTS, type Opinion } from '#shared/domain/agent.ts';
import type { Sha256Hex } from '#shared/domain/ids.ts';
import type { Score } from '#shared/domain/score.ts';
import { canonicalJson, type Json } from '#shared/kernel/canonical-json.ts';
import { FeatureRow } from '../../features/feature-row.ts';
import { FEATURES, MISSING } from '../../features/feature-table.ts';
import type { Hasher } from '../../ports/hasher.ts';
import { emptyReading, type TechnicalReading } from './reading.ts';
import { scoreOf, type AgentWeights, type OtherEvidence } from './scoring.ts';

/**
 * Everything a score was computed from, as one line of text, so that it can be computed again. Five parts separated by `|`:
 * the version of the format; the reading; the features; the weights of the agents; the opinions made elsewhere, as JSON.
 * Figures stand in the order of their tables, separated by blanks, with all their digits. A feature's time follows it as
 * `@time` where it is another than that of the feature before; a missing one is `!` and the number of its reason.
 */
export type ScoreInputs = string;

/** Rises when a table behind the format gains, loses or moves a figure. */
const VERSION = '1';
const READING = Object.keys(emptyReading()) as readonly (keyof TechnicalReading)[];

/** The inputs of a score as they are now. Every number is printed once: this runs with every decision. */
export function scoreInputs(reading: TechnicalReading, { features, provided, weights }: OtherEvidence): ScoreInputs {
  let text = `${VERSION}|`;
  for (const name of READING) text += `${String(reading[name])} `;
  text += '|';
  if (features !== null) text += featuresText(features);
  text += '|';
  for (const agent of SCORING_AGENTS) text += `${String(weights[agent])} `;
  return `${text}|${provided.length === 0 ? '[]' : canonicalJson(provided as unknown as Json)}`;
}

function featuresText(row: FeatureRow): string {
  let text = '';
  let time = 0;
  for (const { name } of FEATURES) {
    const reason = row.reason(name);
    const asOf = row.at(name);
    text += reason === null ? String(row.get(name)) : `!${String(MISSING.indexOf(reason))}`;
    text += asOf === time ? ' ' : `@${String(asOf)} `;
    time = asOf;
  }
  return text;
}

/** SHA-256 of all inputs. */
export const inputHash = (inputs: ScoreInputs, hasher: Hasher): Sha256Hex => hasher.sha256(inputs);

/** The score, computed anew from recorded inputs by the same functions; null when another version wrote them. */
export function scoreAgain(inputs: ScoreInputs): Score | null {
  const [version, read = '', features = '', weights = '', ...provided] = inputs.split('|');
  if (version !== VERSION) return null;
  const reading = emptyReading();
  const figures = figuresOf(read);
  for (const [i, name] of READING.entries()) reading[name] = Number(figures[i]);
  const shares = figuresOf(weights).map(Number);
  return scoreOf(reading, {
    features: features === '' ? null : rowOf(features),
    weights: Object.fromEntries(SCORING_AGENTS.map((agent, i) => [agent, shares[i] ?? 0])) as AgentWeights,
    provided: JSON.parse(provided.join('|')) as readonly Opinion[],
  });
}

const figuresOf = (text: string): readonly string[] => text.trim().split(' ');

function rowOf(features: string): FeatureRow {
  const row = new FeatureRow();
  const figures = figuresOf(features);
  let time = 0;
  for (const [i, { name }] of FEATURES.entries()) {
    const [value = '', asOf] = (figures[i] ?? '').split('@');
    if (asOf !== undefined) time = Number(asOf);
    const reason = value.startsWith('!') ? MISSING[Number(value.slice(1))] : null;
    if (reason === null) row.set(name, Number(value), time);
    else row.miss(name, reason ?? 'no-source', time);
  }
  return row;
}
