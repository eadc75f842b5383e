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
@Description("Request to Microsoft Graph for a target")
@StackTrace(false)
final class GraphRequestEvent extends Event {

    @Label("URL Template")
    @Description("Path of the URL with placeholders for ids, without Graph's version")
    String urlTemplate;

    @Label("Target Form")
    String template;

    @Label("Target")
    String target;

    @Label("HTTP Status")
    @Description("0 without a response")
    int status;

    @Label("Problem")
    @Description("Problem code, absent if Graph returned what was requested")
    String problem;
}
