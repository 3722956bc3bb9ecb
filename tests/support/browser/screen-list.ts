import { SCREENS } from '#renderer/app/screens.ts';

/** Every screen of the table, so that a new one is covered by itself. */
export const SCREEN_LIST = SCREENS.map(({ path, label }) => ({ path, label }));
