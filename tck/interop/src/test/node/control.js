// SPDX-License-Identifier: Apache-2.0
'use strict';

/** Control API of the tests: POST /control/{action} with a JSON object; the response is a JSON object. */

const { once } = require('node:events');
const { setTimeout: later } = require('node:timers/promises');
const { send } = require('./graph.js');

const TICK = 5;

/** The ways to lose a session. */
const losses = {
  disconnect: ({ socket }) => socket.disconnect(),
  'disconnect-and-close': ({ socket }) => socket.disconnect(true),
  'engine-close': ({ socket }) => socket.conn.close(),
  destroy: ({ link }) => link.tcp.destroy(),
  reset: ({ link }) => link.tcp.resetAndDestroy(),
  silence: ({ link }) => link.tcp.pause().cork(), // reads nothing, sends nothing, stays connected
};

/** Notification as sent by the real service, except for its resource, which is a number counted from 1. */
function notification(number) {
  return JSON.stringify({
    value: [
      {
        subscriptionId: '5554a2f6-1959-4b95-96f4-369b49212df9',
        clientState: 'system-managed:8082D436-D8DA-458D-96AD-34C902B73F37',
        expirationDateTime: '2026-05-11T21:52:27.5200000Z',
        resource: String(number),
        tenantId: '9188040d-6c67-4c5b-b112-36a304b66dad',
        siteUrl: '/personal/5a0b9e159b3310ad',
        webId: 'be8f18aa-284c-4452-8e7d-3db9e0e4babd',
      },
    ],
  });
}

function control(world, server) {
  const sessions = (target) => [...target.sessions.values()];
  const nothing = () => {};

  function emit(target, count) {
    for (let i = 0; i < count; i++) {
      server.realtime.of(target).emit('notification', notification(++target.emitted));
    }
  }

  function emitWithAck(target, ...event) {
    for (const { socket } of sessions(target)) {
      target.requestedAcks++;
      socket.emit(...event, () => target.answered++);
    }
  }

  const actions = {
    state: () => world.describe(),

    async reset() {
      world.forget();
      await server.stop();
      server.start();
    },

    failure: (target, { kind }) => void (target.failure = kind ?? null),

    route: (target, { port }) => void (target.port = port),

    emit: (target, { count }) => emit(target, count),

    /** Responds at the end of the duration. */
    async 'emit-at-rate'(target, { perSecond, millis }) {
      const start = performance.now();
      let sent = 0;
      for (let passed = 0; passed < millis; passed = performance.now() - start) {
        const due = Math.floor((Math.min(passed, millis) * perSecond) / 1000);
        emit(target, due - sent);
        sent = due;
        await later(TICK);
      }
    },

    'emit-with-ack': (target) => emitWithAck(target, 'notification', notification(++target.emitted)),

    binary(target, { requestAck }) {
      const content = { a: Buffer.from([1, 2, 3]), b: [{ c: Buffer.from([4]) }], d: 'text' };
      const name = 'bin';
      if (requestAck) {
        emitWithAck(target, name, content);
      } else {
        server.realtime.of(target).emit(name, content);
      }
    },

    unrelated(target) {
      server.realtime.of(target).emit('hello');
      server.realtime.of(target).emit('hello', { nested: [1, null, 'ü€😀', { deep: true }] });
      server.realtime.of(target).emit('Notification', notification(-1));
    },

    /** Responds after the server has detected the loss and emitted the notifications that the client misses. */
    async disconnect(target, { how, thenEmit = 0 }) {
      const gone = how === 'silence' ? [] : sessions(target).map(({ socket }) => once(socket, 'disconnect'));
      sessions(target).forEach(losses[how]);
      await Promise.all(gone);
      emit(target, thenEmit);
    },

    stop: () => server.stop(),
    start: () => server.start(),
  };

  /** Handles a request; returns false if it is not a control request. */
  return function answer(request, response) {
    const [, name] = /^\/control\/([a-z-]+)$/.exec(request.url) ?? [];
    if (!name) {
      return false;
    }
    read(request)
      .then(({ target, ...rest }) => (actions[name] ?? nothing)(target && world.target(target), rest))
      .then((result) => send(response, actions[name] ? 200 : 404, result ?? {}))
      .catch((error) => send(response, 500, { error: String(error.stack) }));
    return true;
  };
}

async function read(request) {
  const chunks = await request.toArray();
  return JSON.parse(Buffer.concat(chunks).toString() || '{}');
}

module.exports = { control };
