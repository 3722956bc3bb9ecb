import { afterAll, beforeAll, expect, it } from 'vitest';
import { startDemoHost, type DemoHost } from '#tests/support/host/demo-host.ts';

let demo: DemoHost;

beforeAll(async () => {
  demo = await startDemoHost();
});

afterAll(() => demo.close());

interface RiskStatus {
  readonly alarms: readonly { readonly id: number; readonly title: string }[];
}

const openAlarms = async (): Promise<RiskStatus['alarms']> =>
  ((await demo.ask('GET', '/risk')).body as RiskStatus).alarms;

it('an alert rule of the liquidation maps that is set as an alarm waits until a person acknowledges it', async () => {
  const wanted = { kind: 'void-entered', symbol: null, threshold: 0.005, cooldownMinutes: 30 };
  const quiet = await demo.ask('POST', '/liquidation-alerts', { ...wanted, level: 'warning' });
  const loud = await demo.ask('POST', '/liquidation-alerts', { ...wanted, threshold: 0.01, level: 'alarm' });
  for (const { status, body } of [quiet, loud]) {
    expect(status, JSON.stringify(body)).toBe(200);
    const { key } = body as { readonly key: string };
    expect((await demo.ask('POST', '/liquidation-alerts/test', { id: key })).status).toBe(200);
  }
  const rung = (await openAlarms()).filter(({ title }) => title === 'Test: Void entered');
  expect(rung).toHaveLength(1);
  await demo.ask('POST', '/risk/acknowledge', { id: rung[0]?.id });
  expect((await openAlarms()).some(({ id }) => id === rung[0]?.id)).toBe(false);
});
