// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.tck.Timeouts.eventually;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Records the calls of observers in order, by a name chosen by the test. */
@ApplicationScoped
public class ObserverCallLog {

    private record Call(String observer, Object value) {}

    private final List<Call> calls = new CopyOnWriteArrayList<>();

    /** Records a call of an observer with a value. */
    public void add(String observer, Object value) {
        calls.add(new Call(observer, value));
    }

    /** Returns the names of all observers in the order of their calls. */
    public List<String> order() {
        return calls.stream().map(Call::observer).toList();
    }

    /** Returns the values recorded for an observer. */
    public List<Object> of(String observer) {
        return calls.stream()
                .filter(call -> call.observer().equals(observer))
                .map(Call::value)
                .toList();
    }

    /** Waits until an observer has been called exactly the given number of times. */
    public List<Object> await(String observer, int times) {
        eventually().until(() -> of(observer).size() >= times);
        assertThat(of(observer)).hasSize(times);
        return of(observer);
    }
}
