// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.items;

/** Readers to compare. */
enum ReaderKind {
    PLAIN("java.net.http, discards the pages"),
    MICROSOFT_GRAPH("microsoft-graph, PageIterator, counts"),
    DRIVECHANGE("DriveChange, Weld SE, counts");

    private final String title;

    ReaderKind(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
