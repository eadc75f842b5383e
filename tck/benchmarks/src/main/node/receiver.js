// SPDX-License-Identifier: Apache-2.0
// Receiver with the JavaScript client; executes the commands described in ReceiverMain.
'use strict';

const readline = require('node:readline');
const { io } = require('socket.io-client');

const MARK = 'system-managed:';
const DIGITS = 19;

const port = process.argv[2];
let received = 0;
let timing = false;
let latencies = [];
let awaited;

function count(text) {
  if (timing) {
    const at = text.indexOf(MARK) + MARK.length;
    latencies.push(process.hrtime.bigint() - BigInt(text.substring(at, at + DIGITS)));
  }
  received++;
  if (awaited && received >= awaited) {
    awaited = undefined;
    console.log('received');
  }
}

const answers = {
  open(number) {
    for (let i = 0; i < number; i++) {
      io(`http://127.0.0.1:${port}/notifications`, { transports: ['websocket'], forceNew: true })
        .on('notification', count);
    }
    return 'opened';
  },
  await(number) {
    if (received >= number) {
      return 'received';
    }
    awaited = number;
  },
  time() {
    latencies = [];
    timing = true;
    return 'timing';
  },
  timed() {
    timing = false;
    return latencies.join(' ');
  },
};

readline.createInterface({ input: process.stdin })
  .on('line', (line) => {
    const [what, number] = line.split(' ');
    const answer = answers[what](Number(number));
    if (answer !== undefined) {
      console.log(answer);
    }
  })
  .on('close', () => process.exit(0));
