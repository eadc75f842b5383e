// SPDX-License-Identifier: Apache-2.0
/** Reads and validates the configuration. The only package that imports MicroProfile Config. */
package org.drivechange.impl.config;
