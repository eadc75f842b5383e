// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.identity;

/** Who allowed which application what. */
record Consent(UserAccount person, String clientId, Scopes scopes) {}
