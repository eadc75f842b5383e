// SPDX-License-Identifier: Apache-2.0
/** Item changes: what observers receive, when a page is acknowledged, and where positions are kept. */
package org.drivechange.tck.items;
