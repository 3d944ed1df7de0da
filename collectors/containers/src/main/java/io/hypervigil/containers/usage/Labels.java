package io.hypervigil.containers.usage;

import java.util.Arrays;
import java.util.Optional;

/**
 * The labels of one control group, made once: a steady round compares them by identity.
 *
 * <p>Thread: any; immutable.
 */
public final class Labels {

    private final String[] head;
    private final String[] tail;
    private final String[] plain;

    private Labels(String[] head, String[] tail) {
        this.head = head;
        this.tail = tail;
        this.plain = joined();
    }

    /**
     * @param id the path of the control group
     * @param name "" for what is no container
     * @param image "" where it is not known
     */
    public static Labels of(String id, String name, String image) {
        return new Labels(new String[] {id, name, image}, new String[0]);
    }

    /** With Kubernetes' labels; "" for what is in no pod. */
    public Labels inPod(String namespace, String pod, String container) {
        return new Labels(head, new String[] {namespace, pod, container});
    }

    /** The path of the control group. */
    public String id() {
        return head[0];
    }

    /** The name of the container, or "". */
    public String name() {
        return head[1];
    }

    /** {@code NAMESPACE/POD}; empty where it is in none, or in one whose name is not known. */
    public Optional<String> podName() {
        return tail.length == 0 || tail[1].isEmpty()
                ? Optional.empty()
                : Optional.of(tail[0] + "/" + tail[1]);
    }

    /** All of them, with a family's own between. */
    String[] with(String... own) {
        return own.length == 0 ? plain : joined(own);
    }

    private String[] joined(String... own) {
        var all = new String[head.length + own.length + tail.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(own, 0, all, head.length, own.length);
        System.arraycopy(tail, 0, all, head.length + own.length, tail.length);
        return all;
    }

    /** Whether they are the same as another's. */
    boolean isSameAs(Labels other) {
        return Arrays.equals(plain, other.plain);
    }
}
