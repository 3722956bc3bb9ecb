import type { NoticeLevel } from '#shared/domain/alert.ts';
import type { AlertPlace, PriceAlert } from '#shared/domain/price-alert.ts';
import type { Notifier } from '../../ports/notifier.ts';
import { heldWords } from '../cool-down.ts';
import { crossingTitle } from './words.ts';

type Notice = Parameters<Notifier['notify']>[0];

/** An alert that fires, and what it did not tell before. */
export interface Ring {
  readonly alert: PriceAlert;
  readonly place: AlertPlace;
  readonly sentence: string;
  readonly held: number;
}

/** More than these at one moment are told in one notice. */
const MOST_APART = 3;

function one({ alert, place, sentence, held }: Ring): Notice {
  const note = alert.note === '' ? '' : ` Note: ${alert.note}`;
  const about = { screen: '/console', symbol: alert.symbol } as const;
  return {
    level: alert.level,
    title: crossingTitle(alert, place),
    body: `${sentence}${heldWords(held)}${note}`,
    about,
  };
}

function together(level: NoticeLevel, rings: readonly Ring[]): Notice {
  const told = rings.slice(0, MOST_APART).map(({ sentence }) => sentence);
  const symbol = rings[0]?.alert.symbol;
  const title = `${symbol ?? ''}: ${String(rings.length)} price alerts`;
  const about = { screen: '/console', ...(symbol === undefined ? {} : { symbol }) } as const;
  return { level, title, body: `${told.join(' ')} And ${String(rings.length - MOST_APART)} more.`, about };
}

/** What a person is told of alerts that fired at one ticker. */
export function noticesOf(rings: readonly Ring[]): readonly Notice[] {
  const levels = new Map<NoticeLevel, Ring[]>();
  for (const ring of rings) {
    const own = levels.get(ring.alert.level);
    if (own === undefined) levels.set(ring.alert.level, [ring]);
    else own.push(ring);
  }
  return [...levels].flatMap(([level, own]) => (own.length > MOST_APART ? [together(level, own)] : own.map(one)));
}
