// SPDX-License-Identifier: Apache-2.0
/** Runs readers of deltas: signals, commands, requests to Graph, positions, and the steps of a delivery. */
package org.drivechange.impl.delta.runtime;
