const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML shows it. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h2 { margin-top: 2.5rem; text-transform: capitalize; border-bottom: 1px solid; padding-bottom: .25rem; }
article { margin: 1rem 0; }
h3 { margin: 0; font: 600 15px/1.5 ui-monospace, monospace; }
p { margin: .25rem 0; }
.role { font-weight: 600; }
code, pre { font: 13px/1.45 ui-monospace, monospace; }
pre { overflow: auto; max-height: 24rem; padding: .75rem; border: 1px solid; border-radius: 4px; }
`;

/** A whole page without scripts; its one style carries the nonce of the answer's policy. */
export function htmlPage(title: string, body: string, nonce: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title><style nonce="${escapeHtml(nonce)}">${STYLE}</style></head>
<body>${body}</body>
</html>
`;
}
