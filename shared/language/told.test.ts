import { afterEach, describe, expect, it } from 'vitest';
import { hearHost, HostSentences, told } from './told.ts';

const GERMAN = {
  'Your loss of today is {loss} %; at {limit} % entries stop.':
    'Der Verlust von heute ist {loss} %; bei {limit} % enden Einstiege.',
  'The {agent} agent is paused: {reason}.': 'Der Agent {agent} ist pausiert: {reason}.',
  'No entry is taken': 'Kein Einstieg wird angenommen',
  technical: 'Technisch',
  'the feed is stale': 'die Kurse sind veraltet',
  '{n} order{s} open': '{n, plural, one {# Order} other {# Orders}} offen',
  'The order {words}': 'Die Order {words}',
  'is on its way': 'ist unterwegs',
  '{symbol} has no stop': '{symbol} hat keinen Stop',
  '{symbol} has no stop on {venue}': '{symbol} hat auf {venue} keinen Stop',
};

const german = new HostSentences('de', GERMAN);

afterEach(() => hearHost(null));

describe('a sentence of the host', () => {
  it('is left as it came until a language is chosen', () => {
    expect(told('No entry is taken')).toBe('No entry is taken');
    hearHost(german);
    expect(told('No entry is taken')).toBe('Kein Einstieg wird angenommen');
  });

  it('is found by its shape and said with its values', () => {
    expect(german.say('Your loss of today is 2.5 %; at 3 % entries stop.')).toBe(
      'Der Verlust von heute ist 2.5 %; bei 3 % enden Einstiege.',
    );
  });

  it('has its values said too, as far as they are the host’s', () => {
    expect(german.say('The technical agent is paused: the feed is stale.')).toBe(
      'Der Agent Technisch ist pausiert: die Kurse sind veraltet.',
    );
    expect(german.say('The technical agent is paused: lunch.')).toBe('Der Agent Technisch ist pausiert: lunch.');
  });

  it('counts what it counts', () => {
    expect(german.say('1 order open')).toBe('1 Order offen');
    expect(german.say('1,204 orders open')).toBe('1,204 Orders offen');
  });

  it('is the one that says most, of several that fit', () => {
    expect(german.say('XBT has no stop on KuCoin')).toBe('XBT hat auf KuCoin keinen Stop');
    expect(german.say('XBT has no stop')).toBe('XBT hat keinen Stop');
  });

  it('is said part by part where the host joined several', () => {
    expect(german.say('No entry is taken; XBT has no stop')).toBe('Kein Einstieg wird angenommen; XBT hat keinen Stop');
    expect(german.say('Something of a venue; the feed is stale')).toBe('Something of a venue; die Kurse sind veraltet');
    expect(german.say('The feed is stale')).toBe('Die Kurse sind veraltet');
  });

  it('is shown as it came where nobody knows it, markup and braces too', () => {
    for (const text of ['Insufficient balance', '{n} <b>x</b>', "it's {odd", '', '42', '…'.repeat(5_000)])
      expect(german.say(text)).toBe(text);
  });

  it('is not half of another that nobody knows', () => {
    expect(german.say('The order is on its way')).toBe('Die Order ist unterwegs');
    expect(german.say('The order A-17')).toBe('Die Order A-17');
    expect(german.say('The order would cross its own bid')).toBe('The order would cross its own bid');
  });

  it('costs a bounded time, whatever it is made of', () => {
    const began = performance.now();
    german.say(`The ${'a agent is paused: '.repeat(2_000)}`);
    german.say(`${'; '.repeat(2_000)}x`);
    expect(performance.now() - began).toBeLessThan(1_500);
  });
});
