import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** Knows of every open connection whether a request is being answered on it. */
export interface Connections {
  /** The answer that is under way on a connection. */
  answerOn(socket: Duplex): ServerResponse | undefined;
  /** Closes those on which nothing is under way, also those that have never asked anything. */
  closeIdle(): void;
}

/** Watches the connections of a server from now on. */
export function watchConnections(server: Server): Connections {
  const answers = new Map<Duplex, ServerResponse | undefined>();
  server.on('connection', (socket: Socket) => {
    answers.set(socket, undefined);
    socket.once('close', () => answers.delete(socket));
  });
  server.on('request', ({ socket }, response) => {
    answers.set(socket, response);
    response.once('close', () => {
      if (answers.get(socket) === response) answers.set(socket, undefined);
    });
  });
  return {
    answerOn: (socket) => answers.get(socket),
    closeIdle: () => {
      for (const [socket, answer] of answers) if (answer === undefined) socket.destroy();
    },
  };
}
