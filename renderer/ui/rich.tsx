import { Fragment, type ReactNode } from 'react';
import { prepared } from '#shared/language/words.ts';

/** What fills the places of a message, and what surrounds the parts it marks. */
export type RichValues = Readonly<Record<string, ReactNode | ((inside: ReactNode) => ReactNode)>>;

/**
 * A text for people with marked parts: `rich('<b>{symbol}</b> is paused', { symbol, b: (inside) => <b>{inside}</b> })`.
 * Values are shown as text or elements, never read as markup.
 */
export function rich(message: string, values: RichValues): ReactNode {
  const marks = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'function' ? (inside: ReactNode[]) => value(keyed(inside)) : value,
    ]),
  );
  const parts = prepared(message, true).format<ReactNode>(marks);
  return Array.isArray(parts) ? keyed(parts) : parts;
}

const keyed = (parts: readonly ReactNode[]): ReactNode => parts.map((part, at) => <Fragment key={at}>{part}</Fragment>);
