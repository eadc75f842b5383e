// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

@Name("org.drivechange.SessionState")
@Label("Session State")
@Category("DriveChange")
@Description("State change or failure of a session")
@StackTrace(false)
final class SessionStateEvent extends Event {

    @Label("Target Form")
    String template;

    @Label("Target")
    String target;

    @Label("Account")
    @Description("Empty for the default account")
    String account;

    @Label("From")
    String from;

    @Label("To")
    String to;

    @Label("Problem")
    @Description("Code of the failure since the previous state")
    String problem;
}
