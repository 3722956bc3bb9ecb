import { createRoot } from 'react-dom/client';
import { App } from '#renderer/app/app.tsx';
import { firstPaint } from '#renderer/app/theme/first-paint.ts';
import { connect } from '#renderer/data/client.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element to draw into');
firstPaint(document.documentElement);
const { client, connection } = connect();
createRoot(root).render(<App client={client} connection={connection} />);
