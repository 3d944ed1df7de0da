package io.hypervigil.web.security;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf a request came, as far as the web configuration asks for it. Every request that
 * passed {@link WebSecurity} has one, under {@link #ATTRIBUTE}.
 */
public sealed interface Caller {

    /** The request attribute that holds it. */
    String ATTRIBUTE = "io.hypervigil.web.caller";

    /**
     * The caller of a request, from its attribute.
     *
     * @throws IllegalStateException where there is none: the request did not pass {@link
     *     WebSecurity}, and nothing may be granted to it
     */
    static Caller of(@Nullable Object attribute) {
        if (attribute instanceof Caller caller) {
            return caller;
        }
        throw new IllegalStateException("a request that did not pass the web configuration");
    }

    /** Nobody asked who it is, or it did not say. */
    record Anonymous() implements Caller {}

    /** One of {@code basic_auth_users}, whose password was right. */
    record User(String name) implements Caller {}

    /**
     * A client whose certificate one of the client authorities vouches for, where there are no
     * users.
     *
     * @param subject its distinguished name, RFC 2253
     * @param names its alternative names: DNS, e-mail, IP address, URI
     */
    record Certified(String subject, List<String> names) implements Caller {
        public Certified {
            names = List.copyOf(names);
        }
    }
}
