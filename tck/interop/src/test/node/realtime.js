// SPDX-License-Identifier: Apache-2.0
'use strict';

/**
 * A real socket.io server, attached to an http server that does not listen: server.js passes upgrade requests to it, so that
 * failures can intercept them and close() does not close the port.
 */

const http = require('node:http');

const NAMESPACE = '/notifications';

class Realtime {
  constructor(version, { pingInterval, pingTimeout, allowEIO3, recovery }) {
    const options = { pingInterval, pingTimeout, serveClient: false, transports: ['websocket'] };
    if (allowEIO3) {
      options.allowEIO3 = true;
    }
    if (recovery) {
      options.connectionStateRecovery = {};
    }
    this.http = http.createServer();
    this.io = require(`socket.io-${version}`)(this.http, options);
    this.running = true;
  }

  serve(world) {
    this.io.engine.on('connection', (engine) => watch(engine, world.linkOf(engine.request)));
    this.io
      .of(NAMESPACE)
      .use((socket, next) => admit(world.linkOf(socket.conn.request), next))
      .on('connection', (socket) => join(socket, world.linkOf(socket.conn.request)));
    return this;
  }

  upgrade(request, tcp, head) {
    this.http.emit('upgrade', request, tcp, head);
  }

  /** Returns all sessions of a target. With recovery enabled, socket.io stores events emitted while there are none. */
  of(target) {
    return this.io.of(NAMESPACE).to(target.path);
  }

  close() {
    this.running = false;
    return this.io.close();
  }
}

/** Observes the WebSocket and the packets of an engine socket before socket.io parses them. */
function watch(engine, link) {
  engine.transport.socket.once('close', (code) => (link.closeCode = code));
  engine.on('packet', ({ type, data }) => {
    const ack = type === 'message' && /^[36](?:\d+-)?(?:\/[^,]*,)?(\d+)/.exec(data);
    if (ack) {
      link.target?.ackPackets.push(Number(ack[1]));
    }
  });
}

function admit(link, next) {
  const { subscription, target } = link;
  if (!subscription || subscription.expires < Date.now()) {
    next(new Error('The token is unknown or has expired'));
  } else if (target.failure === 'refuses-with-data') {
    next(Object.assign(new Error('Unauthorized'), { data: { code: 401, detail: 'token expired' } }));
  } else if (target.failure !== 'no-connect-answer') {
    next();
  }
}

function join(socket, link) {
  const { subscription, target } = link;
  const session = {
    id: socket.id,
    engineIo: socket.conn.protocol ?? 3, // 2.x supports no other version and has no such field
    socket,
    link,
  };
  socket.join(target.path);
  target.sessions.set(session.id, session);
  // strict expiration: a session that was not renewed by then is disconnected
  const expiry = setTimeout(() => socket.disconnect(true), Math.min(subscription.expires - Date.now(), 2 ** 31 - 1));
  socket.on('disconnect', () => {
    clearTimeout(expiry);
    if (target.sessions.get(session.id) === session) {
      target.sessions.delete(session.id);
    }
  });
}

module.exports = { Realtime };
