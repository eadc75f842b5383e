// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

@Name("org.drivechange.DeltaPage")
@Label("Page of Item Changes")
@Category("DriveChange")
@Description("Page of item changes that all observers have received")
@StackTrace(false)
final class DeltaPageEvent extends Event {

    @Label("Target Form")
    String template;

    @Label("Target")
    String target;

    @Label("Account")
    @Description("Empty for the default account")
    String account;

    @Label("Items")
    int items;

    @Label("Lag")
    @Description(
            "For the first page of a round, time since the notification that caused the round, or since the page was"
                    + " received; -1 ms for other pages")
    @Timespan(Timespan.MILLISECONDS)
    long lag;
}
