// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

@Name("org.drivechange.DeltaRound")
@Label("Round of Item Changes")
@Category("DriveChange")
@Description("Complete round of item changes, from its first request to its last saved position")
@StackTrace(false)
final class DeltaRoundEvent extends Event {

    @Label("Target Form")
    String template;

    @Label("Target")
    String target;

    @Label("Account")
    @Description("Empty for the default account")
    String account;

    @Label("Pages")
    long pages;

    @Label("Items")
    long items;

    @Label("Repeated Deliveries")
    long retries;

    @Label("Problem")
    @Description("Code of the last failure in the round, absent without one")
    String problem;
}
