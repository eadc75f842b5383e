// SPDX-License-Identifier: Apache-2.0
/** The configuration. The only place that imports MicroProfile Config. */
package org.drivechange.impl.config;
