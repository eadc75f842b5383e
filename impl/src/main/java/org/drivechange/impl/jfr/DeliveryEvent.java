// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

@Name("org.drivechange.Delivery")
@Label("Delivery")
@Category("DriveChange")
@Description("Delivery of one event to all observers, including asynchronous ones")
@StackTrace(false)
final class DeliveryEvent extends Event {

    @Label("Target Form")
    String template;

    @Label("Target")
    String target;

    @Label("Account")
    @Description("Empty for the default account")
    String account;

    @Label("Event")
    @Description("change, catch_up, session_opened, session_closed, delta_page or reset")
    String event;
}
