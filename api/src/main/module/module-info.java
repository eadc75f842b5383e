// SPDX-License-Identifier: Apache-2.0
/** A user's whole vocabulary: the annotation, the targets, the events and the run-time interface. */
module org.drivechange {
    requires transitive jakarta.cdi;

    exports org.drivechange;
    exports org.drivechange.spi;

    // the CDI container calls the observer methods
    opens org.drivechange.internal;

    provides jakarta.enterprise.inject.spi.Extension with
            org.drivechange.internal.ImplementationCheck;
}
