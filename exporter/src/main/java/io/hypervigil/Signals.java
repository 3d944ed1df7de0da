package io.hypervigil;

import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the process does when told by a signal.
 *
 * <p>{@code sun.misc.Signal} is the JDK's only door to signals, supported by its module
 * jdk.unsupported; named in source it is a warning that cannot be switched off, hence by
 * reflection.
 */
final class Signals {

    private static final Logger LOGGER = LoggerFactory.getLogger(Signals.class);

    private Signals() {}

    /**
     * Runs an action on a thread of the JVM whenever a signal comes.
     *
     * @param name without SIG: {@code TERM}, {@code HUP}
     */
    static void on(String name, Runnable action) {
        try {
            var signal = Class.forName("sun.misc.Signal");
            var handler = Class.forName("sun.misc.SignalHandler");
            var handling =
                    Proxy.newProxyInstance(
                            handler.getClassLoader(),
                            new Class<?>[] {handler},
                            (self, method, arguments) ->
                                    switch (method.getName()) {
                                        case "handle" -> {
                                            action.run();
                                            yield null;
                                        }
                                        case "hashCode" -> System.identityHashCode(self);
                                        case "equals" -> arguments[0] == self;
                                        default -> name;
                                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), handling);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // Windows knows no HUP, and a JVM started with -Xrs gives no signal away.
            LOGGER.atDebug()
                    .addKeyValue("signal", name)
                    .addKeyValue("error", e)
                    .log("signal cannot be handled here");
        }
    }
}
