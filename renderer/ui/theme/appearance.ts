import { create } from 'zustand';
import { persist } from 'zustand/middleware';

/** Every choice of appearance, its values in the order they are offered; the first is the default. */
export const APPEARANCE_CHOICES = {
  /** Height of rows and space around panels. */
  density: ['comfortable', 'compact'],
  /** Colours of up and down, long and short. */
  palette: ['green-red', 'blue-orange'],
  /** What stands between thousands: 1,234 or 1 234. */
  grouping: ['comma', 'space'],
  /** The clock at the foot of the window. */
  clock: ['utc', 'utc-and-local'],
  /** `system` follows the system's own setting. */
  motion: ['system', 'reduced'],
} as const;

type Choices = typeof APPEARANCE_CHOICES;
export type Appearance = { readonly [Name in keyof Choices]: Choices[Name][number] };

/** The one place where the choices are kept. */
const STORAGE_KEY = 'zmart-appearance';

const DEFAULTS: Appearance = {
  density: 'comfortable',
  palette: 'green-red',
  grouping: 'comma',
  clock: 'utc',
  motion: 'system',
};

const among = <Value extends string>(values: readonly Value[], kept: unknown, otherwise: Value): Value =>
  values.find((value) => value === kept) ?? otherwise;

/** The choices within what was kept; what is missing or unknown becomes the default. */
export function readAppearance(kept: unknown): Appearance {
  const record = typeof kept === 'object' && kept !== null ? (kept as Readonly<Record<string, unknown>>) : {};
  return {
    density: among(APPEARANCE_CHOICES.density, record['density'], DEFAULTS.density),
    palette: among(APPEARANCE_CHOICES.palette, record['palette'], DEFAULTS.palette),
    grouping: among(APPEARANCE_CHOICES.grouping, record['grouping'], DEFAULTS.grouping),
    clock: among(APPEARANCE_CHOICES.clock, record['clock'], DEFAULTS.clock),
    motion: among(APPEARANCE_CHOICES.motion, record['motion'], DEFAULTS.motion),
  };
}

/** The appearance in use; kept over restarts, by browser or desktop profile. */
export const useAppearance = create<Appearance>()(
  persist((): Appearance => DEFAULTS, {
    name: STORAGE_KEY,
    merge: readAppearance,
  }),
);

/** Puts the choices that styles ask for on the root element. */
export function showAppearance(root: HTMLElement, { density, palette, motion }: Appearance): void {
  root.dataset['density'] = density;
  root.dataset['palette'] = palette;
  root.dataset['motion'] = motion;
}
