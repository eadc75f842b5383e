// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

/**
 * Queue of nodes that their owners create: adding one allocates nothing, and removing any takes constant time. A node is in one
 * queue at most. Not thread-safe.
 */
final class NodeQueue<T> {

    private Node<T> first;
    private Node<T> last;
    private int size;

    /** Place of an element in a queue. */
    static final class Node<T> {

        private final T element;
        private Node<T> previous;
        private Node<T> next;

        Node(T element) {
            this.element = element;
        }
    }

    void addLast(Node<T> node) {
        node.previous = last;
        if (last == null) {
            first = node;
        } else {
            last.next = node;
        }
        last = node;
        size++;
    }

    void addFirst(Node<T> node) {
        node.next = first;
        if (first == null) {
            last = node;
        } else {
            first.previous = node;
        }
        first = node;
        size++;
    }

    /** Removes a node of this queue. */
    void remove(Node<T> node) {
        if (node.previous == null) {
            first = node.next;
        } else {
            node.previous.next = node.next;
        }
        if (node.next == null) {
            last = node.previous;
        } else {
            node.next.previous = node.previous;
        }
        node.previous = null;
        node.next = null;
        size--;
    }

    /** Removes the first element. Requires one. */
    T removeFirst() {
        T element = first.element;
        remove(first);
        return element;
    }

    boolean isEmpty() {
        return first == null;
    }

    int size() {
        return size;
    }
}
