// SPDX-License-Identifier: Apache-2.0
/**
 * A Microsoft Graph look-alike and a real Socket.IO server in one JVM: for tests, and to develop without a Microsoft
 * account.
 *
 * <p>In a test:
 *
 * <pre>{@code
 * try (GraphSimulator graph = GraphSimulator.start()) {
 *     // drivechange.graph.url = graph.graphUrl(), drivechange.token = anything
 *     graph.emit("/me/drive/root");
 *     graph.drop("/me/drive/root", Drop.RESET);
 * }
 * }</pre>
 *
 * <p>Its tokens may come from an {@link org.drivechange.simulator.IdentityPlatform}, where an application signs in by
 * device code as at Microsoft's.
 *
 * <p>Between it and a client, as before any other server, a {@link org.drivechange.simulator.FaultProxy} stands in for a
 * network that fails.
 *
 * <p>As a program: {@link org.drivechange.simulator.GraphSimulator#main(String[])}. Everything the Java interface does can be asked for through
 * HTTP too; {@code GET /control} lists the calls.
 *
 * <p>What it promises: both listeners are bound to the loopback interface, clients of Engine.IO 3 and 4 can join, and
 * after {@link org.drivechange.simulator.GraphSimulator#close()} nothing of it runs. What it does not: Socket.IO's
 * connection state recovery, long polling and binary events, which the real service does not show either.
 */
package org.drivechange.simulator;
