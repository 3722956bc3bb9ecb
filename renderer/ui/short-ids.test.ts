import { expect, it } from 'vitest';
import { shortIds } from './short-ids.ts';

it('cuts long ids to their end and keeps other words', () => {
  expect(shortIds('signal 01J8ZQ4W2N7K5T3M9B6F4F7Q')).toBe('signal …9B6F4F7Q');
  expect(shortIds('reduction by risk-management-desk')).toBe('reduction by risk-management-desk');
  expect(shortIds('close by user')).toBe('close by user');
});
