/** One thing the shell asked Electron for. */
export interface RecordedCall {
  readonly name: string;
  readonly args: readonly unknown[];
}

const calls: RecordedCall[] = [];

/** Notes a call for the test to read; functions within it are left out by the way it travels. */
export function record(name: string, ...args: readonly unknown[]): void {
  calls.push({ name, args });
}

export const recordedCalls = (): readonly RecordedCall[] => calls;

/** An event that can be refused, as Electron hands it to listeners. */
export class RefusableEvent {
  prevented = false;

  preventDefault(): void {
    this.prevented = true;
  }
}
