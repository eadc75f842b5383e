// SPDX-License-Identifier: Apache-2.0
/** A user's whole vocabulary: the annotation, the targets, the events and the run-time interface. */
module org.drivechange {
    requires transitive jakarta.cdi;

    exports org.drivechange;
    exports org.drivechange.spi;
}
