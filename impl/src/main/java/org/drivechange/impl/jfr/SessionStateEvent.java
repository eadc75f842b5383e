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
@Description("A session went from one state to another, or something failed in it")
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
    @Description("The code of what failed since the state before")
    String problem;
}
