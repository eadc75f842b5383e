// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.http;

import java.util.Optional;
import java.util.function.Function;
import org.drivechange.impl.graph.GraphFailure;

/** Result of a request to Graph. */
sealed interface GraphAnswer<T> {

    record Received<T>(T value) implements GraphAnswer<T> {

        /** Omits the value, which may contain a credential. */
        @Override
        public String toString() {
            return "Received[]";
        }
    }

    record Failed<T>(GraphFailure failure) implements GraphAnswer<T> {}

    default Optional<GraphFailure> problem() {
        return this instanceof Failed<T> failed ? Optional.of(failed.failure()) : Optional.empty();
    }

    /** Converts the value or the failure. */
    default <R> R map(Function<T, R> received, Function<GraphFailure, R> failed) {
        return this instanceof Received<T> answer
                ? received.apply(answer.value())
                : failed.apply(problem().orElseThrow());
    }
}
