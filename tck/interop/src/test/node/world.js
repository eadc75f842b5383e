// SPDX-License-Identifier: Apache-2.0
'use strict';

/** State of the server: subscriptions, upgrade requests and sessions by target. */

const CLOSED_ABRUPTLY = 1006;

/** Upgrade request and its TCP connection. */
class Link {
  constructor(request, tcp, subscription) {
    this.requestLine = `${request.method} ${request.url} HTTP/${request.httpVersion}`;
    this.at = Date.now();
    this.tcp = tcp;
    this.subscription = subscription;
    this.target = subscription?.target;
    this.open = true;
    this.closeCode = null;
    tcp.on('error', () => {});
    tcp.once('close', () => {
      this.open = false;
      this.closeCode ??= CLOSED_ABRUPTLY;
    });
  }

  describe() {
    const { requestLine, at, open, closeCode } = this;
    return { requestLine, at, open, closeCode };
  }
}

/** Drive or list, identified by the path of the Graph request. */
class Target {
  constructor(path) {
    this.path = path;
    this.failure = null;
    this.port = null; // port in notificationUrls instead of the server's own
    this.notificationUrls = [];
    this.links = [];
    this.sessions = new Map();
    this.emitted = 0;
    this.requestedAcks = 0;
    this.answered = 0;
    this.ackPackets = [];
  }

  describe() {
    return {
      notificationUrls: this.notificationUrls,
      links: this.links.map((link) => link.describe()),
      sessions: [...this.sessions.values()].map(({ id, engineIo }) => ({ id, engineIo })),
      emitted: this.emitted,
      requestedAcks: this.requestedAcks,
      answered: this.answered,
      ackPackets: this.ackPackets,
    };
  }
}

class World {
  #targets = new Map();
  #subscriptions = new Map();
  #links = new Map();

  target(path) {
    if (!this.#targets.has(path)) {
      this.#targets.set(path, new Target(path));
    }
    return this.#targets.get(path);
  }

  subscribe(target, token, notificationUrl, expires) {
    target.notificationUrls.push(notificationUrl);
    this.#subscriptions.set(token, { target, expires });
  }

  /** Records each upgrade request, including those with an unknown token. */
  arrive(request, tcp) {
    const token = new URL(request.url, 'http://localhost').searchParams.get('token');
    const link = new Link(request, tcp, this.#subscriptions.get(token));
    this.#links.set(request, link);
    link.target?.links.push(link);
    return link;
  }

  linkOf(request) {
    return this.#links.get(request);
  }

  describe() {
    const links = [...this.#links.values()];
    return {
      connections: links.length,
      open: links.filter((link) => link.open).length,
      targets: Object.fromEntries([...this.#targets].map(([path, target]) => [path, target.describe()])),
    };
  }

  /** Resets the state and closes all connections. */
  forget() {
    this.#links.forEach((link) => link.tcp.destroy());
    this.#links.clear();
    this.#targets.clear();
    this.#subscriptions.clear();
  }
}

module.exports = { World };
