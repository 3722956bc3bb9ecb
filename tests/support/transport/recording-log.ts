import type { Log } from '#core/ports/log.ts';

/** A log that keeps every line as text. */
export class RecordingLog implements Log {
  readonly lines: string[] = [];

  info(message: string, context: Readonly<Record<string, unknown>> = {}): void {
    this.lines.push(`info ${message} ${JSON.stringify(context)}`);
  }

  warn(message: string, context: Readonly<Record<string, unknown>> = {}): void {
    this.lines.push(`warn ${message} ${JSON.stringify(context)}`);
  }

  error(message: string, context: Readonly<Record<string, unknown>> = {}): void {
    this.lines.push(`error ${message} ${JSON.stringify(context)}`);
  }

  get text(): string {
    return this.lines.join('\n');
  }
}
