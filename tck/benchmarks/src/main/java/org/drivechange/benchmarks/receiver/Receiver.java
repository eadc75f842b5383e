// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.receiver;

/** Client that receives notifications. */
interface Receiver {

    /**
     * Starts to open sessions, each of which joins the namespace; does not wait for the joins.
     *
     * @param port the server's port on this machine
     * @param number the number of additional sessions
     * @param counter counts the notifications
     */
    void open(int port, int number, NotificationCounter counter) throws Exception;
}
