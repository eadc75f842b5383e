// SPDX-License-Identifier: Apache-2.0
/** What happens, as OpenTelemetry's metrics and spans. Not loaded where its API is not there. */
package org.drivechange.impl.opentelemetry;
