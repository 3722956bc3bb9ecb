import { EventEmitter } from 'node:events';
import { record } from './record.ts';

type Answer = (request: { readonly url: string; readonly method: string }) => Promise<Response>;
type RequestHandler = (contents: unknown, permission: string, callback: (granted: boolean) => void) => void;
type CheckHandler = (contents: unknown, permission: string) => boolean;
type BeforeRequest = (details: { readonly url: string }, callback: (verdict: { cancel: boolean }) => void) => void;

/** The one session: keeps the handlers it is given, for the window and the tests to call. */
class StandInSession extends EventEmitter {
  readonly schemes = new Map<string, Answer>();
  permissionRequest: RequestHandler | null = null;
  permissionCheck: CheckHandler | null = null;
  devicePermission: ((details: unknown) => boolean) | null = null;
  beforeRequest: BeforeRequest | null = null;

  readonly protocol = {
    handle: (scheme: string, answer: Answer): void => {
      record('protocol.handle', scheme);
      this.schemes.set(scheme, answer);
    },
  };

  readonly webRequest = {
    onBeforeRequest: (listener: BeforeRequest): void => {
      this.beforeRequest = listener;
    },
  };

  setPermissionRequestHandler(handler: RequestHandler): void {
    this.permissionRequest = handler;
  }

  setPermissionCheckHandler(handler: CheckHandler): void {
    this.permissionCheck = handler;
  }

  setDevicePermissionHandler(handler: (details: unknown) => boolean): void {
    this.devicePermission = handler;
  }

  setDisplayMediaRequestHandler(handler: unknown): void {
    record('session.setDisplayMediaRequestHandler', handler);
  }

  setSpellCheckerEnabled(enabled: boolean): void {
    record('session.setSpellCheckerEnabled', enabled);
  }

  /** Whether the shell lets a request pass. */
  passes(url: string): boolean {
    let isCancelled = false;
    this.beforeRequest?.({ url }, ({ cancel }) => {
      isCancelled = cancel;
    });
    return !isCancelled;
  }

  /** Whether a permission would be granted, by either of the ways Chromium asks. */
  grants(permission: string): boolean {
    let isGranted = this.permissionRequest === null || this.permissionCheck === null;
    this.permissionRequest?.(null, permission, (granted) => {
      isGranted ||= granted;
    });
    return isGranted || this.permissionCheck?.(null, permission) === true || this.devicePermission?.({}) === true;
  }
}

export const session = { defaultSession: new StandInSession() };

export const protocol = {
  registerSchemesAsPrivileged: (schemes: unknown): void => record('protocol.registerSchemesAsPrivileged', schemes),
};
