import { expect, it } from 'vitest';
import { SCREEN_PATHS } from '#shared/domain/screen-path.ts';
import { SCREENS } from './screens.ts';

it('there is a screen at every path that the menu and links lead to, and at no other', () => {
  expect(SCREENS.map(({ path }) => path).toSorted()).toEqual(SCREEN_PATHS.toSorted());
});
