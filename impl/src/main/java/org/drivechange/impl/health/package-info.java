// SPDX-License-Identifier: Apache-2.0
/**
 * Decides whether the application is ready, for MicroProfile Health, which is optional: only {@link
 * org.drivechange.impl.health.ReadinessCheck} needs its API.
 */
package org.drivechange.impl.health;
