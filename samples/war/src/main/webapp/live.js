// SPDX-License-Identifier: Apache-2.0
// Keeps the page as it is on the server: an event's name is the id of an element, its data what stands in it, escaped there.

const stream = document.getElementById('stream');
const pause = document.getElementById('pause');
let source;

function say(state, text) {
    stream.dataset.state = state;
    stream.textContent = text;
}

function listen() {
    source = new EventSource('events');
    for (const id of ['sessions', 'events', 'latest']) {
        source.addEventListener(id, (event) => {
            document.getElementById(id).innerHTML = event.data;
        });
    }
    source.onopen = () => say('live', 'Live');
    source.onerror = () => source.readyState === EventSource.CLOSED
        ? say('lost', 'Not live: load the page again later')
        : say('lost', 'Not live: trying again');
}

pause.addEventListener('click', () => {
    const paused = pause.textContent === 'Pause';
    pause.textContent = paused ? 'Resume' : 'Pause';
    if (paused) {
        source.close();
        say('paused', 'Paused');
    } else {
        listen();
    }
});

pause.hidden = false;
listen();
