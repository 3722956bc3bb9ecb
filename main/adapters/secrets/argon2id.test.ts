import * as crypto from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { argon2id } from './argon2id.ts';
import { productHigh } from './argon2-block.ts';
import { blake2b } from './blake2b.ts';

describe('BLAKE2b', () => {
  it('gives what RFC 7693 says for "abc"', () => {
    expect(blake2b(Buffer.from('abc'), 64).toString('hex')).toBe(
      'ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1' +
        '7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923',
    );
  });

  it('is the runtime’s own, for every length of input', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (input) => {
        const native = crypto.createHash('blake2b512').update(input).digest();
        expect(blake2b(input, 64).equals(native)).toBe(true);
      }),
      { numRuns: 60 },
    );
    for (const length of [0, 65, 1.5]) expect(() => blake2b(Buffer.alloc(1), length)).toThrow(RangeError);
  });
});

describe('argon2id', () => {
  it.each([
    [{ memoryKiB: 256, passes: 2, lanes: 1 }, '9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe'],
    [{ memoryKiB: 256, passes: 2, lanes: 2 }, '6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037'],
  ])('gives what the reference implementation gives for %j', async (cost, tag) => {
    const made = await argon2id(Buffer.from('password'), Buffer.from('somesalt'), cost, 32);
    expect(made.toString('hex')).toBe(tag);
  });

  it('is the runtime’s own, for any password, salt, cost and length', async () => {
    const costs = fc.record({
      lanes: fc.integer({ min: 1, max: 4 }),
      passes: fc.integer({ min: 1, max: 3 }),
      more: fc.integer({ min: 0, max: 700 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 200 }),
        fc.uint8Array({ minLength: 8, maxLength: 40 }),
        costs,
        fc.integer({ min: 4, max: 200 }),
        async (password, salt, { lanes, passes, more }, length) => {
          const memoryKiB = 8 * lanes + more;
          const native = crypto.argon2Sync('argon2id', {
            message: password,
            nonce: salt,
            parallelism: lanes,
            memory: memoryKiB,
            passes,
            tagLength: length,
          });
          const cost = { memoryKiB, passes, lanes };
          const ours = await argon2id(Buffer.from(password), Buffer.from(salt), cost, length);
          expect(ours.toString('hex')).toBe(native.toString('hex'));
        },
      ),
      { numRuns: 25 },
    );
  });

  it('is the same with parts longer than what it does at once, and lets others work between them', async () => {
    let pauses = 0;
    const breathe = async (): Promise<void> => void (pauses += 1);
    const [password, salt, cost] = [Buffer.from('a'), Buffer.alloc(16, 3), { memoryKiB: 8_200, passes: 1, lanes: 1 }];
    const ours = await argon2id(password, salt, cost, 64, breathe);
    expect(pauses).toBe(4 * Math.ceil(2_050 / 768));
    const native = { message: password, nonce: salt, parallelism: 1, memory: 8_200, passes: 1, tagLength: 64 };
    expect(ours.equals(crypto.argon2Sync('argon2id', native))).toBe(true);
  });
});

describe('the product of two halves', () => {
  it('is exact', () => {
    const half = fc.integer({ min: 0, max: 0xffff_ffff });
    fc.assert(
      fc.property(half, half, (a, b) => {
        expect(productHigh(a, b)).toBe(Number((BigInt(a) * BigInt(b)) >> 32n));
      }),
    );
  });
});
