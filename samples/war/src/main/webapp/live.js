// SPDX-License-Identifier: Apache-2.0
// Updates the page from server-sent events: the event's name is the id of an element, its data the escaped HTML content.

const stream = document.getElementById('stream');
const pause = document.getElementById('pause');
let source;

function showState(state, text) {
    stream.dataset.state = state;
    stream.textContent = text;
}

function listen() {
    source = new EventSource('events');
    for (const id of ['sessions', 'items', 'events', 'latest']) {
        source.addEventListener(id, (event) => {
            document.getElementById(id).innerHTML = event.data;
        });
    }
    source.onopen = () => showState('live', 'Live');
    source.onerror = () => source.readyState === EventSource.CLOSED
        ? showState('lost', 'Not live: reload the page later')
        : showState('lost', 'Not live: reconnecting');
}

pause.addEventListener('click', () => {
    const paused = pause.textContent === 'Pause';
    pause.textContent = paused ? 'Resume' : 'Pause';
    if (paused) {
        source.close();
        showState('paused', 'Paused');
    } else {
        listen();
    }
});

pause.hidden = false;
listen();
