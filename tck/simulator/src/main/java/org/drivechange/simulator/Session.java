// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import com.corundumstudio.socketio.transport.NamespaceClient;

/** A namespace joined under a grant. */
record Session(Grant grant, NamespaceClient client) {}
