// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.tck.Patience.eventually;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Which observers were called, in order, each by a name that its test gave it. */
@ApplicationScoped
public class Calls {

    private record Call(String observer, Object about) {}

    private final List<Call> calls = new CopyOnWriteArrayList<>();

    /** An observer was called, and has this to tell. */
    public void add(String observer, Object about) {
        calls.add(new Call(observer, about));
    }

    /** All observers' names in the order of their calls. */
    public List<String> order() {
        return calls.stream().map(Call::observer).toList();
    }

    /** What an observer has told so far. */
    public List<Object> of(String observer) {
        return calls.stream()
                .filter(call -> call.observer().equals(observer))
                .map(Call::about)
                .toList();
    }

    /** Waits until an observer has been called so many times, and no more. */
    public List<Object> await(String observer, int times) {
        eventually().until(() -> of(observer).size() >= times);
        assertThat(of(observer)).hasSize(times);
        return of(observer);
    }
}
