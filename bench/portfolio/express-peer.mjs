// @ts-check
/** Serves one JSON value over express, as it is usually done: read from the parent, answered at every request. */
import express from 'express';

process.once('message', (value) => {
  const app = express();
  app.get('/portfolio', (_, answer) => {
    answer.json(value);
  });
  const server = app.listen(0, '127.0.0.1', () => {
    const address = server.address();
    process.send?.(typeof address === 'object' && address !== null ? address.port : 0);
  });
});
