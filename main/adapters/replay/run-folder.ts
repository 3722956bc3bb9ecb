import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  replayReport,
  replayRequest,
  type ReplayReport,
  type ReplayRequest,
  type ReplaySummary,
} from '#shared/contract/replay.ts';
import { writeWhole } from '../system/whole-file.ts';

const REQUEST = 'request.json';
const REPORT = 'report.json';
const STATE = 'state.json';

/** What a run's folder says of it. */
export interface RunFolder {
  writeRequest(run: { readonly id: string; readonly request: ReplayRequest; readonly startedAt: number }): void;
  writeState(state: 'canceled' | 'failed'): void;
  writeReport(report: ReplayReport): void;
  readReport(): ReplayReport | null;
  readRequest(): { readonly id: string; readonly request: ReplayRequest; readonly startedAt: number } | null;
  readState(): 'done' | 'canceled' | 'failed' | 'cut off';
}

/** The files beside a run's journal. */
export function openRunFolder(folder: string): RunFolder {
  const write = (name: string, value: unknown): void => writeWhole(join(folder, name), JSON.stringify(value));
  const read = (name: string): unknown => {
    const path = join(folder, name);
    return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as unknown) : null;
  };
  return {
    writeRequest: ({ id, request, startedAt }) => {
      write(REQUEST, { id, request, startedAt });
    },
    writeState: (state) => {
      write(STATE, { state });
    },
    writeReport: (report) => {
      write(REPORT, report);
    },
    readReport() {
      const value = read(REPORT);
      return value === null ? null : replayReport.parse(value);
    },
    readRequest() {
      const value = read(REQUEST) as { id?: unknown; request?: unknown; startedAt?: unknown } | null;
      if (value === null) return null;
      return { id: String(value.id), request: replayRequest.parse(value.request), startedAt: Number(value.startedAt) };
    },
    readState() {
      if (existsSync(join(folder, REPORT))) return 'done';
      const value = read(STATE) as { state?: unknown } | null;
      return value?.state === 'canceled' || value?.state === 'failed' ? value.state : 'cut off';
    },
  };
}

/** Every run of a data folder, newest first. A run that ended without a report, a cancel or a failure was cut off. */
export function listRuns(dataFolder: string, running: string | null): ReplaySummary[] {
  const folder = join(dataFolder, 'replays');
  if (!existsSync(folder)) return [];
  const runs = readdirSync(folder, { withFileTypes: true }).flatMap((entry): ReplaySummary[] => {
    if (!entry.isDirectory()) return [];
    const run = openRunFolder(join(folder, entry.name));
    const request = run.readRequest();
    if (request === null) return [];
    const state = run.readState();
    const report = state === 'done' ? run.readReport() : null;
    return [
      {
        id: request.id,
        startedAt: request.startedAt,
        state: request.id === running ? 'running' : state === 'cut off' ? 'failed' : state,
        request: request.request,
        returnShare: report?.result.returnShare ?? null,
        rootHash: report?.rootHash ?? null,
      },
    ];
  });
  return runs.sort((a, b) => b.startedAt - a.startedAt);
}
