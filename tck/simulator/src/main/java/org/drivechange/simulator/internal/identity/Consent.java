// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.identity;

/** Consent of an account to an application's scopes. */
record Consent(UserAccount account, String clientId, Scopes scopes) {}
