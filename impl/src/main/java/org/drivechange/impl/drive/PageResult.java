// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.drive;

import org.drivechange.impl.graph.GraphFailure;

/** Result of a request for a page of a delta. */
public sealed interface PageResult {

    record Received(ItemPage page) implements PageResult {}

    record Failed(GraphFailure failure) implements PageResult {}
}
