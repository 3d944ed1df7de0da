package io.hypervigil.host.dbus;

import java.util.List;

/**
 * A call of a method whose arguments are strings.
 *
 * @param destination the name of the service; "" where there is no bus in between
 * @param path the object
 * @param interfaceName the interface that declares the method
 * @param member the method
 * @param arguments all of type {@code s}
 */
public record MethodCall(
        String destination,
        String path,
        String interfaceName,
        String member,
        List<String> arguments) {

    public MethodCall {
        arguments = List.copyOf(arguments);
    }

    /** The call that reads a property of an object. */
    public static MethodCall property(
            String destination, String path, String interfaceName, String property) {
        return new MethodCall(
                destination,
                path,
                "org.freedesktop.DBus.Properties",
                "Get",
                List.of(interfaceName, property));
    }

    @Override
    public String toString() {
        return interfaceName + "." + member + arguments + " of " + path;
    }
}
