import { escapeHtml, htmlPage } from './html.ts';
import { listOperations, type Document, type Operation } from './openapi-document.ts';

const json = (value: unknown): string => `<pre>${escapeHtml(JSON.stringify(value, null, 2))}</pre>`;

const details = (title: string, value: unknown): string =>
  value === undefined ? '' : `<details><summary>${escapeHtml(title)}</summary>${json(value)}</details>`;

function operationHtml(method: string, path: string, operation: Operation): string {
  const { operationId = '', summary = '', parameters, requestBody, responses } = operation;
  return `<article id="${escapeHtml(operationId)}">
<h3>${escapeHtml(method)} /api${escapeHtml(path)}</h3>
<p>${escapeHtml(summary)} · <code>${escapeHtml(operationId)}</code></p>
<p>Role: <span class="role">${escapeHtml(operation['x-role'])}</span> · Errors: ${operation['x-errors'].map((code) => `<code>${escapeHtml(code)}</code>`).join(', ')}</p>
${details('Parameters', parameters)}${details('Body', requestBody)}${details('Answers', responses)}
</article>`;
}

/** The document as a page for people: every call, grouped by noun. */
export function apiPage(document: Document, nonce: string): string {
  const operations = listOperations(document);
  const sections = (document.tags ?? []).map(({ name }) => {
    const calls = operations.filter(({ operation }) => operation.tags?.includes(name));
    const shown = calls.map(({ method, path, operation }) => operationHtml(method, path, operation));
    return `<section><h2>${escapeHtml(name)}</h2>${shown.join('\n')}</section>`;
  });
  const { title, version, description = '' } = document.info;
  const head = `<h1>${escapeHtml(title)} ${escapeHtml(version)}</h1><p>${escapeHtml(description)}</p>
<p>For programs: <a href="/api/openapi.json">openapi.json</a></p>`;
  return htmlPage(`${title}: calls`, `${head}${sections.join('\n')}`, nonce);
}
