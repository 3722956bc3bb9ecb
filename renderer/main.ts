import { loadLanguage } from '#renderer/app/language/load-language.ts';
import { firstPaint } from '#renderer/app/theme/first-paint.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element to draw into');
firstPaint(document.documentElement);
// Texts are made as modules are loaded: the language comes before them.
await loadLanguage(document.documentElement);
const { start } = await import('./start.tsx');
start(root);
