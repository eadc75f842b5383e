// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.identity;

/** Consent of an account to an application's scopes. */
record Consent(UserAccount person, String clientId, Scopes scopes) {}
