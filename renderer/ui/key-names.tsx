import { Kbd } from './kbd.tsx';

const NAMES: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
};

/** A key or a chord as printed on the keys: `Ctrl+K` is two, `G D` is two in turn. */
export function KeyNames({ keys }: { readonly keys: string }) {
  return (
    <span style={{ display: 'inline-flex', gap: 3, flex: 'none' }}>
      {keys
        .split(' ')
        .flatMap((chord, turn) =>
          chord.split(/\+(?=.)/).map((name) => <Kbd key={`${String(turn)}${name}`}>{NAMES[name] ?? name}</Kbd>),
        )}
    </span>
  );
}
