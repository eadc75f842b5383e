// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.time.InstantSource;

/**
 * What all sessions of an application share.
 *
 * @param clock never goes back
 */
public record Surroundings(
        Links links, Graph graph, Tokens tokens, Workers workers, InstantSource clock, Schedule schedule) {}
