// SPDX-License-Identifier: Apache-2.0
/**
 * Positions in a database of the application, in plain SQL without a dialect. Loaded only if {@code drivechange.datasource} is
 * configured.
 */
package org.drivechange.impl.jdbc;
