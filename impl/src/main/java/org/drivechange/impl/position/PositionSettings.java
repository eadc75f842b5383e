// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.position;

import java.nio.file.Path;

/**
 * Configuration of keeping positions.
 *
 * @param application part of each position's key, empty if it is not configured
 * @param directory absolute path of the directory of the position files
 */
public record PositionSettings(String application, Path directory) {}
