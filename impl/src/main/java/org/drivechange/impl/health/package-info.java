// SPDX-License-Identifier: Apache-2.0
/**
 * Whether the application is ready, for MicroProfile Health, which is optional: {@link
 * org.drivechange.impl.health.ReadinessCheck} alone needs it, and is loaded only where it is there.
 */
package org.drivechange.impl.health;
