import { expect, test } from 'vitest';
import { LONGEST_UPLOAD, Uploads } from './uploads.ts';

function open(): Uploads {
  let count = 0;
  return new Uploads(() => `upload-${String((count += 1))}`);
}

test('the pieces of a file come back in order, once', () => {
  const uploads = open();
  const first = uploads.add(null, 'symbol,');
  expect(first).toEqual({ id: 'upload-1', length: 7 });
  uploads.add(null, 'another');
  expect(uploads.add('upload-1', 'side')).toEqual({ id: 'upload-1', length: 11 });
  expect(uploads.take('upload-1')).toEqual(['symbol,', 'side']);
  expect(uploads.take('upload-1')).toBeNull();
  expect(uploads.add('upload-1', 'late')).toBeNull();
  expect(uploads.take('upload-2')).toEqual(['another']);
});

test('a file that gets too long is forgotten, and a fifth one takes the place of the oldest', () => {
  const uploads = open();
  const half = 'x'.repeat(LONGEST_UPLOAD / 2);
  uploads.add(null, half);
  expect(uploads.add('upload-1', half)).toMatchObject({ length: LONGEST_UPLOAD });
  expect(uploads.add('upload-1', 'x')).toBeNull();
  expect(uploads.take('upload-1')).toBeNull();
  for (let place = 0; place < 5; place += 1) uploads.add(null, String(place));
  expect(uploads.take('upload-2')).toBeNull();
  expect(uploads.take('upload-3')).toEqual(['1']);
});
