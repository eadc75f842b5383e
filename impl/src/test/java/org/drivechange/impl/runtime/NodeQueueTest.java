// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.drivechange.impl.runtime.NodeQueue.Node;
import org.junit.jupiter.api.Test;

class NodeQueueTest {

    @Test
    void queue_agrees_with_a_list_on_random_operations() {
        Random random = new Random(1);
        NodeQueue<Integer> queue = new NodeQueue<>();
        List<Integer> expected = new ArrayList<>();
        Map<Integer, Node<Integer>> nodes = new LinkedHashMap<>();
        for (int i = 0; i < 10_000; i++) {
            Node<Integer> node = new Node<>(i);
            int operation = random.nextInt(4);
            if (operation == 0) {
                queue.addFirst(node);
                expected.add(0, i);
                nodes.put(i, node);
            } else if (operation == 1 || expected.isEmpty()) {
                queue.addLast(node);
                expected.add(i);
                nodes.put(i, node);
            } else if (operation == 2) {
                assertThat(queue.removeFirst()).isEqualTo(expected.remove(0));
            } else {
                queue.remove(nodes.get(expected.remove(random.nextInt(expected.size()))));
            }
            assertThat(queue.size()).isEqualTo(expected.size());
            assertThat(queue.isEmpty()).isEqualTo(expected.isEmpty());
        }
        while (!expected.isEmpty()) {
            assertThat(queue.removeFirst()).isEqualTo(expected.remove(0));
        }
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void removed_node_can_be_added_again() {
        NodeQueue<String> queue = new NodeQueue<>();
        Node<String> node = new Node<>("a");
        queue.addLast(node);
        queue.addLast(new Node<>("b"));
        queue.remove(node);
        queue.addFirst(node);
        assertThat(queue.removeFirst()).isEqualTo("a");
        assertThat(queue.removeFirst()).isEqualTo("b");
    }
}
