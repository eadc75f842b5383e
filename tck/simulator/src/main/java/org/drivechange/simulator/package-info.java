// SPDX-License-Identifier: Apache-2.0
/**
 * Simulator of Microsoft Graph with a real Socket.IO server in one JVM, for tests and for development without a
 * Microsoft account.
 *
 * <p>In a test:
 *
 * <pre>{@code
 * try (GraphSimulator graph = GraphSimulator.start()) {
 *     // drivechange.graph.url = graph.graphUrl(), drivechange.token = anything
 *     graph.emit("/me/drive/root");
 *     graph.drop("/me/drive/root", DropMode.RESET);
 * }
 * }</pre>
 *
 * <p>Each target has a {@link org.drivechange.simulator.SimulatedDrive}, whose changes send notifications and whose
 * delta returns them, with {@linkplain org.drivechange.simulator.DeltaFault faults} if requested:
 *
 * <pre>{@code
 * SimulatedDrive drive = graph.drive("/me/drive/root");
 * String id = drive.create(drive.root(), "may.pdf", 48_213);
 * drive.fault(DeltaFault.EMPTY_PAGE);
 * drive.rename(id, "may-paid.pdf");
 * }</pre>
 *
 * <p>An {@link org.drivechange.simulator.IdentityPlatform} can issue its tokens; applications sign in there by device
 * code.
 *
 * <p>A {@link org.drivechange.simulator.FaultProxy} between a client and the simulator, or any other server, simulates
 * network faults.
 *
 * <p>As a program: {@link org.drivechange.simulator.GraphSimulator#main(String[])}. All functions of the Java API are
 * also available through HTTP; {@code GET /control} lists the calls.
 *
 * <p>Both listeners are bound to the loopback interface. Clients of Engine.IO 3 and 4 can join. After {@link
 * org.drivechange.simulator.GraphSimulator#close()} no thread or socket remains. Not supported, as by the real
 * service: Socket.IO's connection state recovery, long polling and binary events.
 */
package org.drivechange.simulator;
