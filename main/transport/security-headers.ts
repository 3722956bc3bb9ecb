import { randomBytes } from 'node:crypto';

/** A fresh nonce for the styles of one page. */
export const newNonce = (): string => randomBytes(16).toString('base64');

const policy = (nonce: string | null): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${nonce === null ? '' : ` 'nonce-${nonce}'`}`,
    "connect-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

function headersWith(nonce: string | null): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': policy(nonce),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), payment=()',
    'Cache-Control': 'no-store',
  };
}

const WITHOUT_STYLES = headersWith(null);

/** The headers of every answer; `nonce` allows the inline styles of one page. */
export const securityHeaders = (nonce: string | null = null): Readonly<Record<string, string>> =>
  nonce === null ? WITHOUT_STYLES : headersWith(nonce);
