// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.position;

/**
 * Configuration of keeping positions in a database.
 *
 * @param application part of each position's key, empty if it is not configured
 * @param dataSource name of a CDI bean of type {@code DataSource}, or JNDI name
 * @param tablePrefix prefix of the tables' names, possibly with a schema
 */
public record DatabaseSettings(String application, String dataSource, String tablePrefix) {}
