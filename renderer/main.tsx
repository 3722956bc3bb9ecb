import { createRoot } from 'react-dom/client';
import { App } from '#renderer/app/app.tsx';
import { connect } from '#renderer/data/client.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element to draw into');
const { client, connection } = connect();
createRoot(root).render(<App client={client} connection={connection} />);
