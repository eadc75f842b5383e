// SPDX-License-Identifier: Apache-2.0
/** Files that only their owner can read, that are replaced atomically, and that exclude other processes. */
package org.drivechange.impl.files;
