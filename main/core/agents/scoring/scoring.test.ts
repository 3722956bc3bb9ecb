import { expect, it } from 'vitest';
import { SCORING_AGENTS } from '#shared/domain/agent.ts';
import { emptyReading } from './reading.ts';
import { FEATURE_AGENTS, opinionsOn, WITHOUT_SOURCE } from './scoring.ts';

it('every agent is asked, in the order of the screens, and those without a source say what is missing', () => {
  const opinions = opinionsOn(emptyReading());
  expect(opinions.map(({ agent }) => agent)).toEqual(SCORING_AGENTS);
  for (const opinion of opinions) {
    if (opinion.agent === 'technical') expect(opinion.status).toBe('warming-up');
    else {
      const reason =
        WITHOUT_SOURCE.get(opinion.agent) ?? FEATURE_AGENTS.find((a) => a.agent === opinion.agent)?.without;
      expect(opinion).toMatchObject({ status: 'no-data', reason });
    }
  }
});
