import { securityHeaders } from '#main/transport/security-headers.ts';

const POLICY = 'Content-Security-Policy';

/** Replaces one directive of a content security policy; a policy without it is a mistake, not a wish. */
export function withDirective(policy: string, name: string, value: string): string {
  const directives = policy.split('; ');
  if (!directives.some((directive) => directive.split(' ')[0] === name)) {
    throw new Error(`The content security policy has no ${name}`);
  }
  return directives.map((directive) => (directive.split(' ')[0] === name ? `${name} ${value}` : directive)).join('; ');
}

/** The headers of the loopback host, but the page may connect nowhere: its data come over the port. */
export function pageHeaders(nonce: string | null): Readonly<Record<string, string>> {
  const headers = securityHeaders(nonce);
  return { ...headers, [POLICY]: withDirective(headers[POLICY] ?? '', 'connect-src', "'none'") };
}
