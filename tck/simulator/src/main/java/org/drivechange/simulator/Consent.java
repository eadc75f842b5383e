// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

/** Who allowed which application what. */
record Consent(Person person, String clientId, Scopes scopes) {}
