// SPDX-License-Identifier: Apache-2.0
/** Reader of items with the Microsoft Graph SDK. */
package org.drivechange.benchmarks.microsoftgraph;
