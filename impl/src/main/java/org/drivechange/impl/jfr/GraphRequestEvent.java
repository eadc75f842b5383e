// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

@Name("org.drivechange.GraphRequest")
@Label("Graph Request")
@Category("DriveChange")
@Description("Microsoft Graph was asked for a target's socket.io endpoint")
@StackTrace(false)
final class GraphRequestEvent extends Event {

    @Label("Target Form")
    String template;

    @Label("Target")
    String target;

    @Label("HTTP Status")
    @Description("0 when there was no answer")
    int status;

    @Label("Problem")
    @Description("The code of what went wrong, absent when Graph gave an endpoint")
    String problem;
}
