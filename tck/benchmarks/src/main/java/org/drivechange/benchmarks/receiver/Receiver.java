// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.receiver;

/** Something that receives notifications. */
interface Receiver {

    /**
     * Opens sessions, each of which joins the namespace; returns when all are asked for, joined or not.
     *
     * @param port the server's, on this machine
     * @param number how many more
     * @param tally told of each notification
     */
    void open(int port, int number, Tally tally) throws Exception;
}
