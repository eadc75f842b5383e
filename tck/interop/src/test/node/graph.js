// SPDX-License-Identifier: Apache-2.0
'use strict';

/** The subscription request of Microsoft Graph: GET /v1.0{target}/subscriptions/socketIo. */

const { randomUUID } = require('node:crypto');

const REQUEST = /^\/v1\.0(\/.+)\/subscriptions\/socketIo$/;

/** Query parameters that must stay unchanged: an escaped plus and slash, padding, an empty value. */
const EXTRA_QUERY = 'sig=a%2Bb%3D==&empty=';

function graph(world, { port, life }) {
  function subscribe(target) {
    const token = randomUUID();
    const expires = Date.now() + life;
    const namespace = target.failure === 'unknown-namespace' ? '/nope' : '/notifications';
    const query = `token=${token}&applicationId=${randomUUID()}&${EXTRA_QUERY}`;
    const notificationUrl = `http://localhost:${target.port ?? port()}${namespace}?${query}`;
    world.subscribe(target, token, notificationUrl, expires);
    return {
      '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#subscriptions/$entity',
      id: randomUUID(),
      notificationUrl,
      expirationDateTime: new Date(expires).toISOString().replace('Z', '0000Z'),
    };
  }

  /** Handles a request; returns false if it is not a Graph request. */
  return function answer(request, response) {
    const [path] = request.url.split('?');
    if (!path.startsWith('/v1.0/')) {
      return false;
    }
    const match = REQUEST.exec(path);
    if (!/^Bearer .+/.test(request.headers.authorization ?? '')) {
      refuse(response, 401, 'InvalidAuthenticationToken', 'Access token is empty.');
    } else if (!match || request.method !== 'GET') {
      refuse(response, 400, 'BadRequest', `Unknown resource: ${request.method} ${path}.`);
    } else {
      send(response, 200, subscribe(world.target(decodeURIComponent(match[1]))));
    }
    return true;
  };
}

function refuse(response, status, code, message) {
  const innerError = { date: new Date().toISOString().slice(0, 19), 'request-id': randomUUID() };
  send(response, status, { error: { code, message, innerError } });
}

function send(response, status, body) {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
}

module.exports = { graph, send };
