// SPDX-License-Identifier: Apache-2.0
/** Reports metrics and spans to OpenTelemetry. Not loaded without its API. */
package org.drivechange.impl.opentelemetry;
