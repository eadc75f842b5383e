// SPDX-License-Identifier: Apache-2.0
'use strict';

/**
 * Simulated Microsoft Graph with a real socket.io server, on one port.
 *
 * Prints its port as one line of JSON when it is ready. Ends with its standard input.
 */

const { createHash } = require('node:crypto');
const http = require('node:http');
const { parseArgs } = require('node:util');
const { control } = require('./control.js');
const { graph, send } = require('./graph.js');
const { Realtime } = require('./realtime.js');
const { World } = require('./world.js');

const WEBSOCKET_GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

const { values: args } = parseArgs({
  options: {
    'socket.io': { type: 'string' },
    'allow-eio3': { type: 'boolean', default: false },
    recovery: { type: 'boolean', default: false },
    'ping-interval': { type: 'string', default: '25000' },
    'ping-timeout': { type: 'string', default: '20000' },
    'subscription-life': { type: 'string', default: '3600000' },
    port: { type: 'string', default: '0' },
  },
});

const pings = { pingInterval: Number(args['ping-interval']), pingTimeout: Number(args['ping-timeout']) };
const options = { ...pings, allowEIO3: args['allow-eio3'], recovery: args.recovery };
const world = new World();

/** The socket.io server, and servers of other versions for targets with a failure. */
const server = {
  realtime: null,
  others: new Map(),

  start() {
    this.realtime = new Realtime(args['socket.io'], options).serve(world);
  },

  async stop() {
    await Promise.all([this.realtime, ...this.others.values()].map((realtime) => realtime.close()));
    this.others.clear();
  },

  other(version) {
    if (!this.others.has(version)) {
      this.others.set(version, new Realtime(version, pings).serve(world));
    }
    return this.others.get(version);
  },
};

/** Handlers of upgrade requests that replace the server for targets with a failure. */
const failures = {
  'no-open-packet': (request, tcp) => tcp.resume().write(switchingProtocols(request)),
  'upgrade-refused': (request, tcp) => tcp.end('HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n'),
  'served-by-3': (...upgrade) => server.other('3').upgrade(...upgrade),
  'served-by-4': (...upgrade) => server.other('4').upgrade(...upgrade),
};

function switchingProtocols(request) {
  const key = request.headers['sec-websocket-key'] + WEBSOCKET_GUID;
  const accept = createHash('sha1').update(key).digest('base64');
  const lines = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade'];
  return [...lines, `Sec-WebSocket-Accept: ${accept}`, '', ''].join('\r\n');
}

const listener = http.createServer();
const handlers = [
  graph(world, { port: () => listener.address().port, life: Number(args['subscription-life']) }),
  control(world, server),
];

listener.on('request', (request, response) => {
  if (!handlers.some((answer) => answer(request, response))) {
    send(response, 404, { problem: `Unknown resource: ${request.url}` });
  }
});

listener.on('upgrade', (request, tcp, head) => {
  const link = world.arrive(request, tcp);
  const failure = failures[link.target?.failure];
  if (failure) {
    failure(request, tcp, head);
  } else if (server.realtime.running) {
    server.realtime.upgrade(request, tcp, head);
  } else {
    tcp.destroy();
  }
});

process.stdin.resume().on('end', () => process.exit());

server.start();
listener.listen(Number(args.port), '127.0.0.1', () => console.log(JSON.stringify({ port: listener.address().port })));
