// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Hands what happens on one attempt's link to the session. The transport's thread does nothing else. */
final class LinkSignals implements LinkListener {

    private final long attempt;
    private final Inbox inbox;
    private final Inflow inflow;
    private final Consumer<Link> keep;
    private volatile boolean opened;

    /**
     * Makes a listener.
     *
     * @param keep keeps the link; called on the strand
     */
    LinkSignals(long attempt, Inbox inbox, Inflow inflow, Consumer<Link> keep) {
        this.attempt = attempt;
        this.inbox = inbox;
        this.inflow = inflow;
        this.keep = keep;
    }

    /** Whether the link was ever open, told without a detour over the strand. */
    boolean hasOpened() {
        return opened;
    }

    @Override
    public void opened(Link link) {
        opened = true;
        inbox.run(() -> {
            keep.accept(link);
            inbox.handle(new Signal.LinkOpened(attempt));
        });
    }

    @Override
    public void text(String frame) {
        frame(new Signal.LinkText(attempt, frame), frame.length());
    }

    @Override
    public void binary(ByteBuffer frame) {
        frame(new Signal.LinkBinary(attempt, frame), frame.remaining());
    }

    @Override
    public void lost(String found) {
        inbox.put(new Signal.LinkLost(attempt, found));
    }

    private void frame(Signal signal, int size) {
        int units = inflow.take(size);
        inbox.run(() -> {
            try {
                inbox.handle(signal);
            } finally {
                inflow.done(units);
            }
        });
    }
}
